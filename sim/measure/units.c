#include "measure/units.h"

#include <math.h>

/** The lots of a run on days before `day`; `day` is not before the run. */
static int32_t lots_before(const unit_run *run, int32_t day)
{
    return (day_min(day, run->until) - run->from) / run->every;
}

/** Adds lots that come less often than daily, period by period. */
static void add_lots(const staircase *periods, stair at[], const unit_run *run)
{
    int32_t day = day_max(run->from, periods->first);
    int32_t lots = 0;
    while (day < run->until) {
        const size_t period = periods->step_of[day - periods->first];
        const int32_t next = lots_before(run, periods->end[period]);
        at[period].partial += run->units * (double)(next - lots);
        lots = next;
        day = periods->end[period];
    }
}

static void add_run(const staircase *periods, stair at[], const unit_run *run)
{
    if (run->every == 1) {
        stairs_add(periods, at, run->from, run->until, run->units);
    } else {
        add_lots(periods, at, run);
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
static double add_limited(const staircase *periods, stair at[], const unit_run *run, double room)
{
    const double units = run->until > run->from ? run->units * (double)((run->until - run->from) / run->every) : 0.0;
    if (units <= room) {
        add_run(periods, at, run);
        return units;
    }
    const double whole = floor(room / run->units);
    const int32_t whole_until = run->from + (int32_t)whole * run->every;
    const int32_t crossing = whole_until + run->every - 1;
    add_run(periods, at, &(unit_run){ run->from, whole_until, run->every, run->units });
    add_run(periods, at, &(unit_run){ crossing, crossing + 1, 1, room - whole * run->units });
    return room;
}

void units_add(const unit_sums *sums, size_t slot, const unit_run runs[], size_t count, double limit)
{
    double room = limit;
    for (size_t i = 0; i < count; i++) {
        const unit_run run = run_claimable(sums, runs[i]);
        if (limit < (double)INFINITY) {
            room -= add_limited(sums->periods, sums->slot[slot], &run, room);
        } else {
            add_run(sums->periods, sums->slot[slot], &run);
        }
    }
}
