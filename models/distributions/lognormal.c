#include "distributions/distribution.h"

#include "stats/normal.h"

#include <math.h>

enum { MEDIAN, SIGMA };

static const setting rows[] = {
    [MEDIAN] = { .key = "median",
                 .type = SETTING_QUANTITY,
                 .minimum = 1e-12,
                 .maximum = 1e12,
                 .doc = "The value that half of all values lie below.",
                 .moves = "multiplies all values" },
    [SIGMA] = { .key = "sigma",
                .type = SETTING_QUANTITY,
                .minimum = 0,
                .maximum = 10,
                .doc = "Standard deviation of the logarithm; about the coefficient of variation where below 0.3.",
                .moves = "widens the spread and raises the mean" },
};

/** median exp(sigma z) */
static double lognormal_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    return p[MEDIAN] * exp(p[SIGMA] * normal_quantile(u));
}

/** median exp(sigma^2 / 2) */
static double lognormal_mean(const double p[], const number_list *list)
{
    (void)list;
    return p[MEDIAN] * exp(0.5 * p[SIGMA] * p[SIGMA]);
}

static void lognormal_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = 0;
    *highest = HUGE_VAL;
}

const distribution_kind distribution_lognormal = {
    .base = { .name = "lognormal",
              .doc = "The logarithm is normal; for positive numbers such as costs, durations and ratios.",
              .parameters = SETTINGS("log-normal distribution", "Positive, with a long upper tail.", rows, quantity) },
    .quantile = lognormal_quantile,
    .mean = lognormal_mean,
    .support = lognormal_support,
};
