#include "program/command.h"

#include <stdio.h>

#include "load/load.h"
#include "probe/faults.h"

/** Shows what is wrong with a file, or that nothing is. */
static bool is_fine(const char *path)
{
    fault_list faults = {0};
    document *doc = document_read(path, NULL, 0, &faults);
    scenario *loaded = doc == NULL ? NULL : scenario_from_document(doc, &faults);
    if (loaded != NULL) {
        probe_faults_find(loaded, doc, &faults);
    }
    const bool fine = loaded != NULL && fault_errors(&faults) == 0;
    fault_sort(&faults);
    fault_print(&faults, stderr);
    if (fine) {
        printf("%s: fine\n", path);
    }
    scenario_free(loaded);
    document_free(doc);
    fault_list_free(&faults);
    return fine;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    int *code = state->input;
    if (key == ARGP_KEY_NO_ARGS) {
        argp_error(state, "which scenarios? Give one file or more");
        return 0;
    }
    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (!is_fine(text)) {
        *code = EXIT_BAD_INPUT;
    }
    return 0;
}

static const struct argp arguments = {
    .parser = parse,
    .args_doc = "SCENARIO...",
    .doc = "Checks scenario files and shows everything that is wrong, each fault with its file, line and column.\v"
           "Warnings leave a scenario usable. Exit status: 0 all fine, 1 standard output failed, 2 a file has an error.",
};

static int run(int argc, char **argv)
{
    int code = EXIT_FINE;
    argp_parse(&arguments, argc, argv, 0, NULL, &code);
    return fflush(stdout) == 0 && !ferror(stdout) ? code : say_errno("standard output");
}

const command lint_command = {"lint", "check scenario files and show every fault where it is", &arguments, run};
