#ifndef EDGECARE_LOAD_SCHEMA_BUILD_H
#define EDGECARE_LOAD_SCHEMA_BUILD_H

#include <stdbool.h>

#include "json/value.h"
#include "records/setting.h"

/* Parts of a schema. `failed` is set once memory has run out; then nothing more is added. All values are borrowed members of their containers. */

typedef struct {
    bool failed;
} builder;

/* Each adds one member named `key` to `container` (key NULL: an element of an array); the first two give it back to be filled, NULL once failed. */
json_value *build_object(builder *self, json_value *container, const char *key);
json_value *build_array(builder *self, json_value *container, const char *key);
void build_text(builder *self, json_value *container, const char *key, const char *text);
void build_number(builder *self, json_value *container, const char *key, double number);
void build_boolean(builder *self, json_value *container, const char *key, bool truth);
/** {"$ref": "#/$defs/NAME"} into `container` itself. */
void build_reference(builder *self, json_value *container, const char *name);
/** An array of words. */
void build_words(builder *self, json_value *container, const char *key, const char *const words[]);
/** Doc, unit, usual value and default of the row. */
void build_description(builder *self, json_value *schema, const setting *row);
/** The remarks that any object may carry, into its `properties`. */
void build_remarks(builder *self, json_value *properties);

/** Fills `schema` with the form of one row's value. `plain`: it must not be uncertain (parameters of distributions). */
void build_row(builder *self, json_value *schema, const setting *row, bool plain);
/** Fills `schema` with an object of the rows. The answer is its `properties`. */
json_value *build_rows(builder *self, json_value *schema, const settings *rows);

/** How a kind is written. */
typedef struct {
    const char *key; /* under which its name stands: "kind", "dist", "spread" */
    bool plain;      /* its parameters must not be uncertain */
    bool between;    /* it says between whom it differs */
    const settings *beside; /* rows whose settings stand beside the kind's own (the first is the kind itself); NULL: none */
} build_form;

/** Adds the member NAME: one of the family's kinds. */
void build_family(builder *self, json_value *definitions, const char *name, const kind_family *family, const build_form *form);

#endif
