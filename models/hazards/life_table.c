#include "hazards/hazard.h"

#include <math.h>

extern const hazard_kind hazard_life_table;

#define RISK_PER_DAY_MAX 0.5

static const setting rows[] = {
    { .key = "intervals",
      .type = SETTING_NUMBERS,
      .minimum = 0,
      .maximum = 1e6,
      .doc = "Pairs of a number of days and the share of those who reach the interval who have the event within it: [91, 0.12, 274, 0.2] has 12 % in the "
             "first quarter of a year and 20 % of the others in the rest of it; the last interval's risk a day goes on for ever.",
      .moves = "higher shares make the event sooner and more frequent" },
};

static size_t interval_count(const number_list *list)
{
    return list->count / 2;
}

static double interval_days(const number_list *list, size_t i)
{
    return list->items[2 * i];
}

/** The hazard of a whole interval: -log(1 - share) */
static double interval_hazard(const number_list *list, size_t i)
{
    return -log1p(-list->items[2 * i + 1]);
}

/** H(t) = sum over intervals of -log(1 - share) x the part of the interval before t; beyond the last its risk goes on */
static double life_table_cumulative(const double p[], const number_list *list, double t)
{
    (void)p;
    const size_t last = interval_count(list) - 1;
    double sum = 0;
    for (size_t i = 0; i < last; i++) {
        const double days = interval_days(list, i);
        if (t <= days) {
            return sum + interval_hazard(list, i) * (t / days);
        }
        sum += interval_hazard(list, i);
        t -= days;
    }
    const double hazard = interval_hazard(list, last);
    return hazard > 0 ? sum + hazard * (t / interval_days(list, last)) : sum;
}

/** The day in the first interval by whose end H has reached h. */
static double life_table_inverse(const double p[], const number_list *list, double h)
{
    (void)p;
    const size_t last = interval_count(list) - 1;
    double from = 0;
    for (size_t i = 0; i < last; i++) {
        const double hazard = interval_hazard(list, i);
        if (h <= hazard) {
            return h > 0 ? from + h / hazard * interval_days(list, i) : from;
        }
        h -= hazard;
        from += interval_days(list, i);
    }
    const double hazard = interval_hazard(list, last);
    if (hazard > 0) {
        return from + h / hazard * interval_days(list, last);
    }
    return h > 0 ? HUGE_VAL : from;
}

static void life_table_inverse_many(const double p[], const number_list *list, double h[], size_t count)
{
    hazard_inverse_each(&hazard_life_table, p, list, h, count);
}

static const char *life_table_fault(const double p[], const number_list *list)
{
    (void)p;
    if (list->count < 2 || list->count % 2 != 0) {
        return "intervals must be pairs of days and a share, at least one";
    }
    for (size_t i = 0; i < interval_count(list); i++) {
        if (!(interval_days(list, i) > 0)) {
            return "every interval must have days";
        }
        if (!(list->items[2 * i + 1] < 1)) {
            return "the share of an interval must be below 1";
        }
        if (interval_hazard(list, i) > RISK_PER_DAY_MAX * interval_days(list, i)) {
            return "no interval may have a risk of more than 0.5 a day, -log(1 - share) / days";
        }
    }
    return NULL;
}

const hazard_kind hazard_life_table = {
    .base = { .name = "life_table",
              .doc = "The share who have the event in each interval among those who reach it, the risk constant within the interval.",
              .parameters = SETTINGS("life table hazard", "A published life table as it stands.", rows, quantity),
              .fault = life_table_fault },
    .cumulative = life_table_cumulative,
    .inverse = life_table_inverse,
    .inverse_many = life_table_inverse_many,
};
