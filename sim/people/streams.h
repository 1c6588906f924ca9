#ifndef EDGECARE_PEOPLE_STREAMS_H
#define EDGECARE_PEOPLE_STREAMS_H

#include "records/families.h"
#include "records/scenario.h"
#include "stats/rng.h"

/** The random streams of one site and cohort, by purpose (docs/model.md, section 2). */
typedef struct {
    rng_stream intake, site_year, arrival, age, history, frailty, therapy, completion, evidence, first_state, adherence;
    rng_stream siblings, widen, select; /* how many siblings; whether below the threshold; how the month's number turned away is rounded */
    rng_stream closure;                 /* of the site: when it closes early */
    rng_stream volume_walk;             /* of the site: the steps of its volume */
    rng_stream team, remote, fund;      /* which team; whether the course is remote, whether the family asks for the psychology fund */
    rng_stream turnover;                /* of the site: when staff leave */
    rng_stream delay;                   /* whether an entry to care is put off */
    rng_stream group[GROUPS_MAX];
    rng_stream transition[TRANSITIONS_MAX];
    rng_stream destination[TRANSITIONS_MAX];
    rng_stream price[STATES_MAX];
} place_streams;

/** Fills the streams of one site's cohort under the scenario's seed. `owner` is "", or stands before the place's name: "CONTRACT/TERM/" for the
 *  children behind a term's baseline. False when memory runs out. */
bool place_streams_make(const scenario *self, const char *owner, const site_row *site, const site_cohort_row *cohort, place_streams *streams);

#endif
