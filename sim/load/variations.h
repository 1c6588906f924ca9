#ifndef EDGECARE_LOAD_VARIATIONS_H
#define EDGECARE_LOAD_VARIATIONS_H

#include <stdbool.h>

#include "json/document.h"

/** Writes the variations of all contracts out as terms, in a copy of the document; `*written` is NULL where there are none. What is malformed is passed over: reading
 *  tells of it. Variations act in order of their dates. Each term that a variation changes, and each version of it that earlier ones made, where they go on beyond its
 *  date, keeps to families who start before its date (in_force start) or to units before it (claim); the version "TERM from VARIATION", with the patch merged over, takes those from
 *  that day on. Values that come from the patch keep their places.
 *  False when memory ran out. The copy borrows from `doc` and is the caller's (document_free). */
bool variations_write_out(const document *doc, document **written);

/** Whether the values at two pointers were written at one place: the one is a copy of the other. */
bool variation_takes_over(const document *doc, const char *a, const char *b);

#endif
