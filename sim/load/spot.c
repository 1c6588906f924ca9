#include "load/spot.h"

#include <string.h>

#include "distributions/distribution.h"
#include "load/check.h"

static void add_keys(candidates *known, const settings *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        candidates_add(known, rows->rows[i].key);
    }
}

/** From a struct to one of its settings. */
static bool step_to_row(spot *at, const char *token, candidates *known)
{
    const setting *row = row_of_key(at->rows, token);
    add_keys(known, at->rows);
    if (!row) {
        return false;
    }
    *at = (spot){ .row = row, .base = at->base ? at->base + row->offset : NULL };
    if (row->type == SETTING_OBJECT && row->rows) {
        at->rows = row->rows;
    }
    return true;
}

static const char *item_named(const map *entries, size_t size, const char *name, candidates *known)
{
    const directory all = { "entry", entries, size };
    const int32_t index = directory_find(&all, name);
    for (size_t i = 0; i < entries->count; i++) {
        candidates_add(known, directory_name(&all, i));
    }
    return index == INDEX_NONE ? NULL : (const char *)entries->items + (size_t)index * size;
}

/** From a map to one of its entries. */
static bool step_to_entry(spot *at, const char *token, candidates *known)
{
    const settings *rows = at->row->rows;
    const char *item = at->base ? item_named((const map *)(const void *)at->base, rows->size, token, known) : NULL;
    if (at->base && !item) {
        return false;
    }
    if (rows_are_inline(rows)) {
        *at = (spot){ .row = rows->rows, .base = item ? item + rows->rows->offset : NULL, .name = token };
    } else {
        *at = (spot){ .row = at->row, .rows = rows, .base = item, .name = token };
    }
    return true;
}

/** From a family to a parameter of one of its kinds; the first kind that has it tells of it. */
static bool step_to_parameter(spot *at, const kind_family *family, const char *token, candidates *known)
{
    for (size_t i = 0; i < family->count; i++) {
        const setting *row = row_of_key(&family->kinds[i]->parameters, token);
        add_keys(known, &family->kinds[i]->parameters);
        if (row) {
            *at = (spot){ .row = row };
            return true;
        }
    }
    return strcmp(token, KIND_KEY) == 0;
}

static bool is_word_of(const char *token, const char *const words[])
{
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(token, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

/** From a number to what it is written with; remarks and the words that choose the form are still the number. */
static bool step_into_number(spot *at, const char *token, candidates *known)
{
    static const char *const words[] = { "value", "unit", DIST_KEY, SPREAD_KEY, "between", BY_KEY, COMPONENTS_KEY, OF_KEY, TIMES_KEY, PLUS_KEY, NULL };
    const bool names_component = at->by_component;
    at->by_component = strcmp(token, COMPONENTS_KEY) == 0;
    if (names_component || is_word_of(token, words) || is_remark(token)) {
        return true;
    }
    return (at->row->type == SETTING_QUANTITY || at->row->type == SETTING_SPREAD) && step_to_parameter(at, &distribution_family, token, known);
}

/** From an object that is a kind's to a setting beside the kind's own, or to one of these. */
static bool step_beside_kind(spot *at, const setting *chosen, const char *token, candidates *known)
{
    return step_to_row(at, token, known) || step_to_parameter(at, chosen->family, token, known);
}

bool spot_step(spot *at, const char *token, candidates *known)
{
    if (at->rows && row_of_kind(at->rows)) {
        return step_beside_kind(at, row_of_kind(at->rows), token, known);
    }
    if (at->rows) {
        return step_to_row(at, token, known);
    }
    switch (at->row->type) {
    case SETTING_MAP: return step_to_entry(at, token, known);
    case SETTING_KIND: return step_to_parameter(at, at->row->family, token, known);
    case SETTING_SHARES:
    case SETTING_PATCH:
    case SETTING_NUMBERS:
    case SETTING_DATES:
    case SETTING_NAMES: return true; /* a part of it is told of as the whole */
    default: return step_into_number(at, token, known);
    }
}
