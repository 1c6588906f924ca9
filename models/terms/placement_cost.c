#include "terms/term.h"

/** A day of the window is worth one less the pounds that its placement costs: with b pounds a window day expected without the programme, what is achieved less
 *  (1 - b) x window days is b x window days - pounds spent, the pounds saved. */
static size_t placement_cost_units(const double p[], const term_view *view, unit_run out[])
{
    (void)p;
    for (size_t i = 0; i < view->counted_count; i++) {
        out[i] = (unit_run){ .from = view->counted[i].from, .until = view->counted[i].until, .every = 1, .units = 1.0 - view->gbp_per_day[i] };
    }
    return view->counted_count;
}

const term_kind term_placement_cost = {
    .base = { .name = "placement_cost",
              .doc = "Every pound by which placements in the window cost less than the baseline expects earns one unit; the price says which share of it is paid.",
              .parameters = { .title = "placement cost saved", .doc = "Paid by the pound of placement cost saved.", .size = sizeof(quantity) } },
    .unit_name = "pound",
    .units = placement_cost_units,
    .priced = true,
};
