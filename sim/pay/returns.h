#ifndef EDGECARE_PAY_RETURNS_H
#define EDGECARE_PAY_RETURNS_H

#include <stddef.h>

#include "records/ledger.h"

/** What an investor puts in and gets out, by month, whole pence, none below zero. */
typedef struct {
    size_t months;
    const pence *drawn;       /* borrowed */
    const pence *distributed; /* borrowed */
} investor_flows;

typedef struct {
    irr_status status;
    double per_year; /* -1 for a total loss; NaN unless found or a total loss */
} irr_result;

/** The yearly rate that makes the investor's flows worth nothing today.
 *
 *  Solves  sum over m of  (distributed_m - drawn_m) v^m = 0  for  v = (1 + rate)^(-1/12), flows in whole pence, by Horner's rule in v inside Brent's method, rate in
 *  (-0.99, 10). How many rates solve it there: at most as many as the net flows, or their running sums (Norstrom's rule), change sign; where that leaves more than one
 *  open, the changes of sign of the worth are counted on a grid, each step 0.9 % of 1 + rate, with dips between its points. A rate at which the worth only
 *  touches nothing is none.
 *  Status IRR_NOTHING_DRAWN; IRR_TOTAL_LOSS (-100 %) when nothing comes back; IRR_NONE without a rate on the range; IRR_SEVERAL with more than one (flows that are
 *  drawn, given out and drawn again mostly have one). With one, and a negative worth at the highest rate, its sign is that of distributed less drawn.
 *  Sources: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 5; Norstrom, A sufficient condition for a unique nonnegative internal rate of return,
 *  Journal of Financial and Quantitative Analysis 7 (1972). */
irr_result irr_per_year(const investor_flows *flows);

/** Money out over money in; NaN when nothing was drawn. */
double multiple_on(pence distributed, pence drawn);

/** Net present value in pounds at `rate_per_year` in the month `start`: sum over m of (distributed_m - drawn_m) (1 + rate)^(-(m - start) / 12).
 *  Source: as irr_per_year, chapter 2. */
double npv_pounds(const investor_flows *flows, double rate_per_year, size_t start);

/** Months from the month `start` to that from which on distributions so far are never again below what was drawn so far; NaN when all in all they are, or
 *  nothing was drawn. */
double payback_months(const investor_flows *flows, size_t start);

/** The largest, over months, of drawn - distributed so far plus `carried` so far (the provider's own money in the programme, by month); at least 0. */
pence funding_peak(const investor_flows *flows, const pence carried[]);

#endif
