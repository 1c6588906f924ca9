#include "terms/term.h"

#include <math.h>

enum { GBP_PER_MONTH };

static const setting rows[] = {
    [GBP_PER_MONTH] = { .key = "gbp_per_month",
                        .type = SETTING_QUANTITY,
                        .unit = "GBP per month",
                        .minimum = 0,
                        .maximum = 1e8,
                        .doc = "What the contract pays at least for each calendar month that ends in the period.",
                        .moves = "payments when little is achieved" },
};

/** One unit for each pound by which a period's other entitlements fall short of the minimum. */
static double minimum_payment_units(const double p[], const period_view *view)
{
    return fmax(0.0, p[GBP_PER_MONTH] * view->months - view->others_gbp);
}

const term_kind term_minimum_payment = {
    .base = { .name = "minimum_payment",
              .doc = "Every pound by which the period's other terms fall short of a minimum earns one unit; the price says which share of it is paid.",
              .parameters = SETTINGS("minimum payment", "Fills a period's payment up to a minimum.", rows, quantity) },
    .unit_name = "pound",
    .period_units = minimum_payment_units,
};
