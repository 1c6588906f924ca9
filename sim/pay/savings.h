#ifndef EDGECARE_PAY_SAVINGS_H
#define EDGECARE_PAY_SAVINGS_H

#include <stdbool.h>

#include "records/scenario.h"

/* What a term with a baseline pays for: units saved against the days expected in care without the programme. Pure but for the account they are handed.
 *
 *      S_k = achieved_1..k - (1 - b_k) x window days_1..k
 *
 * with b_k the share expected in care as known at the end of period k. Source: docs/model.md, Contracts. */

/** What one period brings a term with a baseline. */
typedef struct {
    double achieved, window_days;
    double share;       /* b; NaN: not known yet */
    double child_saved; /* saved by the children whose window ends in the period, each at least 0 */
} period_savings;

/** A baseline term's account between periods. Zero is its beginning. */
typedef struct {
    double sum;     /* S */
    double window;  /* window days so far */
    double share;   /* b as known last; 0 before any is */
    double told;    /* S at the end of the last period in which b was known */
    bool known;     /* b has been known */
    double highest; /* FLOOR_CUMULATIVE: what has been paid for */
    double held;    /* the other floors: saved, but held back for want of the minimum effect */
} savings_account;

/** Units saved against a baseline: achieved - (1 - baseline) x window days; negative when less is achieved than expected. */
double baseline_saved(double achieved, double window_days, double baseline_share);

/** Units payable in a period, by the term's floor:
 *
 *      cumulative   by how much max(0, S) exceeds its own highest value for which was paid before
 *      period       max(0, S_k - S_(k-1))
 *      child        child_saved
 *      claw_back    S_k - S_(k-1), maybe negative
 *
 *  Nothing while b is not known, or while S is below `minimum_effect` x b x window days so far; what was held back then is paid when it is reached. */
double savings_payable(savings_account *account, const period_savings *period, baseline_floor floor, double minimum_effect);

#endif
