#include "load/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json/build.h"
#include "load/check.h"
#include "load/load.h"
#include "load/nulls.h"
#include "load/reader.h"
#include "load/rows.h"
#include "load/spot.h"
#include "load/what_if_shipped.h"

/* A pointer is walked by the rows and by the document at once: rows tell what could stand there (and what holds where nothing does), the document what names there are. At each
 * end the value is changed in a copy of the document, as a merge patch. */

#define TOKEN_BYTES 128
#define MISSED_BYTES 400
#define WHOLE_TOLERANCE 1e-9

struct change;

/** What is done at the end of a pointer. */
typedef void change_maker(struct change *self, const char *path, const spot *at);

/** One pointer of a what-if, while it is followed. */
typedef struct change {
    document *copy;
    const document *account; /* take: where values come from; else NULL */
    const json_value *value; /* set: the value; times, plus: the number */
    change_maker *make;
    double times, plus;
    bool creates;            /* what is not there yet may be set */
    fault_weight missing;    /* of what meets nothing */
    bool lenient;            /* shipped: what meets nothing, or nothing that it can change, is passed over */
    const char *pointer;     /* as written */
    fault_place where;
    size_t met;
    char missed[MISSED_BYTES]; /* what was not there, in words */
    fault_list *faults;
} change;

static void refuse(change *self, const char *path, const char *what)
{
    if (!self->lenient) {
        fault_add(self->faults, FAULT_ERROR, self->where, "%s: %s", path, what);
    }
    self->met++;
}

/** Remembers that nothing of that name stands where the pointer leads. */
static void miss(change *self, const char *path, const char *token, const candidates *known)
{
    text_buffer hint = { 0 };
    words_suggest(&hint, token, known, "known: ");
    if (strcmp(token, "*") == 0) {
        snprintf(self->missed, sizeof self->missed, "in %s are settings, not names: write which one%s", *path ? path : "the scenario", hint.bytes ? hint.bytes : "");
    } else {
        snprintf(self->missed, sizeof self->missed, "there is no \"%s\" in %s%s", token, *path ? path : "the scenario", hint.bytes ? hint.bytes : "");
    }
    text_free(&hint);
}

static void put(change *self, const char *path, const json_value *value)
{
    if (!document_set(self->copy, path, value, self->where)) {
        self->faults->out_of_memory = 1;
    }
    self->met++;
}

static void put_number(change *self, const char *path, double number)
{
    json_value *holder = json_new_array();
    const json_value *value = json_add_number(holder, NULL, number);
    if (value) {
        put(self, path, value);
    } else {
        self->faults->out_of_memory = 1;
    }
    json_free(holder);
}

/** A setting of whole numbers stays one where only rounding takes it away from that. */
static double whole_again(const setting *row, double number)
{
    const double near = round(number);
    return row->type == SETTING_INTEGER && fabs(number - near) <= WHOLE_TOLERANCE * fmax(1, fabs(near)) ? near : number;
}

static double number_at(const json_value *object, const char *key, double otherwise)
{
    const json_value *found = json_get(object, key);
    return json_type_of(found) == JSON_NUMBER ? json_number(found) : otherwise;
}

/** Scales the number in `value`, which stands at `path`: itself, under "value", the draw of a distribution, what is made of an input, or each component's. */
static void scale(change *self, const char *path, const setting *row, const json_value *value)
{
    if (json_type_of(value) == JSON_NUMBER) {
        put_number(self, path, whole_again(row, self->times * json_number(value) + self->plus));
    } else if (is_object_with(value, "value")) {
        scale(self, pointer_to("%s/value", path).text, row, json_get(value, "value"));
    } else if (is_object_with(value, DIST_KEY) || is_object_with(value, OF_KEY)) {
        const double times = number_at(value, TIMES_KEY, 1), plus = number_at(value, PLUS_KEY, 0);
        put_number(self, pointer_to("%s/" TIMES_KEY, path).text, self->times * times);
        put_number(self, pointer_to("%s/" PLUS_KEY, path).text, self->times * plus + self->plus);
    } else if (is_object_with(value, BY_KEY)) {
        const json_value *next = NULL; /* what is put in the place of an item frees it */
        for (const json_value *item = json_first(json_get(value, COMPONENTS_KEY)); item; item = next) {
            next = json_next(item);
            if (!is_remark(json_key(item))) {
                scale(self, pointer_to("%s/" COMPONENTS_KEY "/%s", path, json_key(item)).text, row, item);
            }
        }
    } else if (is_object_with(value, SPREAD_KEY)) {
        refuse(self, path, "this differs between children, families or years, which is no single number: point at one of its own, such as its median");
    } else {
        refuse(self, path, "this is no number; set a value instead");
    }
}

static void make_scaled(change *self, const char *path, const spot *at)
{
    const setting *row = at->rows ? NULL : at->row;
    const char *other = row ? words_no_number(row->type) : "a group of settings";
    const json_value *value = json_at(document_value(self->copy), path);
    if (other) {
        text_buffer words = { 0 };
        text_add(&words, "this is %s; point at one number", other);
        refuse(self, path, row && row->type == SETTING_SHARES ? "shares must sum to 1 and none changes alone: set them all" : words.bytes ? words.bytes : other);
        text_free(&words);
    } else if (value) {
        scale(self, path, row, value);
    } else {
        char *end = NULL;
        const double number = row->fallback ? strtod(row->fallback, &end) : 0;
        if (end && end != row->fallback && *end == '\0') {
            put_number(self, path, whole_again(row, self->times * number + self->plus));
        }
    }
}

static void make_set(change *self, const char *path, const spot *at)
{
    (void)at;
    if (json_type_of(self->value) != JSON_NULL || json_at(document_value(self->copy), path)) {
        put(self, path, self->value);
    }
}

static void make_taken(change *self, const char *path, const spot *at)
{
    (void)at;
    const json_value *theirs = json_at(document_value(self->account), path);
    json_value *nothing = json_parse("null");
    if (theirs && json_at(document_value(self->copy), path)) {
        put(self, path, nothing);
    }
    if (theirs) {
        put(self, path, theirs);
    }
    json_free(nothing);
}

static void walk(change *self, const char *path, spot at, const char *rest);

static void walk_into(change *self, const char *path, const char *key, const spot *at, const char *rest)
{
    text_buffer below = { 0 };
    text_add(&below, "%s", path);
    pointer_add(&below, key);
    if (below.out_of_memory) {
        self->faults->out_of_memory = 1;
    } else {
        walk(self, below.bytes, *at, rest);
    }
    text_free(&below);
}

static bool is_map(const spot *at)
{
    return !at->rows && at->row->type == SETTING_MAP;
}

/** Goes on from a map by every name in it. The names are copied: what is changed may take them away. */
static void walk_all(change *self, const char *path, const spot *at, const char *rest)
{
    json_value *names = json_new_array();
    for (const json_value *item = json_first(json_at(document_value(self->copy), path)); item; item = json_next(item)) {
        if (!is_remark_text(item) && !json_add_string(names, NULL, json_key(item))) {
            self->faults->out_of_memory = 1;
        }
    }
    for (const json_value *name = json_first(names); name; name = json_next(name)) {
        spot next = *at;
        spot_step(&next, json_string(name), &(candidates){ .count = 0 });
        walk_into(self, path, json_string(name), &next, rest);
    }
    json_free(names);
}

/** Whether nothing can be changed below: the document has none of it, and none holds by default. */
static bool ends_in_nothing(const change *self, const spot *at, const char *path, const char *token, bool names, const char *rest)
{
    const json_value *holder = json_at(document_value(self->copy), path);
    if (json_get(holder, token)) {
        return false;
    }
    if (names) {
        return !self->creates || *rest != '\0';
    }
    const bool of_kind = json_get(holder, KIND_KEY) || json_get(holder, DIST_KEY) || json_get(holder, SPREAD_KEY);
    const bool optional = at->row && at->row->type == SETTING_OBJECT && at->row->fallback && at->row->fallback[0] == '\0';
    return !self->creates && (of_kind || optional);
}

static void list_names(const change *self, const char *path, candidates *known)
{
    for (const json_value *item = json_first(json_at(document_value(self->copy), path)); item; item = json_next(item)) {
        if (json_key(item) && !is_remark_text(item)) {
            candidates_add(known, json_key(item));
        }
    }
}

static void walk(change *self, const char *path, spot at, const char *rest)
{
    if (*rest == '\0') {
        self->make(self, path, &at);
        return;
    }
    char token[TOKEN_BYTES];
    const size_t length = strcspn(rest + 1, "/");
    snprintf(token, sizeof token, "%.*s", (int)length, rest + 1);
    json_unescape(token);
    rest += 1 + length;
    candidates known = { .count = 0 };
    const bool names = is_map(&at);
    if (strcmp(token, "*") == 0 && names) {
        walk_all(self, path, &at, rest);
        return;
    }
    const bool steps = spot_step(&at, token, &known);
    if (names) {
        list_names(self, path, &known);
    }
    if (!steps || ends_in_nothing(self, &at, path, token, names, rest)) {
        miss(self, path, token, &known);
        return;
    }
    walk_into(self, path, token, &at, rest);
}

/** One member of take, set, times or plus. */
static void follow(change *self)
{
    static const char *const kept[] = { "/run", "/what_if", "/schema", "/name", NULL };
    self->pointer = json_key(self->value);
    if (self->pointer[0] != '/') {
        fault_add(self->faults, FAULT_ERROR, self->where, "\"%s\" is no pointer; write the way to a value, such as /people/start_share", self->pointer);
        return;
    }
    for (size_t i = 0; kept[i]; i++) {
        const size_t length = strlen(kept[i]);
        if (strncmp(self->pointer, kept[i], length) == 0 && (self->pointer[length] == '\0' || self->pointer[length] == '/')) {
            fault_add(self->faults, FAULT_ERROR, self->where, "%s is the same in every what-if", kept[i]);
            return;
        }
    }
    walk(self, "", (spot){ .rows = &scenario_rows }, self->pointer);
    if (self->met == 0 && !self->lenient) {
        const char *missed = self->missed[0] ? self->missed : "nothing of it stands in this scenario";
        fault_add(self->faults, self->missing, self->where, "%s meets nothing: %s", self->pointer, missed);
    }
}

/** A what-if that is asked. */
typedef struct {
    const char *name;
    const what_if_shipped *shipped; /* NULL: the document's own */
    const json_value *what;
    const document *doc;
    document *copy;
    fault_weight missing; /* of what is not in the scenario: a warning unless it is asked, for a part of a scenario may be run alone */
    double part; /* how much of it is asked, 0 .. 1: factors and sums in part, values only in full */
    fault_list *faults;
} question;

/** Where a member of it stands. */
static fault_place place_of(const question *self, const char *group, const char *pointer)
{
    text_buffer at = { 0 };
    text_add(&at, "/what_if/%s/%s", self->name, group);
    if (pointer) {
        pointer_add(&at, pointer);
    }
    fault_place place = self->shipped ? (fault_place){ .file = self->shipped->place } : document_key_place(self->doc, at.bytes ? at.bytes : "");
    place.pointer = NULL;
    text_free(&at);
    return place;
}

/** The account of that name as it is read; NULL, with a fault unless it is a shipped what-if that asks. */
static document *read_account(const question *self, const json_value *name, fault_place where)
{
    const pointer_text at = pointer_to("/views/%s/scenario", json_string(name) ? json_string(name) : "");
    const char *file = json_string(json_at(document_value(self->doc), at.text));
    if (!file) {
        if (!self->shipped) {
            fault_add(self->faults, FAULT_ERROR, where, "take names one of the other accounts under /views; there is none of this name");
        }
        return NULL;
    }
    const char *beside = document_place(self->doc, at.text).file;
    const char *slash = file[0] != '/' && beside ? strrchr(beside, '/') : NULL;
    text_buffer path = { 0 };
    text_add(&path, "%.*s%s", slash ? (int)(slash - beside) + 1 : 0, beside ? beside : "", file);
    document *account = path.bytes ? document_read(path.bytes, NULL, 0, self->faults) : NULL;
    text_free(&path);
    return account;
}

static void ask_one(const question *self, const char *group, const json_value *item)
{
    change one = { .copy = self->copy, .value = item, .times = 1, .missing = self->missing, .lenient = self->shipped != NULL, .where = place_of(self, group, json_key(item)), .faults = self->faults };
    document *account = NULL;
    if (strcmp(group, "set") == 0) {
        one.make = make_set;
        one.creates = json_type_of(item) != JSON_NULL;
    } else if (strcmp(group, "take") == 0) {
        one.account = account = read_account(self, item, one.where);
        one.make = make_taken;
        one.creates = true;
    } else if (json_type_of(item) == JSON_NUMBER) {
        one.make = make_scaled;
        const bool factor = strcmp(group, TIMES_KEY) == 0;
        one.times = factor ? 1 + self->part * (json_number(item) - 1) : 1;
        one.plus = factor ? 0 : self->part * json_number(item);
    } else {
        fault_add(self->faults, FAULT_ERROR, one.where, "this is %s; write a number", json_type_words(item));
    }
    if (one.make && (one.account || strcmp(group, "take") != 0)) {
        follow(&one);
    }
    document_free(account);
}

static void ask(const question *self)
{
    static const char *const groups[] = { "take", "set", TIMES_KEY, PLUS_KEY };
    for (size_t g = self->part < 1 ? 2 : 0; g < sizeof groups / sizeof groups[0]; g++) {
        for (const json_value *item = json_first(json_get(self->what, groups[g])); item; item = json_next(item)) {
            if (!is_remark_text(item)) {
                ask_one(self, groups[g], item);
            }
        }
    }
}

static const what_if_shipped *shipped_named(const char *name)
{
    for (size_t i = 0; i < what_ifs_shipped_count; i++) {
        if (strcmp(what_ifs_shipped[i].name, name) == 0) {
            return &what_ifs_shipped[i];
        }
    }
    return NULL;
}

size_t what_if_list(const document *doc, what_if_entry entries[WHAT_IFS_MAX])
{
    const json_value *own = json_get(document_value(doc), "what_if");
    size_t count = 0;
    for (const json_value *item = json_first(own); item && count < WHAT_IFS_MAX; item = json_next(item)) {
        if (!is_remark_text(item)) {
            const json_value *title = json_get(item, "title");
            const char *words = json_string(json_type_of(title) == JSON_OBJECT ? json_get(title, "value") : title);
            entries[count++] = (what_if_entry){ json_key(item), words ? words : json_key(item), false };
        }
    }
    for (size_t i = 0; i < what_ifs_shipped_count && count < WHAT_IFS_MAX; i++) {
        if (!json_get(own, what_ifs_shipped[i].name)) {
            entries[count++] = (what_if_entry){ what_ifs_shipped[i].name, what_ifs_shipped[i].title, true };
        }
    }
    return count;
}

/** The file that the document is of. */
static const char *name_of(const document *doc)
{
    return document_place(doc, "").file;
}

void what_if_fault_unknown(const document *doc, const char *name, fault_list *faults)
{
    what_if_entry entries[WHAT_IFS_MAX];
    const size_t count = what_if_list(doc, entries);
    candidates known = { .count = 0 };
    for (size_t i = 0; i < count; i++) {
        candidates_add(&known, entries[i].name);
    }
    text_buffer hint = { 0 };
    words_suggest(&hint, name, &known, "known: ");
    fault_add(faults, FAULT_ERROR, (fault_place){ .file = name_of(doc) }, "there is no what-if \"%s\"%s", name, hint.bytes ? hint.bytes : "");
    text_free(&hint);
}

/** The what-if's own words; NULL when there is none of the name, or memory ran out. Owned by the caller. */
static json_value *read_question(question *self)
{
    const json_value *own = json_get(json_get(document_value(self->doc), "what_if"), self->name);
    self->shipped = own ? NULL : shipped_named(self->name);
    if (!own && !self->shipped) {
        what_if_fault_unknown(self->doc, self->name, self->faults);
        return NULL;
    }
    /* of the copy, where the nulls of patches are put back */
    json_value *what = own ? json_copy(json_get(json_get(document_value(self->copy), "what_if"), self->name))
                           : self->shipped->text ? json_parse(self->shipped->text) : self->shipped->make(document_value(self->doc));
    self->faults->out_of_memory |= !what;
    return what;
}

/** As what_if_apply, but leaves "what_if" in place. */
static document *apply(const document *doc, const char *name, double part, fault_weight missing, const char **why, fault_list *faults)
{
    const size_t before = fault_errors(faults);
    question self = { .name = name, .doc = doc, .copy = document_copy(doc), .missing = missing, .part = part, .faults = faults };
    *why = NULL;
    if (!self.copy || !nulls_put_back(self.copy, doc)) {
        faults->out_of_memory = 1;
        document_free(self.copy);
        return NULL;
    }
    json_value *what = read_question(&self);
    self.what = what;
    char *as_it_stood = json_text(document_value(self.copy));
    if (what) {
        ask(&self);
    }
    char *changed = json_text(document_value(self.copy));
    faults->out_of_memory |= !as_it_stood || !changed;
    const bool unchanged = what && fault_errors(faults) == before && strcmp(as_it_stood, changed) == 0;
    free(as_it_stood);
    free(changed);
    if (unchanged && self.shipped) {
        *why = self.shipped->otherwise;
    } else if (unchanged) {
        const pointer_text at = pointer_to("/what_if/%s", name);
        fault_add(faults, missing, document_key_place(doc, at.text), "nothing in this scenario is changed by it");
    }
    json_free(what);
    if (*why || fault_errors(faults) > before) {
        document_free(self.copy);
        return NULL;
    }
    return self.copy;
}

/** Takes "what_if" out of a document, or frees it when memory runs out. */
static document *without_questions(document *doc, fault_list *faults)
{
    json_value *nothing = json_parse("null");
    const bool done = doc && nothing && (!json_get(document_value(doc), "what_if") || document_set(doc, "/what_if", nothing, (fault_place){ 0 }));
    json_free(nothing);
    if (done) {
        return doc;
    }
    faults->out_of_memory |= doc != NULL;
    document_free(doc);
    return NULL;
}

document *what_if_apply(const document *doc, const char *name, double part, const char **why, fault_list *faults)
{
    return without_questions(apply(doc, name, part, FAULT_ERROR, why, faults), faults);
}

bool what_if_has_steps(const document *doc, const char *name)
{
    const json_value *own = json_get(json_get(document_value(doc), "what_if"), name);
    const what_if_shipped *shipped = own ? NULL : shipped_named(name);
    json_value *what = own ? json_copy(own) : shipped && shipped->text ? json_parse(shipped->text) : NULL;
    const bool steps = what && !json_get(what, "set") && !json_get(what, "take");
    json_free(what);
    return steps;
}

document *what_if_apply_parts(const document *doc, const what_if_part parts[], size_t count, const char **why, fault_list *faults)
{
    document *made = NULL;
    for (size_t i = 0; i < count; i++) {
        document *changed = parts[i].part > 0 ? apply(made ? made : doc, parts[i].name, parts[i].part, FAULT_ERROR, why, faults) : NULL;
        if (changed && made) {
            document_keep(changed, made);
        }
        if (!changed && parts[i].part > 0) {
            document_free(made);
            return NULL;
        }
        made = changed ? changed : made;
    }
    return without_questions(made ? made : document_copy(doc), faults);
}

document *what_if_apply_all(document *doc, const char *const names[], size_t count, fault_list *faults)
{
    for (size_t i = 0; doc && i < count; i++) {
        const char *why;
        document *changed = apply(doc, names[i], 1, FAULT_ERROR, &why, faults);
        if (changed) {
            document_keep(changed, doc);
            doc = changed;
        } else if (why) {
            fault_add(faults, FAULT_WARNING, (fault_place){ .file = name_of(doc) }, "the what-if \"%s\" does not apply: %s", names[i], why);
        } else {
            document_free(doc);
            doc = NULL;
        }
    }
    return count > 0 ? without_questions(doc, faults) : doc;
}

/** Loads one of the document's what-ifs and warns of its errors, said to be its own. */
static void check_one(const document *doc, const char *name, fault_list *faults)
{
    const char *why;
    document *changed = without_questions(apply(doc, name, 1, FAULT_WARNING, &why, faults), faults);
    fault_list found = { 0 };
    scenario *loaded = changed ? scenario_from_document(changed, &found) : NULL;
    for (size_t i = 0; i < found.count; i++) {
        const fault *one = &found.items[i];
        if (one->weight == FAULT_ERROR) {
            fault_add(faults, FAULT_WARNING, (fault_place){ one->file, one->line, one->column, one->pointer }, "with what_if \"%s\": %s", name, one->text);
        }
    }
    faults->out_of_memory |= found.out_of_memory;
    fault_list_free(&found);
    scenario_free(loaded);
    document_free(changed);
}

void what_if_check(const document *doc, fault_list *faults)
{
    for (const json_value *item = json_first(json_get(document_value(doc), "what_if")); item; item = json_next(item)) {
        if (!is_remark_text(item)) {
            check_one(doc, json_key(item), faults);
        }
    }
}
