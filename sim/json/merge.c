#include "json/merge.h"

/* RFC 7396 is a dozen lines over our own values, where a merge by text (SQLite's json_patch) would lose which file each value is from. */

/** Merges the object `owned` into the object `old`, which then stands where `owned` did. */
static bool merge_objects(json_value *old, json_value *owned, places *known)
{
    const value_place *place = places_of(known, owned);
    const bool placed = !place || places_set(known, old, *place);
    const bool merged = merge_patch(old, owned, known);
    json_free(owned);
    return placed && merged;
}

bool merge_member(json_value *target, json_value *owned, places *known)
{
    const json_type type = json_type_of(owned);
    if (type == JSON_NULL) {
        json_remove(target, json_key(owned));
        json_free(owned);
        return true;
    }
    json_value *old = json_find(target, json_key(owned));
    if (type == JSON_OBJECT && json_type_of(old) == JSON_OBJECT) {
        return merge_objects(old, owned, known);
    }
    json_drop_nulls(owned);
    return json_put(target, owned);
}

bool merge_patch(json_value *target, json_value *patch, places *known)
{
    bool merged = true;
    for (json_value *item = json_take_first(patch); item; item = json_take_first(patch)) {
        merged = merge_member(target, item, known) && merged;
    }
    return merged;
}
