#include "records/placement.h"

#include <math.h>

#include "stats/elementary.h"
#include "stats/normal.h"

double placement_extreme_day_mean(const state_row *state)
{
    const double median = state->extreme_median_gbp_per_week.value / 7, limit = state->extreme_limit_gbp_per_week.value / 7;
    const double sigma = state->extreme_sigma.value;
    if (!(sigma > 0 && median > 0 && limit > 0)) {
        return fmin(median, limit);
    }
    const double k = elementary_log(limit / median) / sigma;
    return median * elementary_exp(sigma * sigma / 2) * normal_cdf(k - sigma) + limit * normal_cdf(-k);
}

/** What is left of the day cost for stays at no extreme price, for each of them. */
static double rest_of_mean(const state_row *state, double share)
{
    return (state->day_cost_gbp.value - share * placement_extreme_day_mean(state)) / (1 - share);
}

/** The share of stays at an extreme price where they are in the mean; 0 where they are not. */
static double share_in_mean(const state_row *state)
{
    return state->extreme_keeps_mean ? state->extreme_share.value : 0;
}

double placement_usual_day_cost(const state_row *state)
{
    const double share = share_in_mean(state);
    return share > 0 && share < 1 ? fmax(0, rest_of_mean(state, share)) : state->day_cost_gbp.value;
}

bool placement_mean_is_exceeded(const state_row *state)
{
    const double share = share_in_mean(state);
    return share >= 1 || (share > 0 && rest_of_mean(state, share) < 0);
}
