#ifndef EDGECARE_LOAD_SCHEMA_H
#define EDGECARE_LOAD_SCHEMA_H

#include <stdbool.h>
#include <stdio.h>

#include "json/value.h"

/** Writes the JSON Schema (draft 2020-12) of scenario files, made from the rows of all settings; false when writing fails or memory runs out.
 *
 *  A file with `extends` is a patch: of it only the names of its top settings are checked. */
bool schema_write(FILE *out);

/** The same as a value, to be freed with json_free; NULL when memory runs out. */
json_value *schema_make(void);

#endif
