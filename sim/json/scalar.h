#ifndef EDGECARE_JSON_SCALAR_H
#define EDGECARE_JSON_SCALAR_H

#include <stdbool.h>

#include "json/value.h"

/** What is wrong with a number. */
typedef enum { NUMBER_GOOD, NUMBER_NOT_FINITE, NUMBER_NOT_HELD, NUMBER_TWO_WAYS } number_status;

/** What an unquoted word of JSON or YAML means. */
typedef struct {
    json_type type; /* never JSON_ARRAY or JSON_OBJECT; JSON_STRING: the word itself */
    bool truth;
    double number;
    number_status status;
} scalar;

/** Reads an unquoted word by the core schema of YAML 1.2 (of which JSON's literals are a part): null, true, false, numbers in decimal,
 *  0x and 0o, .inf and .nan; everything else is a string. An integer that no double holds is NUMBER_NOT_HELD, what is too large
 *  for a double or no number at all is NUMBER_NOT_FINITE; 012 is NUMBER_TWO_WAYS, for many read it as YAML 1.1 does: in octal.
 *  Source: YAML 1.2.2, section 10.3.2. */
scalar scalar_read(const char *word);

/** Whether the first `length` bytes of `word` are a number, true, false or null exactly as JSON writes them. */
bool scalar_is_json(const char *word, size_t length);

#endif
