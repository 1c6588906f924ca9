#include "load/reader.h"

#include <string.h>

#define NAME_BYTES_MAX 60

static row_reader *const row_readers[] = {
    [SETTING_NUMBER] = read_number,   [SETTING_QUANTITY] = read_quantity, [SETTING_INTEGER] = read_integer, [SETTING_BOOLEAN] = read_boolean,
    [SETTING_DATE] = read_date,       [SETTING_TEXT] = read_text,         [SETTING_CHOICE] = read_choice,   [SETTING_NUMBERS] = read_numbers,
    [SETTING_DATES] = read_dates,     [SETTING_NAMES] = read_names,       [SETTING_OBJECT] = read_object,   [SETTING_MAP] = read_map,
    [SETTING_KIND] = read_kind,       [SETTING_SHARES] = read_shares,     [SETTING_SPREAD] = read_spread,
    [SETTING_PATCH] = read_patch,
};

void read_setting(reader *self, const cursor *at, const setting *row, void *field)
{
    row_readers[row->type](self, at, row, field);
}

static bool is_extra(const char *key, const char *const extra[])
{
    for (size_t i = 0; extra && extra[i]; i++) {
        if (strcmp(key, extra[i]) == 0) {
            return true;
        }
    }
    return false;
}

/** The kind of the family being read that has a parameter `key`, or NULL. */
static const kind *kind_with(const kind_family *family, const char *key)
{
    for (size_t i = 0; family && i < family->count; i++) {
        if (row_of_key(&family->kinds[i]->parameters, key)) {
            return family->kinds[i];
        }
    }
    return NULL;
}

static void fault_unknown_key(reader *self, const cursor *at, const settings *rows, const char *const extra[])
{
    const kind *other = kind_with(self->family, at->key);
    if (other) {
        reader_key_fault(self, at, "\"%s\" belongs to the %s \"%s\"; take it away, with null where it comes from a file that is extended", at->key,
                         self->family->title, other->name);
        return;
    }
    candidates known = { .count = 0 };
    for (size_t i = 0; extra && extra[i]; i++) {
        candidates_add(&known, extra[i]);
    }
    for (size_t i = 0; i < rows->count; i++) {
        candidates_add(&known, rows->rows[i].key);
    }
    text_buffer words = { 0 };
    words_suggest(&words, at->key, &known, "known: ");
    reader_key_fault(self, at, "there is no setting \"%s\" here%s", at->key, words.bytes ? words.bytes : "");
    text_free(&words);
}

void check_keys(reader *self, const cursor *at, const settings *rows, const char *const extra[])
{
    for (const json_value *item = json_first(at->value); item; item = json_next(item)) {
        const cursor member = cursor_into(at, item);
        if (row_of_key(rows, member.key) || is_extra(member.key, extra)) {
            continue;
        }
        if (!is_remark(member.key)) {
            fault_unknown_key(self, &member, rows, extra);
        } else if (json_type_of(item) != JSON_STRING) {
            reader_fault(self, &member, "this is %s; write a text", json_type_words(item));
        }
    }
}

void read_rows(reader *self, const cursor *at, const settings *rows, const char *const extra[], void *base)
{
    const setting *chosen = row_of_kind(rows);
    if (chosen) {
        read_kind_beside(self, at, rows, extra, base);
    } else {
        check_keys(self, at, rows, extra);
    }
    for (size_t i = chosen ? 1 : 0; i < rows->count; i++) {
        const setting *row = &rows->rows[i];
        const json_value *item = json_get(at->value, row->key);
        if (item) {
            const cursor member = cursor_into(at, item);
            read_setting(self, &member, row, (char *)base + row->offset);
        } else {
            read_absent(self, at, row, base);
        }
    }
}

void read_object(reader *self, const cursor *at, const setting *row, void *field)
{
    if (json_type_of(at->value) != JSON_OBJECT) {
        reader_type_fault(self, at, row);
        const setting optional = { .key = row->key, .type = SETTING_OBJECT, .rows = row->rows, .fallback = "" };
        read_absent(self, at, &optional, field);
        return;
    }
    read_rows(self, at, row->rows, NULL, field);
}

void read_patch(reader *self, const cursor *at, const setting *row, void *field)
{
    (void)field;
    if (json_type_of(at->value) != JSON_OBJECT) {
        reader_type_fault(self, at, row);
    }
}

static bool name_is_fine(reader *self, const cursor *at)
{
    const size_t length = strlen(at->key);
    if (length == 0 || length > NAME_BYTES_MAX) {
        reader_key_fault(self, at, "a name has 1 to %d bytes; this has %zu", NAME_BYTES_MAX, length);
        return false;
    }
    for (const char *c = at->key; *c; c++) {
        if (*c == '/' || *c == '~' || (unsigned char)*c < 0x20 || *c == 0x7f) {
            reader_key_fault(self, at, "a name has no \"/\", no \"~\" and no control characters; \"%s\" has one", at->key);
            return false;
        }
    }
    if (is_remark(at->key)) {
        reader_key_fault(self, at, "\"%s\" is kept for a remark in words and cannot be a name", at->key);
        return false;
    }
    return true;
}

bool check_name(reader *self, const cursor *at)
{
    const bool fine = name_is_fine(self, at);
    self->bad_name |= !fine;
    return fine;
}

bool is_remark_text(const json_value *item)
{
    return is_remark(json_key(item)) && json_type_of(item) == JSON_STRING;
}

static size_t count_entries(const json_value *object)
{
    size_t count = 0;
    for (const json_value *item = json_first(object); item; item = json_next(item)) {
        count += !is_remark_text(item);
    }
    return count;
}

static void read_entry(reader *self, const cursor *at, const setting *row, void *item)
{
    const char *name = reader_text(self, at->key);
    memcpy(item, &name, sizeof name);
    check_name(self, at);
    if (rows_are_inline(row->rows)) {
        read_setting(self, at, row->rows->rows, (char *)item + row->rows->rows[0].offset);
    } else {
        const setting entry = { .key = row->key, .type = SETTING_OBJECT, .rows = row->rows };
        read_object(self, at, &entry, item);
    }
}

void read_map(reader *self, const cursor *at, const setting *row, void *field)
{
    map *entries = field;
    *entries = (map){ 0 };
    if (json_type_of(at->value) != JSON_OBJECT) {
        reader_type_fault(self, at, row);
        return;
    }
    const size_t count = count_entries(at->value);
    if (count == 0 && !row->fallback) {
        reader_fault(self, at, "at least one %s is needed", row->rows->title);
    }
    entries->items = reader_take(self, count, row->rows->size);
    if (!entries->items) {
        return;
    }
    for (const json_value *item = json_first(at->value); item; item = json_next(item)) {
        if (!is_remark_text(item)) {
            const cursor member = cursor_into(at, item);
            read_entry(self, &member, row, (char *)entries->items + entries->count++ * row->rows->size);
        }
    }
}
