#include "hazards/hazard.h"

#include <math.h>

#include "hazards/gamma_tails.h"

extern const hazard_kind hazard_gamma;

enum { SHAPE, MEAN_DAYS };

static const setting rows[] = {
    [SHAPE] = { .key = "shape",
                .type = SETTING_QUANTITY,
                .minimum = 0.05,
                .maximum = 1000,
                .doc = "How the risk changes with time: it falls below 1, is constant at 1 and rises above 1, in each case towards a constant.",
                .moves = "a lower shape brings events forward: more of them soon, and a long tail" },
    [MEAN_DAYS] = { .key = "mean_days",
                    .type = SETTING_QUANTITY,
                    .unit = "days",
                    .minimum = 2,
                    .maximum = 1e9,
                    .fallback = "365",
                    .doc = "Mean time to the event, were nothing else to happen first.",
                    .moves = "a longer mean makes the event later and rarer" },
};

/** H(t) = -log Q(shape, shape t / mean), Q the regularised upper incomplete gamma function */
static double gamma_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    return t > 0 ? gamma_tails_at(p[SHAPE], log(t / p[MEAN_DAYS] * p[SHAPE])).below : 0;
}

static double gamma_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    if (!(h > 0 && h < HUGE_VAL)) {
        return h;
    }
    return p[MEAN_DAYS] / p[SHAPE] * exp(gamma_below_inverse(p[SHAPE], h));
}

static void gamma_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_gamma, p, list, h, count);
}

const hazard_kind hazard_gamma = {
    .base = { .name = "gamma",
              .doc = "A time with a gamma distribution: that of several equal steps one after the other.",
              .parameters = SETTINGS("gamma hazard", "A risk that levels out.", rows, quantity) },
    .cumulative = gamma_cumulative,
    .inverse = gamma_inverse,
    .inverse_many = gamma_inverse_many,
};
