#ifndef EDGECARE_LOAD_NULLS_H
#define EDGECARE_LOAD_NULLS_H

#include <stdbool.h>

#include "base/fault.h"
#include "json/document.h"

/** Notes each null that was to take something away where there is nothing of its name and no setting of that name could be: a mistyped name. Those inside the patches of
 *  variations are left to the document in which variations are written out. False when memory ran out. */
bool nulls_check(const document *doc, fault_list *faults);

/** Puts back, into a copy of the document, the nulls of patches inside it (a variation's, a what-if's), which merging took out of those that an extending file brought. False when
 *  memory ran out. */
bool nulls_put_back(document *copy, const document *doc);

#endif
