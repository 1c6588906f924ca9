#ifndef EDGECARE_RUN_VARIANTS_H
#define EDGECARE_RUN_VARIANTS_H

#include <stdint.h>

#include "json/value.h"
#include "run/run.h"

/** What is collected of a metric in each replicate. */
typedef enum { CELL_VALUE, CELL_NUMERATOR, CELL_DENOMINATOR } cell_part;

/** One number that is asked for, by the place of its metric, so that it is found in every variant's own layout. */
typedef struct {
    const char *name; /* full name of the metric; borrowed */
    metric_level level;
    size_t object;    /* scope or contract */
    size_t at;        /* payer, period, year ... within the contract */
    bool apart;       /* by separate luck: the column that stands apart (column_is_apart) */
    cell_part part;   /* of a ratio */
} variant_cell;

/** The cell of a column of some variant's layout; `name` is borrowed from it. */
variant_cell variant_cell_of(const column *from, cell_part part);

/** One scenario among others that are compared by common random numbers. */
typedef struct {
    const scenario *scenario; /* borrowed */
    uint64_t careers;         /* careers_key of its document */
} variant;

/** A number that two merged documents have in common when they draw the same children and careers from the same seed: it leaves out /contracts and /appraisal,
 *  which only settle careers, and what is only told (name, title, note, sources, published figures ...). Of contracts that compare with children of their own (baselines
 *  made of control groups) it takes in what those groups are drawn by. 0 when memory runs out: then nothing is like it, not even itself. */
uint64_t careers_key(const json_value *merged);

/** Runs all variants, each over its scenario's worlds x histories (the same for all), and collects `cell_count` numbers of each replicate into
 *  rows[(variant * replicates + replicate) * cell_count + cell]; NaN where a variant has no such metric or it is undefined.
 *
 *  Variants with the same careers are settled on each replicate that the first of them draws: people and careers are drawn, and counted, once. The numbers are
 *  those of the variants run alone, bit for bit, at any number of threads. Progress counts replicates of all variants. */
run_status run_variants(const variant variants[], size_t count, const variant_cell cells[], size_t cell_count, const run_options *options, double rows[]);

/** Lays out the columns that a run of the scenario has; to be freed with columns_free. False when memory runs out. */
bool variant_columns_make(const scenario *self, columns *out);

#endif
