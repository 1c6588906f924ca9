#ifndef EDGECARE_REPORT_MIXTURES_H
#define EDGECARE_REPORT_MIXTURES_H

#include <stdio.h>

#include "report/member.h"
#include "summarise/result.h"

/* What a result comes to if one view of a mixture were right; nothing where the scenario has no mixtures. */

/** Adds "mixtures": by mixture and component its weight, worlds and metrics, and the weights at which decisions flip. */
void mixtures_json(members *made, json_value *root, const result *from);

/** Writes a table "If one view were right" for each mixture. */
void mixtures_tables(const result *from, FILE *out);

#endif
