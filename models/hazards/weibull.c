#include "hazards/hazard.h"

#include "stats/elementary.h"

enum { SHAPE, SCALE_DAYS };

static const setting rows[] = {
    [SHAPE] = { .key = "shape",
                .type = SETTING_QUANTITY,
                .minimum = 0.05,
                .maximum = 20,
                .doc = "How the risk changes with time: it falls below 1, is constant at 1 and rises above 1.",
                .moves = "a lower shape brings events forward: more of them soon, and a long tail" },
    [SCALE_DAYS] = { .key = "scale_days",
                     .type = SETTING_QUANTITY,
                     .unit = "days",
                     .minimum = 2,
                     .maximum = 1e12,
                     .fallback = "365",
                     .doc = "The time by which 63.2 % have had the event, were nothing else to happen first.",
                     .moves = "a longer scale makes the event later and rarer" },
};

/** H(t) = (t / scale)^shape */
static double weibull_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    return elementary_pow(t / p[SCALE_DAYS], p[SHAPE]);
}

/** t = scale h^(1 / shape) */
static double weibull_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    return p[SCALE_DAYS] * elementary_pow(h, 1 / p[SHAPE]);
}

static void weibull_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    (void)list;
    elementary_pow_many(h, 1 / p[SHAPE], count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[SCALE_DAYS];
    }
}

const hazard_kind hazard_weibull = {
    .base = { .name = "weibull",
              .doc = "A risk that falls or rises as a power of time: H(t) = (t / scale_days)^shape.",
              .parameters = SETTINGS("weibull hazard", "A risk that falls or rises steadily with time.", rows, quantity) },
    .cumulative = weibull_cumulative,
    .inverse = weibull_inverse,
    .inverse_many = weibull_inverse_many,
};
