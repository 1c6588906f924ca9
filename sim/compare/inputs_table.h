#ifndef EDGECARE_COMPARE_INPUTS_TABLE_H
#define EDGECARE_COMPARE_INPUTS_TABLE_H

#include <stdio.h>

#include "compare/differences.h"
#include "compare/sides.h"

/** Writes what differs between the sides (`inputs` NULL: not known, as for stored results): a column for each side where a terminal has room for them, else
 *  value by value with the sides that have it. `between`: "contracts", "files". */
void inputs_write(const comparison *self, const difference_list *inputs, const char *between, FILE *out);

#endif
