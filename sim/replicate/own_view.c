#include "replicate/own_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

bool own_view_begin(const measure_subject *whole, own_view *self)
{
    const size_t count = whole->families->count;
    self->families_dropped = 0;
    if (count > self->capacity) {
        const size_t room = count + count / 2;
        if (!GROW(self->dropped, room) || !GROW(self->started_at, room) || !GROW(self->fund_at, room) || !GROW(self->unsafe_days, room) ||
            !GROW(self->put_off, room)) {
            return false;
        }
        self->capacity = room;
    }
    for (size_t i = 0; i < count; i++) {
        self->dropped[i] = false;
    }
    return true;
}

void own_view_free(own_view *self)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        free(self->arm[arm].first);
        free(self->arm[arm].from);
        free(self->arm[arm].state);
        free(self->arm[arm].price_mark);
    }
    free(self->dropped);
    free(self->started_at);
    free(self->fund_at);
    free(self->unsafe_days);
    free(self->put_off);
    *self = (own_view){ 0 };
}

static bool is_index_child(const families *people, size_t i)
{
    return people->index_child == NULL || people->index_child[i] == i;
}

static bool starts_within(const families *people, size_t i, int32_t from, int32_t until)
{
    const double start = people->started_at[i];
    return start < TIME_NEVER && floor(start) >= from && floor(start) < until;
}

size_t own_view_drop(const measure_subject *whole, uint32_t sites, int32_t from, int32_t until, own_view *self)
{
    const families *people = whole->families;
    size_t more = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (!self->dropped[i] && (sites >> people->site[i] & 1) && starts_within(people, i, from, until)) {
            self->dropped[i] = true;
            more += is_index_child(people, i);
            self->families_dropped += is_index_child(people, i) && floor(people->started_at[i]) <= whole->as_of_day;
        }
    }
    return more;
}

static void families_look(const families *people, own_view *self)
{
    self->families = *people;
    self->families.started_at = self->started_at;
    self->families.fund_at = people->fund_at ? self->fund_at : NULL;
    self->families.unsafe_days = people->unsafe_days ? self->unsafe_days : NULL;
    self->families.put_off = people->put_off ? self->put_off : NULL;
    for (size_t i = 0; i < people->count; i++) {
        const bool dropped = self->dropped[i];
        self->started_at[i] = dropped ? TIME_NEVER : people->started_at[i];
        self->fund_at[i] = dropped || !people->fund_at ? TIME_NEVER : people->fund_at[i];
        self->unsafe_days[i] = dropped || !people->unsafe_days ? 0 : people->unsafe_days[i];
        self->put_off[i] = dropped || !people->put_off ? 0 : people->put_off[i];
    }
}

static size_t spells_of(const careers *from, size_t child)
{
    return from->first[child + 1] - from->first[child];
}

static bool careers_room(careers *self, size_t children, size_t spells)
{
    if (children >= self->children_capacity) {
        const size_t room = children + children / 2 + 1;
        if (!GROW(self->first, room)) {
            return false;
        }
        self->children_capacity = room;
    }
    if (spells > self->capacity) {
        const size_t room = spells + spells / 2;
        if (!GROW(self->from, room) || !GROW(self->state, room) || !GROW(self->price_mark, room)) {
            return false;
        }
        self->capacity = room;
    }
    return true;
}

static void career_copy(const careers *from, size_t child, careers *out)
{
    const size_t first = from->first[child];
    const size_t count = spells_of(from, child);
    memcpy(out->from + out->spells, from->from + first, count * sizeof *out->from);
    memcpy(out->state + out->spells, from->state + first, count * sizeof *out->state);
    memcpy(out->price_mark + out->spells, from->price_mark + first, count * sizeof *out->price_mark);
    out->spells += count;
    out->first[child + 1] = (uint32_t)out->spells;
}

/** An arm with the careers of dropped children taken from another. */
static bool arm_look(const careers *arm, const careers *untreated, const bool dropped[], size_t children, careers *out)
{
    size_t spells = 1;
    for (size_t i = 0; i < children; i++) {
        spells += spells_of(dropped[i] ? untreated : arm, i);
    }
    if (!careers_room(out, children, spells)) {
        return false;
    }
    out->children = children;
    out->spells = 0;
    out->first[0] = 0;
    for (size_t i = 0; i < children; i++) {
        career_copy(dropped[i] ? untreated : arm, i, out);
    }
    return true;
}

bool own_view_look(const measure_subject *whole, const careers *untreated, own_view *self)
{
    families_look(whole->families, self);
    self->subject = *whole;
    self->subject.families = &self->families;
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        if (whole->arm[arm] && !arm_look(whole->arm[arm], untreated, self->dropped, whole->families->count, &self->arm[arm])) {
            return false;
        }
        self->subject.arm[arm] = whole->arm[arm] ? &self->arm[arm] : NULL;
    }
    return true;
}
