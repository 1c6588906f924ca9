#ifndef EDGECARE_ADVISE_FLOORS_H
#define EDGECARE_ADVISE_FLOORS_H

#include "advise/evidence.h"

/** What a written baseline that is exactly right would pay for no effect, by its floor alone, in pounds a future. */
typedef struct {
    double share;      /* of window days in care without the programme: the baseline that is right */
    double paid_gbp;   /* with the contract's claims */
    double once_gbp;   /* with a single claim at the end */
} floor_look;

/** Looks at the terms of all contracts, [contract][term], where floor_is_asked and children were seen (`share` NaN elsewhere): runs `futures` futures in which
 *  therapy does nothing, first to find the share that is right, then twice with it. The scenario is as before in the end. False when memory runs out. */
bool floors_gather(scenario *self, size_t futures, floor_look out[CONTRACTS_SEEN_MAX][TERMS_MAX]);

#endif
