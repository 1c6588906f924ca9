#include "load/reader.h"

#include <math.h>
#include <string.h>

static const setting value_row_list[] = {
    { .key = "value", .type = SETTING_NUMBER, .doc = "The number itself." },
    { .key = "unit", .type = SETTING_TEXT, .fallback = "", .doc = "Its unit." },
};

static const settings value_rows = SETTINGS("value", "A value with remarks beside it.", value_row_list, double);

void reader_check_unit(reader *self, const cursor *at, const setting *row)
{
    const json_value *item = json_get(at->value, "unit");
    if (!item) {
        return;
    }
    const cursor unit = cursor_into(at, item);
    if (json_type_of(item) != JSON_STRING) {
        reader_fault(self, &unit, "this is %s; write a text", json_type_words(item));
    } else if (row->unit && strcmp(json_string(item), row->unit) != 0) {
        reader_fault(self, &unit, "the unit is \"%s\"; this setting is in \"%s\"", json_string(item), row->unit);
    }
}

cursor reader_unwrap(reader *self, const cursor *at, const setting *row)
{
    if (!is_object_with(at->value, "value")) {
        return *at;
    }
    check_keys(self, at, &value_rows, NULL);
    reader_check_unit(self, at, row);
    return cursor_into(at, json_get(at->value, "value"));
}

bool is_object_with(const json_value *value, const char *key)
{
    return json_type_of(value) == JSON_OBJECT && json_get(value, key);
}

bool check_range(reader *self, const cursor *at, const setting *row, double number)
{
    if (number >= row_lowest(row) && number <= row_highest(row)) {
        return true;
    }
    text_buffer words = { 0 };
    words_range(&words, row);
    const char *unit = row->unit ? row->unit : "";
    const char *outside = isfinite(row_lowest(row)) && isfinite(row_highest(row)) ? "is outside" : "is not";
    reader_fault(self, at, "%.16g %s %s%s%s%s", number, outside, words.bytes ? words.bytes : "", unit[0] ? " (" : "", unit, unit[0] ? ")" : "");
    text_free(&words);
    return false;
}

bool read_plain_number(reader *self, const cursor *at, const setting *row, double *number)
{
    if (is_object_with(at->value, DIST_KEY) || is_object_with(at->value, BY_KEY) || is_object_with(at->value, OF_KEY)) {
        reader_fault(self, at, "this number cannot be uncertain; write a number");
        return false;
    }
    if (json_type_of(at->value) != JSON_NUMBER) {
        reader_type_fault(self, at, row);
        return false;
    }
    *number = json_number(at->value);
    return check_range(self, at, row, *number);
}

int read_word(reader *self, const cursor *at, const char *const words[])
{
    candidates known = { .count = 0 };
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(json_string(at->value), words[i]) == 0) {
            return (int)i;
        }
        candidates_add(&known, words[i]);
    }
    text_buffer hint = { 0 };
    words_suggest(&hint, json_string(at->value), &known, "known: ");
    reader_fault(self, at, "\"%s\" is not known here%s", json_string(at->value), hint.bytes ? hint.bytes : "");
    text_free(&hint);
    return -1;
}

void read_number(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    double number = 0;
    if (row->choices && json_type_of(here.value) == JSON_STRING) {
        read_word(self, &here, row->choices);
        *(double *)field = (double)NAN;
    } else if (read_plain_number(self, &here, row, &number)) {
        *(double *)field = number;
    }
}

void read_integer(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    double number = 0;
    if (!read_plain_number(self, &here, row, &number)) {
        return;
    }
    if (number != floor(number) || fabs(number) > 9007199254740992.0) {
        reader_fault(self, &here, "%.16g is no whole number", number);
        return;
    }
    *(int64_t *)field = (int64_t)number;
}

void read_boolean(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    if (json_type_of(here.value) != JSON_BOOLEAN) {
        reader_type_fault(self, &here, row);
        return;
    }
    *(bool *)field = json_boolean(here.value);
}

void read_date(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    *(date *)field = DATE_NONE;
    if (json_type_of(here.value) != JSON_STRING) {
        reader_type_fault(self, &here, row);
    } else if (!date_read(json_string(here.value), field)) {
        *(date *)field = DATE_NONE;
        reader_fault(self, &here, "\"%s\" is no date; write a day that exists, from " DATES_READ ", as YYYY-MM-DD", json_string(here.value));
    }
}

/** Makes line ends and tabs blanks, several of them one, and drops those at both ends: a title stands on a line. */
static void on_one_line(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        const bool blank = *from == ' ' || (*from >= '\t' && *from <= '\r');
        if (*from != ' ' && blank) {
            if (to > text && to[-1] != ' ' && from[strspn(from, " \t\n\v\f\r")] != '\0') {
                *to++ = ' ';
            }
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
}

void read_text(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    if (json_type_of(here.value) != JSON_STRING) {
        reader_type_fault(self, &here, row);
        return;
    }
    char *text = reader_text(self, json_string(here.value));
    *(const char **)field = text;
    if (text) {
        on_one_line(text);
    }
}

void read_choice(reader *self, const cursor *at, const setting *row, void *field)
{
    const cursor here = reader_unwrap(self, at, row);
    if (json_type_of(here.value) != JSON_STRING) {
        reader_type_fault(self, &here, row);
        return;
    }
    const int chosen = read_word(self, &here, row->choices);
    *(int *)field = chosen < 0 ? 0 : chosen;
}
