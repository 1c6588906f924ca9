#include "program/command.h"

#include <errno.h>
#include <stdio.h>

#include "load/schema.h"

static error_t parse(int key, char *text, struct argp_state *state)
{
    (void)text;
    if (key == ARGP_KEY_ARG) {
        argp_usage(state);
    }
    return key == ARGP_KEY_ARG ? 0 : ARGP_ERR_UNKNOWN;
}

static const struct argp arguments = {
    .parser = parse,
    .doc = "Writes the JSON Schema of scenario files to standard output, for editors and other programs.",
};

static int run(int argc, char **argv)
{
    command_parse(&arguments, argc, argv, NULL);
    errno = ENOMEM;
    return schema_write(stdout) && fflush(stdout) == 0 ? EXIT_FINE : say_errno("standard output");
}

const command schema_command = {"schema", "write the JSON Schema of scenario files", &arguments, run};
