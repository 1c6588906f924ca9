#include "base/stopwatch.h"

#include <stddef.h>
#include <time.h>

double stopwatch_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void stopwatch_start(stopwatch *watch)
{
    watch->at = watch->seconds == NULL ? 0 : stopwatch_now();
}

void stopwatch_lap(stopwatch *watch, int part)
{
    if (watch->seconds != NULL) {
        const double now = stopwatch_now();
        watch->seconds[part] += now - watch->at;
        watch->at = now;
    }
}
