#include "compare/differences.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/** Members that change no result. */
static const char *const no_inputs[] = {"name", "title", "note", "source", "mark", "left_out", "published", "sources", "fitted_inputs", "$schema", NULL};

static bool is_input(const char *key)
{
    for (size_t i = 0; no_inputs[i]; i++) {
        if (strcmp(no_inputs[i], key) == 0) {
            return false;
        }
    }
    return true;
}

static json_value *without_remarks(const json_value *given);

/** Copies the members or entries of a value that are inputs; false when memory runs out. */
static bool copy_inputs(const json_value *given, json_value *into)
{
    bool fine = into != NULL;
    for (const json_value *item = json_first(given); fine && item; item = json_next(item)) {
        if (json_key(item) == NULL || is_input(json_key(item))) {
            json_value *copy = without_remarks(item);
            fine = copy && json_add_value(into, json_key(item), copy);
        }
    }
    return fine;
}

/** What a value comes to without its remarks; {"value": x} is x. Owned by the caller; NULL when memory runs out. */
static json_value *without_remarks(const json_value *given)
{
    const json_type type = json_type_of(given);
    const json_value *inner = type == JSON_OBJECT ? json_get(given, "value") : NULL;
    if (inner) {
        return without_remarks(inner);
    }
    if (type != JSON_OBJECT && type != JSON_ARRAY) {
        return json_copy(given);
    }
    json_value *out = type == JSON_OBJECT ? json_new_object() : json_new_array();
    if (!copy_inputs(given, out)) {
        json_free(out);
        return NULL;
    }
    return out;
}

static void add(difference_list *self, const char *pointer, const json_value *const values[], size_t count)
{
    if (self->count == self->capacity) {
        const size_t more = self->capacity ? 2 * self->capacity : 64;
        input_difference *items = reallocarray(self->items, more, sizeof *items);
        if (!items) {
            self->out_of_memory = true;
            return;
        }
        self->items = items;
        self->capacity = more;
    }
    input_difference *one = &self->items[self->count++];
    *one = (input_difference){.pointer = arena_text(&self->memory, pointer)};
    memcpy(one->values, values, count * sizeof *values);
    self->out_of_memory |= one->pointer == NULL;
}

static bool same_text(difference_list *self, const json_value *a, const json_value *b)
{
    char *of_a = json_text(a), *of_b = json_text(b);
    self->out_of_memory |= !of_a || !of_b;
    const bool same = of_a && of_b && strcmp(of_a, of_b) == 0;
    free(of_a);
    free(of_b);
    return same;
}

static bool all_objects(const json_value *const values[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (json_type_of(values[i]) != JSON_OBJECT) {
            return false;
        }
    }
    return true;
}

static bool all_same(difference_list *self, const json_value *const values[], size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!values[0] != !values[i] || (values[0] && !same_text(self, values[0], values[i]))) {
            return false;
        }
    }
    return true;
}

/** Whether an earlier value has the key, so that it was looked at already. */
static bool seen_before(const json_value *const values[], size_t which, const char *key)
{
    for (size_t i = 0; i < which; i++) {
        if (json_get(values[i], key)) {
            return true;
        }
    }
    return false;
}

static void look_at(difference_list *self, text_buffer *path, const json_value *const values[], size_t count);

static void look_into(difference_list *self, text_buffer *path, const json_value *const values[], size_t count, const char *key)
{
    const json_value *members[SIDES_MAX];
    const size_t length = path->length;
    for (size_t i = 0; i < count; i++) {
        members[i] = json_get(values[i], key);
    }
    text_add(path, "/%s", key);
    look_at(self, path, members, count);
    if (path->bytes) {
        path->length = length;
        path->bytes[length] = '\0';
    }
}

static void look_at(difference_list *self, text_buffer *path, const json_value *const values[], size_t count)
{
    if (!all_objects(values, count)) {
        if (!all_same(self, values, count)) {
            add(self, path->bytes ? path->bytes : "", values, count);
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (const json_value *item = json_first(values[i]); item; item = json_next(item)) {
            if (!seen_before(values, i, json_key(item))) {
                look_into(self, path, values, count, json_key(item));
            }
        }
    }
}

void differences_find(const json_value *const values[], size_t count, difference_list *out)
{
    text_buffer path = {0};
    *out = (difference_list){0};
    for (size_t i = 0; i < count; i++) {
        out->compared[i] = without_remarks(values[i]);
        out->out_of_memory |= out->compared[i] == NULL;
    }
    if (!out->out_of_memory) {
        look_at(out, &path, (const json_value *const *)out->compared, count);
    }
    out->out_of_memory |= path.out_of_memory != 0;
    text_free(&path);
}

void difference_list_free(difference_list *self)
{
    for (size_t i = 0; i < SIDES_MAX; i++) {
        json_free(self->compared[i]);
    }
    free(self->items);
    arena_free(&self->memory);
    *self = (difference_list){0};
}
