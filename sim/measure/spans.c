#include "measure/workspace.h"

/** The days of a child that lie after its start and before it turns 18. */
static day_run days_after_start(const child_days *child)
{
    return (day_run){ child->event[FROM_START] + 1, child->adult };
}

size_t spans_read(const measure_workspace *ws, const measure_subject *subject, career_arm arm, size_t child, child_span out[])
{
    const careers *career = subject->arm[arm];
    const day_run limits = days_after_start(&ws->children[child]);
    size_t count = 0;
    bool was_in_care = true; /* a stay that the career begins in is not entered */
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1]; spell++) {
        const uint8_t state = career->state[spell];
        const day_run days = spell_days(career, child, spell, limits.until);
        if (days.from >= days.until) {
            continue;
        }
        const day_run run = run_within(days, limits);
        const bool in_care = state_in(ws->care, state);
        if (run.from < run.until) {
            out[count++] = (child_span){ run, state, in_care && !was_in_care && days.from == run.from, career->price_mark[spell] };
        }
        was_in_care = in_care;
    }
    return count;
}
