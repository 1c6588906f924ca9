#ifndef EDGECARE_SUMMARISE_COLLECTOR_H
#define EDGECARE_SUMMARISE_COLLECTOR_H

#include "summarise/result.h"

/** Gathers the replicates of a run, in any order and from any number of threads, so that the result has the same bytes whatever the order.
 *
 *  Replicates lie in blocks of whole worlds. When a block is complete its sums are taken, row by row; sums of blocks are added in the order of blocks.
 *  Up to ROWS_KEPT_MAX replicates all rows are kept and quantiles are exact; beyond, columns have integer histograms and memory stays flat. */
typedef struct collector collector;

#define ROWS_KEPT_MAX 131072
#define SERIES_KEPT 4096
#define BLOCK_REPLICATES 1024

/** A collector for scenario.run.worlds x scenario.run.histories replicates; NULL when memory runs out. The scenario is borrowed. */
collector *collector_make(const scenario *self, const run_extent *extent);
/** Frees a collector and, where it was not handed over, its result; NULL is legal. */
void collector_free(collector *self);

/** Worlds in a block: a worker that runs whole blocks touches no other worker's. */
size_t collector_block_worlds(const collector *self);

/** Takes one replicate, each exactly once; safe from any thread. False when memory ran out (then the run should stop). */
bool collector_add(collector *self, const replicate *from);

/** When all replicates are in: the summarising, cut into jobs that may be run in any order by any threads, each once. `scratch` is the thread's own. */
size_t collector_jobs(const collector *self);
/** How many bytes a thread's scratch must have. */
size_t collector_scratch_bytes(const collector *self);
/** Carries out one job, below collector_jobs. */
void collector_job(collector *self, size_t job, void *scratch);

/** After all jobs: hands over the result, owned by the caller. The collector is empty then and must still be freed. NULL when memory ran out. */
result *collector_finish(collector *self);

#endif
