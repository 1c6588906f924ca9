#ifndef EDGECARE_PAY_SAVINGS_H
#define EDGECARE_PAY_SAVINGS_H

#include <stdbool.h>

#include "records/limits.h"
#include "records/scenario.h"

/* What a term with a baseline pays for: units saved against the days expected in care without the programme. Pure but for the account they are handed.
 *
 *      S_k = sum over the term's versions v of  achieved_v,1..k - (1 - b_v,k) x window days_v,1..k
 *
 * with b_v,k the share expected in care as known at the end of period k. A term has one account, whatever variations make of it. Source: docs/model.md, Contracts. */

/** What one period brings a version of a term with a baseline. */
typedef struct {
    double achieved, window_days;
    double share;       /* b; NaN: not known yet */
    double child_saved; /* saved by the children whose window ends in the period, each at least 0 */
} period_savings;

/** A version's part of the term's account between periods. Zero, but for what the term says, is its beginning. */
typedef struct {
    double minimum_effect; /* as the term says */
    double sum;            /* its part of S */
    double window;         /* window days so far */
    double share;          /* b as known last; 0 before any is */
    double told;           /* `sum` at the end of the last period in which b was known */
    bool known;            /* b has been known */
    double change;         /* of `told` in the period at hand */
    double child_saved;    /* in the period at hand */
    double waiting;        /* saved since the term last paid (FLOOR_CUMULATIVE), or saved and held back for want of the minimum effect */
} savings_account;

/** A term with its versions. */
typedef struct {
    size_t count;
    savings_account *version[TERMS_MAX]; /* borrowed */
} term_savings;

/** Units saved against a baseline: achieved - (1 - baseline) x window days; negative when less is achieved than expected. */
double baseline_saved(double achieved, double window_days, double baseline_share);

/** Adds a period to the account of a version; to be done for all of them before savings_payable. */
void savings_add(savings_account *account, const period_savings *period);

/** Units payable of a term in a period, by version into `payable`, by its floor:
 *
 *      cumulative   by how much max(0, S) exceeds its own highest value for which was paid before, `*highest` (0 at the beginning)
 *      period       max(0, S_k - S_(k-1))
 *      child        child_saved
 *      claw_back    S_k - S_(k-1), maybe negative
 *
 *  Cumulative and period floors are divided among the versions in proportion to what each saved (below zero: nothing). Nothing while no b is known, or while S is
 *  below the sum of minimum_effect x b x window days so far of the versions that ask for an effect; what was held back then is paid when it is reached. */
void savings_payable(const term_savings *term, double *highest, baseline_floor floor, double payable[]);

#endif
