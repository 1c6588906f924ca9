#ifndef EDGECARE_JSON_SOURCE_H
#define EDGECARE_JSON_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "json/parse.h"

/** The bytes of a file, with a NUL behind them. A zeroed one is empty. */
typedef struct {
    char *text; /* owned */
    size_t length;
} source;

/** The path that stands for standard input, and what it is called in messages. */
#define STANDARD_INPUT "-"
#define STANDARD_INPUT_NAME "standard input"

/** Reads the file `path`; of standard input ("-") all from its start, again and again: what comes through a pipe is kept in an unnamed file that
 *  takes its place. A file that can't be read, or that has more than DOCUMENT_BYTES_MAX bytes, is a fault at `place`; the words
 *  of the fault begin with `path` in quotes where that isn't the place's file. False after a fault. */
bool source_read(source *from, const char *path, fault_place place, fault_list *faults);

/** As source_read from memory; `name` stands for the file. */
bool source_copy(source *from, const char *name, const char *text, size_t length, fault_list *faults);

/** Frees the bytes and leaves none; legal on a zeroed one. */
void source_free(source *from);

/** YAML when `name` ends in .yaml or .yml, in any case of letters, else JSON; standard input is JSON when it begins with a bracket. */
parse_syntax source_syntax(const char *name, const source *from);

/** Parses what was read after looking for what a parser should not be given: bytes that are no UTF-8, and nesting too deep. NULL after a fault.
 *  The value is owned by the caller. */
json_value *source_parse(source *from, parse_syntax syntax, build_target target, bool *malformed);

#endif
