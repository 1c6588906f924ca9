#include "hazards/hazard.h"

#include "stats/elementary.h"

#include <math.h>

enum { SHAPE, MEDIAN_DAYS };

static const setting rows[] = {
    [SHAPE] = { .key = "shape",
                .type = SETTING_QUANTITY,
                .minimum = 0.05,
                .maximum = 20,
                .doc = "How the risk changes with time: it falls at 1 and below, and first rises and then falls above 1.",
                .moves = "a lower shape gives more very early and more very late events" },
    [MEDIAN_DAYS] = { .key = "median_days",
                      .type = SETTING_QUANTITY,
                      .unit = "days",
                      .minimum = 2,
                      .maximum = 1e12,
                      .fallback = "365",
                      .doc = "The time by which half have had the event, were nothing else to happen first.",
                      .moves = "a longer median makes the event later and rarer" },
};

/** H(t) = log(1 + (t / median)^shape) */
static double log_logistic_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    return log1p(elementary_pow(t / p[MEDIAN_DAYS], p[SHAPE]));
}

/* exp(h) - 1, the odds of the event at a cumulative hazard h. */
static double odds(double h)
{
    return expm1(h);
}

/** t = median (exp(h) - 1)^(1 / shape) */
static double log_logistic_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    return p[MEDIAN_DAYS] * elementary_pow(odds(h), 1 / p[SHAPE]);
}

static void log_logistic_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    (void)list;
    for (size_t i = 0; i < count; i++) {
        h[i] = odds(h[i]);
    }
    elementary_pow_many(h, 1 / p[SHAPE], count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[MEDIAN_DAYS];
    }
}

const hazard_kind hazard_log_logistic = {
    .base = { .name = "log_logistic",
              .doc = "The odds of the event grow as a power of time: H(t) = log(1 + (t / median_days)^shape). Source: Bennett, Applied Statistics 32 (1983).",
              .parameters = SETTINGS("log-logistic hazard", "A time whose logarithm is logistic.", rows, quantity) },
    .cumulative = log_logistic_cumulative,
    .inverse = log_logistic_inverse,
    .inverse_many = log_logistic_inverse_many,
};
