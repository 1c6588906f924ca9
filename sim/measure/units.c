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

static inline double lots_of(const unit_run *run)
{
    if (run->until <= run->from) {
        return 0.0;
    }
    return (double)(run->every == 1 ? run->until - run->from : (run->until - run->from) / run->every);
}

/** The part of a run that lies on days that count; the lots that are left stay on their days. */
static unit_run run_claimable(const unit_sums *sums, unit_run run)
{
    if (run.from < sums->from) {
        run.from += (sums->from - run.from) / run.every * run.every;
    }
    run.until = day_min(run.until, sums->until);
    return run;
}

/** Up to `lots` lots of a run: the whole ones as a run, what is left as a lot of fewer units. */
typedef struct {
    unit_run whole, rest;
} run_cut;

static run_cut cut_at(const unit_run *run, double lots)
{
    const double whole = floor(lots);
    const int32_t whole_until = run->from + (int32_t)whole * run->every;
    const int32_t crossing = whole_until + run->every - 1;
    return (run_cut){ .whole = { run->from, whole_until, run->every, run->units },
                      .rest = { crossing, crossing + 1, 1, run->units * lots - whole * run->units } };
}

/** Adds a run up to what room there is. Returns the units added. */
static double add_limited(const unit_sums *sums, size_t slot, const unit_run *run, double room)
{
    const double units = run->units * lots_of(run);
    if (units <= room) {
        add_run(sums, sums->slot[slot], sums->lots[slot], run);
        return units;
    }
    run_cut cut = cut_at(run, room / run->units);
    cut.rest.units = room - floor(room / run->units) * run->units;
    add_run(sums, sums->slot[slot], sums->lots[slot], &cut.whole);
    add_run(sums, sums->slot[slot], sums->lots[slot], &cut.rest);
    return room;
}

double worth_share(const unit_worth *worth, int32_t day)
{
    double share = 1.0;
    for (size_t i = 0; i < worth->pays->count && (double)day > worth->after_days->items[i]; i++) {
        share = worth->pays->items[i];
    }
    return share;
}

/** The period in which a unit of a day falls due. */
static size_t due_period(const unit_sums *sums, int32_t day)
{
    return sums->periods->step_of[day_max(day, sums->known) - sums->periods->first];
}

/** The first day after `day` on which a unit may be worth something else. */
static int32_t same_until(const unit_sums *sums, const unit_worth *worth, int32_t day, int32_t day_zero)
{
    const int32_t price_until = day < sums->known ? sums->known : sums->periods->end[due_period(sums, day)];
    int32_t until = worth->limit_gbp < (double)INFINITY ? price_until : INT32_MAX;
    for (size_t i = 0; i < worth->pays->count; i++) {
        const int32_t change = day_zero + (int32_t)worth->after_days->items[i] + 1;
        until = change > day ? day_min(until, change) : until;
    }
    return until;
}

/** What a child may still earn. */
typedef struct {
    double units, gbp;
} room_left;

static void add_valued_run(const unit_sums *sums, size_t slot, unit_run run, double share)
{
    add_run(sums, sums->slot[slot], sums->lots[slot], &run);
    run.units *= share;
    add_run(sums, sums->worth[slot], sums->worth_lots[slot], &run);
}

/** Adds a run piece by piece, each of lots that are worth the same. Returns the units added. */
static double add_valued(const unit_sums *sums, size_t slot, unit_run run, const unit_worth *worth, int32_t day_zero, room_left *room)
{
    double added = 0.0;
    while (run.from + run.every <= run.until && room->units > 0.0 && room->gbp > 0.0) {
        const int32_t day = run.from + run.every - 1;
        const unit_run piece = { run.from, day_min(run.until, same_until(sums, worth, day, day_zero)), run.every, run.units };
        const double share = worth_share(worth, day - day_zero);
        const double gbp = room->gbp < (double)INFINITY ? run.units * share * worth->price[due_period(sums, day)] : 0.0;
        const double lots = lots_of(&piece);
        const double taken = fmin(lots, fmin(room->units / run.units, gbp > 0.0 ? room->gbp / gbp : lots));
        const run_cut cut = cut_at(&piece, taken);
        add_valued_run(sums, slot, cut.whole, share);
        add_valued_run(sums, slot, cut.rest, share);
        room->units = taken < lots ? 0.0 : room->units - taken * run.units;
        room->gbp -= taken * gbp;
        added += taken * run.units;
        run.from += (int32_t)lots * run.every;
    }
    return added;
}

double units_add(const unit_sums *sums, size_t slot, const unit_run runs[], size_t count, const unit_worth *worth, int32_t day_zero)
{
    room_left room = { worth->limit, worth->limit_gbp };
    double added = 0.0;
    for (size_t i = 0; i < count; i++) {
        const unit_run run = run_claimable(sums, runs[i]);
        if (worth->differs) {
            added += add_valued(sums, slot, run, worth, day_zero, &room);
        } else if (worth->limit < (double)INFINITY) {
            const double units = add_limited(sums, slot, &run, room.units);
            room.units -= units;
            added += units;
        } else {
            add_run(sums, sums->slot[slot], sums->lots[slot], &run);
            added += run.units * lots_of(&run);
        }
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
