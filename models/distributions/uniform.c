#include "distributions/distribution.h"

enum { MIN, MAX };

static const setting rows[] = {
    [MIN] = { .key = "min", .type = SETTING_QUANTITY, .doc = "The lowest value." },
    [MAX] = { .key = "max", .type = SETTING_QUANTITY, .doc = "The highest value." },
};

/** min + (max - min) u */
static double uniform_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    return p[MIN] + (p[MAX] - p[MIN]) * u;
}

static double uniform_mean(const double p[], const number_list *list)
{
    (void)list;
    return 0.5 * (p[MIN] + p[MAX]);
}

static void uniform_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)list;
    *lowest = p[MIN];
    *highest = p[MAX];
}

static const char *uniform_fault(const double p[], const number_list *list)
{
    (void)list;
    return p[MIN] <= p[MAX] ? NULL : "min must not be above max";
}

const distribution_kind distribution_uniform = {
    .base = { .name = "uniform",
              .doc = "Every value between min and max equally likely.",
              .parameters = SETTINGS("uniform distribution", "Equally likely between two bounds.", rows, quantity),
              .fault = uniform_fault },
    .quantile = uniform_quantile,
    .mean = uniform_mean,
    .support = uniform_support,
};
