#include "program/command.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"

int say_errno(const char *subject)
{
    fprintf(stderr, "edgecare: %s: %s\n", subject, strerror(errno));
    return EXIT_FAILED;
}

/** Exit code once all that goes to standard output is written. */
static int end_output(void)
{
    return fflush(stdout) == 0 ? EXIT_FINE : say_errno("standard output");
}

static int help(FILE *out)
{
    fputs("edgecare projects what an outcomes contract for children at the edge of care will pay, cost and be worth.\n\n"
          "Usage: edgecare COMMAND [OPTIONS] [FILES]\n\n",
          out);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "  %-10s %s\n", command_table[i]->name, command_table[i]->summary);
    }
    fputs("\n`edgecare COMMAND --help` tells of a command. Begin with: edgecare run scenarios/typical-edge-of-care.json\n", out);
    return out == stdout ? end_output() : EXIT_BAD_INPUT;
}

static int unknown(const char *name)
{
    const char *names[COMMANDS_MAX];
    for (size_t i = 0; i < command_count; i++) {
        names[i] = command_table[i]->name;
    }
    const char *near = text_nearest(name, names, command_count);
    if (near) {
        fprintf(stderr, "edgecare: there is no command \"%s\"; did you mean \"%s\"?\n", name, near);
    } else {
        fprintf(stderr, "edgecare: there is no command \"%s\"; see edgecare --help\n", name);
    }
    return EXIT_BAD_INPUT;
}

static int version(void)
{
    puts("edgecare " EDGECARE_VERSION);
    return end_output();
}

static int run_named(const command *found, int argc, char **argv)
{
    char name[64];
    snprintf(name, sizeof name, "edgecare %s", found->name);
    argv[0] = name;
    argp_err_exit_status = EXIT_BAD_INPUT;
    gsl_set_error_handler_off();
    return found->run(argc, argv);
}

/** Has what is said on standard output and to standard error only show (what goes into files is written to streams of its own). Without memory they stay as they are. */
static void say_visibly(void)
{
    FILE *out = utf8_visible_stream(STDOUT_FILENO);
    FILE *error = utf8_visible_stream(STDERR_FILENO);
    stdout = out ? out : stdout;
    stderr = error ? error : stderr;
}

int main(int argc, char **argv)
{
    say_visibly();
    if (argc < 2) {
        return help(stderr);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-?") == 0 || strcmp(argv[1], "help") == 0) {
        return help(stdout);
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        return version();
    }
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(argv[1], command_table[i]->name) == 0) {
            return run_named(command_table[i], argc - 1, argv + 1);
        }
    }
    return unknown(argv[1]);
}
