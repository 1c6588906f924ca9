#ifndef EDGECARE_RUN_PARALLEL_H
#define EDGECARE_RUN_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

/** A task: job number `job` by thread number `thread` (0 .. threads - 1). False: stop, start no further job. */
typedef bool (*parallel_task)(void *context, size_t job, int thread);

/** How many threads to use when `asked` are asked for (0: one a processor that this process may use), at least 1. */
int parallel_threads(int asked);

/** Runs jobs 0 .. count - 1, each once, by so many threads, of which the caller's is one; which thread takes which job is left to chance.
 *
 *  Where the system starts fewer threads than that, those there are do all jobs, if need be the caller's alone; `*fewest`, where it is not NULL, is then
 *  lowered to their number. Threads started here leave to the caller's the signals that are sent to the process.
 *  False when a task said stop. */
bool parallel_for(size_t count, int threads, parallel_task task, void *context, int *fewest);

#endif
