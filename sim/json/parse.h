#ifndef EDGECARE_JSON_PARSE_H
#define EDGECARE_JSON_PARSE_H

#include "json/build.h"

typedef enum { SYNTAX_JSON, SYNTAX_YAML } parse_syntax;

/** Parses `text` (`length` bytes with a NUL behind them), which is valid UTF-8, into a value whose places are remembered in the target.
 *  Owned by the caller; NULL when nothing could be built. Faults of syntax end the work, others are collected. When `malformed` is not
 *  NULL it tells whether the syntax is wrong, and that adds no fault. */
json_value *parse_text(const char *text, size_t length, parse_syntax syntax, build_target target, bool *malformed);

#endif
