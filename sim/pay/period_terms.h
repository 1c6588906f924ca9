#ifndef EDGECARE_PAY_PERIOD_TERMS_H
#define EDGECARE_PAY_PERIOD_TERMS_H

#include "pay/settle.h"

/** What the term named by `by` has come to. */
typedef struct {
    double achieved;           /* up to the period's end */
    double achieved_in_period;
    double rate;               /* success rate up to the period's end; NaN when nobody was assessed */
} by_sums;

/** Units of a term by period in one period; 0 for a term by child. `others_gbp` is what stands before it in the period.
 *
 *  `pays_from` and `pays_until` of the term cut its months by their last days, and referrals, starts and the units of `by` by the period's end. Pure. */
double period_term_units(const pay_subject *subject, const term_row *term, size_t period, const by_sums *by, double others_gbp);

#endif
