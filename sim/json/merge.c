#include "json/merge.h"

#include "base/text.h"
#include "json/build.h"

/* RFC 7396 is a dozen lines over our own values, where a merge by text (SQLite's json_patch) would lose which file each value is from. */

/** An object that is merged into, and those that hold it, the innermost first. */
typedef struct level {
    const struct level *outer; /* NULL: `key` is the pointer of the outermost one */
    const char *key;
} level;

static void pointer_of(const level *at, text_buffer *pointer)
{
    if (at->outer) {
        pointer_of(at->outer, pointer);
        pointer_add(pointer, at->key);
    } else {
        text_add(pointer, "%s", at->key);
    }
}

/** Remembers a null, a member of the object at the level, that takes nothing away. */
static bool note_idle(const level *at, const json_value *null, places *known)
{
    const level here = { at, json_key(null) };
    const value_place *place = places_of(known, null);
    text_buffer pointer = { 0 };
    pointer_of(&here, &pointer);
    const bool noted = !pointer.out_of_memory && places_add_idle(known, pointer.bytes, place ? *place : (value_place){ 0 });
    text_free(&pointer);
    return noted;
}

/** Takes the nulls out of an object that replaces nothing, and out of those in it, but none inside arrays. */
static bool drop_nulls(json_value *object, const level *at, places *known)
{
    bool noted = true;
    const json_value *next = NULL;
    for (const json_value *item = json_type_of(object) == JSON_OBJECT ? json_first(object) : NULL; item; item = next) {
        next = json_next(item);
        if (json_type_of(item) == JSON_NULL) {
            noted = note_idle(at, item, known) && noted;
            json_remove(object, json_key(item));
        } else {
            noted = drop_nulls(json_find(object, json_key(item)), &(level){ at, json_key(item) }, known) && noted;
        }
    }
    return noted;
}

static bool merge_level(json_value *target, json_value *patch, const level *at, places *known);

/** Merges the object `owned` into the object `old`, which then stands where `owned` did. */
static bool merge_objects(json_value *old, json_value *owned, const level *at, places *known)
{
    const value_place *place = places_of(known, owned);
    const bool placed = !place || places_set(known, old, *place);
    const bool merged = merge_level(old, owned, at, known);
    json_free(owned);
    return placed && merged;
}

static bool merge_one(json_value *target, json_value *owned, const level *at, places *known)
{
    const json_type type = json_type_of(owned);
    json_value *old = json_find(target, json_key(owned));
    if (type == JSON_NULL) {
        const bool noted = old || note_idle(at, owned, known);
        json_remove(target, json_key(owned));
        json_free(owned);
        return noted;
    }
    const level inner = { at, json_key(owned) };
    if (type == JSON_OBJECT && json_type_of(old) == JSON_OBJECT) {
        return merge_objects(old, owned, &inner, known);
    }
    const bool noted = drop_nulls(owned, &inner, known);
    return json_put(target, owned) && noted;
}

static bool merge_level(json_value *target, json_value *patch, const level *at, places *known)
{
    bool merged = true;
    for (json_value *item = json_take_first(patch); item; item = json_take_first(patch)) {
        merged = merge_one(target, item, at, known) && merged;
    }
    return merged;
}

bool merge_member(json_value *target, json_value *owned, const char *pointer, places *known)
{
    return merge_one(target, owned, &(level){ NULL, pointer }, known);
}

bool merge_patch(json_value *target, json_value *patch, const char *pointer, places *known)
{
    return merge_level(target, patch, &(level){ NULL, pointer }, known);
}
