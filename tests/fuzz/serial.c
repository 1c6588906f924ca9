/* In the place of sim/run/parallel.c: one thread, for the fuzzers are built without OpenMP. */

#include "run/parallel.h"

int parallel_threads(int asked)
{
    (void)asked;
    return 1;
}

bool parallel_for(size_t count, int threads, parallel_task task, void *context)
{
    (void)threads;
    bool going = true;
    for (size_t job = 0; job < count && going; job++) {
        going = task(context, job, 0);
    }
    return going;
}
