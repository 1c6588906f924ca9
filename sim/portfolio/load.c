#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "json/build.h"
#include "load/load.h"
#include "portfolio/portfolio.h"

#define SEED_BITS 53
#define RUN_OVERRIDES 4 /* seed, worlds, histories, no published figures */

typedef struct {
    portfolio *out;
    const char *path;
    const document *doc;
    fault_list *faults;
    bool out_of_memory;
} loader;

/** Notes an error at a pointer of the portfolio file; false, so that it can be returned. */
static bool fault_at(loader *self, const char *pointer, const char *what)
{
    fault_add(self->faults, FAULT_ERROR, document_place(self->doc, pointer), "%s", what);
    return false;
}

static const char *kept(loader *self, const char *text)
{
    const char *copy = arena_text(&self->out->memory, text);
    self->out_of_memory |= copy == NULL;
    return copy ? copy : "";
}

static const json_value *at(const loader *self, const char *pointer)
{
    return json_at(document_value(self->doc), pointer);
}

static const char *read_text(loader *self, const char *pointer, const char *fallback)
{
    const json_value *found = at(self, pointer);
    if (found == NULL && fallback != NULL) {
        return fallback;
    }
    if (json_type_of(found) != JSON_STRING) {
        fault_at(self, pointer, found ? "this should be a text" : "a text must be given");
        return "";
    }
    return kept(self, json_string(found));
}

/** A whole number within limits; `fallback` where none is written. */
static int64_t read_whole(loader *self, const char *pointer, int64_t fallback, double most, double least)
{
    const json_value *found = at(self, pointer);
    const double number = json_number(found);
    if (found == NULL) {
        return fallback;
    }
    if (json_type_of(found) != JSON_NUMBER || number < least || number > most || number != (double)(int64_t)number) {
        fault_add(self->faults, FAULT_ERROR, document_place(self->doc, pointer), "this should be a whole number of %.0f .. %.0f", least, most);
        return fallback;
    }
    return (int64_t)number;
}

/** The pointer of a member of what stands at `pointer`; "" when memory runs out. */
static const char *member_pointer(loader *self, const char *pointer, const char *key)
{
    text_buffer place = {0};
    text_add(&place, "%s", pointer);
    pointer_add(&place, key);
    const char *out = kept(self, place.out_of_memory ? NULL : place.bytes);
    text_free(&place);
    return out;
}

static void fault_unknown_key(loader *self, const char *pointer, const char *key, const char *const known[], size_t count)
{
    const char *near = text_nearest(key, known, count);
    fault_add(self->faults, FAULT_ERROR, document_key_place(self->doc, member_pointer(self, pointer, key)), "there is no \"%s\" here%s%s%s", key,
              near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static const char *const root_keys[] = {"$schema", "schema", "name", "title", "note", "run", "members", "common", NULL};
static const char *const run_keys[] = {"seed", "worlds", "histories", "note", NULL};
static const char *const member_keys[] = {"scenario", "ownership_share", "set", "note", NULL};

/** Whether `key` is one of `known`, which end in NULL; `*count` becomes how many those are. */
static bool is_known(const char *key, const char *const known[], size_t *count)
{
    bool found = false;
    for (*count = 0; known[*count] != NULL; (*count)++) {
        found = found || strcmp(known[*count], key) == 0;
    }
    return found;
}

/** Notes the keys of an object that are not known there, or that it is none; `known` ends in NULL. */
static void check_keys(loader *self, const char *pointer, const char *const known[])
{
    const json_value *object = at(self, pointer);
    if (object != NULL && json_type_of(object) != JSON_OBJECT) {
        fault_at(self, pointer, "this should be an object");
        return;
    }
    for (const json_value *item = json_first(object); item != NULL; item = json_next(item)) {
        size_t count;
        if (!is_known(json_key(item), known, &count)) {
            fault_unknown_key(self, pointer, json_key(item), known, count);
        }
    }
}

/** Notes the nulls of an extending file that were to take away what is not there and is no setting. */
static void check_nulls(loader *self)
{
    for (size_t i = 0; i < document_idle_nulls(self->doc); i++) {
        const fault_place place = document_idle_null(self->doc, i);
        const char *key = strrchr(place.pointer, '/') + 1;
        const bool of_member = strncmp(place.pointer, "/members/", 9) == 0;
        const char *const *known = of_member ? member_keys : strncmp(place.pointer, "/run/", 5) == 0 ? run_keys : root_keys;
        size_t count;
        const bool is_name = of_member && strchr(place.pointer + 9, '/') != strrchr(place.pointer, '/'); /* a member, or what is set of it */
        if (is_name || !is_known(key, known, &count)) {
            const char *near = is_name ? NULL : text_nearest(key, known, count);
            fault_add(self->faults, FAULT_ERROR, place, "null takes nothing away: there is no \"%s\" here%s%s%s", key,
                      near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        }
    }
}

static void read_head(loader *self)
{
    portfolio *out = self->out;
    check_keys(self, "", root_keys);
    check_keys(self, "/run", run_keys);
    check_nulls(self);
    if (strcmp(read_text(self, "/schema", NULL), PORTFOLIO_SCHEMA) != 0) {
        fault_at(self, "/schema", "the schema of a portfolio is \"" PORTFOLIO_SCHEMA "\"");
    }
    out->name = read_text(self, "/name", NULL);
    out->title = read_text(self, "/title", out->name);
    out->seed = read_whole(self, "/run/seed", 1, 9007199254740991.0, 0);
    out->worlds = read_whole(self, "/run/worlds", 1000, 1000000, 1);
    out->histories = read_whole(self, "/run/histories", 2, 1000, 1);
}

static void read_common(loader *self)
{
    const json_value *list = at(self, "/common");
    if (list != NULL && json_type_of(list) != JSON_ARRAY) {
        fault_at(self, "/common", "this should be a list of JSON pointers");
        return;
    }
    self->out->common = arena_take(&self->out->memory, json_count(list) + 1, sizeof *self->out->common);
    self->out_of_memory |= self->out->common == NULL;
    for (const json_value *item = json_first(list); item != NULL && self->out->common != NULL; item = json_next(item)) {
        char place[64];
        snprintf(place, sizeof place, "/common/%zu", self->out->common_count);
        const char *pointer = read_text(self, place, NULL);
        if (*pointer != '/') {
            fault_at(self, place, "a JSON pointer begins with \"/\", such as /states/*/day_cost_gbp");
        }
        self->out->common[self->out->common_count++] = pointer;
    }
}

/** The member's file, relative to the portfolio's. */
static const char *followed(loader *self, const char *file)
{
    text_buffer path = {0};
    const char *slash = strrchr(self->path, '/');
    text_add(&path, "%.*s%s", file[0] == '/' || slash == NULL ? 0 : (int)(slash - self->path) + 1, self->path, file);
    const char *out = kept(self, path.bytes ? path.bytes : "");
    text_free(&path);
    return out;
}

static void add_override(loader *self, portfolio_member *of, const char *pointer, const char *json)
{
    of->set[of->set_count++] = (document_override){kept(self, pointer), kept(self, json)};
}

static void add_whole(loader *self, portfolio_member *of, const char *pointer, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, number);
    add_override(self, of, pointer, text);
}

static void read_set(loader *self, portfolio_member *of, const json_value *set)
{
    of->set = arena_take(&self->out->memory, json_count(set) + RUN_OVERRIDES, sizeof *of->set);
    self->out_of_memory |= of->set == NULL;
    for (const json_value *item = json_first(set); item != NULL && of->set != NULL; item = json_next(item)) {
        char *text = json_text(item);
        add_override(self, of, json_key(item), text ? text : "null");
        self->out_of_memory |= text == NULL;
        free(text);
    }
    if (of->set != NULL) {
        add_override(self, of, "/published", "null");
        add_whole(self, of, "/run/seed", portfolio_member_seed(self->out->seed, of->name));
        add_whole(self, of, "/run/worlds", self->out->worlds);
        add_whole(self, of, "/run/histories", self->out->histories);
    }
}

static void read_share(loader *self, portfolio_member *of, const char *pointer)
{
    const json_value *share = at(self, pointer);
    of->ownership_share = share ? json_number(share) : 1;
    if (share && (json_type_of(share) != JSON_NUMBER || !(of->ownership_share >= 0 && of->ownership_share <= 1))) {
        fault_at(self, pointer, "this should be a share of 0 .. 1");
    }
}

static void read_member(loader *self, const json_value *item)
{
    portfolio_member *of = &self->out->members[self->out->count++];
    of->name = kept(self, json_key(item));
    const char *pointer = member_pointer(self, "/members", of->name);
    check_keys(self, pointer, member_keys);
    of->file = followed(self, read_text(self, member_pointer(self, pointer, "scenario"), NULL));
    read_share(self, of, member_pointer(self, pointer, "ownership_share"));
    const json_value *set = json_get(item, "set");
    if (set != NULL && json_type_of(set) != JSON_OBJECT) {
        fault_at(self, member_pointer(self, pointer, "set"), "this should be an object of JSON pointers and values");
        set = NULL;
    }
    read_set(self, of, set);
}

static void load_member(loader *self, portfolio_member *of)
{
    of->scenario = scenario_load(of->file, of->set, of->set_count, self->faults);
    if (of->scenario == NULL) {
        const char *pointer = member_pointer(self, member_pointer(self, "/members", of->name), "scenario");
        fault_at(self, pointer, "this member's scenario, with what is set of it, has faults of its own");
        return;
    }
    if (has_rivals(of->scenario)) {
        fault_at(self, member_pointer(self, member_pointer(self, "/members", of->name), "scenario"),
                 "the contracts of this member are rivals, of which one would come into force; take the others away (\"set\": {\"/contracts/NAME\": null})");
    }
    of->scenario->run.common_seed = self->out->seed;
    for (size_t d = 0; d < of->scenario->draw_count; d++) {
        world_draw *draw = &of->scenario->draws[d];
        for (size_t i = 0; i < self->out->common_count; i++) {
            draw->common = draw->common || portfolio_pointer_matches(self->out->common[i], draw->pointer);
        }
    }
}

static void read_members(loader *self)
{
    const json_value *members = at(self, "/members");
    const size_t count = json_type_of(members) == JSON_OBJECT ? json_count(members) : 0;
    if (count == 0 || count > MEMBERS_MAX) {
        fault_at(self, "/members", "a portfolio has 1 .. 32 members: an object of names");
        return;
    }
    self->out->members = arena_take(&self->out->memory, count, sizeof *self->out->members);
    self->out_of_memory |= self->out->members == NULL;
    for (const json_value *item = json_first(members); item != NULL && self->out->members != NULL; item = json_next(item)) {
        read_member(self, item);
    }
}

/** Warns of a pointer that names no uncertain input of two members: it would have no effect. */
static void check_common(loader *self)
{
    for (size_t i = 0; i < self->out->common_count; i++) {
        size_t members = 0;
        for (size_t m = 0; m < self->out->count; m++) {
            const scenario *of = self->out->members[m].scenario;
            bool has = false;
            for (size_t d = 0; d < of->draw_count; d++) {
                has = has || portfolio_pointer_matches(self->out->common[i], of->draws[d].pointer);
            }
            members += has;
        }
        if (members < 2) {
            char place[64];
            snprintf(place, sizeof place, "/common/%zu", i);
            fault_add(self->faults, FAULT_WARNING, document_place(self->doc, place), "only %zu of the members has an uncertain input here: nothing is in common", members);
        }
    }
}

int64_t portfolio_member_seed(int64_t seed, const char *member)
{
    const uint64_t mixed = hash_mix(hash_text(hash_mix((uint64_t)seed), member));
    return (int64_t)(mixed >> (64 - SEED_BITS));
}

bool portfolio_pointer_matches(const char *pattern, const char *pointer)
{
    while (*pattern) {
        if (*pattern == '*') {
            if (*pointer == '/' || *pointer == '\0') {
                return false;
            }
            pointer += strcspn(pointer, "/");
            pattern++;
        } else if (*pattern++ != *pointer++) {
            return false;
        }
    }
    return *pointer == '\0' || *pointer == '/';
}

static bool load(loader *self)
{
    const size_t before = fault_errors(self->faults);
    read_head(self);
    read_common(self);
    read_members(self);
    for (size_t m = 0; fault_errors(self->faults) == before && m < self->out->count; m++) {
        load_member(self, &self->out->members[m]);
    }
    if (self->out_of_memory) {
        self->faults->out_of_memory = 1;
    }
    if (fault_errors(self->faults) == before) {
        check_common(self);
    }
    return fault_errors(self->faults) == before;
}

/** The portfolio that a document (freed here; NULL: there is none) holds. */
static portfolio *load_document(document *doc, const char *path, fault_list *faults)
{
    portfolio *out = doc ? calloc(1, sizeof *out) : NULL;
    loader self = {.out = out, .path = path, .doc = doc, .faults = faults};
    if (doc && !out) {
        faults->out_of_memory = 1;
    }
    if (out && !load(&self)) {
        portfolio_free(out);
        out = NULL;
    }
    document_free(doc);
    return out;
}

portfolio *portfolio_load(const char *path, const document_override overrides[], size_t count, fault_list *faults)
{
    return load_document(document_read(path, overrides, count, faults), path, faults);
}

portfolio *portfolio_load_text(const char *name, const char *text, size_t length, fault_list *faults)
{
    return load_document(document_read_text(name, text, length, faults), name, faults);
}

void portfolio_free(portfolio *self)
{
    if (self == NULL) {
        return;
    }
    for (size_t m = 0; m < self->count; m++) {
        scenario_free(self->members[m].scenario);
    }
    arena_free(&self->memory);
    free(self);
}
