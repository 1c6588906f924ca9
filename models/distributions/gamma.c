#include "distributions/distribution.h"

#include "stats/quantile.h"

#include <math.h>

enum { SHAPE, SCALE };

static const setting rows[] = {
    [SHAPE] = { .key = "shape",
                .type = SETTING_QUANTITY,
                .minimum = 0.01,
                .maximum = 1e6,
                .doc = "Shape; the squared coefficient of variation is 1 / shape.",
                .moves = "a larger shape narrows the spread and raises the mean" },
    [SCALE] = { .key = "scale", .type = SETTING_QUANTITY, .minimum = 1e-12, .maximum = 1e12, .doc = "Scale; the mean is shape x scale.", .moves = "multiplies all values" },
};

/** The x with P(shape, x / scale) = u, P the regularised incomplete gamma function. */
static double gamma_kind_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    return p[SCALE] * gamma_quantile(p[SHAPE], u);
}

static double gamma_kind_mean(const double p[], const number_list *list)
{
    (void)list;
    return p[SHAPE] * p[SCALE];
}

static void gamma_kind_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = 0;
    *highest = HUGE_VAL;
}

const distribution_kind distribution_gamma = {
    .base = { .name = "gamma",
              .doc = "The gamma distribution; for positive numbers, such as frailty with mean 1 (scale = 1 / shape).",
              .parameters = SETTINGS("gamma distribution", "Positive, by shape and scale.", rows, quantity) },
    .quantile = gamma_kind_quantile,
    .mean = gamma_kind_mean,
    .support = gamma_kind_support,
};
