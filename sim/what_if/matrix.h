#ifndef EDGECARE_WHAT_IF_MATRIX_H
#define EDGECARE_WHAT_IF_MATRIX_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "json/document.h"
#include "run/run.h"
#include "solve/goal.h"

#define MATRIX_STEPS 5

/** One side of a matrix: a what-if in parts from none of it to all of it. */
typedef struct {
    const char *name, *title; /* borrowed from the document or static */
    size_t steps;             /* MATRIX_STEPS; 2 where it sets values, which has no parts */
} matrix_side;

/** What one measure comes to where two what-ifs come together, each in steps, on the same futures. */
typedef struct {
    const scenario *base; /* borrowed */
    goal measure;         /* its text is borrowed */
    matrix_side rows, columns;
    goal_estimate cell[MATRIX_STEPS][MATRIX_STEPS]; /* [row][column] */
} what_if_matrix;

/** The part of a what-if at a step of its side. */
double matrix_part(const matrix_side *self, size_t step);

/** Asks it of a document, whose scenario is `base`: `wanted` is a measure as in goals without its bound, mean(NAME), P(NAME > x) or pNN(NAME), or a plain name, which is its mean.
 *  RUN_STOPPED with faults where the measure or a what-if is none, or the two do not go together. */
run_status matrix_ask(const document *doc, const scenario *base, const char *const names[2], const char *wanted, const run_options *options, what_if_matrix *out,
                      fault_list *faults);

void matrix_write(const what_if_matrix *self, FILE *out);
bool matrix_json_write(const what_if_matrix *self, FILE *out); /* false with errno set when memory runs out or writing fails */
void matrix_csv_write(const what_if_matrix *self, FILE *out);  /* a line for each cell */

#endif
