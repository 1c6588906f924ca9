#ifndef EDGECARE_COMPARE_OUTPUT_H
#define EDGECARE_COMPARE_OUTPUT_H

#include <stdio.h>

#include "compare/differences.h"
#include "compare/sides.h"

/** Writes a ranking for each party, the risks of all sides, then what differs between the sides (`inputs` NULL: not known, as for stored results).
 *  `between`: "contracts", "files". */
void comparison_write(const comparison *self, const difference_list *inputs, const char *between, FILE *out);

/** The same as JSON, of the shape that schema/comparison.schema.json fixes; false with errno set when memory runs out or writing fails. */
bool comparison_write_json(const comparison *self, const difference_list *inputs, const char *version, FILE *out);

#endif
