#ifndef EDGECARE_JSON_DOCUMENT_H
#define EDGECARE_JSON_DOCUMENT_H

#include "base/fault.h"
#include "json/value.h"

/** A scenario file as one JSON value, after `extends` and overrides, that still knows where each value was written. */
typedef struct document document;

#define DOCUMENT_BYTES_MAX (4u * 1024 * 1024)
#define DOCUMENT_DEPTH_MAX 64
#define DOCUMENT_KEYS_MAX 4000

/** One `--set /pointer=value`. The value is JSON; a text that is no JSON is taken as a string (`--set /name=trial`). */
typedef struct {
    const char *pointer; /* borrowed */
    const char *value;   /* borrowed */
} document_override;

/** Reads `path` (JSON, or YAML when the name ends in .yaml or .yml, in any case; "-" is standard input, either by what it begins with), follows `extends` (a path relative to the file that names it, merged by RFC 7396:
 *  the extending file is the patch; a loop or more than 16 levels is a fault), then applies the overrides in order.
 *
 *  Faults, all of them at once as far as parsing goes: missing or unreadable file, over DOCUMENT_BYTES_MAX, not UTF-8, syntax, nesting deeper than
 *  DOCUMENT_DEPTH_MAX, more than DOCUMENT_KEYS_MAX keys in one object, duplicate key (both places named), a number that is no finite double (1e999) or
 *  an integer that a double cannot hold, an override whose pointer is malformed or passes through a value that is no object.
 *  Of YAML, aliases, tags, keys that are no texts and a second document are faults; unquoted words are read by the core schema of YAML 1.2.
 *  An override is a merge patch too: an object is merged, null takes the member away.
 *  Returns NULL when there was an error; the document is owned by the caller. `extends` itself is removed from the merged value. */
document *document_read(const char *path, const document_override overrides[], size_t override_count, fault_list *faults);

/** As document_read from text in memory (`name` stands for the file in messages; `extends` is resolved against the folder of `name`). */
document *document_read_text(const char *name, const char *text, size_t length, fault_list *faults);

void document_free(document *doc); /* NULL is legal */

/** A copy that can be changed and knows the same places; it borrows the names of files, so `doc` must outlive it. NULL when memory runs out. Owned by the caller. */
document *document_copy(const document *doc);

/** Gives the copy what it borrows from: `doc` is freed with it. */
void document_keep(document *copy, document *doc);

/* Changes to a copy. Objects are named by their pointers; where one is not there nothing is done. False when memory ran out. */

/** Puts a copy of the value at `from` into the object at `into` under `key`, in the place of what stands there. The copy is said to stand where `from` does. */
bool document_put_copy(document *doc, const char *into, const char *key, const char *from);
/** Merges a copy of the object at `patch` over the object at `target`, as document_read merges a file over the one that it extends. */
bool document_merge_copy(document *doc, const char *target, const char *patch);
/** Puts back, where nothing stands by now, a null that merging found idle: in a patch that is merged later it takes something away. */
bool document_put_null(document *doc, fault_place idle);
/** Sets the value at `pointer` to a copy of `value` as a merge patch does: objects missing on the way are made, an object is merged, null takes the member away. All of it is
 *  said to stand at `where`, whose file must outlive the document. */
bool document_set(document *doc, const char *pointer, const json_value *value, fault_place where);
/** Puts a text into the object at `into` under `key`; it is said to stand where the value at `beside` does. */
bool document_put_text(document *doc, const char *into, const char *key, const char *text, const char *beside);

/** The names of the files that were read, this one and those that it extends; how many. Borrowed. */
size_t document_files(const document *doc, const char *const **files);

/** The merged value; borrowed, lives as long as the document. */
const json_value *document_value(const document *doc);

/** Where the value at `pointer` was written: in the file that set it last; `--set` for an override (file "--set /pointer", line and column 0).
 *  Where nothing stands at `pointer`, the place of its nearest ancestor that does. The pointer in the answer is `pointer` itself (borrowed). */
fault_place document_place(const document *doc, const char *pointer);

/** As document_place but where the *key* of the member stands, for unknown keys. */
fault_place document_key_place(const document *doc, const char *pointer);

/** How many nulls were written to take something away, in extending files, overrides and merged copies, where there was nothing of the name. */
size_t document_idle_nulls(const document *doc);
/** Where such a null's key stands and its pointer; borrowed from the document. */
fault_place document_idle_null(const document *doc, size_t index);

#endif
