#ifndef EDGECARE_PROGRAM_PROGRESS_H
#define EDGECARE_PROGRAM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "run/run.h"

/** A bar with the time left, for terminals. */
typedef struct {
    bool shows; /* straight to standard error: its marks for the terminal are meant */
    double began, shown; /* seconds */
    int asked, fewest;   /* threads; fewer than asked for where the system started no more */
} progress;

/** Shows on standard error when that is a terminal and not `quiet`. */
progress progress_start(bool quiet);

/** Options of a run on so many threads (0: one a processor) that tells this bar, which must stay where it is until the run ends. It shows at most five times a
 *  second, and stops the run once Ctrl-C came. */
run_options progress_options(progress *self, int threads);

/** Wipes the bar; says, once a program, that fewer threads were started than were asked for. */
void progress_end(progress *self);

#endif
