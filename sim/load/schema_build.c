#include "load/schema_build.h"

#include <string.h>

#include "base/text.h"
#include "load/words.h"

static json_value *keep(builder *self, json_value *added)
{
    self->failed |= !added;
    return added;
}

json_value *build_object(builder *self, json_value *container, const char *key)
{
    return keep(self, json_add_object(container, key));
}

json_value *build_array(builder *self, json_value *container, const char *key)
{
    return keep(self, json_add_array(container, key));
}

void build_text(builder *self, json_value *container, const char *key, const char *text)
{
    keep(self, json_add_string(container, key, text));
}

void build_number(builder *self, json_value *container, const char *key, double number)
{
    keep(self, json_add_number(container, key, number));
}

void build_boolean(builder *self, json_value *container, const char *key, bool truth)
{
    keep(self, json_add_boolean(container, key, truth));
}

void build_reference(builder *self, json_value *container, const char *name)
{
    text_buffer path = { 0 };
    text_add(&path, "#/$defs/%s", name);
    self->failed |= path.out_of_memory != 0;
    build_text(self, container, "$ref", path.bytes);
    text_free(&path);
}

void build_words(builder *self, json_value *container, const char *key, const char *const words[])
{
    json_value *list = build_array(self, container, key);
    for (size_t i = 0; words[i]; i++) {
        build_text(self, list, NULL, words[i]);
    }
}

static void build_default(builder *self, json_value *schema, const setting *row)
{
    if (row->fallback && row->fallback[0] && strcmp(row->fallback, FALLBACK_NAME) != 0) {
        json_value *value = json_parse(row->fallback);
        self->failed |= !value;
        keep(self, value ? json_add_value(schema, "default", value) : NULL);
    }
}

void build_description(builder *self, json_value *schema, const setting *row)
{
    text_buffer words = { 0 };
    text_add(&words, "%s", row->doc);
    if (row->unit) {
        text_add(&words, " Unit: %s.", row->unit);
    }
    if (row->otherwise) {
        text_add(&words, " When absent: %s.", row->otherwise);
    }
    if (row->usual) {
        text_add(&words, " Usual: %s.", row->usual);
    }
    self->failed |= words.out_of_memory != 0;
    build_text(self, schema, "description", words.bytes);
    text_free(&words);
    build_default(self, schema, row);
}

void build_remarks(builder *self, json_value *properties)
{
    for (size_t i = 0; remark_keys[i]; i++) {
        if (!json_get(properties, remark_keys[i])) {
            build_reference(self, build_object(self, properties, remark_keys[i]), "remark");
        }
    }
}
