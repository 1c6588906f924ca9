#ifndef EDGECARE_PROGRAM_NEW_MEANING_H
#define EDGECARE_PROGRAM_NEW_MEANING_H

#include <stdio.h>

#include "draft/draft.h"
#include "records/scenario.h"

/** Tells what the answers mean: dates, starts with what keeps them below plan, payments; from a small simulation of the draft, whose number of worlds is changed for it. */
void new_meaning_write(const draft_answers *answers, scenario *loaded, FILE *out);

#endif
