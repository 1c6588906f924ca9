#include "load/explain.h"

#include <stdlib.h>
#include <string.h>

#include "distributions/distribution.h"
#include "json/value.h"
#include "load/rows.h"
#include "load/spot.h"

static void fault_unknown(fault_list *faults, const char *pointer, const char *token, const candidates *known)
{
    text_buffer hint = { 0 };
    words_suggest(&hint, token, known, "known: ");
    fault_add(faults, FAULT_ERROR, (fault_place){ .pointer = pointer }, "there is no \"%s\" here%s", token, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

/** Walks `text`, which is cut into tokens, to its spot. */
static bool walk(spot *at, char *text, const char *pointer, fault_list *faults)
{
    char *rest = text;
    for (char *token = strsep(&rest, "/"); token; token = strsep(&rest, "/")) {
        candidates known = { .count = 0 };
        json_unescape(token);
        if (!spot_step(at, token, &known)) {
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

static const char *default_words(const setting *row)
{
    if (!row->fallback) {
        return "none: it must be given";
    }
    if (row->fallback[0] == '\0') {
        return row->otherwise ? row->otherwise : "absent";
    }
    return strcmp(row->fallback, FALLBACK_NAME) == 0 ? "its own name" : row->fallback;
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
    write_line(out, "default", default_words(row));
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
}

void explain_distributions(FILE *out)
{
    write_kinds(&distribution_family, out);
}

bool explain_may_be_uncertain(const setting *row)
{
    return row && (row->type == SETTING_QUANTITY || row->type == SETTING_SPREAD);
}

void explain_briefly(const char *pointer, const setting *row, FILE *out)
{
    text_buffer written = { 0 };
    words_type(&written, row);
    fprintf(out, "%s\n  %s\n  written: %s\n  default: %s%s%s", pointer, row->doc, written.bytes ? written.bytes : "", default_words(row), row->moves ? "; moves: " : "",
            row->moves ? row->moves : "");
    text_free(&written);
    if (row->usual) {
        fprintf(out, "\n  usual: %s", row->usual);
    }
    fputc('\n', out);
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
