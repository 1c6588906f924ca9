#ifndef EDGECARE_LOAD_LOAD_H
#define EDGECARE_LOAD_LOAD_H

#include "base/fault.h"
#include "json/document.h"
#include "records/scenario.h"

/** Reads the scenario file `path` (JSON or YAML, following `extends`), applies `count` overrides and checks all of it.
 *
 *  Every fault found is added to `faults`, each with its place; NULL when one of them is an error or memory ran out. Warnings leave the scenario usable.
 *  To be freed with scenario_free. */
scenario *scenario_load(const char *path, const document_override overrides[], size_t count, fault_list *faults);

/** As scenario_load from a document that was read before (borrowed; not needed afterwards). */
scenario *scenario_from_document(const document *doc, fault_list *faults);

#endif
