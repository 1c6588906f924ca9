#ifndef EDGECARE_LOAD_NULLS_H
#define EDGECARE_LOAD_NULLS_H

#include <stdbool.h>

#include "base/fault.h"
#include "json/document.h"

/** Notes each null that was to take something away where there is nothing of its name and no setting of that name could be: a mistyped name. Those inside the patches of
 *  variations are left to the document in which variations are written out. False when memory ran out. */
bool nulls_check(const document *doc, fault_list *faults);

#endif
