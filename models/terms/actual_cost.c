#include "terms/term.h"

#include <math.h>

enum { UP_TO };

static const setting rows[] = {
    [UP_TO] = { .key = "up_to_gbp_per_month",
                .type = SETTING_QUANTITY,
                .unit = "GBP per month",
                .minimum = 0,
                .maximum = 1e8,
                .fallback = "",
                .otherwise = "all of it",
                .doc = "The most cost of a calendar month that is paid.",
                .moves = "payments" },
};

/** One unit for each pound of delivery cost, month by month up to the limit. */
static double actual_cost_units(const double p[], const period_view *view)
{
    const double most = p[UP_TO] < 0 ? (double)INFINITY : 100 * p[UP_TO];
    double units = 0;
    for (size_t m = 0; m < view->cost_months; m++) {
        units += fmin((double)view->cost[m], most);
    }
    return units / 100;
}

const term_kind term_actual_cost = {
    .base = { .name = "actual_cost",
              .doc = "Every pound of the delivery cost of the calendar months that end in the period earns one unit: at a price of 1 what delivery cost, at 1.05 five "
                     "per cent more.",
              .parameters = SETTINGS("actual cost", "Pays what delivery cost, as for a team of one's own.", rows, quantity) },
    .unit_name = "pound",
    .period_units = actual_cost_units,
    .asks_cost = true,
};
