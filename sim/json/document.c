#include "json/document.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "json/merge.h"
#include "json/override.h"
#include "json/places.h"
#include "json/source.h"

#define EXTENDS_MAX 16
#define DOCUMENT_POINTER_BYTES 512

struct document {
    json_value *value; /* owned */
    places known;      /* owned */
    arena names;       /* owned; of files */
    const char *files[EXTENDS_MAX + 1]; /* that were read */
    size_t file_count;
    document *original; /* owned; of a copy that keeps it */
};

/** A file that is being read and those that extend it, the newest first. */
typedef struct chain {
    const struct chain *by; /* NULL for the first file */
    const char *file;       /* what it is called */
    const char *path;       /* what is opened */
    bool exists;
    dev_t device;
    ino_t inode;
    int levels;
} chain;

static chain chain_link(const chain *by, const char *file)
{
    struct stat about = { 0 };
    const bool exists = stat(file, &about) == 0;
    return (chain){ by, file, file, exists, about.st_dev, about.st_ino, by ? by->levels + 1 : 0 };
}

static bool same_file(const chain *a, const chain *b)
{
    return a->exists && b->exists ? a->device == b->device && a->inode == b->inode : strcmp(a->file, b->file) == 0;
}

static bool chain_is_loop(const chain *last)
{
    for (const chain *link = last->by; link; link = link->by) {
        if (same_file(link, last)) {
            return true;
        }
    }
    return false;
}

/** Writes "a.json -> b.json -> a.json" from the first file to the last. */
static void chain_write(const chain *last, text_buffer *text)
{
    if (last->by) {
        chain_write(last->by, text);
        text_add(text, " -> ");
    }
    text_add(text, "%s", last->file);
}

static void fault_chain(const chain *last, fault_place place, const char *what, fault_list *faults)
{
    text_buffer text = { 0 };
    chain_write(last, &text);
    if (text.out_of_memory) {
        faults->out_of_memory = 1;
    } else {
        fault_add(faults, FAULT_ERROR, place, "%s: %s", what, text.bytes);
    }
    text_free(&text);
}

/** `name` as seen from the folder of the file `from`; owned by the arena, NULL when memory ran out. */
static const char *path_beside(arena *names, const char *from, const char *name)
{
    const char *slash = strrchr(from, '/');
    if (name[0] == '/') {
        return arena_text(names, name);
    }
    text_buffer path = { 0 };
    text_add(&path, "%.*s%s%s", slash ? (int)(slash + 1 - from) : 0, from, strcmp(name, STANDARD_INPUT) == 0 ? "./" : "", name);
    const char *kept = path.out_of_memory ? NULL : arena_text(names, path.bytes);
    text_free(&path);
    return kept;
}

static fault_place place_of_value(const document *doc, const json_value *value, const char *pointer)
{
    const value_place *known = places_of(&doc->known, value);
    return known ? (fault_place){ known->file, known->line, known->column, pointer } : (fault_place){ .pointer = pointer };
}

static json_value *read_linked(document *doc, const chain *link, fault_place place, fault_list *faults);

/** Merges `patch` over the value of the file that it extends; returns what becomes of it. Takes `patch`. */
static json_value *merge_over(document *doc, json_value *base, json_value *patch, fault_list *faults)
{
    if (json_type_of(base) != JSON_OBJECT) {
        const fault_place place = place_of_value(doc, base, "");
        fault_add(faults, FAULT_ERROR, place, "is %s; a file that another extends holds an object", json_type_words(base));
        json_free(base);
        return patch;
    }
    const value_place *place = places_of(&doc->known, patch);
    const bool placed = !place || places_set(&doc->known, base, *place);
    if (!merge_patch(base, patch, "", &doc->known) || !placed) {
        faults->out_of_memory = 1;
    }
    json_free(patch);
    return base;
}

/** The value of the file named by `extends` at `place`; NULL after a fault. */
static json_value *read_extended(document *doc, const chain *link, const char *extends, fault_place place, fault_list *faults)
{
    const char *path = path_beside(&doc->names, link->file, extends);
    if (!path) {
        faults->out_of_memory = 1;
        return NULL;
    }
    const chain next = chain_link(link, path);
    if (chain_is_loop(&next)) {
        fault_chain(&next, place, "these files extend each other in a loop", faults);
        return NULL;
    }
    if (next.levels > EXTENDS_MAX) {
        fault_chain(&next, place, "more than 16 files extend each other", faults);
        return NULL;
    }
    return read_linked(doc, &next, place, faults);
}

/** Follows the `extends` of `value`, takes it out, and merges; returns what becomes of `value`, which it takes. */
static json_value *follow_extends(document *doc, const chain *link, json_value *value, fault_list *faults)
{
    const json_value *extends = json_get(value, "extends");
    if (!extends) {
        return value;
    }
    const fault_place place = place_of_value(doc, extends, "/extends");
    json_value *base = NULL;
    if (json_type_of(extends) == JSON_STRING && json_string(extends)[0]) {
        base = read_extended(doc, link, json_string(extends), place, faults);
    } else {
        const char *words = json_type_of(extends) == JSON_STRING ? "an empty text" : json_type_words(extends);
        fault_add(faults, FAULT_ERROR, place, "is %s; expected the path of the file that this one extends", words);
    }
    json_remove(value, "extends");
    return base ? merge_over(doc, base, value, faults) : value;
}

/** Parses what was read of the last file of the chain and follows what it extends. NULL after a fault of syntax. */
static json_value *parse_linked(document *doc, const chain *link, source *from, fault_list *faults)
{
    const build_target target = { link->file, "", true, &doc->known, faults };
    json_value *value = source_parse(from, source_syntax(link->file, from), target, NULL);
    source_free(from);
    return value ? follow_extends(doc, link, value, faults) : NULL;
}

/** Reads the last file of the chain; what makes it unreadable is a fault at `place`. */
static json_value *read_linked(document *doc, const chain *link, fault_place place, fault_list *faults)
{
    source from;
    if (!source_read(&from, link->path, place, faults)) {
        return NULL;
    }
    doc->files[doc->file_count++] = strcmp(link->path, STANDARD_INPUT) == 0 ? "/dev/stdin" : link->path;
    return parse_linked(doc, link, &from, faults);
}

/** The document when no error was added since there were `errors`; else frees it and returns NULL. */
static document *document_if_good(document *doc, size_t errors, const fault_list *faults)
{
    if (doc && doc->value && fault_errors(faults) == errors) {
        return doc;
    }
    document_free(doc);
    return NULL;
}

/** A new document and its own copy of the name of its file. NULL when memory ran out. */
static document *document_new(const char *name, const char **file, fault_list *faults)
{
    document *doc = calloc(1, sizeof *doc);
    *file = doc ? arena_text(&doc->names, name) : NULL;
    if (!*file) {
        faults->out_of_memory = 1;
        document_free(doc);
        return NULL;
    }
    return doc;
}

/** Applies the overrides; where no file could be read, to an empty object, so that their own faults are found too. */
static void apply_overrides(document *doc, const document_override overrides[], size_t count, fault_list *faults)
{
    json_value *stand_in = doc->value ? NULL : json_new_object();
    json_value *root = doc->value ? doc->value : stand_in;
    for (size_t i = 0; root && i < count; i++) {
        override_apply(&overrides[i], root, &doc->names, &doc->known, faults);
    }
    json_free(stand_in);
}

document *document_read(const char *path, const document_override overrides[], size_t override_count, fault_list *faults)
{
    const size_t errors = fault_errors(faults);
    const char *file = NULL;
    const bool standard = strcmp(path, STANDARD_INPUT) == 0;
    document *doc = document_new(standard ? STANDARD_INPUT_NAME : path, &file, faults);
    if (!doc) {
        return NULL;
    }
    chain first = chain_link(NULL, file);
    first.path = standard ? STANDARD_INPUT : file;
    doc->value = read_linked(doc, &first, (fault_place){ .file = file }, faults);
    apply_overrides(doc, overrides, override_count, faults);
    return document_if_good(doc, errors, faults);
}

document *document_read_text(const char *name, const char *text, size_t length, fault_list *faults)
{
    const size_t errors = fault_errors(faults);
    const char *file = NULL;
    document *doc = document_new(name, &file, faults);
    source from;
    if (!doc) {
        return NULL;
    }
    if (source_copy(&from, file, text, length, faults)) {
        const chain first = chain_link(NULL, file);
        doc->value = parse_linked(doc, &first, &from, faults);
    }
    return document_if_good(doc, errors, faults);
}

void document_free(document *doc)
{
    if (!doc) {
        return;
    }
    json_free(doc->value);
    places_free(&doc->known);
    arena_free(&doc->names);
    document_free(doc->original);
    free(doc);
}

void document_keep(document *copy, document *doc)
{
    copy->original = doc;
}

/** Gives the copy of a value, and of all in it, the places of what it is a copy of. */
static bool copy_places(places *to, const places *from, const json_value *original, const json_value *copy)
{
    const value_place *place = places_of(from, original);
    bool fine = true;
    if (place) {
        const value_place kept = *place; /* places_set may move what it points to */
        fine = places_set(to, copy, kept);
    }
    const json_value *item = json_first(copy);
    for (const json_value *old = json_first(original); old && item; old = json_next(old), item = json_next(item)) {
        fine = copy_places(to, from, old, item) && fine;
    }
    return fine;
}

document *document_copy(const document *doc)
{
    document *copy = calloc(1, sizeof *copy);
    if (!copy) {
        return NULL;
    }
    memcpy(copy->files, doc->files, sizeof copy->files);
    copy->file_count = doc->file_count;
    copy->value = json_copy(doc->value);
    if (!copy->value || !copy_places(&copy->known, &doc->known, doc->value, copy->value)) {
        document_free(copy);
        return NULL;
    }
    return copy;
}

/** The object at a pointer, to be changed; NULL where there is none. */
static json_value *object_at(document *doc, const char *pointer)
{
    json_value *value = doc->value;
    char key[DOCUMENT_POINTER_BYTES];
    while (value && *pointer == '/') {
        const size_t length = strcspn(pointer + 1, "/");
        if (length >= sizeof key) {
            return NULL;
        }
        memcpy(key, pointer + 1, length);
        key[length] = '\0';
        json_unescape(key);
        value = json_find(value, key);
        pointer += 1 + length;
    }
    return json_type_of(value) == JSON_OBJECT ? value : NULL;
}

/** A copy of `value`, named `key`, that stands where it does; NULL when memory ran out. */
static json_value *copy_named(document *doc, const json_value *value, const char *key)
{
    json_value *holder = json_new_object();
    json_value *copy = json_add_value(holder, key, json_copy(value));
    const bool fine = copy && copy_places(&doc->known, &doc->known, value, copy);
    json_value *owned = copy ? json_take_first(holder) : NULL;
    json_free(holder);
    if (!fine) {
        json_free(owned);
        return NULL;
    }
    return owned;
}

bool document_put_copy(document *doc, const char *into, const char *key, const char *from)
{
    json_value *object = object_at(doc, into);
    const json_value *value = json_at(doc->value, from);
    json_value *copy = object && value ? copy_named(doc, value, key) : NULL;
    return !object || !value || (copy && json_put(object, copy));
}

bool document_merge_copy(document *doc, const char *target, const char *patch)
{
    json_value *object = object_at(doc, target);
    const json_value *value = json_at(doc->value, patch);
    if (!object || json_type_of(value) != JSON_OBJECT) {
        return true;
    }
    json_value *copy = copy_named(doc, value, "patch");
    const bool merged = copy && merge_patch(object, copy, target, &doc->known);
    json_free(copy);
    return merged;
}

bool document_put_null(document *doc, fault_place idle)
{
    const char *slash = strrchr(idle.pointer, '/');
    char into[DOCUMENT_POINTER_BYTES];
    const size_t length = (size_t)(slash - idle.pointer);
    if (length >= sizeof into) {
        return true;
    }
    memcpy(into, idle.pointer, length);
    into[length] = '\0';
    char *key = strdup(slash + 1);
    json_value *object = object_at(doc, into);
    if (!object || !key) {
        free(key);
        return key != NULL;
    }
    json_unescape(key);
    const json_value *old = json_get(object, key);
    const json_value *added = old ? old : json_add_null(object, key);
    free(key);
    return old || (added && places_set(&doc->known, added, (value_place){ idle.file, idle.line, idle.column, idle.line, idle.column }));
}

/** Says of a value, and of all in it, that it stands at `where`. */
static bool place_all(places *known, const json_value *value, fault_place where)
{
    bool fine = places_set(known, value, (value_place){ where.file, where.line, where.column, where.line, where.column });
    for (const json_value *item = json_first(value); item; item = json_next(item)) {
        fine = place_all(known, item, where) && fine;
    }
    return fine;
}

/** An object that holds a copy of `value` at `pointer`; NULL when memory ran out. Owned by the caller. */
static json_value *nested(const char *pointer, const json_value *value)
{
    json_value *root = json_new_object();
    json_value *holder = root;
    while (holder && *pointer == '/') {
        const size_t length = strcspn(pointer + 1, "/");
        char *key = strndup(pointer + 1, length);
        pointer += 1 + length;
        if (key) {
            json_unescape(key);
        }
        holder = !key ? NULL : *pointer ? json_add_object(holder, key) : json_add_value(holder, key, json_copy(value));
        free(key);
    }
    if (!holder) {
        json_free(root);
        return NULL;
    }
    return root;
}

bool document_set(document *doc, const char *pointer, const json_value *value, fault_place where)
{
    json_value *patch = nested(pointer, value);
    const bool done = patch && place_all(&doc->known, patch, where) && merge_patch(doc->value, patch, "", &doc->known);
    json_free(patch);
    return done;
}

bool document_put_text(document *doc, const char *into, const char *key, const char *text, const char *beside)
{
    json_value *object = object_at(doc, into);
    const value_place *place = places_of(&doc->known, json_at(doc->value, beside));
    if (!object) {
        return true;
    }
    json_remove(object, key);
    const json_value *added = json_add_string(object, key, text);
    if (!added || !place) {
        return added != NULL;
    }
    const value_place kept = *place;
    return places_set(&doc->known, added, kept);
}

size_t document_files(const document *doc, const char *const **files)
{
    *files = doc->files;
    return doc->file_count;
}

const json_value *document_value(const document *doc)
{
    return doc->value;
}

fault_place document_place(const document *doc, const char *pointer)
{
    return place_of_value(doc, json_nearest(doc->value, pointer, NULL), pointer);
}

fault_place document_key_place(const document *doc, const char *pointer)
{
    bool found = false;
    const json_value *value = json_nearest(doc->value, pointer, &found);
    const value_place *known = places_of(&doc->known, value);
    if (!found || !known) {
        return document_place(doc, pointer);
    }
    return (fault_place){ known->file, known->key_line, known->key_column, pointer };
}

size_t document_idle_nulls(const document *doc)
{
    return doc->known.idle_count;
}

fault_place document_idle_null(const document *doc, size_t index)
{
    const idle_null *found = &doc->known.idle[index];
    return (fault_place){ found->place.file, found->place.key_line, found->place.key_column, found->pointer };
}
