#ifndef EDGECARE_PROGRAM_OPTIONS_H
#define EDGECARE_PROGRAM_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

#include "program/command.h"

#define COMMAND_OPTIONS_MAX 64

/** The options of a command, its own and those of the parsers that it shares with others, in the order in which --help shows them. */
typedef struct {
    size_t count;
    const struct argp_option *items[COMMAND_OPTIONS_MAX];
} option_list;

/** Collects the options of a command that have a long name. Those beyond COMMAND_OPTIONS_MAX are left out. */
option_list options_of(const command *self);

/** Whether an option takes a file or a folder, by the name of its value. */
bool option_takes_file(const struct argp_option *option);
bool option_takes_folder(const struct argp_option *option);

#endif
