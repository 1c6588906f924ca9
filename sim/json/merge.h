#ifndef EDGECARE_JSON_MERGE_H
#define EDGECARE_JSON_MERGE_H

#include <stdbool.h>

#include "json/places.h"

/** Merges `patch` into `target`, both objects, by RFC 7396: null removes a member, objects are merged, all else replaces. `pointer` is the target's.
 *
 *  Members keep their addresses, hence their places; an object that both have is said to stand where the patch has it, except `target` itself. A null that removes
 *  nothing is remembered among the places as idle. The members of `patch` are taken out of it; it stays the caller's. False when memory ran out: then `target` is
 *  half merged. */
bool merge_patch(json_value *target, json_value *patch, const char *pointer, places *known);

/** Merges the one value `owned`, named by its key, into `target` as a member of a patch would be. Takes `owned`, also on failure. */
bool merge_member(json_value *target, json_value *owned, const char *pointer, places *known);

#endif
