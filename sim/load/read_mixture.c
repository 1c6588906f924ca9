#include "load/reader.h"

#include <math.h>
#include <string.h>

static const setting by_row_list[] = {
    { .key = BY_KEY, .type = SETTING_TEXT, .doc = "Which mixture." },
    { .key = COMPONENTS_KEY, .type = SETTING_OBJECT, .doc = "A number for each of its components." },
};

static const settings by_rows = SETTINGS("number by view", "A number that differs between the views of a mixture.", by_row_list, quantity);

/** The member `name` of `entries`, and which it is among those that are no remarks; NULL, with candidates filled, when there is none. */
static const json_value *entry_named(const json_value *entries, const char *name, int32_t *index, candidates *known)
{
    *index = 0;
    for (const json_value *item = json_first(entries); item; item = json_next(item)) {
        if (is_remark_text(item)) {
            continue;
        }
        if (strcmp(json_key(item), name) == 0) {
            return item;
        }
        candidates_add(known, json_key(item));
        ++*index;
    }
    return NULL;
}

static const json_value *find_mixture(reader *self, const cursor *word, int32_t *index)
{
    candidates known = { .count = 0 };
    const json_value *mixture = entry_named(json_get(document_value(self->doc), "mixtures"), json_string(word->value), index, &known);
    if (!mixture) {
        text_buffer hint = { 0 };
        words_suggest(&hint, json_string(word->value), &known, "known: ");
        reader_fault(self, word, "there is no mixture \"%s\"%s", json_string(word->value), hint.bytes ? hint.bytes : "");
        text_free(&hint);
    }
    return mixture;
}

/** Notes each value that is of no component. */
static void check_values(reader *self, const cursor *values, const json_value *components, const char *mixture)
{
    for (const json_value *item = json_first(values->value); item; item = json_next(item)) {
        candidates known = { .count = 0 };
        int32_t index;
        if (!is_remark_text(item) && !entry_named(components, json_key(item), &index, &known)) {
            const cursor member = cursor_into(values, item);
            text_buffer hint = { 0 };
            words_suggest(&hint, member.key, &known, "known: ");
            reader_key_fault(self, &member, "the mixture \"%s\" has no component \"%s\"%s", mixture, member.key, hint.bytes ? hint.bytes : "");
            text_free(&hint);
        }
    }
}

/** The value of each component, in the mixture's order and `count` in all; owned by the scenario. */
static quantity *read_values(reader *self, const cursor *at, const setting *row, const json_value *components, const char *mixture, size_t *count)
{
    quantity *values = reader_take(self, json_count(components), sizeof *values);
    *count = 0;
    for (const json_value *item = json_first(components); values && item; item = json_next(item)) {
        const json_value *value = json_get(at->value, json_key(item));
        const cursor member = cursor_into(at, value);
        if (is_remark_text(item)) {
            continue;
        }
        if (value) {
            read_quantity(self, &member, row, &values[*count]);
        } else {
            reader_fault(self, at, "the component \"%s\" of the mixture \"%s\" has no value here; every component needs one", json_key(item), mixture);
        }
        ++*count;
    }
    return values;
}

static void add_number_by_mixture(reader *self, const cursor *at, const setting *row, const json_value *mixture, world_draw draw, quantity *field)
{
    const json_value *components = json_get(mixture, COMPONENTS_KEY);
    const json_value *list = json_get(at->value, COMPONENTS_KEY);
    const cursor values = cursor_into(at, list);
    if (json_type_of(list) != JSON_OBJECT) {
        reader_fault(self, list ? &values : at, "write \"%s\" and a number for each component of the mixture \"%s\"", COMPONENTS_KEY, json_key(mixture));
        return;
    }
    if (json_type_of(components) != JSON_OBJECT || json_get(components, DIST_KEY)) {
        return; /* a fault of the mixture itself */
    }
    const size_t before = fault_errors(self->faults);
    check_values(self, &values, components, json_key(mixture));
    draw.component = read_values(self, &values, row, components, json_key(mixture), &draw.component_count);
    if (draw.component && fault_errors(self->faults) == before) {
        *field = (quantity){ .value = (double)NAN, .draw = reader_add_draw(self, at, draw) };
    }
}

void read_by_mixture(reader *self, const cursor *at, const setting *row, quantity *field)
{
    const json_value *name = json_get(at->value, BY_KEY);
    const cursor word = cursor_into(at, name);
    world_draw draw = { .group = INDEX_NONE, .minimum = row_lowest(row), .maximum = row_highest(row) };
    check_keys(self, at, &by_rows, NULL);
    if (json_type_of(name) != JSON_STRING) {
        reader_fault(self, &word, "this is %s; write the name of a mixture", json_type_words(name));
        return;
    }
    const json_value *mixture = find_mixture(self, &word, &draw.mixture);
    if (mixture) {
        add_number_by_mixture(self, at, row, mixture, draw, field);
    }
}

void read_mixture_choices(reader *self, const cursor *root, mixture_map *mixtures)
{
    const cursor parent = { .parent = root, .key = "mixtures" };
    for (size_t i = 0; i < mixtures->count; i++) {
        mixture_row *mixture = &mixtures->items[i];
        const cursor at = { .parent = &parent, .key = mixture->name ? mixture->name : "" };
        mixture->draw = reader_add_draw(self, &at, (world_draw){ .group = INDEX_NONE, .mixture = (int32_t)i, .chooses = true });
    }
}
