#ifndef EDGECARE_REPORT_BUILD_H
#define EDGECARE_REPORT_BUILD_H

#include "json/value.h"

/** A JSON value being built; remembers that memory ran out, so that it is asked once, at the end. */
typedef struct {
    bool failed;
} build;

json_value *build_object(build *self, json_value *into, const char *key);
json_value *build_array(build *self, json_value *into, const char *key);
void build_number(build *self, json_value *into, const char *key, double number);
void build_text(build *self, json_value *into, const char *key, const char *text);
/** "YYYY-MM-DD" of a day number since 1970; null where it is NaN. */
void build_date(build *self, json_value *into, const char *key, double day);
void build_numbers(build *self, json_value *into, const char *key, const double number[], size_t count);

#endif
