#include "run/parallel.h"

#include <omp.h>
#include <stdatomic.h>

int parallel_threads(int asked)
{
    return asked > 0 ? asked : omp_get_num_procs();
}

bool parallel_for(size_t count, int threads, parallel_task task, void *context)
{
    atomic_bool stopped = false;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (size_t job = 0; job < count; job++) {
        if (!atomic_load_explicit(&stopped, memory_order_relaxed) && !task(context, job, omp_get_thread_num())) {
            atomic_store(&stopped, true);
        }
    }
    return !atomic_load(&stopped);
}
