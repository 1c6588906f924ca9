#ifndef EDGECARE_PROGRAM_PROGRESS_H
#define EDGECARE_PROGRAM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/** A bar with the time left, for terminals. */
typedef struct {
    bool shows; /* straight to standard error: its marks for the terminal are meant */
    double began, shown; /* seconds */
} progress;

/** Shows on standard error when that is a terminal and not `quiet`. */
progress progress_start(bool quiet);

/** For run_options: shows at most five times a second; false once Ctrl-C came. */
bool progress_show(void *context, size_t done, size_t total);

/** Wipes the bar. */
void progress_end(progress *self);

#endif
