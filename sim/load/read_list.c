#include "base/text.h"
#include "load/reader.h"

#include <string.h>

/** The place of an element of a list: its index is its key. */
typedef struct {
    char digits[24];
    cursor at;
} element;

static void element_at(element *self, const cursor *list, const json_value *item, size_t index)
{
    snprintf(self->digits, sizeof self->digits, "%zu", index);
    self->at = (cursor){ .parent = list, .key = self->digits, .value = item };
}

/** Room for the elements of the list at `at`; NULL, noted, when it is no list, or empty. */
static void *take_list(reader *self, const cursor *at, const setting *row, size_t size)
{
    if (json_type_of(at->value) != JSON_ARRAY) {
        reader_type_fault(self, at, row);
        return NULL;
    }
    return reader_take(self, json_count(at->value), size);
}

void read_numbers(reader *self, const cursor *at, const setting *row, void *field)
{
    number_list *list = field;
    const cursor here = reader_unwrap(self, at, row);
    *list = (number_list){ .items = take_list(self, &here, row, sizeof(double)) };
    const setting one = { .key = row->key, .type = SETTING_NUMBER, .unit = row->unit, .minimum = row->minimum, .maximum = row->maximum };
    for (const json_value *item = list->items ? json_first(here.value) : NULL; item; item = json_next(item)) {
        element member;
        element_at(&member, &here, item, list->count);
        read_plain_number(self, &member.at, &one, &list->items[list->count++]);
    }
}

void read_dates(reader *self, const cursor *at, const setting *row, void *field)
{
    date_list *list = field;
    *list = (date_list){ .items = take_list(self, at, row, sizeof(int32_t)) };
    const setting one = { .key = row->key, .type = SETTING_DATE };
    for (const json_value *item = list->items ? json_first(at->value) : NULL; item; item = json_next(item)) {
        element member;
        element_at(&member, at, item, list->count);
        read_date(self, &member.at, &one, &list->items[list->count++]);
    }
}

void read_names(reader *self, const cursor *at, const setting *row, void *field)
{
    name_list *list = field;
    *list = (name_list){ .items = take_list(self, at, row, sizeof(const char *)) };
    for (const json_value *item = list->items ? json_first(at->value) : NULL; item; item = json_next(item)) {
        element member;
        element_at(&member, at, item, list->count);
        const char *name = json_type_of(item) == JSON_STRING ? json_string(item) : NULL;
        if (!name) {
            reader_fault(self, &member.at, "this is %s; write a text", json_type_words(item));
        } else if (PLACE_OF(name, *list) < list->count) {
            reader_fault(self, &member.at, "\"%s\" stands in the list twice", name);
        }
        list->items[list->count++] = name ? reader_text(self, name) : NULL;
    }
}
