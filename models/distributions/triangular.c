#include "distributions/distribution.h"

#include <math.h>

enum { MIN, MODE, MAX };

static const setting rows[] = {
    [MIN] = { .key = "min", .type = SETTING_QUANTITY, .doc = "The lowest value." },
    [MODE] = { .key = "mode", .type = SETTING_QUANTITY, .doc = "The most likely value." },
    [MAX] = { .key = "max", .type = SETTING_QUANTITY, .doc = "The highest value." },
};

/** min + sqrt(u (max - min) (mode - min)) below the mode, max - sqrt((1 - u) (max - min) (max - mode)) above it */
static double triangular_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    const double width = p[MAX] - p[MIN];
    if (u * width < p[MODE] - p[MIN]) {
        return p[MIN] + sqrt(u * width * (p[MODE] - p[MIN]));
    }
    return p[MAX] - sqrt((1 - u) * width * (p[MAX] - p[MODE]));
}

static double triangular_mean(const double p[], const number_list *list)
{
    (void)list;
    return (p[MIN] + p[MODE] + p[MAX]) / 3;
}

static void triangular_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)list;
    *lowest = p[MIN];
    *highest = p[MAX];
}

static const char *triangular_fault(const double p[], const number_list *list)
{
    (void)list;
    return p[MIN] <= p[MODE] && p[MODE] <= p[MAX] ? NULL : "min, mode and max must be in this order";
}

const distribution_kind distribution_triangular = {
    .base = { .name = "triangular",
              .doc = "A density that rises straight from min to mode and falls straight to max.",
              .parameters = SETTINGS("triangular distribution", "A lowest, a most likely and a highest value.", rows, quantity),
              .fault = triangular_fault },
    .quantile = triangular_quantile,
    .mean = triangular_mean,
    .support = triangular_support,
};
