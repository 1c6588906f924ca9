#ifndef EDGECARE_PROBE_FAULTS_H
#define EDGECARE_PROBE_FAULTS_H

#include "json/document.h"
#include "records/scenario.h"

/** Adds a fault for every reading of a published figure whose metric, scope or claim period does not exist, at its place in the document that the scenario
 *  was read from. */
void probe_faults_find(const scenario *self, const document *doc, fault_list *faults);

#endif
