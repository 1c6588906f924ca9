#include "reference/compare.h"

#include <math.h>

#define TIME_TOLERANCE 1e-6 /* days: what bisection and inversion may differ by; days themselves are compared exactly */

static void compare_family(comparison *seen, const families *engine, size_t i, const reference_family *mine)
{
    compare_numbers(seen, "site", engine->site[i], (double)mine->site, 0);
    compare_numbers(seen, "cohort", engine->cohort[i], (double)mine->cohort, 0);
    compare_numbers(seen, "locality", engine->locality[i], (double)mine->locality, 0);
    compare_numbers(seen, "band", engine->band[i], (double)mine->band, 0);
    compare_numbers(seen, "person", engine->person[i], rng_person(mine->month, mine->ordinal, 0), 0);
    compare_numbers(seen, "referred_at", engine->referred_at[i], mine->referred_at, TIME_TOLERANCE);
    compare_relative(seen, "age_years", engine->age_years[i], mine->age_years, 1e-12);
    compare_numbers(seen, "adult_at", engine->adult_at[i], mine->adult_at, 0);
    compare_numbers(seen, "prior_care", engine->prior_care[i], mine->prior_care, 0);
    compare_relative(seen, "frailty", engine->frailty[i], mine->frailty, 1e-12);
    compare_numbers(seen, "first_state", engine->first_state[i], (double)mine->first_state, 0);
    compare_relative(seen, "first_elapsed", engine->first_elapsed[i], mine->first_elapsed, 1e-12);
    compare_numbers(seen, "accepted", engine->accepted[i], mine->accepted, 0);
    compare_numbers(seen, "verification", engine->verification[i], mine->verification, 0);
}

static void compare_course(comparison *seen, const families *engine, size_t i, const reference_family *mine)
{
    if (mine->accepted) {
        compare_numbers(seen, "ready_at", engine->ready_at[i], mine->ready_at, TIME_TOLERANCE);
        compare_numbers(seen, "entered_waiting", engine->entered_waiting[i], mine->entered_waiting, 0);
    }
    compare_numbers(seen, "started_at", engine->started_at[i], mine->started_at, TIME_TOLERANCE);
    if (reference_started(mine)) {
        compare_numbers(seen, "start day", floor(engine->started_at[i]), floor(mine->started_at), 0);
        compare_relative(seen, "course_days", engine->course_days[i], mine->course_days, 1e-12);
        compare_relative(seen, "received_days", engine->received_days[i], mine->received_days, 1e-12);
        compare_numbers(seen, "completed", engine->completed[i], mine->completed, 0);
        compare_numbers(seen, "therapist", engine->therapist[i], mine->therapist, 0);
    }
}

static void compare_labels(comparison *seen, const replicate *engine, const reference_replicate *mine, size_t i)
{
    for (size_t g = 0; g < mine->at.file->people.groups.count; g++) {
        compare_numbers(seen, "label", engine->families.label[g][i], (double)mine->families.items[i].label[g], 0);
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
        same = compare_numbers(seen, "spell day", career_day(engine->from[first + i]), career_day(mine->spells[i].from), 0) && same;
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
        while (spell + 1 < engine->first[child + 1] && career_day(engine->from[spell + 1]) <= day) {
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

/** One count of a tally: its name and where it is. */
typedef struct {
    const char *name;
    size_t offset;
} count_row;

#define COUNT(field) { #field, offsetof(tally, field) }
#define ARM_COUNTS(arm_)                                                                                                                     \
    COUNT(arm[arm_].care_days_total), COUNT(arm[arm_].family_days), COUNT(arm[arm_].entered_care), COUNT(arm[arm_].in_care_at_end),            \
        COUNT(arm[arm_].care_days_to_18), COUNT(arm[arm_].family_days_to_18)

static double count_at(const tally *sums, size_t offset)
{
    return *(const double *)(const void *)((const char *)sums + offset);
}

static void compare_at_days(comparison *seen, const tally *engine, const tally *mine, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        seen->column = (long)n;
        compare_numbers(seen, "out_at", engine->out_at[n], mine->out_at[n], 1e-6);
        compare_numbers(seen, "observed_at", engine->observed_at[n], mine->observed_at[n], 1e-6);
        compare_numbers(seen, "stable_at", engine->stable_at[n], mine->stable_at[n], 1e-6);
        compare_numbers(seen, "stable_seen_at", engine->stable_seen_at[n], mine->stable_seen_at[n], 1e-6);
        compare_numbers(seen, "never_at", engine->never_at[n], mine->never_at[n], 1e-9);
    }
    for (size_t s = 0; s < STATES_MAX * ARM_COUNT; s++) {
        seen->column = (long)s;
        compare_numbers(seen, "care_days", engine->arm[s % ARM_COUNT].care_days[s / ARM_COUNT], mine->arm[s % ARM_COUNT].care_days[s / ARM_COUNT], 1e-6);
    }
    seen->column = -1;
}

static void compare_tally(comparison *seen, const tally *engine, const tally *mine, size_t at_days)
{
    static const count_row rows[] = {
        COUNT(referrals),       COUNT(accepted),        COUNT(starts),      COUNT(completions),       COUNT(children_referred), COUNT(children_started),
        COUNT(waiting_days),    COUNT(entered_care_while_waiting),          COUNT(therapy_days),      COUNT(edge_started),      COUNT(in_care_started),
        COUNT(out_as_of),       COUNT(seen_as_of),      COUNT(window_days), ARM_COUNTS(ARM_TREATED),  ARM_COUNTS(ARM_UNTREATED_SHARED),
        ARM_COUNTS(ARM_UNTREATED_INDEPENDENT),
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        compare_relative(seen, rows[i].name, count_at(engine, rows[i].offset), count_at(mine, rows[i].offset), 1e-7);
    }
    compare_at_days(seen, engine, mine, at_days);
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
        compare_family(seen, &engine->families, i, &mine->families.items[i]);
        compare_course(seen, &engine->families, i, &mine->families.items[i]);
        compare_labels(seen, engine, mine, i);
        compare_careers(seen, engine, mine, i);
    }
    /* Scopes begin with the programme and then the sites. */
    for (int site = -1; site < (int)mine->at.file->sites.count; site++) {
        const tally sums = reference_tally(mine, site);
        seen->row = site;
        compare_tally(seen, &engine->tallies[site + 1], &sums, mine->at.file->reporting.at_days.count);
    }
    return true;
}
