#ifndef EDGECARE_RUN_EACH_H
#define EDGECARE_RUN_EACH_H

#include "replicate/engine.h"
#include "run/run.h"

/** Takes a finished replicate, which lives until the visit ends: number `index` (world x histories + history), on thread `thread` (0 .. threads - 1).
 *  Called from any thread, in any order of worlds; within a world in order of histories on one thread. False: memory ran out, the run ends. */
typedef bool (*replicate_visitor)(void *context, const replicate *drawn, size_t index, int thread);

/** Engines that visit every replicate of a scenario, one a thread. A zeroed one is empty. */
typedef struct {
    const replicate_plan *plan; /* borrowed; must outlive it */
    int threads;
    replicate_engine **engines; /* owned, by thread */
} each_run;

/** Makes the engines; `threads` 0: one a processor. False when memory runs out; the run is then empty. */
bool each_run_make(const replicate_plan *plan, int threads, each_run *out);
void each_run_free(each_run *self); /* legal on a zeroed one */

/** Room as large as the replicates of the run, for laying out columns. */
const replicate *each_run_replicate(const each_run *self);

/** How far the arrays of a plan's replicates reach; `sample` is one of them, or the room for one. */
run_extent run_extent_of(const replicate_plan *plan, const replicate *sample);

/** Visits all replicates of the scenario's worlds and histories once. Of `options` only progress and fewest_threads are looked at. */
run_status each_run_visit(each_run *self, const run_options *options, replicate_visitor visit, void *context);

#endif
