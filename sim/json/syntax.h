#ifndef EDGECARE_JSON_SYNTAX_H
#define EDGECARE_JSON_SYNTAX_H

#include <stddef.h>

#include "json/scan.h"

/** What is wrong with a text that is no JSON or YAML, in plain words, and where. */
typedef struct {
    text_spot spot;
    char text[200];
} syntax_fault;

/** Says in plain words what a parser reports with `message` at a line and column of `text`: the place is moved to where the
 *  mistake is (the character after which a comma is missing, the opening quote, the end of the text). */
syntax_fault syntax_explain(const char *text, size_t length, const char *message, int line, int column);

#endif
