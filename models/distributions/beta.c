#include "distributions/distribution.h"

#include "stats/quantile.h"

#include <stdbool.h>

enum { A, B, MEAN, SD };

#define SHAPE_LOWEST 0.01
#define SHAPE_HIGHEST 1e5

static const setting rows[] = {
    [A] = { .key = "a",
            .type = SETTING_QUANTITY,
            .minimum = SHAPE_LOWEST,
            .maximum = SHAPE_HIGHEST,
            .fallback = "",
            .otherwise = "given by mean and sd",
            .doc = "First shape." },
    [B] = { .key = "b",
            .type = SETTING_QUANTITY,
            .minimum = SHAPE_LOWEST,
            .maximum = SHAPE_HIGHEST,
            .fallback = "",
            .otherwise = "given by mean and sd",
            .doc = "Second shape." },
    [MEAN] = { .key = "mean", .type = SETTING_QUANTITY, .unit = "share", .maximum = 1, .fallback = "", .otherwise = "given by a and b", .doc = "The mean." },
    [SD] = { .key = "sd",
             .type = SETTING_QUANTITY,
             .maximum = 0.5,
             .fallback = "",
             .otherwise = "given by a and b",
             .doc = "Standard deviation." },
};

typedef struct {
    double a;
    double b;
} beta_shapes;

/* Parameters that are absent are -1. */

static bool has_moments(const double p[])
{
    return p[MEAN] >= 0 && p[SD] >= 0;
}

static bool has_shapes(const double p[])
{
    return p[A] >= 0 && p[B] >= 0;
}

/* Shapes as given, or by moments: a + b = mean (1 - mean) / sd^2 - 1, a = mean (a + b). */
static beta_shapes shapes_of(const double p[])
{
    if (!has_moments(p)) {
        return (beta_shapes){ p[A], p[B] };
    }
    const double sum = p[MEAN] * (1 - p[MEAN]) / (p[SD] * p[SD]) - 1;
    return (beta_shapes){ p[MEAN] * sum, (1 - p[MEAN]) * sum };
}

/** The x with I_x(a, b) = u, I the regularised incomplete beta function. */
static double beta_kind_quantile(const double p[], const number_list *list, double u)
{
    (void)list;
    const beta_shapes shapes = shapes_of(p);
    return beta_quantile(shapes.a, shapes.b, u);
}

/** a / (a + b) */
static double beta_kind_mean(const double p[], const number_list *list)
{
    (void)list;
    const beta_shapes shapes = shapes_of(p);
    return shapes.a / (shapes.a + shapes.b);
}

static void beta_kind_support(const double p[], const number_list *list, double *lowest, double *highest)
{
    (void)p;
    (void)list;
    *lowest = 0;
    *highest = 1;
}

static bool in_range(double shape)
{
    return shape >= SHAPE_LOWEST && shape <= SHAPE_HIGHEST;
}

static const char *beta_kind_fault(const double p[], const number_list *list)
{
    (void)list;
    const bool any_shape = p[A] >= 0 || p[B] >= 0;
    const bool any_moment = p[MEAN] >= 0 || p[SD] >= 0;
    if (any_shape == any_moment || (any_shape && !has_shapes(p)) || (any_moment && !has_moments(p))) {
        return "give either a and b, or mean and sd";
    }
    const beta_shapes shapes = shapes_of(p);
    if (in_range(shapes.a) && in_range(shapes.b)) {
        return NULL;
    }
    return any_shape ? "a and b must be in 0.01 .. 100000" : "no beta distribution has this mean and sd: sd must be below sqrt(mean (1 - mean)), and not tiny";
}

const distribution_kind distribution_beta = {
    .base = { .name = "beta",
              .doc = "The beta distribution, by its shapes or by mean and sd; for shares.",
              .parameters = SETTINGS("beta distribution", "A share between 0 and 1.", rows, quantity),
              .fault = beta_kind_fault },
    .quantile = beta_kind_quantile,
    .mean = beta_kind_mean,
    .support = beta_kind_support,
};
