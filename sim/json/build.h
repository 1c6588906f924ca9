#ifndef EDGECARE_JSON_BUILD_H
#define EDGECARE_JSON_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/text.h"
#include "json/document.h"
#include "json/places.h"

/** A line and a column from 1. */
typedef struct {
    int line;
    int column;
} build_spot;

/** Where what is built goes, and what it is called in faults. */
typedef struct {
    const char *file;    /* borrowed; must outlive the places */
    const char *pointer; /* borrowed; stands before the pointers in faults, "" for a file */
    bool placed;         /* whether lines and columns mean anything */
    places *known;       /* borrowed */
    fault_list *faults;  /* borrowed */
} build_target;

/** A container that is open. */
typedef struct {
    json_value *container; /* borrowed */
    bool is_object;
    bool has_key;          /* an object's key was read, its value was not */
    text_buffer key;       /* owned */
    build_spot key_spot;
    size_t count;          /* finished members or elements */
} build_frame;

/** A value that is being built from what a parser meets, in the order of the text. */
typedef struct {
    build_target target;
    json_value *holder; /* owned; an array with the root as its only element */
    build_frame frames[DOCUMENT_DEPTH_MAX];
    size_t depth;
    size_t faults_left; /* a text that is wrong everywhere isn't quoted in full */
    bool stopped;       /* nothing more can be built: too deep, or memory ran out */
} build;

/** Begins an empty value for `target`; ended by build_finish. */
void build_start(build *work, build_target target);

/** Whether the next thing to come is a key. */
bool build_wants_key(const build *work);

/** The place of the next value's key, of the container it would go into, or the start of the text. */
build_spot build_nearby(const build *work);

/** Begins an object or an array; too deep is a fault and stops the work. */
void build_open(build *work, bool is_object, build_spot spot);

/** Ends the innermost container; its duplicate keys and too many keys are faults. */
void build_close(build *work);

/** Takes the key of the next value. */
void build_key(build *work, const char *key, build_spot spot);

/** Takes a text. */
void build_string(build *work, const char *text, build_spot spot);

/** Takes an unquoted word: null, a truth value, a number, or a text where it is none of those. Numbers that no double holds are faults. */
void build_word(build *work, const char *word, build_spot spot);

/** Adds a fault about the value, or the key, that comes next. */
void build_fault(build *work, build_spot spot, const char *text);

/** The value that was built, owned by the caller; NULL when nothing was, or the work stopped. Frees the rest. */
json_value *build_finish(build *work);

/** Appends `key` to a pointer: a slash, and the key with ~ as ~0 and / as ~1. */
void pointer_add(text_buffer *pointer, const char *key);

#endif
