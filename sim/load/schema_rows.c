#include "load/schema_build.h"

#include <math.h>
#include <string.h>

#include "load/words.h"

#define NAME_PATTERN "^[^/~]{1,60}$"
#define DATE_PATTERN "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

/** A number within the row's range; `type`: "number" or "integer". */
static void build_limited(builder *self, json_value *schema, const setting *row, const char *type)
{
    build_text(self, schema, "type", type);
    if (isfinite(row_lowest(row))) {
        build_number(self, schema, "minimum", row->minimum);
    }
    if (isfinite(row_highest(row))) {
        build_number(self, schema, "maximum", row->maximum);
    }
}

/** The bare value of a row that is no struct: what may stand alone or under "value". */
static void build_bare(builder *self, json_value *schema, const setting *row)
{
    switch (row->type) {
    case SETTING_INTEGER: build_limited(self, schema, row, "integer"); break;
    case SETTING_BOOLEAN: build_text(self, schema, "type", "boolean"); break;
    case SETTING_TEXT: build_text(self, schema, "type", "string"); break;
    case SETTING_CHOICE: build_words(self, schema, "enum", row->choices); break;
    case SETTING_DATE:
        build_text(self, schema, "type", "string");
        build_text(self, schema, "pattern", DATE_PATTERN);
        break;
    default: build_limited(self, schema, row, "number");
    }
}

/** {"value": x, "unit", remarks}. */
static void build_wrapped(builder *self, json_value *schema, const setting *row)
{
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    build_bare(self, build_object(self, properties, "value"), row);
    json_value *unit = build_object(self, properties, "unit");
    build_text(self, unit, row->unit ? "const" : "type", row->unit ? row->unit : "string");
    build_remarks(self, properties);
    build_words(self, schema, "required", (const char *const[]){ "value", NULL });
    build_boolean(self, schema, "additionalProperties", false);
}

/** A value, or the same with remarks; further forms are added to the answer. */
static json_value *build_value(builder *self, json_value *schema, const setting *row)
{
    json_value *forms = build_array(self, schema, "anyOf");
    build_bare(self, build_object(self, forms, NULL), row);
    build_wrapped(self, build_object(self, forms, NULL), row);
    return forms;
}

static void build_scalar(builder *self, json_value *schema, const setting *row)
{
    json_value *forms = build_value(self, schema, row);
    if (row->type == SETTING_NUMBER && row->choices) {
        build_words(self, build_object(self, forms, NULL), "enum", row->choices);
    }
}

/** What a number may be besides itself: uncertain, another in each view of a mixture, or made of an input. */
static json_value *build_world_forms(builder *self, json_value *schema, const setting *row)
{
    json_value *forms = build_value(self, schema, row);
    build_reference(self, build_object(self, forms, NULL), "uncertain");
    build_reference(self, build_object(self, forms, NULL), "by_mixture");
    build_reference(self, build_object(self, forms, NULL), "of_input");
    return forms;
}

static void build_quantity(builder *self, json_value *schema, const setting *row)
{
    build_world_forms(self, schema, row);
}

static void build_spread(builder *self, json_value *schema, const setting *row)
{
    json_value *forms = build_world_forms(self, schema, row);
    json_value *differing = build_object(self, forms, NULL);
    build_reference(self, differing, "spread");
    build_words(self, build_object(self, build_object(self, differing, "properties"), "between"), "enum", row->choices);
}

static void build_list(builder *self, json_value *schema, const setting *row)
{
    static const setting_type item_types[] = { [SETTING_NUMBERS] = SETTING_NUMBER, [SETTING_DATES] = SETTING_DATE, [SETTING_NAMES] = SETTING_TEXT };
    const setting item = { .type = item_types[row->type], .minimum = row->minimum, .maximum = row->maximum };
    build_text(self, schema, "type", "array");
    build_bare(self, build_object(self, schema, "items"), &item);
    if (row->type == SETTING_NAMES) {
        build_boolean(self, schema, "uniqueItems", true);
    }
}

/** An object whose members are named freely; the answer is the schema of each. */
static json_value *build_named(builder *self, json_value *schema)
{
    build_text(self, schema, "type", "object");
    build_text(self, build_object(self, schema, "propertyNames"), "pattern", NAME_PATTERN);
    build_remarks(self, build_object(self, schema, "properties"));
    return build_object(self, schema, "additionalProperties");
}

static void build_map(builder *self, json_value *schema, const setting *row)
{
    json_value *entry = build_named(self, schema);
    if (rows_are_inline(row->rows)) {
        build_row(self, entry, row->rows->rows, false);
    } else {
        build_rows(self, entry, row->rows);
    }
    if (!row->fallback) {
        build_number(self, schema, "minProperties", 1);
    }
}

static void build_shares(builder *self, json_value *schema, const setting *row)
{
    json_value *forms = build_array(self, schema, "anyOf");
    build_value(self, build_named(self, build_object(self, forms, NULL)), row);
    build_reference(self, build_object(self, forms, NULL), "dirichlet");
}

static void build_kind(builder *self, json_value *schema, const setting *row)
{
    build_reference(self, schema, row->family->title);
}

/** Any object: what it may hold is said where it is merged. */
static void build_patch(builder *self, json_value *schema, const setting *row)
{
    (void)row;
    build_text(self, schema, "type", "object");
}

static void build_nested(builder *self, json_value *schema, const setting *row)
{
    build_rows(self, schema, row->rows);
}

void build_row(builder *self, json_value *schema, const setting *row, bool plain)
{
    static void (*const forms[])(builder *, json_value *, const setting *) = {
        [SETTING_NUMBER] = build_scalar, [SETTING_QUANTITY] = build_quantity, [SETTING_INTEGER] = build_scalar, [SETTING_BOOLEAN] = build_scalar,
        [SETTING_DATE] = build_scalar,   [SETTING_TEXT] = build_scalar,       [SETTING_CHOICE] = build_scalar,  [SETTING_NUMBERS] = build_list,
        [SETTING_DATES] = build_list,    [SETTING_NAMES] = build_list,        [SETTING_OBJECT] = build_nested,  [SETTING_MAP] = build_map,
        [SETTING_KIND] = build_kind,     [SETTING_SHARES] = build_shares,     [SETTING_SPREAD] = build_spread,
        [SETTING_PATCH] = build_patch,
    };
    build_description(self, schema, row);
    (plain && row->type == SETTING_QUANTITY ? build_scalar : forms[row->type])(self, schema, row);
}

static void build_required(builder *self, json_value *schema, const settings *rows, const build_form *form)
{
    json_value *required = build_array(self, schema, "required");
    if (form->key) {
        build_text(self, required, NULL, form->key);
    }
    if (form->between) {
        build_text(self, required, NULL, "between");
    }
    for (size_t i = 0; i < rows->count; i++) {
        if (!rows->rows[i].fallback) {
            build_text(self, required, NULL, rows->rows[i].key);
        }
    }
    for (size_t i = 1; form->beside && i < form->beside->count; i++) {
        if (!form->beside->rows[i].fallback) {
            build_text(self, required, NULL, form->beside->rows[i].key);
        }
    }
}

/** The members that make a kind of an object: its name, between whom it differs, and a unit beside plain parameters. */
static void build_form_members(builder *self, json_value *properties, const build_form *form, const char *word)
{
    if (form->key) {
        build_text(self, build_object(self, properties, form->key), "const", word);
    }
    if (form->between) {
        build_words(self, build_object(self, properties, "between"), "enum", between_words);
    }
    if (form->key && strcmp(form->key, DIST_KEY) == 0) {
        build_text(self, build_object(self, properties, TIMES_KEY), "type", "number");
        build_text(self, build_object(self, properties, PLUS_KEY), "type", "number");
    }
    if (form->plain) {
        build_text(self, build_object(self, properties, "unit"), "type", "string");
    }
}

static json_value *build_members(builder *self, json_value *schema, const settings *rows, const build_form *form, const char *word)
{
    build_text(self, schema, "type", "object");
    json_value *properties = build_object(self, schema, "properties");
    build_form_members(self, properties, form, word);
    for (size_t i = 0; i < rows->count; i++) {
        build_row(self, build_object(self, properties, rows->rows[i].key), &rows->rows[i], form->plain);
    }
    for (size_t i = 1; form->beside && i < form->beside->count; i++) {
        build_row(self, build_object(self, properties, form->beside->rows[i].key), &form->beside->rows[i], false);
    }
    build_remarks(self, properties);
    build_required(self, schema, rows, form);
    build_boolean(self, schema, "additionalProperties", false);
    return properties;
}

static void build_kinds(builder *self, json_value *schema, const kind_family *family, const build_form *form)
{
    json_value *forms = build_array(self, schema, "oneOf");
    for (size_t i = 0; i < family->count; i++) {
        json_value *one = build_object(self, forms, NULL);
        build_text(self, one, "title", family->kinds[i]->name);
        build_text(self, one, "description", family->kinds[i]->doc);
        build_members(self, one, &family->kinds[i]->parameters, form, family->kinds[i]->name);
    }
}

json_value *build_rows(builder *self, json_value *schema, const settings *rows)
{
    const setting *chosen = row_of_kind(rows);
    if (chosen) {
        build_kinds(self, schema, chosen->family, &(build_form){ .key = KIND_KEY, .beside = rows });
        return schema;
    }
    return build_members(self, schema, rows, &(build_form){ 0 }, NULL);
}

void build_family(builder *self, json_value *definitions, const char *name, const kind_family *family, const build_form *form)
{
    build_kinds(self, build_object(self, definitions, name), family, form);
}
