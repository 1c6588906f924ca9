#include "hazards/hazard.h"

enum { MEAN_DAYS };

static const setting rows[] = {
    [MEAN_DAYS] = { .key = "mean_days",
                    .type = SETTING_QUANTITY,
                    .unit = "days",
                    .minimum = 2,
                    .maximum = 1e9,
                    .fallback = "365",
                    .doc = "Mean time to the event, were nothing else to happen first.",
                    .moves = "a longer mean makes the event later and rarer" },
};

/** H(t) = t / mean */
static double exponential_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    return t / p[MEAN_DAYS];
}

/** t = mean h */
static double exponential_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    return p[MEAN_DAYS] * h;
}

static void exponential_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    (void)list;
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[MEAN_DAYS];
    }
}

const hazard_kind hazard_exponential = {
    .base = { .name = "exponential",
              .doc = "The same risk every day: H(t) = t / mean_days.",
              .parameters = SETTINGS("exponential hazard", "A risk that does not change with time.", rows, quantity) },
    .cumulative = exponential_cumulative,
    .inverse = exponential_inverse,
    .inverse_many = exponential_inverse_many,
};
