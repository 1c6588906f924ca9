#include "load/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "distributions/distribution.h"

static const kind_form form_of_kind = { .key = KIND_KEY, .extra = (const char *const[]){ KIND_KEY, NULL } };
static const kind_form form_of_dist = { .key = DIST_KEY, .extra = (const char *const[]){ DIST_KEY, TIMES_KEY, PLUS_KEY, "unit", NULL }, .plain = true };

static const kind *find_kind(reader *self, const cursor *at, const kind_family *family)
{
    candidates known = { .count = 0 };
    for (size_t i = 0; i < family->count; i++) {
        if (strcmp(family->kinds[i]->name, json_string(at->value)) == 0) {
            return family->kinds[i];
        }
        candidates_add(&known, family->kinds[i]->name);
    }
    text_buffer hint = { 0 };
    words_suggest(&hint, json_string(at->value), &known, "known: ");
    reader_fault(self, at, "there is no %s \"%s\"%s", family->title, json_string(at->value), hint.bytes ? hint.bytes : "");
    text_free(&hint);
    return NULL;
}

/** One parameter of a kind; `plain`: it must not be uncertain. */
static void read_parameter(reader *self, const cursor *at, const setting *row, bool plain, quantity *parameter)
{
    const cursor here = reader_unwrap(self, at, row);
    if (row->type == SETTING_QUANTITY && !plain) {
        read_quantity(self, at, row, parameter);
    } else {
        read_plain_number(self, &here, row, &parameter->value);
    }
}

/** An absent parameter: its default, -1 where it may be left out, a fault where it may not. */
static void leave_parameter(reader *self, const cursor *at, const setting *row, quantity *parameter)
{
    if (!row->fallback) {
        reader_fault(self, at, "\"%s\" is missing: %s", row->key, row->doc);
    } else {
        parameter->value = row->fallback[0] == '\0' ? -1 : strtod(row->fallback, NULL);
    }
}

static void read_parameters(reader *self, const cursor *at, const settings *rows, bool plain, kind_use *use)
{
    for (size_t i = 0; i < rows->count; i++) {
        const setting *row = &rows->rows[i];
        const json_value *item = json_get(at->value, row->key);
        const cursor member = cursor_into(at, item);
        if (item && row->type == SETTING_NUMBERS) {
            read_numbers(self, &member, row, &use->list);
        } else if (item && i < KIND_PARAMETERS_MAX) {
            read_parameter(self, &member, row, plain, &use->parameter[i]);
        } else if (row->type == SETTING_NUMBERS) {
            read_absent(self, at, &(setting){ .key = row->key, .type = row->type, .fallback = row->fallback, .doc = row->doc }, &use->list);
        } else if (i < KIND_PARAMETERS_MAX) {
            leave_parameter(self, at, row, &use->parameter[i]);
        }
    }
}

static bool parameters_are_fixed(const kind_use *use, double values[KIND_PARAMETERS_MAX])
{
    bool fixed = true;
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        values[i] = use->parameter[i].value;
        fixed = fixed && use->parameter[i].draw < 0;
    }
    return fixed;
}

/** Asks the kind whether its parameters go together. */
static void check_together(reader *self, const cursor *at, kind_use *use)
{
    double values[KIND_PARAMETERS_MAX];
    if (!use->kind->fault || !parameters_are_fixed(use, values)) {
        return;
    }
    const char *wrong = use->kind->fault(values, &use->list);
    if (wrong) {
        reader_fault(self, at, "%s: %s", use->kind->name, wrong);
        use->kind = NULL;
    }
}

bool read_kind_use(reader *self, const cursor *at, const kind_family *family, const kind_form *form, kind_use *use)
{
    *use = (kind_use){ 0 };
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        use->parameter[i].draw = -1;
    }
    const json_value *name = json_get(at->value, form->key);
    const cursor word = cursor_into(at, name);
    if (!name || json_type_of(name) != JSON_STRING) {
        reader_fault(self, name ? &word : at, "write \"%s\" and which %s it is", form->key, family->title);
        return false;
    }
    use->kind = find_kind(self, &word, family);
    if (!use->kind) {
        return false;
    }
    const size_t before = fault_errors(self->faults);
    self->family = family;
    check_keys(self, at, &use->kind->parameters, form->extra);
    self->family = NULL;
    read_parameters(self, at, &use->kind->parameters, form->plain, use);
    if (fault_errors(self->faults) == before) {
        check_together(self, at, use);
    }
    return use->kind && fault_errors(self->faults) == before;
}

void read_kind(reader *self, const cursor *at, const setting *row, void *field)
{
    if (json_type_of(at->value) != JSON_OBJECT) {
        reader_type_fault(self, at, row);
        return;
    }
    read_kind_use(self, at, row->family, &form_of_kind, field);
}

#define KEYS_BESIDE_MAX 32

/** Adds keys up to a NULL; what there is no room for is left out. */
static size_t add_keys(const char *keys[KEYS_BESIDE_MAX], size_t count, const char *const more[])
{
    for (size_t i = 0; more && more[i] && count + 1 < KEYS_BESIDE_MAX; i++) {
        keys[count++] = more[i];
    }
    return count;
}

void read_kind_beside(reader *self, const cursor *at, const settings *rows, const char *const extra[], void *base)
{
    const char *keys[KEYS_BESIDE_MAX] = { NULL };
    size_t count = add_keys(keys, 0, form_of_kind.extra);
    for (size_t i = 1; i < rows->count; i++) {
        count = add_keys(keys, count, (const char *const[]){ rows->rows[i].key, NULL });
    }
    add_keys(keys, count, extra);
    const kind_form form = { .key = form_of_kind.key, .extra = keys };
    read_kind_use(self, at, rows->rows[0].family, &form, (kind_use *)(void *)((char *)base + rows->rows[0].offset));
}

int32_t reader_add_draw(reader *self, const cursor *at, world_draw draw)
{
    if (self->draw_count == self->draw_capacity) {
        const size_t capacity = self->draw_capacity ? 2 * self->draw_capacity : 32;
        world_draw *draws = reallocarray(self->draws, capacity, sizeof *draws);
        if (!draws) {
            self->out_of_memory = true;
            return -1;
        }
        self->draws = draws;
        self->draw_capacity = capacity;
    }
    text_buffer pointer = cursor_pointer(at);
    draw.pointer = pointer.bytes ? reader_text(self, pointer.bytes) : NULL;
    self->out_of_memory |= pointer.out_of_memory;
    text_free(&pointer);
    self->draws[self->draw_count] = draw;
    return (int32_t)self->draw_count++;
}

bool check_support(reader *self, const cursor *at, const setting *row, double lowest, double highest)
{
    if (lowest <= row_highest(row) && highest >= row_lowest(row)) {
        return true;
    }
    text_buffer words = { 0 };
    words_range(&words, row);
    reader_fault(self, at, "its values are %.6g .. %.6g, none of them %s", lowest, highest, words.bytes ? words.bytes : "");
    text_free(&words);
    return false;
}

/** Whether some of a distribution's values can stand at the row once its draws are multiplied and added to; the others are held at the ends of its range, as is meant. */
static bool check_scaled(reader *self, const cursor *at, const setting *row, const world_draw *draw)
{
    double lowest, highest;
    kind_support(&draw->distribution, &lowest, &highest);
    const double a = draw->times == 0 ? 0 : draw->times * lowest, b = draw->times == 0 ? 0 : draw->times * highest;
    return check_support(self, at, row, fmin(a, b) + draw->plus, fmax(a, b) + draw->plus);
}

/** Reads {"dist": ...} as a new world draw within the row's range. */
static void read_world_draw(reader *self, const cursor *at, const setting *row, quantity *field)
{
    world_draw draw = { .group = INDEX_NONE, .mixture = INDEX_NONE, .minimum = row_lowest(row), .maximum = row_highest(row) };
    if (!read_kind_use(self, at, &distribution_family, &form_of_dist, &draw.distribution)) {
        return;
    }
    read_times_and_plus(self, at, &draw);
    const bool as_drawn = draw.times == 1 && draw.plus == 0;
    if (as_drawn ? check_distribution(self, at, row, &draw.distribution, 1, 0) : check_scaled(self, at, row, &draw)) {
        *field = (quantity){ .value = (double)NAN, .draw = reader_add_draw(self, at, draw) };
    }
}

void read_quantity(reader *self, const cursor *at, const setting *row, void *field)
{
    quantity *number = field;
    *number = (quantity){ .value = (double)NAN, .draw = -1 }; /* a number once one was read */
    if (is_object_with(at->value, DIST_KEY)) {
        read_world_draw(self, at, row, number);
        return;
    }
    if (is_object_with(at->value, BY_KEY)) {
        read_by_mixture(self, at, row, number);
        return;
    }
    if (is_object_with(at->value, OF_KEY)) {
        read_of_input(self, at, row, number);
        return;
    }
    const cursor here = reader_unwrap(self, at, row);
    read_plain_number(self, &here, row, &number->value);
}
