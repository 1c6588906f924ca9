#include "json/places.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/hash.h"

/** The slot of `value`, or the free one where it belongs. There is always a free one. */
static places_slot *slot_of(places_slot *slots, size_t capacity, const json_value *value)
{
    size_t i = (size_t)hash_mix((uint64_t)(uintptr_t)value) & (capacity - 1);
    while (slots[i].value && slots[i].value != value) {
        i = (i + 1) & (capacity - 1);
    }
    return &slots[i];
}

/** Keeps at least a quarter of the slots free. */
static bool places_grow(places *known)
{
    if (known->count < known->capacity / 4 * 3) {
        return true;
    }
    const size_t capacity = known->capacity ? 2 * known->capacity : 64;
    places_slot *slots = calloc(capacity, sizeof *slots);
    if (!slots) {
        return false;
    }
    for (size_t i = 0; i < known->capacity; i++) {
        if (known->slots[i].value) {
            *slot_of(slots, capacity, known->slots[i].value) = known->slots[i];
        }
    }
    free(known->slots);
    known->slots = slots;
    known->capacity = capacity;
    return true;
}

bool places_set(places *known, const json_value *value, value_place place)
{
    if (!places_grow(known)) {
        return false;
    }
    places_slot *slot = slot_of(known->slots, known->capacity, value);
    known->count += slot->value == NULL;
    *slot = (places_slot){ value, place };
    return true;
}

const value_place *places_of(const places *known, const json_value *value)
{
    if (!value || known->capacity == 0) {
        return NULL;
    }
    const places_slot *slot = slot_of(known->slots, known->capacity, value);
    return slot->value ? &slot->place : NULL;
}

bool places_add_idle(places *known, const char *pointer, value_place place)
{
    if (known->idle_count == known->idle_capacity) {
        const size_t capacity = 2 * known->idle_capacity + 16;
        if (!GROW(known->idle, capacity)) {
            return false;
        }
        known->idle_capacity = capacity;
    }
    char *copy = strdup(pointer);
    if (!copy) {
        return false;
    }
    known->idle[known->idle_count++] = (idle_null){ copy, place };
    return true;
}

void places_free(places *known)
{
    for (size_t i = 0; i < known->idle_count; i++) {
        free(known->idle[i].pointer);
    }
    free(known->idle);
    free(known->slots);
    *known = (places){ 0 };
}
