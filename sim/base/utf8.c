#include "base/utf8.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** One form of character in UTF-8: its first byte's range, its length, and the range of its second byte. */
typedef struct {
    unsigned char first_min, first_max;
    unsigned char bytes;
    unsigned char second_min, second_max;
} utf8_form;

/* Source: The Unicode Standard, table 3-7. */
static const utf8_form utf8_forms[] = {
    { 0x01, 0x7f, 1, 0, 0 },       { 0xc2, 0xdf, 2, 0x80, 0xbf }, { 0xe0, 0xe0, 3, 0xa0, 0xbf },
    { 0xe1, 0xec, 3, 0x80, 0xbf }, { 0xed, 0xed, 3, 0x80, 0x9f }, { 0xee, 0xef, 3, 0x80, 0xbf },
    { 0xf0, 0xf0, 4, 0x90, 0xbf }, { 0xf1, 0xf3, 4, 0x80, 0xbf }, { 0xf4, 0xf4, 4, 0x80, 0x8f },
};

static const utf8_form *form_of(unsigned char first)
{
    for (size_t i = 0; i < sizeof utf8_forms / sizeof utf8_forms[0]; i++) {
        if (first >= utf8_forms[i].first_min && first <= utf8_forms[i].first_max) {
            return &utf8_forms[i];
        }
    }
    return NULL;
}

/** How many of the form's bytes are there, from the first on. */
static size_t bytes_of_form(const utf8_form *form, const unsigned char *bytes, size_t left)
{
    size_t count = 1;
    for (; count < form->bytes && count < left; count++) {
        const unsigned char least = count == 1 ? form->second_min : 0x80, most = count == 1 ? form->second_max : 0xbf;
        if (bytes[count] < least || bytes[count] > most) {
            break;
        }
    }
    return count;
}

size_t utf8_bytes(const char *bytes, size_t left)
{
    const unsigned char *first = (const unsigned char *)bytes;
    const utf8_form *form = form_of(*first);
    return form && bytes_of_form(form, first, left) == form->bytes ? form->bytes : 0;
}

/** Whether what is left is the beginning of a character and no more. */
static int is_cut_off(const char *bytes, size_t left)
{
    const utf8_form *form = form_of((unsigned char)*bytes);
    return form && left < form->bytes && bytes_of_form(form, (const unsigned char *)bytes, left) == left;
}

static uint32_t code_of(const char *bytes, size_t count)
{
    static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
    uint32_t code = (unsigned char)bytes[0] & masks[count];
    for (size_t i = 1; i < count; i++) {
        code = code << 6 | ((unsigned char)bytes[i] & 0x3f);
    }
    return code;
}

/** Characters that steer what shows them. Source: Unicode Standard Annex 9, the explicit marks of direction; general categories Cc, Zl and Zp. */
static int steers(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = { { 0, 0x1f }, { 0x7f, 0x9f }, { 0x61c, 0x61c }, { 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2066, 0x2069 }, { 0xfeff, 0xfeff } };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return 1;
        }
    }
    return 0;
}

/** Writes the character at `bytes`, or the one byte where it is none; how many bytes that took. */
static size_t write_one(const char *bytes, size_t left, int lines, FILE *out)
{
    const size_t count = utf8_bytes(bytes, left);
    const uint32_t code = count ? code_of(bytes, count) : 0;
    if (count && (!steers(code) || (lines && (code == '\n' || code == '\t')))) {
        fwrite(bytes, 1, count, out);
    } else if (count > 1) {
        fprintf(out, "\\u%04x", (unsigned)code);
    } else {
        fprintf(out, "\\x%02x", (unsigned char)*bytes);
    }
    return count ? count : 1;
}

void utf8_write_visible(const char *text, size_t length, int lines, FILE *out)
{
    for (size_t at = 0; at < length;) {
        at += write_one(text + at, length - at, lines, out);
    }
}

static int write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno != EINTR) {
            return -1;
        }
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return 0;
}

/** Writes what is shown of `length` bytes; a character that is cut off at the end waits for its rest, unless nothing follows. */
static int show(utf8_visible *self, const char *bytes, size_t length, int last)
{
    char *shown = NULL;
    size_t size = 0, at = 0;
    FILE *out = open_memstream(&shown, &size);
    if (!out) {
        return -1;
    }
    while (at < length && (last || !is_cut_off(bytes + at, length - at))) {
        at += write_one(bytes + at, length - at, 1, out);
    }
    self->begun_count = length - at;
    memcpy(self->begun, bytes + at, self->begun_count);
    const int fine = fclose(out) == 0 && write_all(self->descriptor, shown, size) == 0;
    free(shown);
    return fine ? 0 : -1;
}

static ssize_t visible_write(void *cookie, const char *bytes, size_t length)
{
    utf8_visible *self = cookie;
    char *all = malloc(self->begun_count + length);
    if (!all) {
        return 0;
    }
    memcpy(all, self->begun, self->begun_count);
    memcpy(all + self->begun_count, bytes, length);
    const int fine = show(self, all, self->begun_count + length, 0) == 0;
    free(all);
    return fine ? (ssize_t)length : 0;
}

static int visible_close(void *cookie)
{
    utf8_visible *self = cookie;
    char rest[sizeof self->begun];
    const size_t count = self->begun_count;
    memcpy(rest, self->begun, count);
    return show(self, rest, count, 1);
}

FILE *utf8_visible_stream(utf8_visible *self, int descriptor)
{
    const cookie_io_functions_t functions = { .write = visible_write, .close = visible_close };
    *self = (utf8_visible){ .descriptor = descriptor };
    FILE *stream = fopencookie(self, "w", functions);
    if (stream) {
        setvbuf(stream, NULL, isatty(descriptor) || descriptor == STDERR_FILENO ? _IOLBF : _IOFBF, BUFSIZ);
    }
    return stream;
}
