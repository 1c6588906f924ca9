#include "terms/term.h"

/** One unit for each calendar month that ends in the period. */
static double block_fee_units(const double p[], const period_view *view)
{
    (void)p;
    return view->months;
}

const term_kind term_block_fee = {
    .base = { .name = "block_fee",
              .doc = "Every calendar month that ends in the period earns one unit, whatever is achieved.",
              .parameters = { .title = "block fee", .doc = "Paid by the month.", .size = sizeof(quantity) } },
    .unit_name = "month",
    .period_units = block_fee_units,
};
