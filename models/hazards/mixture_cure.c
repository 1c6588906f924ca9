#include "hazards/hazard.h"

#include "stats/elementary.h"
#include "stats/normal.h"

#include <math.h>

enum { SHARE, MEDIAN_DAYS, SIGMA };

static const setting rows[] = {
    [SHARE] = { .key = "share",
                .type = SETTING_QUANTITY,
                .unit = "share",
                .minimum = 1e-6,
                .maximum = 1,
                .doc = "The share that ever has the event, were nothing else to happen first.",
                .moves = "a larger share makes the event more frequent at all times" },
    [MEDIAN_DAYS] = { .key = "median_days",
                      .type = SETTING_QUANTITY,
                      .unit = "days",
                      .minimum = 1,
                      .maximum = 1e12,
                      .fallback = "365",
                      .doc = "The time by which half of those who ever have the event have had it.",
                      .moves = "a longer median makes the event later, not rarer in the end" },
    [SIGMA] = { .key = "sigma",
                .type = SETTING_QUANTITY,
                .minimum = 0.01,
                .maximum = 10,
                .doc = "Standard deviation of the logarithm of the time, among those who ever have the event.",
                .moves = "a larger sigma gives more very early and more very late events" },
};

/** H(t) = -log(1 - share F(t)), F log-normal, written by F's own hazard G: F = 1 - exp(-G) */
static double mixture_cure_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    const double own = normal_hazard(elementary_log(t / p[MEDIAN_DAYS]) / p[SIGMA]);
    return own < 1 ? -log1p(p[SHARE] * expm1(-own)) : -log(1 - p[SHARE] + p[SHARE] * exp(-own));
}

/* The hazard G of those who ever have the event at which everybody's is h: G = -log(1 - (1 - exp(-h)) / share); infinite where it never is. Written
 * from the share that had the event while that is small, then from the share that has yet to have it, so that neither loses digits. */
static double hazard_of_susceptible(double share, double h)
{
    const double had = -expm1(-h) / share;
    if (had < 0.5) {
        return -log1p(-had);
    }
    const double to_come = (exp(-h) - (1 - share)) / share;
    return to_come > 0 ? -log(to_come) : HUGE_VAL;
}

/** t = median exp(sigma z), z the standard normal point with cumulative hazard G(h) */
static double mixture_cure_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    return p[MEDIAN_DAYS] * elementary_exp(p[SIGMA] * normal_hazard_inverse(hazard_of_susceptible(p[SHARE], h)));
}

static void mixture_cure_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    (void)list;
    for (size_t i = 0; i < count; i++) {
        h[i] = hazard_of_susceptible(p[SHARE], h[i]);
    }
    normal_hazard_inverse_many(h, count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[SIGMA];
    }
    elementary_exp_many(h, count);
    for (size_t i = 0; i < count; i++) {
        h[i] *= p[MEDIAN_DAYS];
    }
}

const hazard_kind hazard_mixture_cure = {
    .base = { .name = "mixture_cure",
              .doc = "Only a share ever has the event, at a log-normal time. Source: Boag, JRSS B 11 (1949).",
              .parameters = SETTINGS("mixture cure hazard", "An event that some never have.", rows, quantity) },
    .cumulative = mixture_cure_cumulative,
    .inverse = mixture_cure_inverse,
    .inverse_many = mixture_cure_inverse_many,
};
