#ifndef EDGECARE_LOAD_WHAT_IF_H
#define EDGECARE_LOAD_WHAT_IF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "json/document.h"

/* A what-if is a question to a scenario: some of its values changed. Its own stand under "what_if"; a shipped set that fits any scenario is built in. */

/** A what-if that can be asked of a document. Borrows from it. */
typedef struct {
    const char *name, *title;
    bool shipped;
} what_if_entry;

#define WHAT_IFS_MAX 64

/** Those of the document, then the shipped ones of whose name it has none of its own; how many, at most WHAT_IFS_MAX. */
size_t what_if_list(const document *doc, what_if_entry entries[WHAT_IFS_MAX]);

/** The document as one what-if makes it (`part` below 1: its factors and sums in that part only, none of its values), without "what_if" itself; to be freed with document_free, before `doc`, from which it borrows.
 *
 *  NULL with faults where there is none of the name, or where one of its own has a pointer that meets nothing, meets what it cannot change, or changes nothing at all. NULL without
 *  faults where a shipped one does not apply: then `why` says so. */
document *what_if_apply(const document *doc, const char *name, double part, const char **why, fault_list *faults);

/** So much of a what-if, 0 .. 1. */
typedef struct {
    const char *name;
    double part;
} what_if_part;

/** As what_if_apply of several, one after the other; a part of 0 is none of it. */
document *what_if_apply_parts(const document *doc, const what_if_part parts[], size_t count, const char **why, fault_list *faults);

/** Notes that a document has no what-if of the name, and which was meant. */
void what_if_fault_unknown(const document *doc, const char *name, fault_list *faults);

/** Whether a what-if can be asked in part: it only multiplies and adds. False where there is none of the name. */
bool what_if_has_steps(const document *doc, const char *name);

/** The document as several make it, one after the other; those shipped that do not apply are passed over with a warning. `doc` is taken, also on failure; NULL then. */
document *what_if_apply_all(document *doc, const char *const names[], size_t count, fault_list *faults);

/** Notes what is wrong with the document's own what-ifs; the document itself must be sound. What is no change at all is an error. What meets nothing, changes nothing or cannot be loaded
 *  is a warning until it is asked: a part of a scenario may be run alone. */
void what_if_check(const document *doc, fault_list *faults);

#endif
