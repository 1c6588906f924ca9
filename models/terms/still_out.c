#include "terms/lots.h"

/** One unit on the last day of the window, if that day is counted. A window of one day asks: still out at day n? */
static size_t still_out_units(const double p[], const term_view *view, unit_run out[])
{
    (void)p;
    if (view->counted_count == 0 || view->counted[view->counted_count - 1].until != view->window.until) {
        return 0;
    }
    out[0] = unit_on(view->window.until - 1);
    return 1;
}

const term_kind term_still_out = {
    .base = { .name = "still_out",
              .doc = "One unit a child on the last day of the window, if that day is counted.",
              .parameters = { .title = "term for still being out", .doc = "Paid once, for the state on one day.", .size = sizeof(quantity) } },
    .unit_name = "milestone",
    .once = true,
    .at_end = true,
    .units = still_out_units,
};
