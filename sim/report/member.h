#ifndef EDGECARE_REPORT_MEMBER_H
#define EDGECARE_REPORT_MEMBER_H

#include "json/value.h"

/** A JSON value being built; remembers that memory ran out, so that it is asked once, at the end. */
typedef struct {
    bool failed;
} members;

/* Each adds one member named `key` to `into` (key NULL: an element of an array). What is given back is borrowed, NULL once failed, and legal to add to. */
json_value *member_object(members *self, json_value *into, const char *key);
json_value *member_array(members *self, json_value *into, const char *key);
void member_number(members *self, json_value *into, const char *key, double number);
void member_text(members *self, json_value *into, const char *key, const char *text);
void member_boolean(members *self, json_value *into, const char *key, bool truth);
/** "YYYY-MM-DD" of a day number since 1970; null where it is NaN. */
void member_date(members *self, json_value *into, const char *key, double day);
/** An array of `count` numbers; null where one is not finite. */
void member_numbers(members *self, json_value *into, const char *key, const double number[], size_t count);

#endif
