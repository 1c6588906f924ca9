#ifndef EDGECARE_RUN_PARALLEL_H
#define EDGECARE_RUN_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

/** A task: job number `job` by thread number `thread` (0 .. threads - 1). False: stop, start no further job. */
typedef bool (*parallel_task)(void *context, size_t job, int thread);

/** How many threads to use when `asked` are asked for (0: one a processor), at least 1. */
int parallel_threads(int asked);

/** Runs jobs 0 .. count - 1, each once, by so many threads; which thread takes which is left to chance. False when a task said stop. */
bool parallel_for(size_t count, int threads, parallel_task task, void *context);

#endif
