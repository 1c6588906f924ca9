#include "json/override.h"

#include <string.h>

#include "base/text.h"
#include "json/merge.h"
#include "json/source.h"

/** An override while it is applied. */
typedef struct {
    const document_override *from;
    const char *file; /* "--set /pointer" */
    arena *names;
    places *known;
    fault_list *faults;
} setting;

static void run_out_of_memory(const setting *set)
{
    set->faults->out_of_memory = 1;
}

static fault_place place_at(const setting *set, const char *pointer)
{
    return (fault_place){ .file = set->file, .pointer = pointer };
}

/** Says, where it was written, that a value is none that has members to set. */
static void fault_no_object(const setting *set, const json_value *value, const char *pointer)
{
    const value_place *known = places_of(set->known, value);
    const fault_place place = known ? (fault_place){ known->file, known->line, known->column, pointer } : place_at(set, pointer);
    const bool never_one = *pointer == '\0' || json_type_of(value) == JSON_NULL; /* elsewhere the pointer may be what is wrong */
    fault_add(set->faults, FAULT_ERROR, place, "this is %s; %s", json_type_words(value), never_one ? "write an object" : "--set reaches only members of objects");
}

/** Whether each ~ of `pointer` is followed by 0 or 1, and it is empty or starts with a slash. */
static bool pointer_is_formed(const char *pointer)
{
    if (*pointer && *pointer != '/') {
        return false;
    }
    for (const char *at = strchr(pointer, '~'); at; at = strchr(at + 1, '~')) {
        if (at[1] != '0' && at[1] != '1') {
            return false;
        }
    }
    return true;
}

/** The key that the `length` bytes of `token` stand for; NULL when memory ran out. */
static const char *key_of(const setting *set, const char *token, size_t length)
{
    char *key = arena_take(set->names, length + 1, 1);
    size_t written = 0;
    for (size_t i = 0; key && i < length; i++) {
        const bool escape = token[i] == '~' && i + 1 < length;
        i += escape;
        key[written++] = escape ? (token[i] == '0' ? '~' : '/') : token[i];
    }
    return key;
}

/** The value of the override under `key` in a new object; JSON where it is that, else a text. NULL after a fault. */
static json_value *parse_value(const setting *set, places *known, fault_list *faults, bool *malformed)
{
    const char *text = set->from->value;
    const build_target target = { set->file, set->from->pointer, false, known, faults };
    source from;
    if (!source_copy(&from, set->file, text, strlen(text), faults)) {
        return NULL;
    }
    json_value *value = source_parse(&from, SYNTAX_JSON, target, malformed);
    source_free(&from);
    return value;
}

/** Whether the value is no JSON; its faults are not kept, but for a lack of memory. */
static bool value_is_plain_text(const setting *set)
{
    places known = { 0 };
    fault_list faults = { 0 };
    bool malformed = false;
    json_free(parse_value(set, &known, &faults, &malformed));
    set->faults->out_of_memory |= faults.out_of_memory;
    places_free(&known);
    fault_list_free(&faults);
    return malformed;
}

/** An object with the override's value as its member `key`; NULL after a fault. Owned by the caller. */
static json_value *patch_of(const setting *set, const char *key)
{
    json_value *patch = json_new_object();
    json_value *value = NULL;
    if (value_is_plain_text(set)) {
        value = json_add_string(patch, key, set->from->value);
        if (!value || !places_set(set->known, value, (value_place){ .file = set->file })) {
            run_out_of_memory(set);
        }
    } else {
        bool malformed = false;
        json_value *parsed = parse_value(set, set->known, set->faults, &malformed);
        value = parsed ? json_add_value(patch, key, parsed) : NULL;
        if (malformed || (parsed && !value)) {
            run_out_of_memory(set); /* it parsed a moment ago */
        }
    }
    if (!value) {
        json_free(patch);
        return NULL;
    }
    return patch;
}

/** The object `key` in `object`, made when it is missing; NULL after a fault. `end` is where its token ends in the pointer. */
static json_value *enter(const setting *set, json_value *object, const char *key, const char *end)
{
    json_value *child = json_find(object, key);
    if (!child) {
        child = json_add_object(object, key);
        if (!child || !places_set(set->known, child, (value_place){ .file = set->file })) {
            run_out_of_memory(set);
        }
        return child;
    }
    if (json_type_of(child) == JSON_OBJECT) {
        return child;
    }
    text_buffer pointer = { 0 };
    text_add_bytes(&pointer, set->from->pointer, (size_t)(end - set->from->pointer));
    fault_no_object(set, child, pointer.bytes);
    text_free(&pointer);
    return NULL;
}

/** Follows the pointer to the object that its last token is in; `key` is that token's. NULL after a fault. */
static json_value *follow_pointer(const setting *set, json_value *root, const char **key)
{
    const char *token = set->from->pointer + 1;
    const char *end = token + strcspn(token, "/");
    *key = key_of(set, token, (size_t)(end - token));
    json_value *object = root;
    while (object && *key && *end) {
        object = enter(set, object, *key, end);
        token = end + 1;
        end = token + strcspn(token, "/");
        *key = key_of(set, token, (size_t)(end - token));
    }
    if (!*key) {
        run_out_of_memory(set);
        return NULL;
    }
    return object;
}

/** Merges the override's value, an object, into the root. */
static void set_root(const setting *set, json_value *root)
{
    json_value *patch = patch_of(set, "root");
    json_value *value = json_take_first(patch);
    if (value && json_type_of(value) != JSON_OBJECT) {
        fault_add(set->faults, FAULT_ERROR, place_at(set, ""), "is %s; the whole scenario can only be set by an object", json_type_words(value));
    } else if (value && !merge_patch(root, value, "", set->known)) {
        run_out_of_memory(set);
    }
    json_free(value);
    json_free(patch);
}

static void set_member(const setting *set, json_value *root)
{
    const char *key = NULL;
    json_value *object = follow_pointer(set, root, &key);
    json_value *patch = key ? patch_of(set, key) : NULL;
    json_value *value = json_take_first(patch);
    if (object && value) {
        text_buffer parent = { 0 };
        text_add_bytes(&parent, set->from->pointer, (size_t)(strrchr(set->from->pointer, '/') - set->from->pointer));
        if (parent.out_of_memory || !merge_member(object, value, parent.bytes, set->known)) {
            run_out_of_memory(set);
        }
        text_free(&parent);
    } else {
        json_free(value);
    }
    json_free(patch);
}

void override_apply(const document_override *override, json_value *root, arena *names, places *known, fault_list *faults)
{
    text_buffer file = { 0 };
    text_add(&file, "--set %s", override->pointer);
    const setting set = { override, arena_text(names, file.bytes), names, known, faults };
    text_free(&file);
    if (!set.file) {
        run_out_of_memory(&set);
    } else if (!pointer_is_formed(override->pointer)) {
        fault_add(faults, FAULT_ERROR, place_at(&set, NULL), "is no pointer; expected /name/name, with / in a name as ~1 and ~ as ~0");
    } else if (json_type_of(root) != JSON_OBJECT) {
        fault_no_object(&set, root, "");
    } else if (*override->pointer == '\0') {
        set_root(&set, root);
    } else {
        set_member(&set, root);
    }
}
