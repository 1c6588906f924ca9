#include "program/command.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "program/invocation.h"

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
          "Usage: ",
          out);
    invocation_write(out, "COMMAND [OPTIONS] [FILES]\n\n", NULL);
    for (size_t i = 0; i < command_count; i++) {
        fprintf(out, "  %-10s %s\n", command_table[i]->name, command_table[i]->summary);
    }
    fputs("\nEach COMMAND tells of itself with --help. To begin with:\n  ", out);
    invocation_write(out, "new my-county.json", NULL);
    fputc('\n', out);
    return out == stdout ? end_output() : EXIT_BAD_INPUT;
}

static int unknown(const char *name)
{
    const char *names[COMMANDS_MAX];
    for (size_t i = 0; i < command_count; i++) {
        names[i] = command_table[i]->name;
    }
    const char *near = text_nearest(name, names, command_count);
    if (strcmp(name, "stress") == 0) {
        fputs("edgecare: there is no command \"stress\"; did you mean gaming (what contracts would pay for if they were gamed), or a what-if: `run --set POINTER=VALUE` "
              "and `compare`?\n",
              stderr);
    } else if (near) {
        fprintf(stderr, "edgecare: there is no command \"%s\"; did you mean \"%s\"?\n", name, near);
    } else {
        fprintf(stderr, "edgecare: there is no command \"%s\"; all of them: ", name);
        invocation_write(stderr, "--help", NULL);
        fputc('\n', stderr);
    }
    return EXIT_BAD_INPUT;
}

static int version(void)
{
    puts("edgecare " EDGECARE_VERSION);
    return end_output();
}

/** What the outer parser hands on. */
typedef struct {
    char **words; /* the command line, in a place of its own */
    void *input;
} called;

/** Has argp call the program what its user called it: it leaves the folder out of the first word, but takes the short name where the words stand elsewhere. */
static error_t name_as_called(int key, char *text, struct argp_state *state)
{
    (void)text;
    if (key != ARGP_KEY_INIT) {
        return ARGP_ERR_UNKNOWN;
    }
    const called *self = state->input;
    state->argv = self->words;
    state->child_inputs[0] = self->input;
    return 0;
}

void command_parse(const struct argp *arguments, int argc, char **argv, void *input)
{
    struct argp named = *arguments;
    named.help_filter = invocation_in_help;
    const struct argp_child inner[] = {{&named, 0, NULL, 0}, {0}};
    const struct argp outer = {.parser = name_as_called, .children = inner};
    called self = {.words = calloc((size_t)argc + 1, sizeof *self.words), .input = input};
    if (self.words) {
        memcpy(self.words, argv, (size_t)argc * sizeof *argv);
    } else {
        self.words = argv;
    }
    program_invocation_short_name = argv[0];
    argp_parse(&outer, argc, argv, 0, NULL, &self);
    if (self.words != argv) {
        free(self.words);
    }
}

static int run_named(const command *found, int argc, char **argv)
{
    char name[4096];
    snprintf(name, sizeof name, "%.4000s %s", program_invocation_name, found->name);
    argv[0] = name;
    argp_err_exit_status = EXIT_BAD_INPUT;
    gsl_set_error_handler_off();
    return found->run(argc, argv);
}

/** Runs what the command line asks for; the exit code. */
static int run_line(int argc, char **argv)
{
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

/** At the end of the program: what was said is written, or that is an error, also where the words for --help end it. */
static void close_output(int code, void *unused)
{
    (void)unused;
    const bool was_written = !ferror(stdout);
    if ((fclose(stdout) != 0 || !was_written) && code == EXIT_FINE) {
        say_errno("standard output");
        _exit(EXIT_FAILED);
    }
}

/* What is said on standard output and to standard error only shows; what goes into files is written to streams of its own. Without memory they stay as they are. */
int main(int argc, char **argv)
{
    utf8_visible output_state, error_state;
    FILE *output = utf8_visible_stream(&output_state, STDOUT_FILENO);
    FILE *error = utf8_visible_stream(&error_state, STDERR_FILENO);
    stdout = output ? output : stdout;
    stderr = error ? error : stderr;
    on_exit(close_output, NULL);
    unsetenv("POSIXLY_CORRECT"); /* of the C library: options would have to stand before files */
    unsetenv("ARGP_HELP_FMT");   /* and --help would look as it says */
    exit(run_line(argc, argv)); /* while what the streams know is there */
}
