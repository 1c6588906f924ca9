#ifndef EDGECARE_LOAD_HANDBOOK_H
#define EDGECARE_LOAD_HANDBOOK_H

#include <stdbool.h>
#include <stdio.h>

/** Writes the reference of scenario files in Markdown, from the rows of all settings and kinds: docs/scenario-reference.md is this. False when memory runs out
 *  or writing fails. */
bool handbook_write(FILE *out);

#endif
