#include "terms/lots.h"

/** One unit on the day of the first session. */
static size_t milestone_start_units(const double p[], const term_view *view, unit_run out[])
{
    (void)p;
    return unit_on_milestone(view->started_day, view, out);
}

const term_kind term_milestone_start = {
    .base = { .name = "milestone_start",
              .doc = "One unit on the day of the first session, if that is not before the window's event nor after its last day.",
              .parameters = { .title = "term for a start", .doc = "Paid once for the start of therapy.", .size = sizeof(quantity) } },
    .unit_name = "milestone",
    .once = true,
    .units = milestone_start_units,
};
