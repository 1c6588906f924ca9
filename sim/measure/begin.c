#include "measure/workspace.h"

#include <string.h>

#include "base/grow.h"
#include "base/vectors.h"

static bool reserve_families(measure_workspace *ws, size_t count)
{
    if (ws->family_capacity > count) {
        return true;
    }
    const size_t room = count + count / 2 + 1;
    bool fine = GROW(ws->children, room) && GROW(ws->exit_key, room) && GROW(ws->exit_order, room) && GROW(ws->eligible, room) && GROW(ws->blocks, room);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        fine = fine && GROW(ws->runs[arm].first, room);
    }
    ws->family_capacity = fine ? room : ws->family_capacity;
    return fine;
}

static bool reserve_spells(measure_workspace *ws, size_t count)
{
    if (ws->spell_capacity > count) {
        return true;
    }
    const size_t room = count + count / 2 + 1;
    bool fine = true;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        fine = fine && GROW(ws->first_day[arm], room) && GROW(ws->runs[arm].items, room);
    }
    ws->spell_capacity = fine ? room : ws->spell_capacity;
    return fine;
}

/** Whether two arms hold the same career of a child; those of a single spell always are. */
static bool careers_match(const careers *a, const careers *b, size_t child)
{
    const size_t spells = spells_of(a, child);
    if (spells != spells_of(b, child)) {
        return false;
    }
    const size_t i = a->first[child];
    const size_t j = b->first[child];
    for (size_t k = 1; k < spells; k++) {
        if (a->from[i + k] != b->from[j + k]) {
            return false;
        }
    }
    return spells == 1 || (memcmp(&a->state[i], &b->state[j], spells * sizeof *a->state) == 0 &&
                           memcmp(&a->price_mark[i], &b->price_mark[j], spells * sizeof *a->price_mark) == 0);
}

static bool all_arms_match(const measure_subject *subject, size_t child)
{
    const careers *treated = subject->arm[ARM_TREATED];
    for (size_t arm = ARM_TREATED + 1; arm < ARM_COUNT; arm++) {
        if (subject->arm[arm] && !careers_match(treated, subject->arm[arm], child)) {
            return false;
        }
    }
    return true;
}

/** The day of the first time home or with kin after care since the start, in the treated career. */
static int32_t return_day(const measure_workspace *ws, const careers *treated, size_t child, double started_at)
{
    const uint32_t end = treated->first[child + 1];
    bool was_in_care = false;
    for (uint32_t spell = treated->first[child]; spell < end; spell++) {
        const bool over_by_start = spell + 1 < end && treated->from[spell + 1] <= started_at;
        if (over_by_start) {
            continue;
        }
        if (was_in_care && state_in(ws->home, treated->state[spell])) {
            return day_of(treated->from[spell]);
        }
        was_in_care = was_in_care || state_in(ws->care, treated->state[spell]);
    }
    return DAY_NONE;
}

static child_days child_read(const measure_workspace *ws, const measure_subject *subject, size_t i)
{
    const families *people = subject->families;
    const careers *treated = subject->arm[ARM_TREATED];
    const double started_at = people->started_at[i];
    const bool started = started_at < TIME_NEVER;
    child_days child = { .adult = first_day_of(people->adult_at[i]), .alike = all_arms_match(subject, i) };
    child.event[FROM_REFERRAL] = day_of(people->referred_at[i]);
    child.event[FROM_START] = started ? day_of(started_at) : DAY_NONE;
    child.event[FROM_COMPLETION] = started && people->completed[i] ? day_of(started_at + people->received_days[i]) : DAY_NONE;
    child.event[FROM_RETURN_HOME] = started && ws->asks_return ? return_day(ws, treated, i, started_at) : DAY_NONE;
    return child;
}

static size_t most_spells(const measure_subject *subject)
{
    size_t most = 0;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        const size_t spells = subject->arm[arm] ? subject->arm[arm]->first[subject->families->count] : 0;
        most = spells > most ? spells : most;
    }
    return most;
}

WIDE_VECTORS
static void first_days(const double *restrict time, int32_t *restrict day, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        day[i] = first_day_of(time[i]);
    }
}

static void read_blocks(measure_workspace *ws, const families *people)
{
    ws->block_count = 0;
    for (size_t i = 0; i < people->count; i++) {
        family_block *block = &ws->blocks[ws->block_count];
        if (ws->block_count == 0 || block[-1].site != people->site[i] || block[-1].cohort != people->cohort[i]) {
            *block = (family_block){ .first = i, .site = people->site[i], .cohort = people->cohort[i] };
            ws->block_count++;
        }
        ws->blocks[ws->block_count - 1].last = i + 1;
    }
}

bool measure_begin(measure_workspace *ws, const measure_subject *subject)
{
    const families *people = subject->families;
    if (!reserve_families(ws, people->count) || !reserve_spells(ws, most_spells(subject))) {
        return false;
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (subject->arm[arm]) {
            const size_t spells = subject->arm[arm]->first[people->count];
            first_days(subject->arm[arm]->from, ws->first_day[arm], spells);
            ws->first_day[arm][spells] = 0;
        }
    }
    for (size_t i = 0; i < people->count; i++) {
        ws->children[i] = child_read(ws, subject, i);
    }
    read_blocks(ws, people);
    ws->has_runs = false;
    memset(ws->control_of, 0, sizeof ws->control_of);
    return true;
}
