#ifndef EDGECARE_ADVISE_EVIDENCE_H
#define EDGECARE_ADVISE_EVIDENCE_H

#include <stdbool.h>

#include "records/scenario.h"

#define CONTRACTS_SEEN_MAX 64
/** How many futures are looked at: fewer where each holds many families, terms and claim periods. */
#define ADVISE_FUTURES_LEAST 8
#define ADVISE_FUTURES_MOST 64
/** Lengths of stay are looked at in steps of so many days, up to 18 years. */
#define REACH_STEP 91
#define REACH_STEPS 73

/** What a few simulated futures say of a scenario. */
typedef struct {
    size_t futures;                            /* looked at */
    size_t floor_futures;                      /* worth looking at for floors, which takes three times as long */
    double entrants_per_year[SITES_MAX];       /* children referred who enter care within a year of referral without the programme */
    double unreached[TRANSITIONS_MAX];         /* share of worlds in which no level of the hazard gives the share that share_by asks for */
    double mean_exceeded[STATES_MAX];          /* share of worlds in which stays at an extreme price alone bring more than the mean that they should keep */
    double limit_binds[CONTRACTS_SEEN_MAX];    /* share of futures in which a contract's limit cut a payment */
    double days_in_care[REACH_STEPS];          /* after an entry: days in care in the first (i + 1) x REACH_STEP days ... */
    double days_there_were[REACH_STEPS];       /* ... of so many before the 18th birthday */
} evidence;

/** Runs a few futures on one thread. False when memory runs out. */
bool evidence_gather(const scenario *self, evidence *seen);

/** The largest share of a term's window that care episodes fill: that of a child who enters on the first day. NaN where nobody entered. */
double evidence_reachable(const evidence *seen, const term_row *term);

#endif
