#include "measure/workspace.h"

/** Adds the runs of one career to the list; returns the new count. What is not counted is written all the same and overwritten by the next. */
static uint32_t read_career(const measure_workspace *ws, const careers *career, career_arm arm, size_t child, uint32_t counts, day_run items[], uint32_t count)
{
    const uint32_t end = career->first[child + 1];
    int32_t last_from = 0;
    int32_t last_until = INT32_MIN;
    uint32_t runs = count;
    for (uint32_t spell = career->first[child]; spell < end; spell++) {
        const day_run days = spell_days(ws, career, arm, child, spell);
        const bool counted = state_in(counts, career->state[spell]) & (days.from < days.until);
        const bool joins = last_until == days.from;
        const int32_t from = joins ? last_from : days.from;
        runs -= counted & joins;
        items[runs] = (day_run){ from, days.until };
        runs += counted;
        last_from = counted ? from : last_from;
        last_until = counted ? days.until : last_until;
    }
    return runs;
}

size_t runs_of_child(const measure_workspace *ws, const careers *career, career_arm arm, size_t child, uint32_t counts, day_run out[TERM_RUNS_MAX + 1])
{
    return read_career(ws, career, arm, child, counts, out, 0);
}

void runs_read(measure_workspace *ws, const measure_subject *subject, uint32_t counts)
{
    if (ws->has_runs && ws->runs_counts == counts) {
        return;
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        const run_list *runs = &ws->runs[arm];
        uint32_t count = 0;
        for (size_t i = 0; subject->arm[arm] && i < subject->families->count; i++) {
            runs->first[i] = count;
            count = read_career(ws, subject->arm[arm], (career_arm)arm, i, counts, runs->items, count);
        }
        runs->first[subject->families->count] = count;
    }
    ws->runs_counts = counts;
    ws->has_runs = true;
}
