#include "load/words.h"

#include <math.h>
#include <string.h>

const char *const between_words[] = { "children", "families", "therapists", "site_years", NULL };
const char *const remark_keys[] = { "note", "source", "mark", NULL };

void candidates_add(candidates *self, const char *word)
{
    if (self->count < CANDIDATES_MAX) {
        self->items[self->count++] = word;
    }
}

void words_suggest(text_buffer *text, const char *word, const candidates *among, const char *introduction)
{
    const char *nearest = text_nearest(word, among->items, among->count);
    if (word[0] && word[strspn(word, "0123456789")] == '\0') {
        text_add(text, "; is it a part of a number? Numbers are written without commas: 4500000");
        return;
    }
    if (nearest) {
        text_add(text, "; did you mean \"%s\"?", nearest);
        return;
    }
    for (size_t i = 0; i < among->count; i++) {
        text_add(text, "%s%s%s", i == 0 ? "; " : ", ", i == 0 ? introduction : "", among->items[i]);
    }
}

/** Whether the row limits numbers at all. */
static bool row_is_bounded(const setting *row)
{
    return row->minimum != 0 || row->maximum != 0;
}

double row_lowest(const setting *row)
{
    return row_is_bounded(row) ? row->minimum : -HUGE_VAL;
}

double row_highest(const setting *row)
{
    return row_is_bounded(row) ? row->maximum : HUGE_VAL;
}

void words_range(text_buffer *text, const setting *row)
{
    const bool low = isfinite(row_lowest(row)), high = isfinite(row_highest(row));
    if (low && high) {
        text_add(text, "%.16g .. %.16g", row->minimum, row->maximum);
    } else if (low) {
        text_add(text, "%.16g or more", row->minimum);
    } else if (high) {
        text_add(text, "%.16g or less", row->maximum);
    }
}

static void words_of_number(text_buffer *text, const setting *row, const char *noun)
{
    text_add(text, "%s", noun);
    if (row->unit) {
        text_add(text, " (%s)", row->unit);
    }
    if (row_is_bounded(row)) {
        text_add_bytes(text, ", ", 2);
        words_range(text, row);
    }
}

static void words_of_choice(text_buffer *text, const setting *row)
{
    for (size_t i = 0; row->choices[i]; i++) {
        text_add(text, "%s\"%s\"", i == 0 ? "one of " : ", ", row->choices[i]);
    }
}

/** What each type is called; numbers add their unit and range. */
static const struct {
    const char *noun;
    bool number;
} type_words[] = {
    [SETTING_NUMBER] = { "a number", true },
    [SETTING_QUANTITY] = { "a number, {\"value\": ...}, {\"dist\": ...}, {\"by\": ...} or {\"of\": ...}", true },
    [SETTING_INTEGER] = { "a whole number", true },
    [SETTING_BOOLEAN] = { "true or false", false },
    [SETTING_DATE] = { "a date, \"YYYY-MM-DD\"", false },
    [SETTING_TEXT] = { "a text", false },
    [SETTING_CHOICE] = { NULL, false },
    [SETTING_NUMBERS] = { "a list of numbers", true },
    [SETTING_DATES] = { "a list of dates, \"YYYY-MM-DD\"", false },
    [SETTING_NAMES] = { "a list of names", false },
    [SETTING_OBJECT] = { "an object", false },
    [SETTING_MAP] = { "an object, its keys the names", false },
    [SETTING_KIND] = { "an object, {\"kind\": ...}", false },
    [SETTING_SHARES] = { "an object, {NAME: share}, or {\"dist\": \"dirichlet\", \"alpha\": {NAME: ...}}", false },
    [SETTING_PATCH] = { "an object, merged over what it changes", false },
    [SETTING_SPREAD] = { "a number, {\"value\": ...}, {\"dist\": ...}, {\"by\": ...}, {\"of\": ...} or {\"spread\": ...}", true },
};

void words_type(text_buffer *text, const setting *row)
{
    if (row->type == SETTING_CHOICE) {
        words_of_choice(text, row);
    } else if (type_words[row->type].number) {
        words_of_number(text, row, type_words[row->type].noun);
    } else {
        text_add(text, "%s", type_words[row->type].noun);
    }
}

const char *words_no_number(setting_type type)
{
    static const char *const words[] = {
        [SETTING_BOOLEAN] = "true or false", [SETTING_DATE] = "a date",        [SETTING_TEXT] = "a text",
        [SETTING_CHOICE] = "a word",         [SETTING_NUMBERS] = "a list",     [SETTING_DATES] = "a list of dates",
        [SETTING_NAMES] = "a list of names", [SETTING_OBJECT] = "a group of settings", [SETTING_MAP] = "a group of settings",
        [SETTING_KIND] = "a kind with numbers of its own", [SETTING_SHARES] = "shares that must sum to 1", [SETTING_PATCH] = "a group of settings",
        [SETTING_SPREAD] = NULL,
    };
    return words[type];
}

bool is_remark(const char *key)
{
    for (size_t i = 0; remark_keys[i]; i++) {
        if (strcmp(key, remark_keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

const setting *row_of_key(const settings *rows, const char *key)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->rows[i].key, key) == 0) {
            return &rows->rows[i];
        }
    }
    return NULL;
}

bool rows_are_inline(const settings *rows)
{
    return rows->count == 1 && rows->rows[0].key[0] == '\0';
}

const setting *row_of_kind(const settings *rows)
{
    return rows->count > 1 && rows->rows[0].key[0] == '\0' && rows->rows[0].type == SETTING_KIND ? &rows->rows[0] : NULL;
}
