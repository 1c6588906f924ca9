#ifndef EDGECARE_PROGRAM_INVOCATION_H
#define EDGECARE_PROGRAM_INVOCATION_H

#include <stdio.h>

/** Writes a command that can be run as it stands, where this program was: the program as it was called, `words` as they are, and a file, or another last word (NULL: none);
 *  program and file quoted for a shell where they must be. No line end. */
void invocation_write(FILE *out, const char *words, const char *file);

/** argp's help_filter: a help text with the program, wherever it stands before a command, as it was called. `text` itself where it does not stand in it, or memory runs out;
 *  else owned by argp. */
char *invocation_in_help(int key, const char *text, void *input);

#endif
