#ifndef EDGECARE_PROGRAM_COMMAND_H
#define EDGECARE_PROGRAM_COMMAND_H

#include <argp.h>
#include <stddef.h>

/** How the program ends. */
typedef enum {
    EXIT_FINE = 0,
    EXIT_FAILED = 1,    /* a check outside its band; a run or an output that failed */
    EXIT_BAD_INPUT = 2  /* options or files that are wrong */
} exit_code;

/** One command of the program. */
typedef struct {
    const char *name;
    const char *summary;              /* one line, for `edgecare --help` */
    const struct argp *arguments;     /* its options and help */
    int (*run)(int argc, char **argv); /* argv[0] is "edgecare NAME" */
} command;

extern const command run_command, compare_command, verify_command, lint_command, schema_command, explain_command, manual_command, new_command, solve_command, portfolio_command, gaming_command,
    trace_command, what_if_command;

/** All commands, in the order of `edgecare --help`: commands.c. */
extern const command *const command_table[];
extern const size_t command_count;

#define COMMANDS_MAX 32

/** Parses a command's line with its arguments, whose parser gets `input`. Ends the program where the line is wrong, and after --help; it is called there as it was by its user, so
 *  that what is said to try can be tried. */
void command_parse(const struct argp *arguments, int argc, char **argv, void *input);

/** Says "edgecare: SUBJECT: what errno says" on standard error and gives EXIT_FAILED. */
int say_errno(const char *subject);

#endif
