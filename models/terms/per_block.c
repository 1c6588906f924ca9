#include "terms/lots.h"

enum { DAYS };

static const setting rows[] = {
    [DAYS] = { .key = "days",
               .type = SETTING_NUMBER,
               .unit = "days",
               .minimum = 1,
               .maximum = 6574,
               .doc = "The length of a block: so many consecutive counted days earn a unit.",
               .usual = "7: complete weeks; 91: complete quarters",
               .moves = "payments: longer blocks lose more days to each break" },
};

/** Every complete block of `days` consecutive counted days earns one unit, on the block's last day. What is left of a broken block earns nothing, and
 *  the next block begins with the first counted day after the break. */
static size_t per_block_units(const double p[], const term_view *view, unit_run out[])
{
    for (size_t i = 0; i < view->counted_count; i++) {
        out[i] = (unit_run){ .from = view->counted[i].from, .until = view->counted[i].until, .every = (int32_t)p[DAYS], .units = 1.0 };
    }
    return view->counted_count;
}

const term_kind term_per_block = {
    .base = { .name = "per_block",
              .doc = "Every complete block of consecutive counted days earns one unit on its last day; a broken block earns nothing.",
              .parameters = SETTINGS("term per block", "Paid by complete blocks of days.", rows, quantity),
              .fault = days_are_whole },
    .unit_name = "block",
    .units = per_block_units,
};
