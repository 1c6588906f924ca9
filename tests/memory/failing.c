#include "memory/failing.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/expect.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
const long failing_slowness = 13;
#else
const long failing_slowness = 1;
#endif

#define CALLS_MAX 3000000

static long calls, fails_at;         /* counted from 0; fails_at negative: never */
static bool counting, for_good, met; /* met: a call failed */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_reallocarray(void *old, size_t count, size_t size);
char *__real_strdup(const char *text);
char *__real_realpath(const char *path, char *resolved);
int __real_vasprintf(char **out, const char *format, va_list values);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__real_fdopen(int descriptor, const char *mode);
ssize_t __real_getline(char **line, size_t *room, FILE *in);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_reallocarray(void *old, size_t count, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_realpath(const char *path, char *resolved);
int __wrap_vasprintf(char **out, const char *format, va_list values);
int __wrap_asprintf(char **out, const char *format, ...) __attribute__((format(printf, 2, 3)));
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fdopen(int descriptor, const char *mode);
ssize_t __wrap_getline(char **line, size_t *room, FILE *in);

/** Counts a call; whether it is to fail. */
static bool fails(void)
{
    if (!counting) {
        return false;
    }
    const long call = calls++;
    const bool out = fails_at >= 0 && (call == fails_at || (for_good && call > fails_at));
    if (out) {
        met = true;
        errno = ENOMEM;
    }
    return out;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

void *__wrap_reallocarray(void *old, size_t count, size_t size)
{
    return fails() ? NULL : __real_reallocarray(old, count, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

char *__wrap_realpath(const char *path, char *resolved)
{
    return fails() ? NULL : __real_realpath(path, resolved);
}

int __wrap_vasprintf(char **out, const char *format, va_list values)
{
    return fails() ? -1 : __real_vasprintf(out, format, values);
}

int __wrap_asprintf(char **out, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const int length = __wrap_vasprintf(out, format, values);
    va_end(values);
    return length;
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    return fails() ? NULL : __real_fopen(path, mode);
}

FILE *__wrap_fdopen(int descriptor, const char *mode)
{
    return fails() ? NULL : __real_fdopen(descriptor, mode);
}

ssize_t __wrap_getline(char **line, size_t *room, FILE *in)
{
    return fails() ? -1 : __real_getline(line, room, in);
}

void failing_pause(void)
{
    counting = false;
}

void failing_go_on(void)
{
    counting = true;
}

/** One attempt with memory that runs out at a call; whether it was done. */
static bool tried(failing_attempt attempt, void *context, long at, bool good)
{
    calls = 0;
    fails_at = at;
    for_good = good;
    met = false;
    counting = true;
    const bool done = attempt(context);
    counting = false;
    return done;
}

static long fail_everywhere(failing_attempt attempt, void *context, long stride, bool noticed)
{
    cJSON_Hooks hooks = {__wrap_malloc, free};
    cJSON_InitHooks(&hooks);
    assert_true(tried(attempt, context, -1, false)); /* what is allocated once and kept, as by standard output, is so now */
    const long all = calls;
    assert_true(all < CALLS_MAX);
    for (long at = 0; at < all; at += stride) {
        const bool done = tried(attempt, context, at, true);
        if (noticed && done && met) {
            print_error("memory ran out at call %ld of %ld, and it went unnoticed\n", at, all);
            fail();
        }
        tried(attempt, context, at, false);
    }
    cJSON_InitHooks(NULL);
    return all;
}

long failing_at_every_call(failing_attempt attempt, void *context, long stride)
{
    return fail_everywhere(attempt, context, stride * failing_slowness, true);
}

long failing_unnoticed(failing_attempt attempt, void *context, long stride)
{
    return fail_everywhere(attempt, context, stride * failing_slowness, false);
}
