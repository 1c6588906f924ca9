#include "upgrade/upgrade.h"

#include <stdlib.h>
#include <string.h>

#include "json/source.h"

/** One change of form: the member at `path` ("*" is any key; of the root's members on), its new key, and what goes around its value. */
typedef struct {
    const char *path[6]; /* ends in NULL */
    const char *key;
    const char *before, *after;
    const char *only; /* where not NULL, only this text value is meant, and `before` takes its place */
    const char *holds; /* where not NULL, only an object with this member is meant */
} change;

static const change changes_known[] = {
    { { "schema", NULL }, "schema", "\"edgecare/3\"", "", "edgecare/1", NULL },
    { { "schema", NULL }, "schema", "\"edgecare/3\"", "", "edgecare/2", NULL },
    { { "people", "frailty_variance", NULL }, "frailty", "{\"variance\": ", "}", NULL, NULL },
    { { "contracts", "*", "terms", "*", "baseline_share", NULL }, "baseline", "{\"kind\": \"written\", \"share\": ", "}", NULL, NULL },
    { { "contracts", "*", "capital", "recycle_until", NULL }, "distribute", "{\"from\": ", ", \"reserve_months\": 0, \"every_months\": 1}", NULL, NULL },
    { { "appraisal", "comparator", NULL }, "comparator", "{\"comparator\": ", "}", NULL, "name" },
    { { "appraisal", "comparator", "name", NULL }, "title", "", "", NULL, NULL },
};

/** A stretch of the text and what takes its place. */
typedef struct {
    size_t from, until;
    const char *text;
} edit;

#define EDITS_MAX 4096

/** One file's upgrade while it goes on. */
typedef struct {
    const char *name;
    const char *text;    /* as it was given: the source's returns are blanked */
    const source *from;
    const places *known;
    fault_list *faults;
    bool placed_only; /* YAML: changes are told, not made */
    size_t changes;
    edit *edits; /* owned */
    size_t edit_count;
} work;

/** The byte at a line and a column, which is counted in characters. */
static size_t offset_of(const source *from, int line, int column)
{
    size_t at = 0;
    for (int l = 1; l < line; l++) {
        const char *end = memchr(from->text + at, '\n', from->length - at);
        at = end ? (size_t)(end - from->text) + 1 : from->length;
    }
    for (int c = 1; c < column && at < from->length; c++) {
        at++;
        while (((unsigned char)from->text[at] & 0xc0u) == 0x80u) {
            at++;
        }
    }
    return at;
}

/** The byte after a text in quotes that begins at `at`. */
static size_t after_string(const source *from, size_t at)
{
    at++;
    while (at < from->length && from->text[at] != '"') {
        at += from->text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

/** The byte after the JSON value that begins at `at`; the text is known to be well-formed. */
static size_t after_value(const source *from, size_t at)
{
    size_t depth = 0;
    while (at < from->length) {
        const char c = from->text[at];
        if (c == '"') {
            at = after_string(from, at);
        } else if (depth == 0 && strchr(",]} \t\r\n", c)) {
            return at;
        } else {
            depth += c == '{' || c == '[';
            depth -= c == '}' || c == ']';
            at++;
        }
        if (depth == 0 && at > 0 && strchr("\"}]", from->text[at - 1])) {
            return at;
        }
    }
    return at;
}

static void add_edit(work *self, size_t from, size_t until, const char *text)
{
    if (self->edit_count < EDITS_MAX) {
        self->edits[self->edit_count++] = (edit){ from, until, text };
    }
}

static void tell(const work *self, const change *what, const value_place *at)
{
    const fault_place place = { .file = self->name, .line = at->key_line, .column = at->key_column };
    if (what->only) {
        fault_add(self->faults, FAULT_ERROR, place, "write %s here; a file in YAML is changed by hand", what->before);
    } else {
        fault_add(self->faults, FAULT_ERROR, place, "is now \"%s\": %s...%s; a file in YAML is changed by hand", what->key, what->before, what->after);
    }
}

/** Changes one member. */
static void change_member(work *self, const change *what, const json_value *member)
{
    const value_place *at = places_of(self->known, member);
    if (!at || (what->holds && !json_get(member, what->holds)) || (what->only && (json_type_of(member) != JSON_STRING || strcmp(json_string(member), what->only) != 0))) {
        return;
    }
    self->changes++;
    if (self->placed_only) {
        tell(self, what, at);
        return;
    }
    const size_t key = offset_of(self->from, at->key_line, at->key_column);
    const size_t value = offset_of(self->from, at->line, at->column);
    const size_t end = after_value(self->from, value);
    if (what->only) {
        add_edit(self, value, end, what->before);
        return;
    }
    add_edit(self, key + 1, after_string(self->from, key) - 1, what->key);
    if (json_type_of(member) != JSON_NULL) {
        add_edit(self, value, value, what->before);
        add_edit(self, end, end, what->after);
    }
}

/** Changes all members that the rest of a path leads to. */
static void follow_path(work *self, const change *what, const char *const path[], const json_value *object)
{
    for (const json_value *item = json_first(object); json_type_of(object) == JSON_OBJECT && item; item = json_next(item)) {
        if (strcmp(path[0], "*") != 0 && strcmp(path[0], json_key(item)) != 0) {
            continue;
        }
        if (path[1]) {
            follow_path(self, what, path + 1, item);
        } else {
            change_member(self, what, item);
        }
    }
}

static int in_order(const void *a, const void *b)
{
    const edit *left = a;
    const edit *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

/** Writes the text with its edits, which do not overlap. */
static void write_edited(work *self, text_buffer *out)
{
    qsort(self->edits, self->edit_count, sizeof *self->edits, in_order);
    size_t at = 0;
    for (size_t i = 0; i < self->edit_count; i++) {
        text_add_bytes(out, self->text + at, self->edits[i].from - at);
        text_add(out, "%s", self->edits[i].text);
        at = self->edits[i].until;
    }
    text_add_bytes(out, self->text + at, self->from->length - at);
}

static void upgrade_value(work *self, const json_value *root, text_buffer *out)
{
    for (size_t i = 0; i < sizeof changes_known / sizeof changes_known[0]; i++) {
        follow_path(self, &changes_known[i], changes_known[i].path, root);
    }
    write_edited(self, out);
}

bool upgrade_text(const char *name, const char *text, size_t length, text_buffer *out, size_t *changes, fault_list *faults)
{
    places known = { 0 };
    source from;
    const size_t before = fault_errors(faults);
    *out = (text_buffer){ 0 };
    *changes = 0;
    if (!source_copy(&from, name, text, length, faults)) {
        return false;
    }
    const build_target target = { .file = name, .pointer = "", .placed = true, .known = &known, .faults = faults };
    json_value *root = source_parse(&from, source_syntax(name, &from), target, NULL);
    work self = { .name = name, .text = text, .from = &from, .known = &known, .faults = faults, .placed_only = source_syntax(name, &from) == SYNTAX_YAML };
    self.edits = calloc(EDITS_MAX, sizeof *self.edits);
    if (root && self.edits) {
        upgrade_value(&self, root, out);
        *changes = self.changes;
    }
    faults->out_of_memory |= !self.edits || out->out_of_memory;
    const bool fine = root && fault_errors(faults) == before;
    if (!fine) {
        text_free(out);
    }
    free(self.edits);
    json_free(root);
    places_free(&known);
    source_free(&from);
    return fine;
}
