#include "load/explain.h"

#include <stdlib.h>
#include <string.h>

#include "distributions/distribution.h"
#include "load/check.h"
#include "load/rows.h"
#include "load/words.h"

/** Where the walk along a pointer stands. */
typedef struct {
    const setting *row;   /* NULL: at a struct, `rows` */
    const settings *rows; /* the struct stood in, or NULL */
    const char *base;     /* the struct's, or the row's field in the loaded scenario; NULL without one */
    const char *name;     /* of the map's entry stood in, or NULL */
    bool by_component;    /* inside a number's "components": the next token is a component's name */
} spot;

static void fault_unknown(fault_list *faults, const char *pointer, const char *token, const candidates *known)
{
    text_buffer hint = { 0 };
    words_suggest(&hint, token, known, "known: ");
    fault_add(faults, FAULT_ERROR, (fault_place){ .pointer = pointer }, "there is no \"%s\" here%s", token, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

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

static bool step(spot *at, const char *token, candidates *known)
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

/** Undoes the escapes of RFC 6901 in place. */
static void unescape(char *token)
{
    char *to = token;
    for (const char *from = token; *from; from++) {
        const bool escape = from[0] == '~' && (from[1] == '0' || from[1] == '1');
        *to++ = escape ? (from[1] == '0' ? '~' : '/') : *from;
        from += escape;
    }
    *to = '\0';
}

/** Walks `text`, which is cut into tokens, to its spot. */
static bool walk(spot *at, char *text, const char *pointer, fault_list *faults)
{
    char *rest = text;
    for (char *token = strsep(&rest, "/"); token; token = strsep(&rest, "/")) {
        candidates known = { .count = 0 };
        unescape(token);
        if (!step(at, token, &known)) {
            fault_unknown(faults, pointer, token, &known);
            return false;
        }
    }
    return true;
}

static void write_line(FILE *out, const char *label, const char *text)
{
    if (text) {
        fprintf(out, "  %-8s %s\n", label, text);
    }
}

static void write_default(const setting *row, FILE *out)
{
    if (!row->fallback) {
        write_line(out, "default", "none: it must be given");
    } else if (row->fallback[0] == '\0') {
        write_line(out, "default", row->otherwise ? row->otherwise : "absent");
    } else {
        write_line(out, "default", strcmp(row->fallback, FALLBACK_NAME) == 0 ? "its own name" : row->fallback);
    }
}

static void write_settings(const settings *rows, FILE *out)
{
    for (size_t i = row_of_kind(rows) ? 1 : 0; i < rows->count; i++) {
        fprintf(out, "  %-26s %s\n", rows->rows[i].key, rows->rows[i].doc);
    }
}

static void write_kinds(const kind_family *family, FILE *out)
{
    fprintf(out, "\nKinds of %s:\n", family->title);
    for (size_t i = 0; i < family->count; i++) {
        const kind *one = family->kinds[i];
        fprintf(out, "  %s: %s\n", one->name, one->doc);
        for (size_t j = 0; j < one->parameters.count; j++) {
            fprintf(out, "    %-22s %s\n", one->parameters.rows[j].key, one->parameters.rows[j].doc);
        }
    }
}

static void write_row(const spot *at, const scenario *loaded, FILE *out)
{
    const setting *row = at->row;
    text_buffer written = { 0 };
    words_type(&written, row);
    fprintf(out, "%s\n\n", row->doc);
    write_line(out, "unit", row->unit);
    write_line(out, "written", written.bytes);
    text_free(&written);
    write_default(row, out);
    write_line(out, "usual", row->usual);
    write_line(out, "moves", row->moves);
    if (at->base) {
        fprintf(out, "  %-8s ", "here");
        explain_value(row, at->base, loaded, out);
        fputc('\n', out);
    }
}

static void write_spot(const spot *at, const scenario *loaded, FILE *out)
{
    const setting *chosen = at->rows ? row_of_kind(at->rows) : NULL;
    if (chosen) {
        write_row(&(spot){ .row = chosen, .base = at->base ? at->base + chosen->offset : NULL }, loaded, out);
    } else if (at->row && !(at->rows && at->row->type == SETTING_MAP)) {
        write_row(at, loaded, out);
    } else {
        fprintf(out, "%s\n", at->rows->doc);
    }
    const settings *rows = at->rows ? at->rows : at->row->type == SETTING_MAP && !rows_are_inline(at->row->rows) ? at->row->rows : NULL;
    if (rows) {
        fprintf(out, "\nSettings of a %s:\n", rows->title);
        write_settings(rows, out);
    }
    const bool is_inline = !at->rows && at->row->type == SETTING_MAP && rows_are_inline(at->row->rows);
    const setting *chooses = rows && row_of_kind(rows) ? row_of_kind(rows) : is_inline ? at->row->rows->rows : at->row;
    if (chooses && chooses->family) {
        write_kinds(chooses->family, out);
    }
    if (at->row && !at->rows && (at->row->type == SETTING_QUANTITY || at->row->type == SETTING_SPREAD)) {
        write_kinds(&distribution_family, out);
    }
}

/** Walks a whole pointer to its spot, from the root; false, noted, when there is none. */
static bool spot_of(const char *pointer, const scenario *loaded, spot *at, fault_list *faults)
{
    *at = (spot){ .rows = &scenario_rows, .base = (const char *)loaded };
    if (pointer[0] != '\0' && pointer[0] != '/') {
        fault_add(faults, FAULT_ERROR, (fault_place){ .pointer = pointer }, "a pointer begins with \"/\"");
        return false;
    }
    char *text = pointer[0] ? strdup(pointer + 1) : NULL;
    if (pointer[0] && !text) {
        fault_add(faults, FAULT_ERROR, (fault_place){ 0 }, "memory ran out");
        return false;
    }
    const bool found = !text || walk(at, text, pointer, faults);
    free(text);
    return found;
}

const setting *explain_row(const char *pointer, const scenario *loaded, const void **field, fault_list *faults)
{
    spot at;
    *field = NULL;
    if (!spot_of(pointer, loaded, &at, faults) || at.rows || !at.row) {
        return NULL;
    }
    *field = at.base;
    return at.row;
}

bool explain_write(const char *pointer, const scenario *loaded, FILE *out, fault_list *faults)
{
    spot at;
    const bool found = spot_of(pointer, loaded, &at, faults);
    if (found) {
        fprintf(out, "%s\n\n", pointer[0] ? pointer : "the whole file");
        write_spot(&at, loaded, out);
    }
    return found;
}
