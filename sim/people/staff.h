#ifndef EDGECARE_PEOPLE_STAFF_H
#define EDGECARE_PEOPLE_STAFF_H

#include "records/families.h"
#include "records/scenario.h"
#include "stats/rng.h"

/** Who comes and goes in a team: its therapists, or its supervisors. Numbers are in the order of appointment. Zeroed is empty; the arrays are kept from one use
 *  to the next. */
typedef struct {
    const team_row *team;    /* borrowed */
    bool supervisors;        /* these are the team's supervisors */
    date zero;               /* scenario.starts */
    double begins, closing;  /* the site's first midnight, and the midnight after its last day */
    double leaving_per_day;  /* turnover */
    double vacancy_days;
    rng_stream turnover;     /* of the site */
    uint32_t world, history;
    uint32_t ordinal;        /* of the team in its site */
    date dated_done;         /* hires by date are done up to this one */
    size_t count, capacity;
    double *from, *until;    /* owned, as is the next; who never comes has until <= from; TIME_NEVER: stays */
    bool *replaced;          /* the end is dealt with */
    bool out_of_memory;
} staff_course;

void staff_course_free(staff_course *self);

/** Empties the course and appoints those who are there at the site's start. What the caller fills before: team .. ordinal. */
void staff_begin(staff_course *self);

/** When the next of these happens: a hire or leaving by date, or the leaving of someone who is to be replaced; TIME_NEVER. */
double staff_next_event(const staff_course *self);

/** Lets happen what comes before `time`, in order: dated joiners and leavers (the highest numbers of those present or coming) at noon, and replacements
 *  vacancy_days after a leaving, if the site is not closed then. */
void staff_advance(staff_course *self, double time);

/** Appoints one more from `at` on; the time of leaving is drawn at (team, number). False when there is no room. */
bool staff_appoint(staff_course *self, double at);

/** How many are there at `time`. */
size_t staff_present(const staff_course *self, double time);

/** How many are there at `time` or known to come. */
size_t staff_coming(const staff_course *self, double time);

/** Adds the course's members to the timeline, as staff of team `number` of all sites. False when memory runs out. */
bool staff_tell(const staff_course *self, size_t number, staff_timeline *out);

#endif
