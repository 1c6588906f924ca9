#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Longest word, in bytes, for which a near one is looked for. */
#define WORD_BYTES_MAX 127
/** Shortest word that a longer name is taken for because it holds it. */
#define WHOLE_BYTES_MIN 3

/** Whether `more` bytes and the closing NUL fit; makes room where they don't. */
static int text_reserve(text_buffer *text, size_t more)
{
    if (more >= SIZE_MAX / 4 - text->length) {
        text->out_of_memory = 1;
        return 0;
    }
    const size_t needed = text->length + more + 1;
    if (needed <= text->capacity) {
        return 1;
    }
    const size_t capacity = needed > 2 * text->capacity ? needed + 32 : 2 * text->capacity;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes) {
        text->out_of_memory = 1;
        return 0;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return 1;
}

void text_add_bytes(text_buffer *text, const char *bytes, size_t length)
{
    if (!text_reserve(text, length)) {
        return;
    }
    if (length > 0) {
        memcpy(text->bytes + text->length, bytes, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(text_buffer *text, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *added = NULL;
    const int length = vasprintf(&added, format, values);
    va_end(values);
    if (length < 0) {
        text->out_of_memory = 1;
        return;
    }
    text_add_bytes(text, added, (size_t)length);
    free(added);
}

void text_free(text_buffer *text)
{
    free(text->bytes);
    *text = (text_buffer){ 0 };
}

static size_t least_of(size_t a, size_t b, size_t c)
{
    const size_t lesser = a < b ? a : b;
    return lesser < c ? lesser : c;
}

/** Levenshtein's distance of two words, each of at most WORD_BYTES_MAX bytes, by dynamic programming over one row. */
static size_t word_distance(const char *a, const char *b)
{
    const size_t columns = strlen(b);
    size_t row[WORD_BYTES_MAX + 1];
    for (size_t j = 0; j <= columns; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least_of(row[j] + 1, row[j - 1] + 1, replaced);
        }
    }
    return row[columns];
}

/** Whether `word` stands in a name as whole words: "investor_irr" in "contract.norfolk.investor_irr_per_year". */
static int stands_whole(const char *word, const char *name)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(name, word); at; at = strstr(at + 1, word)) {
        const int begins = at == name || strchr("_. ", at[-1]);
        if (begins && (at[length] == '\0' || strchr("_. ", at[length]))) {
            return 1;
        }
    }
    return 0;
}

/** The shortest of the candidates that hold a word whole; NULL. */
static const char *shortest_with(const char *word, const char *const candidates[], size_t count)
{
    const char *shortest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strlen(candidates[i]) <= WORD_BYTES_MAX && stands_whole(word, candidates[i]) && (!shortest || strlen(candidates[i]) < strlen(shortest))) {
            shortest = candidates[i];
        }
    }
    return shortest;
}

const char *text_nearest(const char *word, const char *const candidates[], size_t count)
{
    const size_t length = strlen(word);
    const char *nearest = NULL;
    size_t least = 2 + length / 3;
    for (size_t i = 0; i < count; i++) {
        if (length > WORD_BYTES_MAX || strlen(candidates[i]) > WORD_BYTES_MAX) {
            continue;
        }
        const size_t distance = word_distance(word, candidates[i]);
        if (distance < least) {
            least = distance;
            nearest = candidates[i];
        }
    }
    const char *longer = length >= WHOLE_BYTES_MIN && !(nearest && least <= 1) ? shortest_with(word, candidates, count) : NULL;
    return longer ? longer : nearest;
}

size_t text_place(const char *name, const void *entries, size_t count, size_t size)
{
    for (size_t i = 0; i < count; i++) {
        const char *at;
        memcpy(&at, (const char *)entries + i * size, sizeof at);
        if (at && strcmp(at, name) == 0) {
            return i;
        }
    }
    return count;
}

bool text_number(const char *text, const char **end, double *number)
{
    char *after = NULL;
    const char *digits = text + (*text == '-' || *text == '+');
    const bool begins = isdigit((unsigned char)*digits) || (*digits == '.' && isdigit((unsigned char)digits[1]));
    *number = begins ? strtod(text, &after) : 0;
    const bool hexadecimal = begins && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    if (!begins || hexadecimal || !isfinite(*number) || isalpha((unsigned char)*after) || (*after == ',' && isdigit((unsigned char)after[1]))) {
        return false;
    }
    *end = after;
    return true;
}
