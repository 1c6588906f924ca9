#include "measure/units.h"

#include <math.h>

/** Adds the units of a run of lots up to the end of each period that it goes on after, and of all of it from the period on in which it ends. With the half
 *  the quotient is never near a whole number, so that it is cut to the right one. */
static void add_lots(const staircase *periods, lot_sum at[], const unit_run *run)
{
    if (run->from >= run->until) {
        return;
    }
    const size_t last = periods->step_of[run->until - 1 - periods->first];
    const double lots_a_day = 1.0 / (double)run->every;
    for (size_t i = periods->step_of[day_max(run->from - periods->first, 0)]; i < last; i++) {
        at[i].current += run->units * (double)(int32_t)(((double)day_max(periods->end[i] - run->from, 0) + 0.5) * lots_a_day);
    }
    at[last].ended += run->units * (double)((run->until - run->from) / run->every);
}

static void add_run(const unit_sums *sums, size_t slot, const unit_run *run)
{
    if (run->every == 1) {
        stairs_add(sums->periods, sums->slot[slot], run->from, run->until, run->units);
    } else {
        add_lots(sums->periods, sums->lots[slot], run);
    }
}

/** The part of a run that lies in the claim calendar and is known; the lots that are left stay on their days. */
static unit_run run_claimable(const unit_sums *sums, unit_run run)
{
    const int32_t first = sums->periods->first;
    if (run.from < first) {
        run.from += (first - run.from) / run.every * run.every;
    }
    run.until = day_min(day_min(run.until, sums->periods->last), sums->unseen);
    return run;
}

/** Adds a run up to what room there is. Returns the units added. */
static double add_limited(const unit_sums *sums, size_t slot, const unit_run *run, double room)
{
    const double units = run->until > run->from ? run->units * (double)((run->until - run->from) / run->every) : 0.0;
    if (units <= room) {
        add_run(sums, slot, run);
        return units;
    }
    const double whole = floor(room / run->units);
    const int32_t whole_until = run->from + (int32_t)whole * run->every;
    const int32_t crossing = whole_until + run->every - 1;
    add_run(sums, slot, &(unit_run){ run->from, whole_until, run->every, run->units });
    add_run(sums, slot, &(unit_run){ crossing, crossing + 1, 1, room - whole * run->units });
    return room;
}

void units_add(const unit_sums *sums, size_t slot, const unit_run runs[], size_t count, double limit)
{
    double room = limit;
    for (size_t i = 0; i < count; i++) {
        const unit_run run = run_claimable(sums, runs[i]);
        if (limit < (double)INFINITY) {
            room -= add_limited(sums, slot, &run, room);
        } else {
            add_run(sums, slot, &run);
        }
    }
}

void units_sum(const unit_sums *sums, size_t slot, double out[])
{
    const lot_sum *lots = sums->lots[slot];
    double before = 0.0;
    double ended = 0.0;
    stairs_sum(sums->periods, sums->slot[slot], out);
    for (size_t i = 0; i < sums->periods->steps; i++) {
        ended += lots[i].ended;
        out[i] += lots[i].current + ended - before;
        before = lots[i].current + ended;
    }
}
