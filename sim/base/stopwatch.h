#ifndef EDGECARE_BASE_STOPWATCH_H
#define EDGECARE_BASE_STOPWATCH_H

/** Tells which part of some work the time went into. A zeroed one looks at no clock. */
typedef struct {
    double *seconds; /* borrowed, by part; NULL: not timed */
    double at;       /* when the running part began */
} stopwatch;

/** Seconds of a clock that only goes forward. */
double stopwatch_now(void);

/** Begins the first part. */
void stopwatch_start(stopwatch *watch);

/** What has passed since the last call belongs to a part; the next begins. */
void stopwatch_lap(stopwatch *watch, int part);

#endif
