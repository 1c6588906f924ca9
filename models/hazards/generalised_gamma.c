#include "hazards/hazard.h"

#include <math.h>
#include <stdbool.h>

#include "hazards/gamma_tails.h"
#include "stats/normal.h"

extern const hazard_kind hazard_generalised_gamma;

enum { LOCATION_DAYS, SIGMA, Q };

/* A q nearer to 0 is the log-normal: its gamma distribution would have a shape of a million and more. */
#define LOG_NORMAL_WITHIN 1e-3

static const setting rows[] = {
    [LOCATION_DAYS] = { .key = "location_days",
                        .type = SETTING_QUANTITY,
                        .unit = "days",
                        .minimum = 2,
                        .maximum = 1e9,
                        .fallback = "365",
                        .doc = "Where the time lies: exp(mu); the median of a log-normal (q = 0), the scale of a Weibull (q = 1), the mean of a gamma (q = sigma).",
                        .moves = "a longer location makes the event later and rarer" },
    [SIGMA] = { .key = "sigma",
                .type = SETTING_QUANTITY,
                .minimum = 0.01,
                .maximum = 10,
                .doc = "How widely the logarithm of the time is spread.",
                .moves = "a larger sigma gives more very early and more very late events" },
    [Q] = { .key = "q",
            .type = SETTING_QUANTITY,
            .minimum = -5,
            .maximum = 5,
            .doc = "The form: 0 is log-normal, 1 Weibull, sigma gamma; below 0 the logarithm has its longer tail above. Within 0.001 of 0 it counts as 0.",
            .moves = "a lower q gives fewer very early and more very late events" },
};

static bool is_log_normal(const double p[])
{
    return fabs(p[Q]) < LOG_NORMAL_WITHIN;
}

/** With a = 1 / q^2 and x = a (t / location)^(q / sigma):  H(t) = -log Q(a, x) for q > 0, -log P(a, x) for q < 0, that of the log-normal for q = 0 */
static double generalised_gamma_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    if (!(t > 0)) {
        return 0;
    }
    const double w = log(t / p[LOCATION_DAYS]) / p[SIGMA];
    if (is_log_normal(p)) {
        return normal_hazard(w);
    }
    const double a = 1 / (p[Q] * p[Q]);
    const gamma_tails tails = gamma_tails_at(a, log(a) + p[Q] * w);
    return p[Q] > 0 ? tails.below : tails.above;
}

/* (log t - mu) / sigma where the cumulative hazard is h. */
static double standardised(double q, double h)
{
    const double a = 1 / (q * q);
    const double log_x = q > 0 ? gamma_below_inverse(a, h) : gamma_above_inverse(a, h);
    return (log_x - log(a)) / q;
}

static double generalised_gamma_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    if (!(h > 0 && h < HUGE_VAL)) {
        return h;
    }
    const double w = is_log_normal(p) ? normal_hazard_inverse(h) : standardised(p[Q], h);
    return p[LOCATION_DAYS] * exp(p[SIGMA] * w);
}

static void generalised_gamma_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_generalised_gamma, p, list, h, count);
}

const hazard_kind hazard_generalised_gamma = {
    .base = { .name = "generalised_gamma",
              .doc = "Log-normal, Weibull and gamma times and what lies between. Source: Prentice, Biometrika 61 (1974).",
              .parameters = SETTINGS("generalised gamma hazard", "A time whose form is estimated too.", rows, quantity) },
    .cumulative = generalised_gamma_cumulative,
    .inverse = generalised_gamma_inverse,
    .inverse_many = generalised_gamma_inverse_many,
};
