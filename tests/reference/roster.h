#ifndef EDGECARE_TESTS_REFERENCE_ROSTER_H
#define EDGECARE_TESTS_REFERENCE_ROSTER_H

#include "reference/reference.h"

#define ROSTER_MAX 4096

/** One therapist or supervisor. */
typedef struct {
    double from, until;  /* TIME_NEVER: stays; until <= from: never comes */
    bool is_settled;     /* nobody is to follow any more */
} roster_person;

/** The therapists of a team, or its supervisors, as events come to pass one by one. */
typedef struct {
    const reference_case *at;
    const site_row *site;
    const team_row *team;
    uint32_t ordinal;    /* of the team in its site */
    bool supervisors;
    double closing;      /* the midnight after the site's last day */
    size_t hires_done;   /* in order of date, then of the file */
    size_t count;
    roster_person person[ROSTER_MAX];
} roster;

/** Those who are there when the site starts. Freed with free(). */
roster *roster_begin(const reference_case *at, size_t site, size_t team, bool supervisors, double closing);
/** When the next dated hire or the next leaving of someone who is to be followed comes; TIME_NEVER. */
double roster_next_event(const roster *self);
/** Lets that one event happen. */
void roster_step(roster *self);
/** One more, with the next number. */
void roster_appoint(roster *self, double from);
/** How many are there at a time; and how many of those appointed so far are there or will come. */
double roster_present(const roster *self, double time);
double roster_coming(const roster *self, double time);
/** Adds those who ever come to the timeline as staff of team `number` of all sites. */
void roster_tell(const roster *self, size_t number, staff_timeline *to);

#endif
