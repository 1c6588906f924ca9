#include "terms/lots.h"

/** One unit on the day on which therapy is completed. */
static size_t milestone_completion_units(const double p[], const term_view *view, unit_run out[])
{
    (void)p;
    return unit_on_milestone(view->completed_day, view, out);
}

const term_kind term_milestone_completion = {
    .base = { .name = "milestone_completion",
              .doc = "One unit on the day of completing therapy, if that is not before the window's event nor after its last day.",
              .parameters = { .title = "term for a completion", .doc = "Paid once for the completion of therapy.", .size = sizeof(quantity) } },
    .unit_name = "milestone",
    .once = true,
    .units = milestone_completion_units,
};
