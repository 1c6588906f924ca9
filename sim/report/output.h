#ifndef EDGECARE_REPORT_OUTPUT_H
#define EDGECARE_REPORT_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

/** A file being written: under a temporary name in its folder until it is whole, so that no half file is ever left. Zeroed: none. */
typedef struct {
    FILE *file;
    char *path;      /* owned; where it will stand (a link is followed) */
    char *temporary; /* owned; NULL where `path` is written itself: standard output ("-"), devices and pipes */
} output;

/** Whether two paths name one file, or both standard output. Devices and pipes are never the same: several may write to one. */
bool output_is_same(const char *path, const char *other);

/** Opens `path` for writing; "-" is standard output. False with errno set when that fails. */
bool output_open(output *self, const char *path);

/** Finishes the file and gives it its name. False with errno set (disk full, ...): then nothing is left behind. Closes in any case. */
bool output_commit(output *self);

/** Closes and removes what was written so far. Legal on a zeroed one. */
void output_abandon(output *self);

#endif
