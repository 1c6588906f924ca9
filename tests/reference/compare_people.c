#include "reference/compare.h"

#include <math.h>

#define UNSAFE_TOLERANCE 1e-6 /* the engine keeps them in single precision */
#define TIME_TOLERANCE 1e-6 /* days: what bisection and inversion may differ by; days themselves are compared exactly */

/** Of families and of control children alike. */
static void compare_child(comparison *seen, const families *engine, size_t i, const reference_family *mine)
{
    compare_numbers(seen, "site", engine->site[i], (double)mine->site, 0);
    compare_numbers(seen, "cohort", engine->cohort[i], (double)mine->cohort, 0);
    compare_numbers(seen, "locality", engine->locality[i], (double)mine->locality, 0);
    compare_numbers(seen, "band", engine->band[i], (double)mine->band, 0);
    compare_numbers(seen, "person", engine->person[i], rng_person(mine->month, mine->ordinal, mine->sibling), 0);
    compare_numbers(seen, "index_child", engine->index_child[i], (double)mine->index_child, 0);
    compare_numbers(seen, "referred_at", engine->referred_at[i], mine->referred_at, TIME_TOLERANCE);
    compare_relative(seen, "age_years", engine->age_years[i], mine->age_years, 1e-12);
    compare_numbers(seen, "adult_at", engine->adult_at[i], mine->adult_at, 0);
    compare_numbers(seen, "prior_care", engine->prior_care[i], mine->prior_care, 0);
    compare_relative(seen, "frailty", engine->frailty[i], mine->frailty, 1e-12);
    compare_numbers(seen, "first_state", engine->first_state[i], (double)mine->first_state, 0);
    compare_relative(seen, "first_elapsed", engine->first_elapsed[i], mine->first_elapsed, 1e-12);
    compare_relative(seen, "entry_ratio", engine->entry_ratio[i], mine->entry_ratio, 1e-12);
    compare_numbers(seen, "verification", engine->verification[i], mine->verification, 0);
    compare_numbers(seen, "started_at", engine->started_at[i], mine->started_at, TIME_TOLERANCE);
}

static void compare_course(comparison *seen, const families *engine, size_t i, const reference_family *mine)
{
    compare_numbers(seen, "accepted", engine->accepted[i], mine->accepted, 0);
    if (mine->accepted) {
        compare_numbers(seen, "team", engine->team[i], (double)mine->team, 0);
        compare_numbers(seen, "ready_at", engine->ready_at[i], mine->ready_at, TIME_TOLERANCE);
        compare_numbers(seen, "entered_waiting", engine->entered_waiting[i], mine->entered_waiting, 0);
    }
    compare_relative(seen, "unsafe_days", (double)engine->unsafe_days[i], mine->unsafe_days, UNSAFE_TOLERANCE);
    if (reference_started(mine)) {
        compare_numbers(seen, "start day", floor(engine->started_at[i]), floor(mine->started_at), 0);
        compare_relative(seen, "course_days", engine->course_days[i], mine->course_days, 1e-12);
        compare_relative(seen, "received_days", engine->received_days[i], mine->received_days, 1e-12);
        compare_numbers(seen, "completed", engine->completed[i], mine->completed, 0);
        compare_numbers(seen, "therapist", engine->therapist[i], mine->therapist, 0);
        compare_numbers(seen, "remote", engine->remote[i], mine->remote, 0);
        compare_numbers(seen, "supervised", engine->supervised[i], mine->supervised, 0);
        compare_numbers(seen, "fund_at", engine->fund_at[i], mine->fund_at, TIME_TOLERANCE);
    }
}

static void compare_labels(comparison *seen, const scenario *file, const families *engine, size_t i, const reference_family *mine)
{
    for (size_t g = 0; g < file->people.groups.count; g++) {
        compare_numbers(seen, "label", engine->label[g][i], (double)mine->label[g], 0);
    }
}

/** The spells themselves; same spells mean same days. */
static bool compare_spells(comparison *seen, const careers *engine, size_t child, const reference_career_spells *mine)
{
    const size_t first = engine->first[child];
    if (!compare_numbers(seen, "spells", engine->first[child + 1] - engine->first[child], (double)mine->count, 0)) {
        return false;
    }
    bool same = true;
    for (size_t i = 0; i < mine->count; i++) {
        seen->column = (long)i;
        same = compare_numbers(seen, "spell state", engine->state[first + i], (double)mine->spells[i].state, 0) && same;
        same = compare_numbers(seen, "spell day", first_day_of(engine->from[first + i]), first_day_of(mine->spells[i].from), 0) && same;
        compare_numbers(seen, "spell time", engine->from[first + i], mine->spells[i].from, TIME_TOLERANCE);
        compare_numbers(seen, "price mark", (double)engine->price_mark[first + i], (double)mine->spells[i].price_mark, 1e-7);
    }
    return same;
}

/** Every day, when the spells are not the same: the first that differs is shown. */
static void compare_days(comparison *seen, const careers *engine, size_t child, const reference_days *mine)
{
    size_t spell = engine->first[child];
    for (int32_t day = mine->first; day < mine->until; day++) {
        while (spell + 1 < engine->first[child + 1] && first_day_of(engine->from[spell + 1]) <= day) {
            spell++;
        }
        seen->column = day;
        if (!compare_numbers(seen, "day state", engine->state[spell], mine->state[day - mine->first], 0)) {
            return;
        }
    }
}

static void compare_careers(comparison *seen, const replicate *engine, const reference_replicate *mine, size_t child)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        const size_t at = child * ARM_COUNT + arm;
        seen->row = (long)child;
        if (!compare_spells(seen, &engine->arm[arm], child, &mine->careers[at])) {
            compare_days(seen, &engine->arm[arm], child, &mine->days[at]);
        }
        seen->column = -1;
    }
}

/** The untreated children behind a baseline. */
static void compare_controls(comparison *seen, const scenario *file, const control_group *engine, const reference_controls *mine)
{
    if (!compare_numbers(seen, "control children", (double)engine->families.count, (double)mine->families.count, 0)) {
        return;
    }
    for (size_t i = 0; i < mine->families.count; i++) {
        seen->row = (long)i;
        compare_child(seen, &engine->families, i, &mine->families.items[i]);
        compare_labels(seen, file, &engine->families, i, &mine->families.items[i]);
        if (!compare_spells(seen, &engine->career, i, &mine->careers[i])) {
            compare_days(seen, &engine->career, i, &mine->days[i]);
        }
        seen->column = -1;
    }
}

/** Who comes and goes when. */
static void compare_staff(comparison *seen, const staff_timeline *engine, const staff_timeline *mine)
{
    seen->row = -1;
    if (!compare_numbers(seen, "staff", (double)engine->count, (double)mine->count, 0)) {
        return;
    }
    for (size_t i = 0; i < mine->count; i++) {
        seen->row = (long)i;
        compare_numbers(seen, "staff team", engine->items[i].team, mine->items[i].team, 0);
        compare_numbers(seen, "staff number", engine->items[i].number, mine->items[i].number, 0);
        compare_numbers(seen, "staff supervisor", engine->items[i].supervisor, mine->items[i].supervisor, 0);
        compare_numbers(seen, "staff from", engine->items[i].from, mine->items[i].from, TIME_TOLERANCE);
        compare_numbers(seen, "staff until", engine->items[i].until, mine->items[i].until, TIME_TOLERANCE);
    }
}

static void compare_sites(comparison *seen, const replicate *engine, const reference_replicate *mine)
{
    for (size_t site = 0; site < mine->at.file->sites.count; site++) {
        seen->row = (long)site;
        compare_numbers(seen, "closes_day", engine->families.closes_day[site], mine->closes_day[site], 0);
        compare_relative(seen, "places_days", engine->team.places_days[site], mine->team.places_days[site], 1e-9);
        compare_relative(seen, "used_days", engine->team.used_days[site], mine->team.used_days[site], 1e-9);
    }
}

bool compare_people(comparison *seen, const replicate *engine, const reference_replicate *mine)
{
    seen->contract = NULL;
    seen->row = seen->column = -1;
    if (!compare_numbers(seen, "families", (double)engine->families.count, (double)mine->families.count, 0)) {
        return false;
    }
    for (size_t i = 0; i < mine->families.count; i++) {
        seen->row = (long)i;
        compare_child(seen, &engine->families, i, &mine->families.items[i]);
        compare_course(seen, &engine->families, i, &mine->families.items[i]);
        compare_labels(seen, mine->at.file, &engine->families, i, &mine->families.items[i]);
        compare_careers(seen, engine, mine, i);
    }
    compare_sites(seen, engine, mine);
    compare_staff(seen, &engine->staff, &mine->staff);
    for (size_t i = 0; i < mine->at.file->control_count; i++) {
        compare_controls(seen, mine->at.file, &engine->controls[i], &mine->controls[i]);
    }
    seen->row = -1;
    return true;
}
