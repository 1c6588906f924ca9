#include "json/build.h"

#include <stdlib.h>
#include <string.h>

#include "json/scalar.h"

#define FAULTS_MAX 100

void pointer_add(text_buffer *pointer, const char *key)
{
    text_add_bytes(pointer, "/", 1);
    for (const char *at = key; *at; at++) {
        if (*at == '~') {
            text_add_bytes(pointer, "~0", 2);
        } else if (*at == '/') {
            text_add_bytes(pointer, "~1", 2);
        } else {
            text_add_bytes(pointer, at, 1);
        }
    }
}

static void run_out_of_memory(build *work)
{
    work->target.faults->out_of_memory = 1;
    work->stopped = true;
}

void build_start(build *work, build_target target)
{
    *work = (build){ .target = target, .holder = json_new_array(), .faults_left = FAULTS_MAX };
    if (!work->holder) {
        run_out_of_memory(work);
    }
}

static build_frame *innermost(build *work)
{
    return work->depth ? &work->frames[work->depth - 1] : NULL;
}

bool build_wants_key(const build *work)
{
    return work->depth > 0 && work->frames[work->depth - 1].is_object && !work->frames[work->depth - 1].has_key;
}

build_spot build_nearby(const build *work)
{
    for (size_t i = work->depth; i-- > 0;) {
        if (work->frames[i].has_key) {
            return work->frames[i].key_spot;
        }
    }
    return (build_spot){ 1, 1 };
}

/** Writes the pointer of the value that comes next, or of the innermost container when its next key isn't known yet. */
static void pointer_write(const build *work, text_buffer *pointer)
{
    text_add(pointer, "%s", work->target.pointer);
    for (size_t i = 0; i < work->depth; i++) {
        const build_frame *frame = &work->frames[i];
        if (!frame->is_object) {
            text_add(pointer, "/%zu", frame->count);
        } else if (frame->has_key) {
            pointer_add(pointer, frame->key.bytes);
        }
    }
}

/** Adds a fault at `spot` about the value that comes next, or about its member `key` where that is not NULL. */
static void fault_at(build *work, build_spot spot, const char *key, const char *text)
{
    if (work->faults_left == 0) {
        return;
    }
    work->faults_left--;
    text_buffer pointer = { 0 };
    pointer_write(work, &pointer);
    if (key) {
        pointer_add(&pointer, key);
    }
    const bool placed = work->target.placed;
    const fault_place place = { work->target.file, placed ? spot.line : 0, placed ? spot.column : 0, pointer.bytes };
    if (pointer.out_of_memory) {
        run_out_of_memory(work);
    } else {
        fault_add(work->target.faults, FAULT_ERROR, place, "%s", text);
    }
    text_free(&pointer);
}

void build_fault(build *work, build_spot spot, const char *text)
{
    fault_at(work, spot, NULL, text);
}

/** The container of the next value and, in an object, its key. */
static json_value *container_of_next(build *work, const char **key)
{
    const build_frame *frame = innermost(work);
    *key = frame && frame->is_object ? frame->key.bytes : NULL;
    return frame ? frame->container : work->holder;
}

static void remember(build *work, const json_value *value, build_spot spot)
{
    value_place place = { .file = work->target.file };
    const build_frame *frame = innermost(work);
    if (work->target.placed) {
        const build_spot key = frame && frame->is_object ? frame->key_spot : spot;
        place = (value_place){ work->target.file, spot.line, spot.column, key.line, key.column };
    }
    if (!value || !places_set(work->target.known, value, place)) {
        run_out_of_memory(work);
    }
}

/** Notes that the value that was awaited is there. */
static void value_done(build *work)
{
    build_frame *frame = innermost(work);
    if (frame) {
        frame->has_key = false;
        frame->count++;
    }
}

void build_open(build *work, bool is_object, build_spot spot)
{
    if (work->stopped) {
        return;
    }
    if (work->depth == DOCUMENT_DEPTH_MAX) {
        char text[80];
        snprintf(text, sizeof text, "nests deeper than %d levels", DOCUMENT_DEPTH_MAX);
        fault_at(work, spot, NULL, text);
        work->stopped = true;
        return;
    }
    const char *key = NULL;
    json_value *parent = container_of_next(work, &key);
    json_value *container = is_object ? json_add_object(parent, key) : json_add_array(parent, key);
    remember(work, container, spot);
    work->frames[work->depth++] = (build_frame){ .container = container, .is_object = is_object };
}

/** A key with its turn, so that sorting brings equal keys together in the order of the text. */
typedef struct {
    const json_value *value;
    size_t turn;
} keyed;

static int compare_keyed(const void *left, const void *right)
{
    const keyed *a = left;
    const keyed *b = right;
    const int order = strcmp(json_key(a->value), json_key(b->value));
    return order ? order : (a->turn > b->turn) - (a->turn < b->turn);
}

static void fault_duplicate(build *work, const json_value *first, const json_value *again)
{
    const value_place *there = places_of(work->target.known, first);
    const value_place *here = places_of(work->target.known, again);
    if (!here || !there) {
        return;
    }
    char text[120] = "this key was given before; keep one of the two";
    if (json_key(again)[0] && json_key(again)[strspn(json_key(again), "0123456789")] == '\0') {
        snprintf(text, sizeof text, "this key was given before; if it is a part of a number: numbers are written without commas");
    } else if (work->target.placed) {
        snprintf(text, sizeof text, "this key stands at %d:%d already; keep one of the two", there->key_line, there->key_column);
    }
    fault_at(work, (build_spot){ here->key_line, here->key_column }, json_key(again), text);
}

/** Faults each member of `object` whose key an earlier one has. */
static void check_duplicates(build *work, const json_value *object, size_t count)
{
    if (count < 2) {
        return;
    }
    keyed *members = calloc(count, sizeof *members);
    if (!members) {
        run_out_of_memory(work);
        return;
    }
    size_t turn = 0;
    for (const json_value *item = json_first(object); item && turn < count; item = json_next(item), turn++) {
        members[turn] = (keyed){ item, turn };
    }
    qsort(members, turn, sizeof *members, compare_keyed);
    size_t first = 0;
    for (size_t i = 1; i < turn; i++) {
        if (strcmp(json_key(members[first].value), json_key(members[i].value)) == 0) {
            fault_duplicate(work, members[first].value, members[i].value);
        } else {
            first = i;
        }
    }
    free(members);
}

static void check_key_count(build *work, const json_value *object, size_t count)
{
    const value_place *place = places_of(work->target.known, object);
    if (count > DOCUMENT_KEYS_MAX && place) {
        char text[100];
        snprintf(text, sizeof text, "has %zu keys; an object holds at most %d", count, DOCUMENT_KEYS_MAX);
        fault_at(work, (build_spot){ place->line, place->column }, NULL, text);
    }
}

void build_close(build *work)
{
    if (work->stopped) {
        return;
    }
    build_frame *frame = innermost(work);
    if (frame->is_object) {
        check_key_count(work, frame->container, frame->count);
        check_duplicates(work, frame->container, frame->count);
    }
    text_free(&frame->key);
    work->depth--;
    value_done(work);
}

void build_key(build *work, const char *key, build_spot spot)
{
    if (work->stopped) {
        return;
    }
    build_frame *frame = innermost(work);
    frame->key.length = 0;
    text_add_bytes(&frame->key, key, strlen(key));
    frame->key_spot = spot;
    frame->has_key = true;
    if (frame->key.out_of_memory) {
        run_out_of_memory(work);
    }
}

void build_string(build *work, const char *text, build_spot spot)
{
    if (work->stopped) {
        return;
    }
    const char *key = NULL;
    json_value *parent = container_of_next(work, &key);
    remember(work, json_add_string(parent, key, text), spot);
    value_done(work);
}

static void check_number(build *work, const char *word, scalar read, build_spot spot)
{
    char text[160];
    const char *dots = strlen(word) > 40 ? "..." : "";
    if (read.status == NUMBER_NOT_FINITE) {
        snprintf(text, sizeof text, "%.40s%s is no finite number", word, dots);
        fault_at(work, spot, NULL, text);
    } else if (read.status == NUMBER_NOT_HELD) {
        snprintf(text, sizeof text, "%.40s%s is an integer that a double cannot hold; those up to 9007199254740992 it can", word, dots);
        fault_at(work, spot, NULL, text);
    } else if (read.status == NUMBER_TWO_WAYS) {
        snprintf(text, sizeof text, "%.40s%s: take the 0 off a number's front, for many programs read such a one in octal; numbers are written without commas", word, dots);
        fault_at(work, spot, NULL, text);
    }
}

static json_value *add_scalar(json_value *parent, const char *key, scalar read, const char *word)
{
    switch (read.type) {
    case JSON_NULL: return json_add_null(parent, key);
    case JSON_BOOLEAN: return json_add_boolean(parent, key, read.truth);
    case JSON_NUMBER: return json_add_number(parent, key, read.number);
    default: return json_add_string(parent, key, word);
    }
}

void build_word(build *work, const char *word, build_spot spot)
{
    if (work->stopped) {
        return;
    }
    const scalar read = scalar_read(word);
    check_number(work, word, read, spot);
    const char *key = NULL;
    json_value *parent = container_of_next(work, &key);
    remember(work, add_scalar(parent, key, read, word), spot);
    value_done(work);
}

json_value *build_finish(build *work)
{
    for (size_t i = 0; i < work->depth; i++) {
        text_free(&work->frames[i].key);
    }
    json_value *value = work->stopped ? NULL : json_take_first(work->holder);
    json_free(work->holder);
    work->holder = NULL;
    return value;
}
