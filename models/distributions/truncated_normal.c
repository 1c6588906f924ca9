#include "distributions/distribution.h"

#include "stats/normal.h"

#include <math.h>

enum { MEAN, SD, MIN, MAX };

static const setting rows[] = {
    [MEAN] = { .key = "mean", .type = SETTING_QUANTITY, .doc = "The mean before what lies outside min .. max is cut off.", .moves = "shifts the values" },
    [SD] = { .key = "sd",
             .type = SETTING_QUANTITY,
             .minimum = 1e-9,
             .maximum = 1e12,
             .doc = "The standard deviation before cutting.",
             .moves = "widens the spread" },
    [MIN] = { .key = "min", .type = SETTING_QUANTITY, .doc = "The lowest value possible." },
    [MAX] = { .key = "max", .type = SETTING_QUANTITY, .doc = "The highest value possible." },
};

/* Both bounds in standard deviations from the mean, turned so that the bulk lies below 0, where shares have all their digits. */
typedef struct {
    double side; /* 1, or -1 when turned */
    double low;
    double high;
} standard_bounds;

static standard_bounds bounds_of(const double p[])
{
    const double low = (p[MIN] - p[MEAN]) / p[SD];
    const double high = (p[MAX] - p[MEAN]) / p[SD];
    return low + high > 0 ? (standard_bounds){ -1, -high, -low } : (standard_bounds){ 1, low, high };
}

/** mean + sd z, with Phi(z) = Phi(low) + u (Phi(high) - Phi(low)) */
static double truncated_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    const standard_bounds bounds = bounds_of(p);
    const double below = normal_cdf(bounds.low);
    const double inside = normal_cdf(bounds.high) - below;
    const double share = below + inside * (bounds.side > 0 ? u : 1 - u);
    return fmin(fmax(p[MEAN] + p[SD] * bounds.side * normal_quantile(share), p[MIN]), p[MAX]);
}

static double density(double z)
{
    return exp(-0.5 * z * z) / sqrt(2 * M_PI);
}

/** mean + sd (phi(low) - phi(high)) / (Phi(high) - Phi(low)) */
static double truncated_mean(const double p[], const number_list *list)
{
    (void)list;
    const standard_bounds bounds = bounds_of(p);
    const double inside = normal_cdf(bounds.high) - normal_cdf(bounds.low);
    return p[MEAN] + p[SD] * bounds.side * (density(bounds.low) - density(bounds.high)) / inside;
}

static void truncated_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)list;
    *lowest = p[MIN];
    *highest = p[MAX];
}

#define FARTHEST_SD 30.0 /* beyond, too few digits are left of the share */

static const char *truncated_fault(const double p[], const number_list *list)
{
    (void)list;
    if (p[MIN] >= p[MAX]) {
        return "min must be below max";
    }
    return bounds_of(p).high < -FARTHEST_SD ? "min .. max lies more than 30 sd from mean" : NULL;
}

const distribution_kind distribution_truncated_normal = {
    .base = { .name = "truncated_normal",
              .doc = "A normal distribution without what lies outside min .. max.",
              .parameters = SETTINGS("truncated normal distribution", "Normal within bounds.", rows, quantity),
              .fault = truncated_fault },
    .quantile = truncated_quantile,
    .mean = truncated_mean,
    .support = truncated_support,
};
