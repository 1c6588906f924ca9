#include "program/command.h"

const command *const command_table[] = {
    &new_command, &run_command, &what_if_command, &compare_command, &solve_command, &gaming_command, &portfolio_command, &trace_command, &verify_command, &lint_command, &explain_command,
    &schema_command, &manual_command,
};

const size_t command_count = sizeof command_table / sizeof command_table[0];

_Static_assert(sizeof command_table / sizeof command_table[0] <= COMMANDS_MAX, "there is room for the names of all commands");
