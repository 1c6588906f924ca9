#include "report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/grow.h"

#define LINKS_MAX 40
#define NAMES_TRIED 100
#define COPY_BYTES 8192

/* Map: where a path leads; whether a file may be replaced by another; opening; finishing; placing and undoing. */

/** `name` as seen from the folder of `path`; owned, NULL when memory ran out. */
static char *beside(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    char *out = NULL;
    if (name[0] == '/' || !slash) {
        return strdup(name);
    }
    return asprintf(&out, "%.*s/%s", (int)(slash - path), path, name) < 0 ? NULL : out;
}

/** Where links lead from `path`, also to what is not there; owned, NULL with errno set. */
static char *follow_links(const char *path)
{
    char *at = strdup(path);
    char target[PATH_MAX];
    for (int i = 0; at; i++) {
        const ssize_t length = readlink(at, target, sizeof target - 1);
        if (length < 0) {
            break;
        }
        target[length] = '\0';
        char *next = i < LINKS_MAX ? beside(at, target) : NULL;
        errno = i < LINKS_MAX ? errno : ELOOP;
        free(at);
        at = next;
    }
    return at;
}

/** The folder of a path that links were followed in; owned. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash ? strdup(".") : slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

/** What tells a file that is not there: its folder and its name. */
typedef struct {
    struct stat folder;
    const char *name; /* borrowed from the path */
    char *path;       /* owned */
    bool known;
} absent_file;

static absent_file absent_of(const char *path)
{
    absent_file out = { .path = follow_links(path) };
    char *folder = out.path ? folder_of(out.path) : NULL;
    if (folder) {
        const char *slash = strrchr(out.path, '/');
        out.name = slash ? slash + 1 : out.path;
        out.known = stat(folder, &out.folder) == 0;
    }
    free(folder);
    return out;
}

bool output_is_same(const char *path, const char *other)
{
    struct stat a, b;
    if (strcmp(path, STANDARD_OUTPUT) == 0 || strcmp(other, STANDARD_OUTPUT) == 0) {
        return strcmp(path, other) == 0;
    }
    const bool there = stat(path, &a) == 0;
    if (there != (stat(other, &b) == 0)) {
        return false;
    }
    if (there) {
        return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    }
    const absent_file first = absent_of(path), second = absent_of(other);
    const bool same = first.known && second.known
                          ? first.folder.st_dev == second.folder.st_dev && first.folder.st_ino == second.folder.st_ino && strcmp(first.name, second.name) == 0
                          : strcmp(path, other) == 0;
    free(first.path);
    free(second.path);
    return same;
}

/** Whether another file in its place would lose what belongs to this one: further names, its owner, an access list; or may not be put there. */
static bool loses_by_replacing(const char *path, const struct stat *old)
{
    struct stat above = { 0 };
    char *folder = folder_of(path);
    const bool sticky = folder && stat(folder, &above) == 0 && (above.st_mode & S_ISVTX);
    free(folder);
    const uid_t self = geteuid();
    return old->st_nlink > 1 || (self != 0 && old->st_uid != self) || getxattr(path, "system.posix_acl_access", NULL, 0) > 0 ||
           (sticky && self != 0 && old->st_uid != self && above.st_uid != self);
}

static FILE *stream_of(int descriptor)
{
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!file && descriptor >= 0) {
        const int error = errno;
        close(descriptor);
        errno = error;
    }
    return file;
}

static bool forget(output *self)
{
    if (self->place) {
        close(self->place - 1);
    }
    free(self->path);
    free(self->temporary);
    *self = (output){ 0 };
    return false;
}

/** A name beside `path` that is not taken: by the file's own, or shorter where that becomes too long. */
static char *temporary_name(const char *path, int turn, bool brief)
{
    char *name = NULL;
    char *folder = brief ? folder_of(path) : NULL;
    const int length = brief ? (folder ? asprintf(&name, "%s/edgecare.part-%ld-%d", folder, (long)getpid(), turn) : -1)
                             : asprintf(&name, "%s.part-%ld-%d", path, (long)getpid(), turn);
    free(folder);
    return length < 0 ? NULL : name;
}

static int create_temporary(output *self)
{
    bool brief = false;
    for (int turn = 0; turn < NAMES_TRIED; turn++) {
        free(self->temporary);
        self->temporary = temporary_name(self->path, turn, brief);
        const int descriptor = self->temporary ? open(self->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
        if (descriptor >= 0 || !self->temporary || (errno != EEXIST && (errno != ENAMETOOLONG || brief))) {
            return descriptor;
        }
        brief = brief || errno == ENAMETOOLONG;
    }
    return -1;
}

/** Opens a file under another name, with the mode and the group of the one that it will replace. */
static bool open_beside(output *self, const struct stat *old)
{
    const int descriptor = create_temporary(self);
    const bool fits = descriptor >= 0 && (!self->replaces || (fchown(descriptor, old->st_uid, old->st_gid) == 0 && fchmod(descriptor, old->st_mode & 07777) == 0));
    self->file = fits ? stream_of(descriptor) : NULL;
    if (!self->file) {
        const int error = errno;
        if (descriptor >= 0) {
            unlink(self->temporary);
        }
        if (descriptor >= 0 && !fits) {
            close(descriptor);
        }
        free(self->temporary);
        self->temporary = NULL;
        errno = error;
    }
    return self->file != NULL;
}

/** Opens a file that what is written will be copied into. */
static bool open_in_place(output *self)
{
    const int descriptor = open(self->path, O_WRONLY | O_CLOEXEC);
    self->place = descriptor + 1;
    self->file = descriptor >= 0 ? tmpfile() : NULL;
    return self->file != NULL;
}

static bool open_regular(output *self, const struct stat *old)
{
    if (self->replaces && faccessat(AT_FDCWD, self->path, W_OK, AT_EACCESS) != 0) {
        return false;
    }
    if (self->replaces && loses_by_replacing(self->path, old)) {
        return open_in_place(self);
    }
    return open_beside(self, old) || (self->replaces && errno != ENOMEM && open_in_place(self));
}

bool output_open(output *self, const char *path)
{
    struct stat old = { 0 };
    *self = (output){ 0 };
    if (strcmp(path, STANDARD_OUTPUT) == 0) {
        fflush(stdout);
        self->file = stream_of(dup(STDOUT_FILENO));
        return self->file != NULL;
    }
    self->path = follow_links(path);
    if (!self->path) {
        return false;
    }
    self->replaces = stat(self->path, &old) == 0;
    if (self->replaces && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
    } else if (self->replaces && !S_ISREG(old.st_mode)) {
        self->file = stream_of(open(self->path, O_WRONLY | O_CLOEXEC));
    } else {
        open_regular(self, &old);
    }
    const int error = errno;
    const bool opened = self->file != NULL || forget(self);
    errno = opened ? 0 : error;
    return opened;
}

/** Adds a folder that was just made; false, and it is gone again, when memory runs out. */
static bool add_made(const char *folder, char ***made, size_t *made_count)
{
    char *copy = strdup(folder);
    if (!copy || !GROW(*made, *made_count + 1)) {
        free(copy);
        rmdir(folder);
        errno = ENOMEM;
        return false;
    }
    (*made)[(*made_count)++] = copy;
    return true;
}

static bool make_one(const char *folder, char ***made, size_t *made_count)
{
    struct stat found;
    if (mkdir(folder, 0777) == 0) {
        return add_made(folder, made, made_count);
    }
    if (errno == EEXIST && stat(folder, &found) == 0 && !S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        return false;
    }
    return errno == EEXIST || (stat(folder, &found) == 0 && S_ISDIR(found.st_mode));
}

bool output_make_folder(const char *folder, char ***made, size_t *made_count)
{
    char *path = strdup(folder);
    bool fine = path != NULL;
    for (char *slash = path ? strchr(path + 1, '/') : NULL; fine && slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        fine = make_one(path, made, made_count);
        *slash = '/';
    }
    const size_t length = fine ? strlen(path) : 0;
    fine = fine && ((length > 1 && path[length - 1] == '/') || make_one(path, made, made_count));
    const int error = errno;
    free(path);
    errno = error;
    return fine;
}

/** Whether all that was written is on its way; closes the file, but for one that is to be copied. 0 or the error. */
static int finish(output *self)
{
    int error = ferror(self->file) ? EIO : 0;
    errno = 0;
    if (fflush(self->file) != 0) {
        error = errno;
    }
    if (self->place) {
        const off_t size = ftello(self->file);
        const bool room = error || size <= 0 || fallocate(self->place - 1, FALLOC_FL_KEEP_SIZE, 0, size) == 0 || errno == EOPNOTSUPP;
        return room ? error : errno;
    }
    if (fclose(self->file) != 0 && error == 0) {
        error = errno;
    }
    self->file = NULL;
    return error;
}

/** Copies what was kept aside into the file, for which there is room. */
static bool copy_into_place(const output *self)
{
    char bytes[COPY_BYTES];
    rewind(self->file);
    size_t done = 0;
    for (size_t got = fread(bytes, 1, sizeof bytes, self->file); got > 0; got = fread(bytes, 1, sizeof bytes, self->file)) {
        for (size_t written = 0; written < got;) {
            const ssize_t more = pwrite(self->place - 1, bytes + written, got - written, (off_t)(done + written));
            if (more < 0) {
                return false;
            }
            written += (size_t)more;
        }
        done += got;
    }
    return !ferror(self->file) && ftruncate(self->place - 1, (off_t)done) == 0;
}

/** Gives the file its name; where one is replaced they change names, so that this can be undone. */
static bool place(output *self)
{
    struct stat now;
    if (self->place) {
        return copy_into_place(self);
    }
    if (!self->temporary) {
        return true;
    }
    if (self->replaces && stat(self->path, &now) == 0 && S_ISREG(now.st_mode)) {
        self->swapped = renameat2(AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE) == 0;
    }
    return self->swapped || rename(self->temporary, self->path) == 0;
}

static void undo_place(output *self)
{
    if (self->swapped) {
        self->swapped = renameat2(AT_FDCWD, self->temporary, AT_FDCWD, self->path, RENAME_EXCHANGE) != 0;
    } else if (self->temporary && !self->replaces) {
        unlink(self->path);
    }
}

bool output_finish_all(output *const files[], size_t count, size_t *failed)
{
    int error = 0;
    for (size_t i = 0; i < count; i++) {
        const int now = finish(files[i]);
        *failed = now && !error ? i : *failed;
        error = error ? error : now;
    }
    errno = error;
    return error == 0;
}

/** Takes back the names of those placed before `failed`, and of all that can be where one failed whose old content is gone. */
static void undo_all(output *const files[], size_t count, size_t failed)
{
    for (size_t i = 0; i < count; i++) {
        if (files[i]->place == 0 && (files[failed]->place > 0 || i < failed)) {
            undo_place(files[i]);
        }
    }
}

bool output_place_all(output *const files[], size_t count, size_t *failed)
{
    int error = 0;
    for (int last = 0; last < 2; last++) { /* those that cannot be undone are the last */
        for (size_t i = 0; error == 0 && i < count; i++) {
            if ((files[i]->place > 0) == last && !place(files[i])) {
                error = errno;
                *failed = i;
                undo_all(files, count, i);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        output_abandon(files[i]);
    }
    errno = error;
    return error == 0;
}

bool output_commit(output *self)
{
    size_t failed;
    const bool fine = output_finish_all(&self, 1, &failed) && output_place_all(&self, 1, &failed);
    const int error = errno;
    output_abandon(self);
    errno = error;
    return fine;
}

void output_abandon(output *self)
{
    if (self->file) {
        fclose(self->file);
    }
    if (self->temporary) {
        unlink(self->temporary); /* not there once it has its name; what it replaced where they changed names */
    }
    forget(self);
}
