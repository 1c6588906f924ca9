#ifndef EDGECARE_JSON_PLACES_H
#define EDGECARE_JSON_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "json/value.h"

/** Where a value and its key were written. Lines and columns are counted from 1, columns in characters; 0: there is none. */
typedef struct {
    const char *file; /* borrowed; must outlive the places */
    int line;
    int column;
    int key_line;
    int key_column;
} value_place;

typedef struct {
    const json_value *value; /* borrowed; NULL: the slot is free */
    value_place place;
} places_slot;

/** A null of a patch that took nothing away, for nothing of its name was there. */
typedef struct {
    char *pointer; /* owned */
    value_place place;
} idle_null;

/** The places of values, found by the value's address, which merging keeps; and of nulls that merging found idle. A zeroed one is empty. */
typedef struct {
    places_slot *slots; /* owned; a hash table with linear probing */
    size_t capacity;    /* 0 or a power of 2 */
    size_t count;
    idle_null *idle;    /* owned; in the order of merging */
    size_t idle_count, idle_capacity;
} places;

/** Remembers where `value` was written in place of what was known; false when memory runs out. */
bool places_set(places *known, const json_value *value, value_place place);

/** Where `value` was written; NULL when it is not known. Borrowed until the next places_set. */
const value_place *places_of(const places *known, const json_value *value);

/** Remembers that the null at `pointer` (copied) took nothing away; false when memory runs out. */
bool places_add_idle(places *known, const char *pointer, value_place place);

/** Frees what the places own and leaves none; legal on zeroed ones. */
void places_free(places *known);

#endif
