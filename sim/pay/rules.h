#ifndef EDGECARE_PAY_RULES_H
#define EDGECARE_PAY_RULES_H

#include <stddef.h>

#include "base/money.h"

/* The clauses of an outcomes contract that turn units into money, one function a clause (docs/model.md, Contracts). All are pure and cannot fail. */

/** No limit: more than any contract pays, with room to add to it. */
#define PENCE_UNLIMITED (INT64_MAX / 4)

/** A limit in pounds as pence; a negative one means that there is none. */
pence limit_pence(double limit_gbp);

/** Units payable when a share `deadweight` of what is achieved is taken as happening anyway: (1 - deadweight) x achieved. */
double deadweight_payable(double achieved, double deadweight);

/** Units saved against a baseline: achieved - (1 - baseline) x window days; negative when less is achieved than expected. */
double baseline_saved(double achieved, double window_days, double baseline_share);

/** A baseline term's sum over periods. Zero is its beginning. */
typedef struct {
    double sum;     /* saved so far */
    double highest; /* largest max(0, sum) so far: what has been paid for */
} baseline_account;

/** Units payable in a period that saved `saved` (maybe negative): by how much max(0, sum so far) exceeds its own highest value so far. */
double baseline_payable(baseline_account *account, double saved);

/** A term's amount in a period, whole pence: price in pence x payable units, rounded once, halves away from zero; what is within 1e-6 pence of a half is
 *  one, as decimals such as 57.42 x 16.75 pounds have no exact double. `units` >= 0. */
pence amount_entitled(double price_gbp, double units);

/** Cuts a period's amounts by term to `room`, what the contract's limit leaves: in proportion to the terms' entitlements, whole pence by largest remainder, ties to
 *  the earlier term. Writes `amount` and returns what is lost. `room` >= 0, each entitlement >= 0. */
pence limit_cut(pence room, const pence entitled[], pence amount[], size_t terms);

#endif
