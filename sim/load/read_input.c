#include "load/reader.h"

#include <math.h>
#include <string.h>

static const setting of_row_list[] = {
    { .key = OF_KEY, .type = SETTING_TEXT, .doc = "Which input." },
    { .key = TIMES_KEY, .type = SETTING_NUMBER, .fallback = "1", .doc = "By what the input's number is multiplied." },
    { .key = PLUS_KEY, .type = SETTING_NUMBER, .fallback = "0", .doc = "What is then added." },
    { .key = "unit", .type = SETTING_TEXT, .fallback = "", .doc = "The unit of the setting." },
};

static const settings of_rows = SETTINGS("number of an input", "A number made of an input.", of_row_list, quantity);

static bool stands_in_inputs(const cursor *at)
{
    while (at->parent && at->parent->parent) {
        at = at->parent;
    }
    return at->key && strcmp(at->key, "inputs") == 0;
}

/** The input that the word names, marked as used; NULL, noted, when there is none. */
static const input_row *find_input(reader *self, const cursor *word)
{
    candidates known = { .count = 0 };
    for (size_t i = 0; i < self->inputs->count; i++) {
        input_row *input = &self->inputs->items[i];
        if (input->name && strcmp(input->name, json_string(word->value)) == 0) {
            input->used = true;
            return input;
        }
        candidates_add(&known, input->name ? input->name : "");
    }
    text_buffer hint = { 0 };
    words_suggest(&hint, json_string(word->value), &known, "known: ");
    reader_fault(self, word, "there is no input \"%s\"%s", json_string(word->value), hint.bytes ? hint.bytes : "; write it at the top level under \"inputs\"");
    text_free(&hint);
    return NULL;
}

/** The plain number at `key`, or what holds without it. */
static double number_beside(reader *self, const cursor *at, const char *key, double otherwise)
{
    const json_value *item = json_get(at->value, key);
    const cursor member = cursor_into(at, item);
    double number = otherwise;
    if (item) {
        read_plain_number(self, &member, row_of_key(&of_rows, key), &number);
    }
    return number;
}

/** Widens lowest .. highest to hold every value that the number can have. */
static void widen(const reader *self, quantity number, double *lowest, double *highest)
{
    double low = number.value, high = number.value;
    const world_draw *draw = number.draw < 0 ? NULL : &self->draws[number.draw];
    for (size_t i = 0; draw && i < draw->component_count; i++) {
        widen(self, draw->component[i], lowest, highest);
    }
    if (draw && draw->component) {
        return;
    }
    if (draw) {
        kind_support(&draw->distribution, &low, &high);
        low = draw->times * low + draw->plus;
        high = draw->times * high + draw->plus;
    }
    *lowest = fmin(*lowest, fmin(low, high));
    *highest = fmax(*highest, fmax(low, high));
}

/** Whether what is made of an uncertain input can stand at the row. */
static bool can_stand(reader *self, const cursor *at, const setting *row, const input_row *input, const world_draw *draw)
{
    const world_draw *drawn = &self->draws[input->number.draw];
    if (draw->times == 0) {
        return check_range(self, at, row, draw->plus);
    }
    if (drawn->distribution.kind != NULL && drawn->times == 1 && drawn->plus == 0) {
        return check_distribution(self, at, row, &drawn->distribution, draw->times, draw->plus);
    }
    double lowest = (double)INFINITY, highest = -(double)INFINITY;
    widen(self, input->number, &lowest, &highest);
    const double a = draw->times * lowest + draw->plus, b = draw->times * highest + draw->plus;
    return check_support(self, at, row, fmin(a, b), fmax(a, b));
}

void read_times_and_plus(reader *self, const cursor *at, world_draw *draw)
{
    draw->times = number_beside(self, at, TIMES_KEY, 1);
    draw->plus = number_beside(self, at, PLUS_KEY, 0);
}

static void make_of_input(reader *self, const cursor *at, const setting *row, const input_row *input, quantity *field)
{
    world_draw draw = { .group = INDEX_NONE, .mixture = INDEX_NONE, .minimum = row_lowest(row), .maximum = row_highest(row), .of = input };
    read_times_and_plus(self, at, &draw);
    if (input->number.draw < 0) { /* NaN: a fault of the input's own */
        const double number = draw.times * input->number.value + draw.plus;
        field->value = isnan(number) || check_range(self, at, row, number) ? number : (double)NAN;
        return;
    }
    if (can_stand(self, at, row, input, &draw)) {
        *field = (quantity){ .value = (double)NAN, .draw = reader_add_draw(self, at, draw) };
    }
}

void read_of_input(reader *self, const cursor *at, const setting *row, quantity *field)
{
    const json_value *name = json_get(at->value, OF_KEY);
    const cursor word = cursor_into(at, name);
    check_keys(self, at, &of_rows, NULL);
    reader_check_unit(self, at, row);
    if (stands_in_inputs(at)) {
        reader_fault(self, at, "an input is made of no other; write its number or its distribution");
    } else if (json_type_of(name) != JSON_STRING) {
        reader_fault(self, &word, "this is %s; write the name of an input", json_type_words(name));
    } else {
        const input_row *input = find_input(self, &word);
        if (input) {
            make_of_input(self, at, row, input, field);
        }
    }
}
