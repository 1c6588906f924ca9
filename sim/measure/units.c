#include "measure/units.h"

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

/** Adds a run; the lots of days on which nobody knows yet that the child is eligible, on the day on which it becomes known. */
static void add_run(const unit_sums *sums, stair stairs[], lot_sum lots[], const unit_run *run)
{
    unit_run due = *run;
    if (run->from + run->every <= day_min(run->until, sums->known)) {
        const int32_t late = (day_min(run->until, sums->known) - run->from) / run->every;
        stairs_add(sums->periods, stairs, sums->known, sums->known + 1, run->units * (double)late);
        due.from += late * run->every;
    }
    if (due.every == 1) {
        stairs_add(sums->periods, stairs, due.from, due.until, due.units);
    } else {
        add_lots(sums->periods, lots, &due);
    }
}

void days_add(const unit_sums *sums, stair stairs[], day_run days, double each)
{
    add_run(sums, stairs, NULL, &(unit_run){ .from = days.from, .until = days.until, .every = 1, .units = each });
}

unit_run units_claimable(const unit_sums *sums, unit_run run)
{
    if (run.from < sums->from) {
        run.from += (sums->from - run.from) / run.every * run.every;
    }
    run.until = day_min(run.until, sums->until);
    return run;
}

void units_add(const unit_sums *sums, size_t slot, const unit_run *run, const unit_taper *taper, double share)
{
    add_run(sums, sums->slot[slot], sums->lots[slot], run);
    if (taper->pays->count > 0) {
        const unit_run worth = { run->from, run->until, run->every, run->units * share };
        add_run(sums, sums->worth[slot], sums->worth_lots[slot], &worth);
    }
}

double taper_share(const unit_taper *taper, int32_t day)
{
    double share = 1.0;
    for (size_t i = 0; i < taper->pays->count && (double)day > taper->after_days->items[i]; i++) {
        share = taper->pays->items[i];
    }
    return share;
}

int32_t taper_same_until(const unit_taper *taper, int32_t day, int32_t day_zero)
{
    int32_t until = INT32_MAX;
    for (size_t i = 0; i < taper->pays->count; i++) {
        const int32_t change = day_zero + (int32_t)taper->after_days->items[i] + 1;
        until = change > day ? day_min(until, change) : until;
    }
    return until;
}

double units_add_tapered(const unit_sums *sums, size_t slot, unit_run run, const unit_taper *taper, int32_t day_zero)
{
    const double added = run.units * units_lots(&run);
    while (run.from + run.every <= run.until) {
        const int32_t day = run.from + run.every - 1;
        const unit_run piece = { run.from, day_min(run.until, taper_same_until(taper, day, day_zero)), run.every, run.units };
        units_add(sums, slot, &piece, taper, taper_share(taper, day - day_zero));
        run.from += (int32_t)units_lots(&piece) * run.every;
    }
    return added;
}

void units_take_back(const unit_sums *sums, size_t slot, int32_t day, double units, double share)
{
    day = day_max(day, sums->known);
    if (day < sums->due_until) {
        stairs_add(sums->periods, sums->slot[slot], day, day + 1, -units);
        stairs_add(sums->periods, sums->worth[slot], day, day + 1, -units * share);
    }
}

static void sum_up(const staircase *periods, const stair stairs[], const lot_sum lots[], double out[])
{
    double before = 0.0;
    double ended = 0.0;
    stairs_sum(periods, stairs, out);
    for (size_t i = 0; i < periods->steps; i++) {
        ended += lots[i].ended;
        out[i] += lots[i].current + ended - before;
        before = lots[i].current + ended;
    }
}

void units_sum(const unit_sums *sums, size_t slot, double out[])
{
    sum_up(sums->periods, sums->slot[slot], sums->lots[slot], out);
}

void units_sum_worth(const unit_sums *sums, size_t slot, double out[])
{
    sum_up(sums->periods, sums->worth[slot], sums->worth_lots[slot], out);
}
