#ifndef EDGECARE_REPORT_CELLS_H
#define EDGECARE_REPORT_CELLS_H

#include <stdbool.h>
#include <stdio.h>

/* Cells of tables for terminals. */

#define CELL_NAME_WIDTH 52
#define CELL_NUMBER_WIDTH 15

/** Writes a text padded to a width in characters (bytes that continue a UTF-8 character are none); `right`: blanks come first. */
void cell_text(FILE *out, const char *text, int width, bool right);

/** Writes a number of its unit as plain_number does, CELL_NUMBER_WIDTH wide. */
void cell_number(FILE *out, const char *unit, double number);

#endif
