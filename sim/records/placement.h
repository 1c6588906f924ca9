#ifndef EDGECARE_RECORDS_PLACEMENT_H
#define EDGECARE_RECORDS_PLACEMENT_H

#include "records/scenario.h"

/** What a day at an extreme price costs on average, in pounds of the price year: with m the median, L the limit and k = log(L / m) / sigma,
 *
 *      E[min(L, m exp(sigma z))] / 7 = (m exp(sigma^2 / 2) Phi(k - sigma) + L (1 - Phi(k))) / 7,    z standard normal.
 *
 *  Only for a state that has an extreme price. Source: the mean of a log-normal cut at L (Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 14). */
double placement_extreme_day_mean(const state_row *state);

/** What a day costs in a stay at no extreme price, in pounds of the price year: `day_cost_gbp`, or, where that is the mean of all stays (keeps_mean),
 *  (day cost - share x mean at an extreme price) / (1 - share), not below 0. */
double placement_usual_day_cost(const state_row *state);

/** Whether the mean cannot be kept, since stays at an extreme price alone bring more than it. */
bool placement_mean_is_exceeded(const state_row *state);

#endif
