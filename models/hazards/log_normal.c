#include "hazards/hazard.h"

#include "stats/elementary.h"
#include "stats/normal.h"

enum { MEDIAN_DAYS, SIGMA };

static const setting rows[] = {
    [MEDIAN_DAYS] = { .key = "median_days",
                      .type = SETTING_QUANTITY,
                      .unit = "days",
                      .minimum = 2,
                      .maximum = 1e12,
                      .fallback = "365",
                      .doc = "The time by which half have had the event, were nothing else to happen first.",
                      .moves = "a longer median makes the event later and rarer" },
    [SIGMA] = { .key = "sigma",
                .type = SETTING_QUANTITY,
                .minimum = 0.01,
                .maximum = 10,
                .doc = "Standard deviation of the logarithm of the time.",
                .moves = "a larger sigma gives more very early and more very late events" },
};

/** H(t) = -log(1 - Phi(log(t / median) / sigma)) */
static double log_normal_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    return normal_hazard(elementary_log(t / p[MEDIAN_DAYS]) / p[SIGMA]);
}

/** t = median exp(sigma z), z the standard normal point with cumulative hazard h */
static double log_normal_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    return p[MEDIAN_DAYS] * elementary_exp(p[SIGMA] * normal_hazard_inverse(h));
}

static void log_normal_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    (void)list;
    normal_hazard_inverse_many(h, count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[SIGMA];
    }
    elementary_exp_many(h, count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[MEDIAN_DAYS];
    }
}

const hazard_kind hazard_log_normal = {
    .base = { .name = "log_normal",
              .doc = "A risk that first rises and then falls: the logarithm of the time is normal.",
              .parameters = SETTINGS("log-normal hazard", "A time whose logarithm is normal.", rows, quantity) },
    .cumulative = log_normal_cumulative,
    .inverse = log_normal_inverse,
    .inverse_many = log_normal_inverse_many,
};
