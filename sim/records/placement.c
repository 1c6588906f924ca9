#include "records/placement.h"

#include <math.h>

#include "stats/elementary.h"
#include "stats/normal.h"

double placement_extreme_day_mean(const state_row *state, const double world[])
{
    const double median = quantity_at(state->extreme_median_gbp_per_week, world) / 7, limit = quantity_at(state->extreme_limit_gbp_per_week, world) / 7;
    const double sigma = quantity_at(state->extreme_sigma, world);
    if (!(sigma > 0 && median > 0 && limit > 0)) {
        return fmin(median, limit);
    }
    const double k = elementary_log(limit / median) / sigma;
    return median * elementary_exp(sigma * sigma / 2) * normal_cdf(k - sigma) + limit * normal_cdf(-k);
}

/** What is left of the day cost for stays at no extreme price, for each of them. */
static double rest_of_mean(const state_row *state, const double world[], double share)
{
    return (quantity_at(state->day_cost_gbp, world) - share * placement_extreme_day_mean(state, world)) / (1 - share);
}

/** The share of stays at an extreme price where they are in the mean; 0 where they are not. */
static double share_in_mean(const state_row *state, const double world[])
{
    return state->extreme_keeps_mean ? quantity_at(state->extreme_share, world) : 0;
}

double placement_usual_day_cost(const state_row *state, const double world[])
{
    const double share = share_in_mean(state, world);
    return share > 0 && share < 1 ? fmax(0, rest_of_mean(state, world, share)) : quantity_at(state->day_cost_gbp, world);
}

bool placement_mean_is_exceeded(const state_row *state, const double world[])
{
    const double share = share_in_mean(state, world);
    return share >= 1 || (share > 0 && rest_of_mean(state, world, share) < 0);
}
