#include "terms/lots.h"

enum { DAYS };

static const setting rows[] = {
    [DAYS] = { .key = "days",
               .type = SETTING_NUMBER,
               .unit = "days",
               .minimum = 1,
               .maximum = 6574,
               .doc = "So many consecutive counted days are stability.",
               .usual = "182: home and stable for half a year",
               .moves = "payments: a longer time is reached by fewer children" },
};

/** One unit a child, on the last day of the first `days` consecutive counted days of the window. */
static size_t stable_for_units(const double p[], const term_view *view, unit_run out[])
{
    const int32_t days = (int32_t)p[DAYS];
    for (size_t i = 0; i < view->counted_count; i++) {
        if (view->counted[i].until - view->counted[i].from >= days) {
            out[0] = unit_on(view->counted[i].from + days - 1);
            return 1;
        }
    }
    return 0;
}

const term_kind term_stable_for = {
    .base = { .name = "stable_for",
              .doc = "One unit a child on the last day of the first run of so many consecutive counted days.",
              .parameters = SETTINGS("term for stability", "Paid once for a stretch of counted days without a break.", rows, quantity),
              .fault = days_are_whole },
    .unit_name = "milestone",
    .once = true,
    .units = stable_for_units,
};
