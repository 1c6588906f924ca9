#ifndef EDGECARE_BASE_TEXT_H
#define EDGECARE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** Text that grows. A zeroed one is empty; `bytes` is NULL or ends in NUL. */
typedef struct {
    char *bytes; /* owned */
    size_t length;
    size_t capacity;
    int out_of_memory;
} text_buffer;

/** Appends as printf does; on lack of memory sets out_of_memory and leaves the text as it was. */
void text_add(text_buffer *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Appends `length` bytes (`bytes` may be NULL for 0), as text_add does. */
void text_add_bytes(text_buffer *text, const char *bytes, size_t length);
/** Frees the text and leaves it empty; legal on a zeroed one. */
void text_free(text_buffer *text);

/** The place of `name` among `count` entries of `size` bytes, each of which begins with its name (`const char *`; may be NULL); `count` where none has it. */
size_t text_place(const char *name, const void *entries, size_t count, size_t size);
/** The same in a list of names or named structs: {items, count}. */
#define PLACE_OF(name, list) text_place((name), (list).items, (list).count, sizeof *(list).items)

/** The candidate that `word` may have been meant for: one that differs by a letter; else the shortest that holds it as whole words ("investor_irr" means
 *  "investor_irr_per_year"); else the nearest (Levenshtein distance at most 1 + length / 3); NULL when none is near. */
const char *text_nearest(const char *word, const char *const candidates[], size_t count);

/** Reads a decimal number that `text` begins with, such as -12, .5 or 2.5e6, and tells where it ends; false where there is none or it is not finite. Neither 0x1F nor inf is one,
 *  and one is not ended by what people write into or behind a number: 1,000, 5m and 0x1F are refused whole. */
bool text_number(const char *text, const char **end, double *number);

#endif
