#include "json/value.h"

#include <cjson/cJSON.h>
#include <string.h>

typedef struct {
    int mask; /* of cJSON */
    json_type type;
    const char *words;
} type_row;

static const type_row type_rows[] = {
    { cJSON_NULL, JSON_NULL, "null" },          { cJSON_False, JSON_BOOLEAN, "a truth value" },
    { cJSON_True, JSON_BOOLEAN, "a truth value" }, { cJSON_Number, JSON_NUMBER, "a number" },
    { cJSON_String, JSON_STRING, "a text" },    { cJSON_Array, JSON_ARRAY, "an array" },
    { cJSON_Object, JSON_OBJECT, "an object" },
};

static const type_row *type_row_of(const json_value *value)
{
    for (size_t i = 0; value && i < sizeof type_rows / sizeof type_rows[0]; i++) {
        if ((value->type & 0xff) == type_rows[i].mask) {
            return &type_rows[i];
        }
    }
    return &type_rows[0];
}

json_type json_type_of(const json_value *value)
{
    return type_row_of(value)->type;
}

const char *json_type_words(const json_value *value)
{
    return type_row_of(value)->words;
}

json_value *json_parse(const char *text)
{
    return cJSON_ParseWithOpts(text, NULL, 1);
}

json_value *json_copy(const json_value *value)
{
    return cJSON_Duplicate(value, 1);
}

void json_free(json_value *value)
{
    cJSON_Delete(value);
}

const json_value *json_get(const json_value *object, const char *key)
{
    return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

/** Whether `key` is what the `length` bytes of `token` mean once ~1 is read as / and ~0 as ~. */
static bool token_is_key(const char *token, size_t length, const char *key)
{
    size_t i = 0;
    for (; i < length && *key; i++, key++) {
        char character = token[i];
        if (character == '~') {
            i++;
            if (i == length || (token[i] != '0' && token[i] != '1')) {
                return false;
            }
            character = token[i] == '0' ? '~' : '/';
        }
        if (character != *key) {
            return false;
        }
    }
    return i == length && *key == '\0';
}

/** Reads an array index: digits without a leading zero. */
static bool token_is_index(const char *token, size_t length, size_t *index)
{
    if (length == 0 || length > 9 || (length > 1 && token[0] == '0')) {
        return false;
    }
    *index = 0;
    for (size_t i = 0; i < length; i++) {
        if (token[i] < '0' || token[i] > '9') {
            return false;
        }
        *index = 10 * *index + (size_t)(token[i] - '0');
    }
    return true;
}

static const json_value *array_step(const json_value *array, const char *token, size_t length)
{
    size_t index = 0;
    if (!token_is_index(token, length, &index)) {
        return NULL;
    }
    const json_value *item = array->child;
    while (item && index-- > 0) {
        item = item->next;
    }
    return item;
}

static const json_value *object_step(const json_value *object, const char *token, size_t length)
{
    const json_value *item = object->child;
    while (item && !token_is_key(token, length, item->string)) {
        item = item->next;
    }
    return item;
}

/** The member or element of `container` that one token of a pointer names; NULL when there is none. */
static const json_value *step(const json_value *container, const char *token, size_t length)
{
    if (cJSON_IsObject(container)) {
        return object_step(container, token, length);
    }
    return cJSON_IsArray(container) ? array_step(container, token, length) : NULL;
}

const json_value *json_nearest(const json_value *root, const char *pointer, bool *found)
{
    const json_value *nearest = root;
    while (nearest && *pointer == '/') {
        const size_t length = strcspn(pointer + 1, "/");
        const json_value *next = step(nearest, pointer + 1, length);
        if (!next) {
            break;
        }
        nearest = next;
        pointer += 1 + length;
    }
    if (found) {
        *found = nearest && *pointer == '\0';
    }
    return nearest;
}

const json_value *json_at(const json_value *root, const char *pointer)
{
    bool found = false;
    const json_value *nearest = json_nearest(root, pointer, &found);
    return found ? nearest : NULL;
}

const json_value *json_first(const json_value *container)
{
    return container ? container->child : NULL;
}

const json_value *json_next(const json_value *item)
{
    return item ? item->next : NULL;
}

const char *json_key(const json_value *item)
{
    return item ? item->string : NULL;
}

size_t json_count(const json_value *container)
{
    size_t count = 0;
    for (const json_value *item = json_first(container); item; item = item->next) {
        count++;
    }
    return count;
}

double json_number(const json_value *value)
{
    return cJSON_IsNumber(value) ? value->valuedouble : 0;
}

const char *json_string(const json_value *value)
{
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

bool json_boolean(const json_value *value)
{
    return cJSON_IsTrue(value);
}

json_value *json_new_object(void)
{
    return cJSON_CreateObject();
}

json_value *json_new_array(void)
{
    return cJSON_CreateArray();
}

json_value *json_add_value(json_value *container, const char *key, json_value *owned)
{
    bool added = false;
    if (owned && cJSON_IsArray(container) && !key) {
        added = cJSON_AddItemToArray(container, owned);
    } else if (owned && cJSON_IsObject(container) && key) {
        added = cJSON_AddItemToObject(container, key, owned);
    }
    if (!added) {
        cJSON_Delete(owned);
    }
    return added ? owned : NULL;
}

json_value *json_add_object(json_value *container, const char *key)
{
    return json_add_value(container, key, cJSON_CreateObject());
}

json_value *json_add_array(json_value *container, const char *key)
{
    return json_add_value(container, key, cJSON_CreateArray());
}

json_value *json_add_number(json_value *container, const char *key, double number)
{
    const bool finite = __builtin_isfinite(number);
    return json_add_value(container, key, finite ? cJSON_CreateNumber(number) : cJSON_CreateNull());
}

json_value *json_add_string(json_value *container, const char *key, const char *string)
{
    return json_add_value(container, key, string ? cJSON_CreateString(string) : cJSON_CreateNull());
}

json_value *json_add_boolean(json_value *container, const char *key, bool truth)
{
    return json_add_value(container, key, cJSON_CreateBool(truth));
}

json_value *json_add_null(json_value *container, const char *key)
{
    return json_add_value(container, key, cJSON_CreateNull());
}

json_value *json_find(json_value *object, const char *key)
{
    return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

json_value *json_take_first(json_value *container)
{
    return container && container->child ? cJSON_DetachItemViaPointer(container, container->child) : NULL;
}

bool json_put(json_value *object, json_value *owned)
{
    json_value *old = json_find(object, owned->string);
    if (old) {
        return cJSON_ReplaceItemViaPointer(object, old, owned);
    }
    return json_add_value(object, owned->string, owned) != NULL;
}

void json_remove(json_value *object, const char *key)
{
    json_value *old = json_find(object, key);
    if (old) {
        cJSON_Delete(cJSON_DetachItemViaPointer(object, old));
    }
}

void json_unescape(char *token)
{
    char *to = token;
    for (const char *from = token; *from; from++) {
        const bool escape = from[0] == '~' && (from[1] == '0' || from[1] == '1');
        *to++ = escape ? (from[1] == '0' ? '~' : '/') : *from;
        from += escape;
    }
    *to = '\0';
}
