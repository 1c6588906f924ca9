#include "measure/workspace.h"

#include <stdlib.h>
#include <string.h>

static bool grow(void **items, size_t count, size_t size)
{
    void *grown = realloc(*items, count * size);
    *items = grown ? grown : *items;
    return grown != NULL;
}

#define GROW(items, count) grow((void **)&(items), (count), sizeof *(items))

static bool reserve_families(measure_workspace *ws, size_t count)
{
    if (count <= ws->family_capacity) {
        return true;
    }
    const size_t room = count + count / 2;
    const bool fine = GROW(ws->children, room) && GROW(ws->exit_key, room) && GROW(ws->exit_order, room);
    ws->family_capacity = fine ? room : ws->family_capacity;
    return fine;
}

static bool reserve_spans(measure_workspace *ws, size_t count)
{
    if (count <= ws->span_capacity) {
        return true;
    }
    const size_t room = 2 * count + 16;
    bool fine = true;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        fine = fine && GROW(ws->spans[arm], room);
    }
    ws->span_capacity = fine ? room : ws->span_capacity;
    return fine;
}

/** Whether two arms hold the same career of a child. */
static bool careers_match(const careers *a, const careers *b, size_t child)
{
    const size_t spells = spells_of(a, child);
    if (spells != spells_of(b, child)) {
        return false;
    }
    const size_t i = a->first[child];
    const size_t j = b->first[child];
    return spells == 1 || (memcmp(&a->from[i], &b->from[j], spells * sizeof *a->from) == 0 &&
                           memcmp(&a->state[i], &b->state[j], spells * sizeof *a->state) == 0 &&
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

static uint32_t states_visited(const careers *arm, size_t child)
{
    uint32_t visited = 0;
    for (uint32_t spell = arm->first[child]; spell < arm->first[child + 1]; spell++) {
        visited |= UINT32_C(1) << arm->state[spell];
    }
    return visited;
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
    child_days child = { .adult = first_day_of(people->adult_at[i]), .visited = states_visited(treated, i), .alike = all_arms_match(subject, i) };
    child.event[FROM_REFERRAL] = day_of(people->referred_at[i]);
    child.event[FROM_START] = started ? day_of(started_at) : DAY_NONE;
    child.event[FROM_COMPLETION] = started && people->completed[i] ? day_of(started_at + people->received_days[i]) : DAY_NONE;
    child.event[FROM_RETURN_HOME] = started && spells_of(treated, i) > 1 ? return_day(ws, treated, i, started_at) : DAY_NONE;
    return child;
}

static size_t longest_career(const measure_subject *subject)
{
    size_t longest = 0;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t i = 0; subject->arm[arm] && i < subject->families->count; i++) {
            const size_t spells = spells_of(subject->arm[arm], i);
            longest = spells > longest ? spells : longest;
        }
    }
    return longest;
}

bool measure_begin(measure_workspace *ws, const measure_subject *subject)
{
    if (!reserve_families(ws, subject->families->count) || !reserve_spans(ws, longest_career(subject))) {
        return false;
    }
    for (size_t i = 0; i < subject->families->count; i++) {
        ws->children[i] = child_read(ws, subject, i);
    }
    return true;
}
