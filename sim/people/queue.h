#ifndef EDGECARE_PEOPLE_QUEUE_H
#define EDGECARE_PEOPLE_QUEUE_H

#include "people/refer.h"

/** What is needed to let the line of one team move. */
typedef struct {
    const refer_setting *how;
    size_t site;                /* where the team's first row stands */
    size_t number;              /* of that row among all sites' teams */
    const team_row *team;
    const therapy_row *therapy;
    const careers *untreated;
    families *people;
    refer_workspace *ws;
    date starts;                /* of the team's service */
    double closing;             /* midnight after the last day of its site, or of the last of its sites */
    bool limited;               /* there are therapists: capacity binds */
    bool supervised;            /* supervision may be short */
    const line_entry *in_order; /* the families, by readiness */
    size_t count;
    size_t places;              /* in the heap */
    size_t members;             /* therapists whose places were put into the heap */
    double decides_at;          /* the hiring rule, next; TIME_NEVER */
    int64_t hired;              /* by the rule */
} team_line;

/** Gives the psychology fund of a site to families who complete and ask for it, in order of time, as far as it goes. (fund.c) */
void refer_fund(const refer_setting *how, size_t site, refer_workspace *ws, families *people);

/** When a family in line leaves it for good, if it does not start: it turns 18, the site closes, or its child enters care where the cohort says so. */
double line_left_at(const team_line *line, uint32_t family);

/** The first midnight of a calendar month on or after the site's start; TIME_NEVER where the team has no hiring rule or the site is closed by then. */
double hiring_first(const team_line *line);

/** The rule's decision at line->decides_at, before family `next` of the line is served; then goes on to the next month. */
void hiring_decide(team_line *line, size_t next);

#endif
