#ifndef EDGECARE_PROGRAM_MANUAL_H
#define EDGECARE_PROGRAM_MANUAL_H

#include <stdio.h>

/* What is known of the commands and their options, in the forms that other programs read. Each follows command_table, so that none of them can be out of date. */

/** The manual page, in the man macros of groff. */
void manual_page_write(FILE *out);
/** Completion for bash, to be sourced. */
void completion_bash_write(FILE *out);
/** Completion for zsh, a file _edgecare in a folder of $fpath. */
void completion_zsh_write(FILE *out);

#endif
