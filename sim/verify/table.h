#ifndef EDGECARE_VERIFY_TABLE_H
#define EDGECARE_VERIFY_TABLE_H

#include <stdio.h>

#include "records/scenario.h"
#include "verify/joint.h"

/** Prints every figure with each of its readings: published, median, 90 % band, rank, residual and what it counts as. `samples` are by probe; `faults` too: NULL, or
 *  why the reading cannot be worked out. */
void table_print(const scenario *self, const sample samples[], const char *const faults[], FILE *out);

/** The interval that a figure's rounding leaves open; its value where it says nothing. */
double figure_low(const figure_row *figure);
double figure_high(const figure_row *figure);

#endif
