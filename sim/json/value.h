#ifndef EDGECARE_JSON_VALUE_H
#define EDGECARE_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** A JSON value: cJSON behind one door (only sim/json/value.c includes cJSON's header). */
typedef struct cJSON json_value;

typedef enum { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_type;

/** The type of a value; NULL is JSON_NULL. */
json_type json_type_of(const json_value *value);
/** "a number", "an object" ...: for messages. */
const char *json_type_words(const json_value *value);

/** Parses `text`, which was found well-formed before or is our own; NULL when it is not JSON or memory ran out. Owned by the caller. */
json_value *json_parse(const char *text);
/** A copy of `value` and all in it, owned by the caller; NULL when memory runs out. */
json_value *json_copy(const json_value *value);
/** Frees `value` and all in it; NULL is legal. */
void json_free(json_value *value);
/** The text of `value` on one line without blanks; NULL when memory runs out. To be freed by the caller. */
char *json_text(const json_value *value);
/** Writes `value` indented by two blanks, numbers so that reading them back gives the same double; false when writing fails. */
bool json_write(const json_value *value, FILE *out);

/* Reading; each is legal on NULL and then answers NULL, 0 or false. Keys are matched exactly, case included. */
const json_value *json_get(const json_value *object, const char *key);
/** The value at an RFC 6901 pointer, "" being `root`; NULL when there is none. */
const json_value *json_at(const json_value *root, const char *pointer);
/** As json_at, but the nearest ancestor that exists where nothing stands at `pointer`; `found` (may be NULL) tells which it is. */
const json_value *json_nearest(const json_value *root, const char *pointer, bool *found);
/** Undoes the escapes of RFC 6901 in a token of a pointer, in place. */
void json_unescape(char *token);
const json_value *json_first(const json_value *container);
const json_value *json_next(const json_value *item);
const char *json_key(const json_value *item); /* NULL inside arrays */
size_t json_count(const json_value *container);
double json_number(const json_value *value);
const char *json_string(const json_value *value); /* borrowed */
bool json_boolean(const json_value *value);

/* Building: results. Each returns the new member (borrowed) or NULL when memory ran out; `key` NULL appends to an array. Legal with a NULL container. */
json_value *json_new_object(void);
json_value *json_new_array(void);
json_value *json_add_object(json_value *container, const char *key);
json_value *json_add_array(json_value *container, const char *key);
json_value *json_add_number(json_value *container, const char *key, double number); /* not finite: null */
json_value *json_add_string(json_value *container, const char *key, const char *string); /* NULL: null */
json_value *json_add_boolean(json_value *container, const char *key, bool truth);
json_value *json_add_null(json_value *container, const char *key);
json_value *json_add_value(json_value *container, const char *key, json_value *owned); /* takes `owned`, also on failure */

/* Changing, for merging; keys are matched exactly. */
/** As json_get, to be changed. */
json_value *json_find(json_value *object, const char *key);
/** Takes the first member out of `container`; NULL when there is none. Owned by the caller, still named by its key. */
json_value *json_take_first(json_value *container);
/** Puts `owned`, which is named by a key, in the place of the member of that name, or last where there is none.
 *  Takes `owned`, also on failure; false when memory ran out. */
bool json_put(json_value *object, json_value *owned);
/** Takes the member `key` out and frees it; legal where there is none. */
void json_remove(json_value *object, const char *key);

/** The number as the shortest text that reads back as the same double; integers without point or exponent up to 2^53. */
#define JSON_NUMBER_TEXT_SIZE 32
void json_number_text(double number, char text[JSON_NUMBER_TEXT_SIZE]);

#endif
