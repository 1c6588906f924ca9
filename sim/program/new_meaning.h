#ifndef EDGECARE_PROGRAM_NEW_MEANING_H
#define EDGECARE_PROGRAM_NEW_MEANING_H

#include <stdio.h>

#include "draft/draft.h"
#include "records/scenario.h"

/** Tells what the answers mean: dates, starts with what keeps them below plan, payments; from a small simulation of the draft, whose number of worlds is changed for it. */
void new_meaning_write(const draft_answers *answers, scenario *loaded, FILE *out);

/** Writes the commands that come next, as they can be run where this program was. */
void new_next_write(FILE *out, const char *file);

/** Writes one: the program as it was called, words, perhaps a word more, the file; each quoted for a shell where it must be. */
void new_command_words(FILE *out, const char *words, const char *more, const char *file);

#endif
