#ifndef EDGECARE_COMPARE_STORED_H
#define EDGECARE_COMPARE_STORED_H

#include "compare/sides.h"
#include "json/value.h"

/** Reads a file that `edgecare run --json` wrote, in whichever form; NULL when it is none (or cannot be read). To be freed with json_free. */
json_value *stored_read(const char *path);

/** The form of a stored result where it is not one that this version reads (RESULT_FORM), so that it cannot be compared: before it, ranges were of other draws than means.
 *  NULL where it is. Borrowed from the result. */
const char *stored_older_form(const json_value *root);

/** The numbers of `edgecare run --draws`. Zeroed: empty. */
typedef struct {
    char **headings; /* owned, as are the numbers */
    size_t columns, rows;
    double *numbers; /* [row][column] */
} stored_draws;

/** Reads them; false with errno set when the file cannot be read, or 0 when it is no such table. */
bool stored_draws_read(const char *path, stored_draws *out);
void stored_draws_free(stored_draws *self);

/** Whether they are of the form before RESULT_SCHEMA, whose plain columns of differences were by separate luck. */
bool stored_draws_are_older(const stored_draws *self);

/** Adds a side: the contract of that name of a stored result, or its programme (NULL). With the draws of the same run (else NULL) it can be paired.
 *  False when there is no room or no memory. */
bool comparison_add_stored(comparison *self, const char *name, const json_value *root, const stored_draws *draws, const char *contract);

#endif
