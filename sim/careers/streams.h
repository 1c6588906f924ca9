#ifndef EDGECARE_CAREERS_STREAMS_H
#define EDGECARE_CAREERS_STREAMS_H

#include "records/families.h"
#include "records/scenario.h"
#include "stats/rng.h"

/** The random streams of one site and cohort, by purpose (docs/model.md, section 2). */
typedef struct {
    rng_stream intake, site_year, arrival, age, history, frailty, therapy, completion, evidence, first_state, adherence;
    rng_stream group[GROUPS_MAX];
    rng_stream transition[TRANSITIONS_MAX];
    rng_stream destination[TRANSITIONS_MAX];
    rng_stream price[STATES_MAX];
} place_streams;

/** Fills the streams of one site's cohort under the scenario's seed. False when memory runs out. */
bool place_streams_make(const scenario *self, const site_row *site, const site_cohort_row *cohort, place_streams *streams);

#endif
