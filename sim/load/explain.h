#ifndef EDGECARE_LOAD_EXPLAIN_H
#define EDGECARE_LOAD_EXPLAIN_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "records/scenario.h"

/** Tells of the setting at a JSON pointer such as "/people/age_years" or "/sites/norfolk/cohorts" ("" is the whole file): what it is, unit, range,
 *  default, usual value with its source, which figure it moves, and what it holds. Names in maps may be any; with `loaded` (may be NULL) the names
 *  must exist, and the value there is told too. An unknown pointer is an error in `faults`; then false and nothing is written. */
bool explain_write(const char *pointer, const scenario *loaded, FILE *out, fault_list *faults);

/** Tells of a setting in at most five lines. */
void explain_briefly(const char *pointer, const setting *row, FILE *out);

/** Tells of the distributions that an uncertain number may have, and whether a row is one that may be uncertain. NULL is none. */
void explain_distributions(FILE *out);
bool explain_may_be_uncertain(const setting *row);

/** The row of the setting at a JSON pointer, and in `*field` its field in `loaded` (NULL where the row is a part of another one's value: a parameter of a kind, a
 *  member of shares). NULL with an error in `faults` when there is no such setting; NULL without one when a group of settings stands there. */
const setting *explain_row(const char *pointer, const scenario *loaded, const void **field, fault_list *faults);

/** Writes the value of a row in words, on one line; `field` is the row's field in `loaded`. */
void explain_value(const setting *row, const void *field, const scenario *loaded, FILE *out);

#endif
