#include "distributions/distribution.h"

#include "stats/normal.h"

#include <math.h>

enum { MEDIAN, SIGMA };

static const setting rows[] = {
    [MEDIAN] = { .key = "median",
                 .type = SETTING_QUANTITY,
                 .unit = "share",
                 .minimum = 1e-9,
                 .maximum = 1 - 1e-9,
                 .doc = "The share that half of all values lie below.",
                 .moves = "shifts all values" },
    [SIGMA] = { .key = "sigma",
                .type = SETTING_QUANTITY,
                .minimum = 0,
                .maximum = 10,
                .doc = "Standard deviation of the logit.",
                .moves = "widens the spread" },
};

/** odds / (1 + odds), odds = median / (1 - median) exp(sigma z) */
static double logit_normal_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    const double odds = p[MEDIAN] / (1 - p[MEDIAN]) * exp(p[SIGMA] * normal_quantile(u));
    return 1 / (1 + 1 / odds);
}

/** Has no closed form. */
static double logit_normal_mean(const double p[], const number_list *list)
{
    (void)p;
    (void)list;
    return (double)NAN;
}

static void logit_normal_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = 0;
    *highest = 1;
}

const distribution_kind distribution_logit_normal = {
    .base = { .name = "logit_normal",
              .doc = "The logit is normal; for shares.",
              .parameters = SETTINGS("logit-normal distribution", "A share whose logit is normal.", rows, quantity) },
    .quantile = logit_normal_quantile,
    .mean = logit_normal_mean,
    .support = logit_normal_support,
};
