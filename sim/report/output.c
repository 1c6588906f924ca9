#include "report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/** The path with links followed, where it exists; else a copy. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    return real ? real : strdup(path);
}

/** Whether something stands at `path` that must not be replaced by a file: a device, a pipe. A folder is left to fail at opening. */
static bool is_special(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode);
}

bool output_is_same(const char *path, const char *other)
{
    struct stat a, b;
    if (stat(path, &a) != 0 || stat(other, &b) != 0) {
        return strcmp(path, other) == 0;
    }
    return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static FILE *open_new(const char *path)
{
    const int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return NULL;
    }
    FILE *file = fdopen(descriptor, "w");
    if (!file) {
        const int error = errno;
        close(descriptor);
        unlink(path);
        errno = error;
    }
    return file;
}

static bool forget(output *self)
{
    free(self->path);
    free(self->temporary);
    *self = (output){0};
    return false;
}

static bool open_temporary(output *self)
{
    if (asprintf(&self->temporary, "%s.part-%ld", self->path, (long)getpid()) < 0) {
        self->temporary = NULL;
        return false;
    }
    self->file = open_new(self->temporary);
    return self->file != NULL;
}

bool output_open(output *self, const char *path)
{
    *self = (output){0};
    if (strcmp(path, "-") == 0) {
        self->file = stdout;
        return true;
    }
    self->path = real_path(path);
    if (!self->path) {
        return false;
    }
    if (is_special(self->path)) {
        self->file = fopen(self->path, "w");
    } else {
        open_temporary(self);
    }
    const int error = errno;
    const bool opened = self->file != NULL || forget(self);
    errno = opened ? 0 : error;
    return opened;
}

/** Flushes and closes; 0 or the error. */
static int close_whole(FILE *file)
{
    int error = ferror(file) ? EIO : 0;
    errno = 0;
    if (fflush(file) != 0) {
        error = errno;
    }
    if (file != stdout && fclose(file) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

bool output_commit(output *self)
{
    int error = close_whole(self->file);
    if (self->temporary && error == 0 && rename(self->temporary, self->path) != 0) {
        error = errno;
    }
    if (self->temporary && error != 0) {
        unlink(self->temporary);
    }
    forget(self);
    errno = error;
    return error == 0;
}

void output_abandon(output *self)
{
    if (self->file && self->file != stdout) {
        fclose(self->file);
    }
    if (self->temporary) {
        unlink(self->temporary);
    }
    forget(self);
}
