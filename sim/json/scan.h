#ifndef EDGECARE_JSON_SCAN_H
#define EDGECARE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/** A place in a text: the byte's offset from 0, its line and column from 1; columns count characters, not bytes. */
typedef struct {
    size_t offset;
    int line;
    int column;
} text_spot;

/** Whether all is UTF-8 without surrogates, overlong forms and NUL; where not, `spot` is the first bad byte. Linear in `length`. */
bool scan_utf8(const char *text, size_t length, text_spot *spot);

/** Whether no bracket of JSON, outside double-quoted texts, nests deeper than `depth`; where one does, `spot` is the first such bracket.
 *  Linear in `length`, whatever the text. */
bool scan_nesting(const char *text, size_t length, size_t depth, text_spot *spot);

/** How many brackets of JSON are open behind the first `length` bytes. */
size_t scan_open_brackets(const char *text, size_t length);

/** Where `byte` first stands outside the quoted texts of JSON; `length` where it does not. */
size_t scan_unquoted(const char *text, size_t length, char byte);

/** The spot at a line and column; the end of the text where that lies beyond it. */
text_spot scan_spot(const char *text, size_t length, int line, int column);

/** The spot of the byte at `offset`, at most `length`. */
text_spot scan_offset(const char *text, size_t length, size_t offset);

#endif
