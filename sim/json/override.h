#ifndef EDGECARE_JSON_OVERRIDE_H
#define EDGECARE_JSON_OVERRIDE_H

#include "base/fault.h"
#include "base/memory.h"
#include "json/document.h"
#include "json/places.h"

/** Applies one override to `root`: objects missing on the way are made, then the value is merged in as a patch of one member would be.
 *  Its file, "--set /pointer", is kept in `names`, which must outlive the places. What is wrong is added to the faults. */
void override_apply(const document_override *override, json_value *root, arena *names, places *known, fault_list *faults);

#endif
