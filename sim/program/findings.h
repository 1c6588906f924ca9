#ifndef EDGECARE_PROGRAM_FINDINGS_H
#define EDGECARE_PROGRAM_FINDINGS_H

#include "base/fault.h"
#include "json/document.h"
#include "records/scenario.h"

/** Adds all that `edgecare lint` tells of a scenario that loads: what its figures cannot be worked out from, effects of which no ratio is reached, advice. */
void findings_add(scenario *loaded, const document *doc, fault_list *faults);

#endif
