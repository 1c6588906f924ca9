#ifndef EDGECARE_BASE_UTF8_H
#define EDGECARE_BASE_UTF8_H

#include <stddef.h>
#include <stdio.h>

/** How many bytes the character of UTF-8 at `bytes` has, of which there are `left` (> 0); 0 when it is none (an overlong form, a surrogate, NUL, cut off). */
size_t utf8_bytes(const char *bytes, size_t left);

/** Writes a text so that it only shows: control characters, those that turn the direction of text, and bytes that are no UTF-8 stand as \x1b or \u202e, so that no file can
 *  steer a terminal or hide what it says. Line ends and tabs too, where `lines` is 0. */
void utf8_write_visible(const char *text, size_t length, int lines, FILE *out);

/** What a visible stream knows. */
typedef struct {
    int descriptor;
    char begun[4]; /* of a character that was cut off where the last piece ended */
    size_t begun_count;
} utf8_visible;

/** A stream that writes to the open file `descriptor` what utf8_write_visible makes of it, line ends and tabs as they are. Owned by the caller, as is `self`, which must
 *  outlive it (at the latest exit() writes what the stream still holds); NULL with errno set. */
FILE *utf8_visible_stream(utf8_visible *self, int descriptor);

#endif
