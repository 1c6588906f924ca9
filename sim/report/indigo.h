#ifndef EDGECARE_REPORT_INDIGO_H
#define EDGECARE_REPORT_INDIGO_H

#include <stdbool.h>
#include <stdio.h>

#include "summarise/result.h"

/** Writes each contract as a project of the INDIGO data standard (its project schema: service dates, outcome payment commitments, investments, outcome metrics,
 *  pricing, outcome payments by claim period, results), as JSON {"projects": [...]}. What is called most (payments, commitments by payer, returns) is what limits, shares,
 *  rates and caps allow, and left out where there are none; investments are by tranche. Simulated amounts are means over futures, of type "Planned", with the range of
 *  nine in ten in their notes; what the standard asks and a simulation cannot know (organisation identifiers) is left out: names stand in notes.
 *  False with errno set when writing fails or memory runs out. Source: indigo-data-standard.readthedocs.io. */
bool indigo_write(const result *from, const char *version, FILE *out);

#endif
