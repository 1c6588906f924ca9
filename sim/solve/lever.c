#include "solve/lever.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "load/explain.h"
#include "load/load.h"
#include "load/what_if.h"
#include "load/words.h"
#include "world/inputs.h"

#define STEPS_MAX 101
#define DEFAULT_BELOW 0.25
#define DEFAULT_ABOVE 4.0

static void fault_at(fault_list *faults, const char *text, const char *at, const char *what)
{
    fault_add(faults, FAULT_ERROR, (fault_place){.file = "vary", .line = 1, .column = (int)(at - text) + 1}, "%s", what);
}

/** One end of a range: a number, and what follows its last digit; false where there is none. */
static bool end_parse(const char *at, double *number, const char **end)
{
    if (!text_number(at, end, number)) {
        return false;
    }
    *end -= (*end)[-1] == '.' && **end == '.'; /* the number's own point was the first of the two */
    return true;
}

/** Reads LOW..HIGH[:STEPS] from `at`, a part of `text`. */
static bool range_parse(const char *text, const char *at, bool grid, lever *out, fault_list *faults)
{
    const char *end = at;
    if (!end_parse(at, &out->low, &end) || strncmp(end, "..", 2) != 0) {
        fault_at(faults, text, end, "a range is written LOW..HIGH in plain numbers, such as 20..80 or 1000000..2500000");
        return false;
    }
    at = end + 2;
    out->has_range = true;
    if (!end_parse(at, &out->high, &end) || out->low >= out->high) {
        fault_at(faults, text, at, "the range's upper end must be a plain number above its lower end");
        return false;
    }
    if (*end == ':' && grid) {
        at = end + 1;
        char *after;
        out->steps = strtoul(at, &after, 10);
        end = after;
        if (!isdigit((unsigned char)*at) || out->steps < 2 || out->steps > STEPS_MAX) {
            fault_at(faults, text, at, "the steps of a grid are a whole number of 2 .. 101");
            return false;
        }
    }
    if (*end) {
        fault_at(faults, text, end, "the range should end here");
        return false;
    }
    return true;
}

bool lever_parse(const char *text, bool grid, arena *memory, lever *out, fault_list *faults)
{
    *out = (lever){0};
    const char *last = strrchr(text, '='); /* names may hold others */
    const char *equals = last && !strchr(last, '/') ? last : NULL;
    char *pointer = arena_text(memory, text);
    if (pointer == NULL) {
        fault_add(faults, FAULT_ERROR, (fault_place){0}, "memory ran out");
        return false;
    }
    if (text[0] != '/') {
        fault_at(faults, text, text, "a lever is a JSON pointer, such as /contracts/NAME/terms/NAME/price_gbp");
        return false;
    }
    pointer[equals ? (size_t)(equals - text) : strlen(text)] = '\0';
    out->pointer = pointer;
    return equals == NULL || range_parse(text, equals + 1, grid, out, faults);
}

static bool refuse(const lever *self, fault_list *faults, const char *what)
{
    fault_add(faults, FAULT_ERROR, (fault_place){.pointer = self->pointer}, "%s", what);
    return false;
}

/** Whether a setting of this type is a number; says what it is where not. */
static bool is_number(const lever *self, setting_type type, fault_list *faults)
{
    const char *words = words_no_number(type);
    if (!words) {
        return true;
    }
    fault_add(faults, FAULT_ERROR, (fault_place){.pointer = self->pointer}, "this is %s; a lever is one number: point at a price, a share, a number of days", words);
    return false;
}

static void take_number(lever *self, double number)
{
    self->present = number;
    self->has_present = isfinite(number);
}

static void take_quantity(lever *self, const scenario *loaded, const quantity *from, bool optional)
{
    if (from->draw >= 0) {
        self->was_uncertain = true;
        take_number(self, input_middle(loaded, *from));
    } else if (!optional || from->value >= 0) { /* an absent one is -1 */
        take_number(self, from->value);
    }
}

/** Reads the present value from the setting's field, where there is one. */
static void take_present(lever *self, const scenario *loaded, const setting *row, const void *field)
{
    const bool optional = row->fallback != NULL && row->fallback[0] == '\0';
    if (field == NULL) {
        return;
    }
    if (row->type == SETTING_QUANTITY) {
        take_quantity(self, loaded, field, optional);
    } else if (row->type == SETTING_INTEGER) {
        take_number(self, (double)*(const int64_t *)field);
    } else if (row->type == SETTING_NUMBER) {
        take_number(self, *(const double *)field);
    } else if (row->type == SETTING_SPREAD) {
        const spread *from = field;
        if (from->distribution.kind == NULL) {
            take_quantity(self, loaded, &from->constant, optional);
        }
    }
}

/** Takes the number that stands at the pointer, where the scenario's field did not tell: parameters of kinds. */
static void take_written(lever *self, const json_value *merged)
{
    const json_value *found = json_at(merged, self->pointer);
    const json_value *number = json_type_of(found) == JSON_OBJECT ? json_get(found, "value") : found;
    if (!self->has_present && json_type_of(number) == JSON_NUMBER) {
        take_number(self, json_number(number));
    }
    self->was_uncertain = self->was_uncertain || json_get(found, "dist") != NULL;
}

static bool is_bounded(const setting *row)
{
    return row->minimum != 0 || row->maximum != 0;
}

static bool range_fits(const lever *self, const setting *row, fault_list *faults)
{
    if (is_bounded(row) && (self->low < row->minimum || self->high > row->maximum)) {
        fault_add(faults, FAULT_ERROR, (fault_place){.pointer = self->pointer}, "the range %g .. %g goes beyond %g .. %g, which the setting may be", self->low, self->high,
                  row->minimum, row->maximum);
        return false;
    }
    return true;
}

static bool range_around(lever *self, const setting *row, fault_list *faults)
{
    if (!self->has_present || self->present == 0) {
        return refuse(self, faults, self->has_present ? "it is 0 now, around which there is no usual range: write POINTER=LOW..HIGH"
                                                      : "it has no number now: write POINTER=LOW..HIGH");
    }
    const double ends[2] = {self->present * DEFAULT_BELOW, self->present * DEFAULT_ABOVE};
    self->low = fmin(ends[0], ends[1]);
    self->high = fmax(ends[0], ends[1]);
    if (is_bounded(row)) {
        self->low = fmax(self->low, row->minimum);
        self->high = fmin(self->high, row->maximum);
    }
    return self->low < self->high || refuse(self, faults, "the setting's limits leave no range around it");
}

bool lever_resolve(lever *self, const scenario *loaded, const json_value *merged, fault_list *faults)
{
    const void *field = NULL;
    const size_t before = fault_errors(faults);
    if (strncmp(self->pointer, "/run/", 5) == 0) {
        return refuse(self, faults, "how much is simulated, and from which seed, is no lever");
    }
    const setting *row = explain_row(self->pointer, loaded, &field, faults);
    if (row == NULL) {
        return fault_errors(faults) == before ? refuse(self, faults, "this is a group of settings; a lever is one number of it") : false;
    }
    if (!is_number(self, row->type, faults)) {
        return false;
    }
    self->title = row->doc;
    self->unit = row->unit;
    self->whole = row->type == SETTING_INTEGER;
    take_present(self, loaded, row, field);
    take_written(self, merged);
    return self->has_range ? range_fits(self, row, faults) : range_around(self, row, faults);
}

double lever_rounded(const lever *self, double at)
{
    return self->whole ? round(at) : at;
}

bool lever_variant(const lever_source *source, const lever levers[], const double at[], size_t count, variant *out, fault_list *faults)
{
    document_override *all = calloc(source->count + count + 1, sizeof *all);
    char(*numbers)[JSON_NUMBER_TEXT_SIZE] = calloc(count + 1, sizeof *numbers);
    document *doc = NULL;
    *out = (variant){0};
    if (all && numbers) {
        if (source->count > 0) {
            memcpy(all, source->overrides, source->count * sizeof *all);
        }
        for (size_t i = 0; i < count; i++) {
            json_number_text(at[i], numbers[i]);
            all[source->count + i] = (document_override){levers[i].pointer, numbers[i]};
        }
        doc = what_if_apply_all(document_read(source->file, all, source->count + count, faults), source->what_ifs, source->what_if_count, faults);
    } else {
        faults->out_of_memory = 1;
    }
    if (doc) {
        *out = (variant){scenario_from_document(doc, faults), careers_key(document_value(doc))};
    }
    document_free(doc);
    free(all);
    free(numbers);
    return out->scenario != NULL;
}

void lever_variant_free(variant *self)
{
    scenario *owned = NULL;
    memcpy(&owned, &self->scenario, sizeof owned);
    scenario_free(owned);
    *self = (variant){0};
}
