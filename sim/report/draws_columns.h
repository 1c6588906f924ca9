#ifndef EDGECARE_REPORT_DRAWS_COLUMNS_H
#define EDGECARE_REPORT_DRAWS_COLUMNS_H

#include "report/result_json.h"

/** The form of what stands beside draws. */
#define DRAWS_SCHEMA "edgecare-draws/1"

/** The name of the file that tells of the columns of draws in file `draws`: DRAWS.columns.json. Owned by the caller; NULL when memory runs out. */
char *draws_columns_path(const char *draws);

/** Writes what the draws in file `draws` are of (title, version, hash, seed, command) and, one a line, what each of their columns is, as JSON of the shape that
 *  schema/draws-columns.schema.json fixes. False when memory runs out. */
bool draws_columns_write(const result *self, const result_origin *origin, const char *draws, FILE *out);

#endif
