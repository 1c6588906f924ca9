#ifndef EDGECARE_SUMMARISE_BLOCK_H
#define EDGECARE_SUMMARISE_BLOCK_H

#include <stdatomic.h>

#include "summarise/components.h"
#include "summarise/series.h"
#include "summarise/sums.h"

/** Sums over whole worlds: of one block, or of all blocks so far. */
typedef struct {
    moments *of_column;       /* by column */
    ratio_sums *of_ratio;     /* by part: a ratio's stand at its first */
    uint64_t (*statuses)[METRIC_STATUSES]; /* by part: those of metrics with statuses */
    series_sum *of_series;    /* by number of a series row */
    component_sums by_component;
    size_t replicates;
} run_sums;

/** Room for the sums of a run's columns and series, empty; false when memory runs out. */
bool run_sums_make(const columns *layout, const series_plan *series, run_sums *out);
void run_sums_free(run_sums *self);

/** Joins the sums of the next block. */
void run_sums_join(run_sums *self, const run_sums *block, const columns *layout, const series_plan *series);

/** The replicates of some neighbouring worlds. */
typedef struct block {
    size_t index;
    size_t worlds;
    double *rows;          /* [replicate][column]; owned unless `rows_borrowed` */
    bool rows_borrowed;
    double *parts;         /* [replicate][part]; owned */
    double *series;         /* [replicate][number]; owned */
    const double *inputs;  /* [world][input]; borrowed */
    atomic_size_t filled;
    bool done;
    run_sums sums;         /* owned */
    struct block *next;    /* in the list of spare ones */
} block;

/** A block with room for `replicates`; its rows are `rows`, or its own when that is NULL. NULL when memory runs out. */
block *block_make(const columns *layout, const series_plan *series, size_t replicates, double *rows);
void block_free(block *self); /* NULL is legal */

/** Takes the sums of a complete block of worlds of `histories` replicates. */
void block_reduce(block *self, size_t histories, const columns *layout, const series_plan *series);

#endif
