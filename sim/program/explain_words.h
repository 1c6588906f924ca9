#ifndef EDGECARE_PROGRAM_EXPLAIN_WORDS_H
#define EDGECARE_PROGRAM_EXPLAIN_WORDS_H

#include <stddef.h>
#include <stdio.h>

/** Tells of the settings and metrics that words fit, the best first, each in at most six lines; of the others the names. Where there are none it suggests another word on
 *  standard error. An exit code. */
int explain_words(const char *const words[], size_t count, FILE *out);

#endif
