#ifndef EDGECARE_REPORT_OUTPUT_H
#define EDGECARE_REPORT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** The path that stands for standard output. */
#define STANDARD_OUTPUT "-"

/** A file being written. Until it is whole it stands under another name in its folder, so that no half file is ever left, and with the mode of the file that it
 *  replaces. Where that cannot be (the folder takes no new file; another name, owner or access list would be lost) what is written is kept aside and copied into the file
 *  once it is whole. Devices, pipes and standard output are written as it comes. Zeroed: none. */
typedef struct {
    FILE *file;
    char *path;      /* owned; where it will stand (links are followed) */
    char *temporary; /* owned; NULL where there is none */
    int place;       /* descriptor of the file to copy into, plus 1; 0: none */
    bool replaces;   /* something stood at `path` */
    bool swapped;    /* placed, and what stood there is under the temporary name */
} output;

/** Whether two paths name one file, there or not, by whatever names, or both standard output. Devices and pipes are never the same: several may write to one. */
bool output_is_same(const char *path, const char *other);

/** Opens `path` for writing; "-" is standard output. False with errno set when it cannot be written. Nothing that stands there is changed yet. */
bool output_open(output *self, const char *path);

/** Makes a folder and those above it that are not there. Each that was made is added to `made` (an array of owned paths, owned by the caller, grown; the highest first).
 *  False with errno set. */
bool output_make_folder(const char *folder, char ***made, size_t *made_count);

/** Sees to it that all that was written to each file is on its way. False with errno set and `*failed` the index of the first that could not be written whole. */
bool output_finish_all(output *const files[], size_t count, size_t *failed);

/** Gives finished files their names and closes them: all of them or none, as far as the file system lets that be undone. False as output_finish_all. */
bool output_place_all(output *const files[], size_t count, size_t *failed);

/** Finishes and places one file. False with errno set: then nothing is left behind. Closes in any case. */
bool output_commit(output *self);

/** Closes and removes what was written so far. Legal on a zeroed one. */
void output_abandon(output *self);

#endif
