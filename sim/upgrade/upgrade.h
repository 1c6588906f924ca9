#ifndef EDGECARE_UPGRADE_UPGRADE_H
#define EDGECARE_UPGRADE_UPGRADE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/text.h"

/** Rewrites the text of one scenario file of an older form as the present one. Only what changed its form is touched: layout, notes and the order of keys stay.
 *
 *  `name` stands for the file in faults and decides the syntax: YAML is not rewritten, but each change is told as a fault with its place. What the file
 *  `extends` is not looked at; each file is upgraded by itself, and one without a "schema" (a patch) too.
 *  `out` gets the whole text (to be freed by text_free) and `changes` how many places differ: 0 for a file that is of the present form.
 *  False, with faults, when the text can't be read or memory ran out; `out` is empty then. */
bool upgrade_text(const char *name, const char *text, size_t length, text_buffer *out, size_t *changes, fault_list *faults);

#endif
