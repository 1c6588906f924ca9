#include "program/command.h"

#include <stdio.h>
#include <string.h>

#include "advise/benchmarks.h"
#include "json/source.h"
#include "load/load.h"
#include "portfolio/portfolio.h"
#include "program/findings.h"
#include "program/outputs.h"
#include "upgrade/upgrade.h"

#define FILES_MAX 256

/** What `edgecare lint` was asked for. */
typedef struct {
    const char *files[FILES_MAX];
    size_t count;
    bool upgrade;
} lint_request;

/** Shows the faults in order and forgets them. The exit code that they ask for. */
static int show_faults(fault_list *faults)
{
    const int code = faults->out_of_memory ? EXIT_FAILED : fault_errors(faults) > 0 ? EXIT_BAD_INPUT : EXIT_FINE;
    fault_sort(faults);
    fault_print(faults, stderr);
    fault_list_free(faults);
    return code;
}

static void say_fine(const char *path)
{
    printf("%s: fine\n", strcmp(path, STANDARD_INPUT) == 0 ? STANDARD_INPUT_NAME : path);
}

static bool is_portfolio(const document *doc)
{
    const json_value *schema = doc ? json_get(document_value(doc), "schema") : NULL;
    return json_type_of(schema) == JSON_STRING && strncmp(json_string(schema), PORTFOLIO_SCHEMA, strcspn(PORTFOLIO_SCHEMA, "/") + 1) == 0;
}

/** Shows what is wrong with a portfolio or its members' scenarios, or that nothing is. */
static int check_portfolio(const char *path)
{
    fault_list faults = {0};
    portfolio *loaded = portfolio_load(path, NULL, 0, &faults);
    const int code = show_faults(&faults);
    if (code == EXIT_FINE) {
        say_fine(path);
    }
    portfolio_free(loaded);
    return code;
}

/** Shows what is wrong with a file, or that nothing is. */
static int check_file(const char *path)
{
    fault_list faults = {0};
    document *doc = document_read(path, NULL, 0, &faults);
    if (is_portfolio(doc)) {
        document_free(doc);
        fault_list_free(&faults);
        return check_portfolio(path);
    }
    scenario *loaded = doc == NULL ? NULL : scenario_from_document(doc, &faults);
    if (loaded != NULL) {
        findings_add(loaded, doc, &faults);
    }
    int code = show_faults(&faults);
    if (code == EXIT_FINE) {
        say_fine(path);
        code = benchmarks_print(loaded, stdout) ? EXIT_FINE : say_errno("benchmarks");
    }
    scenario_free(loaded);
    document_free(doc);
    return code;
}

/** Writes the text in the place of the file, or to standard output; when that fails, which is told, the file is as it was. */
static int replace_file(const char *path, const text_buffer *text)
{
    outputs files = {0};
    outputs_add(&files, "--upgrade", path);
    int code = outputs_open(&files, NULL);
    if (code == EXIT_FINE) {
        fwrite(text->bytes, 1, text->length, outputs_file(&files, "--upgrade", NULL));
        code = outputs_commit(&files);
    }
    outputs_free(&files);
    return code;
}

/** Rewrites a file of an older form; what comes by standard input goes to standard output. */
static int upgrade_file(const char *path)
{
    fault_list faults = {0};
    source from;
    text_buffer text = {0};
    size_t changes = 0;
    const bool standard = strcmp(path, STANDARD_INPUT) == 0;
    const char *name = standard ? STANDARD_INPUT_NAME : path;
    const bool read = source_read(&from, path, (fault_place){.file = name}, &faults);
    const bool fine = read && upgrade_text(name, from.text, from.length, &text, &changes, &faults);
    int code = show_faults(&faults);
    code = code == EXIT_FINE && !fine ? EXIT_BAD_INPUT : code;
    if (code == EXIT_FINE && (changes > 0 || standard)) {
        code = replace_file(path, &text);
    }
    source_free(&from);
    if (code == EXIT_FINE) {
        fprintf(standard ? stderr : stdout, "%s: %zu %s\n", name, changes, changes == 0 ? "changes: it is of the present form" : changes == 1 ? "change" : "changes");
    }
    text_free(&text);
    return code;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    lint_request *self = state->input;
    switch (key) {
    case 'u':
        self->upgrade = true;
        return 0;
    case ARGP_KEY_ARG:
        if (self->count == FILES_MAX) {
            argp_error(state, "more than %d files", FILES_MAX);
        } else {
            self->files[self->count++] = text;
        }
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenarios? Give one file or more");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option options[] = {
    {"upgrade", 'u', NULL, 0, "Rewrite files of an older form in place; notes, layout and the order of keys stay", 1},
    {0},
};

static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO...",
    .doc = "Checks files of scenarios and portfolios and shows everything that is wrong, each fault with its file, line and column.\v"
           "Warnings leave a scenario usable. With --upgrade each file is upgraded by itself: name those that it extends too. Exit status: 0 all fine, 1 an output "
           "failed, 2 a file has an error.",
};

static int run(int argc, char **argv)
{
    lint_request self = {0};
    int code = EXIT_FINE;
    command_parse(&arguments, argc, argv, &self);
    for (size_t i = 0; i < self.count; i++) {
        const int one = (self.upgrade ? upgrade_file : check_file)(self.files[i]);
        code = one > code ? one : code;
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? code : say_errno("standard output");
}

const command lint_command = {"lint", "check scenario files and show every fault where it is", &arguments, run};
