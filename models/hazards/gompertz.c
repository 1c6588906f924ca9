#include "base/date.h"
#include "hazards/hazard.h"

#include <math.h>

extern const hazard_kind hazard_gompertz;

enum { MEDIAN_DAYS, GROWTH_PER_YEAR };

#define LOG_2 0.69314718055994530942

static const setting rows[] = {
    [MEDIAN_DAYS] = { .key = "median_days",
                      .type = SETTING_QUANTITY,
                      .unit = "days",
                      .minimum = 2,
                      .maximum = 36525,
                      .fallback = "365",
                      .doc = "The time by which half have had the event, were nothing else to happen first.",
                      .moves = "a longer median makes the event later and rarer" },
    [GROWTH_PER_YEAR] = { .key = "growth_per_year",
                          .type = SETTING_QUANTITY,
                          .unit = "per year",
                          .minimum = -5,
                          .maximum = 5,
                          .doc = "By how much the logarithm of the risk grows in a year; where it falls, some never have the event.",
                          .moves = "a higher growth brings events from early to late" },
};

/* Growth of the logarithm of the risk over so many days. */
static double growth_over(const double p[], double days)
{
    return p[GROWTH_PER_YEAR] / DAYS_PER_YEAR * days;
}

/** H(t) = (a / b) (exp(b t) - 1), b = growth_per_year / 365.25, a such that H(median_days) = log 2; a t where b is 0 */
static double gompertz_cumulative(const double p[], const number_list *list, double t)
{
    (void)list;
    const double until_median = expm1(growth_over(p, p[MEDIAN_DAYS]));
    if (until_median == 0) {
        return LOG_2 * t / p[MEDIAN_DAYS];
    }
    return LOG_2 * (expm1(growth_over(p, t)) / until_median);
}

/** t = log(1 + h b / a) / b; never where a falling risk does not add up to h */
static double gompertz_inverse(const double p[], const number_list *list, double h)
{
    (void)list;
    const double until_median = expm1(growth_over(p, p[MEDIAN_DAYS]));
    if (until_median == 0) {
        return h / LOG_2 * p[MEDIAN_DAYS];
    }
    const double grown = h / LOG_2 * until_median;
    return grown > -1 ? log1p(grown) / growth_over(p, 1) : HUGE_VAL;
}

static void gompertz_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_gompertz, p, list, h, count);
}

const hazard_kind hazard_gompertz = {
    .base = { .name = "gompertz",
              .doc = "A risk that grows or falls by the same factor each year. Source: Gompertz, Phil. Trans. 115 (1825).",
              .parameters = SETTINGS("gompertz hazard", "A risk whose logarithm is a straight line in time.", rows, quantity) },
    .cumulative = gompertz_cumulative,
    .inverse = gompertz_inverse,
    .inverse_many = gompertz_inverse_many,
};
