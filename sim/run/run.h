#ifndef EDGECARE_RUN_RUN_H
#define EDGECARE_RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "summarise/result.h"

/** The most threads that a run may be asked for; each has a workspace of its own. */
#define RUN_THREADS_MAX 1024

typedef struct {
    int threads;                                                   /* 0: one a processor; at most RUN_THREADS_MAX */
    bool (*progress)(void *context, size_t done, size_t total);    /* replicates; called now and then by one thread at a time; false stops the run. May be NULL */
    void *context;
    int *fewest_threads;                                           /* lowered to the number of threads where the system started fewer. May be NULL */
    double *probes;                                                /* NULL, or room for worlds x histories x probe_count() numbers: [replicate][probe] */
} run_options;

typedef enum { RUN_DONE, RUN_STOPPED, RUN_NO_MEMORY } run_status;

/** Runs scenario.run.worlds x scenario.run.histories replicates and summarises them. The same bytes at any number of threads.
 *  `out` is owned by the caller (result_free) and NULL unless RUN_DONE; the scenario must outlive it. */
run_status run_scenario(const scenario *self, const run_options *options, result **out);

#endif
