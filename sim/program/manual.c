#include "program/manual.h"

#include <string.h>

#include "program/command.h"

/** One form of the manual. */
typedef struct {
    const char *name;
    void (*write)(FILE *out);
} manual_form;

static const manual_form forms[] = {{"man", manual_page_write}, {"bash", completion_bash_write}, {"zsh", completion_zsh_write}};

#define FORMS (sizeof forms / sizeof forms[0])

static error_t parse(int key, char *text, struct argp_state *state)
{
    const manual_form **chosen = state->input;
    if (key == ARGP_KEY_NO_ARGS) {
        argp_error(state, "which form? man, bash or zsh");
        return 0;
    }
    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    for (size_t i = 0; i < FORMS; i++) {
        *chosen = strcmp(text, forms[i].name) == 0 ? &forms[i] : *chosen;
    }
    if (!*chosen || state->arg_num > 0) {
        argp_error(state, "\"%s\" is none of man, bash, zsh", text);
    }
    return 0;
}

static const struct argp arguments = {
    .parser = parse,
    .args_doc = "man|bash|zsh",
    .doc = "Writes the manual page, or completion for a shell, to standard output.\v"
           "Installed with the program. Without installing: source <(edgecare manual bash)",
};

static int run(int argc, char **argv)
{
    const manual_form *chosen = NULL;
    command_parse(&arguments, argc, argv, &chosen);
    chosen->write(stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
}

const command manual_command = {"manual", "write the manual page or shell completion", &arguments, run};
