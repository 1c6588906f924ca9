#ifndef EDGECARE_MODELS_TERM_LOTS_H
#define EDGECARE_MODELS_TERM_LOTS_H

#include <math.h>
#include <stddef.h>

#include "terms/term.h"

/** A single unit on the day `day`. */
static inline unit_run unit_on(int32_t day)
{
    return (unit_run){ .from = day, .until = day + 1, .every = 1, .units = 1.0 };
}

/** One unit on the day of a milestone, where that lies between the window's event and the window's end. The day of the event itself counts, and so do the
 *  days of a delay; DAY_NONE earns nothing. Writes `out` and returns how many runs. */
static inline size_t unit_on_milestone(int32_t day, const term_view *view, unit_run out[])
{
    if (day == DAY_NONE || day < view->event_day || day >= view->window.until) {
        return 0;
    }
    out[0] = unit_on(day);
    return 1;
}

/** What is wrong with a number of days that must be whole; NULL when nothing is. The number is the kind's first parameter. */
static inline const char *days_are_whole(const double p[], const number_list *list)
{
    (void)list;
    return p[0] == floor(p[0]) ? NULL : "days must be a whole number";
}

#endif
