#include "distributions/distribution.h"

#include "stats/normal.h"

#include <math.h>

enum { MEAN, SD };

static const setting rows[] = {
    [MEAN] = { .key = "mean", .type = SETTING_QUANTITY, .doc = "The mean, which is also the median.", .moves = "shifts all values" },
    [SD] = { .key = "sd", .type = SETTING_QUANTITY, .minimum = 0, .maximum = 1e12, .doc = "Standard deviation.", .moves = "widens the spread" },
};

/** mean + sd z */
static double normal_kind_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    return p[MEAN] + p[SD] * normal_quantile(u);
}

static double normal_kind_mean(const double p[], const number_list *list)
{
    (void)list;
    return p[MEAN];
}

static void normal_kind_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = -HUGE_VAL;
    *highest = HUGE_VAL;
}

const distribution_kind distribution_normal = {
    .base = { .name = "normal",
              .doc = "The normal distribution; for numbers of either sign.",
              .parameters = SETTINGS("normal distribution", "Symmetrical, without bounds.", rows, quantity) },
    .quantile = normal_kind_quantile,
    .mean = normal_kind_mean,
    .support = normal_kind_support,
};
