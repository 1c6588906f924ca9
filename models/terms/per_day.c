#include "terms/term.h"

/** Every counted day of the window earns one unit. */
static size_t per_day_units(const double p[], const term_view *view, unit_run out[])
{
    (void)p;
    for (size_t i = 0; i < view->counted_count; i++) {
        out[i] = (unit_run){ .from = view->counted[i].from, .until = view->counted[i].until, .every = 1, .units = 1.0 };
    }
    return view->counted_count;
}

const term_kind term_per_day = {
    .base = { .name = "per_day",
              .doc = "Every counted day of the window earns one unit.",
              .parameters = { .title = "term per day", .doc = "Paid by the day.", .size = sizeof(quantity) } },
    .unit_name = "day",
    .units = per_day_units,
};
