#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/what_if.h"
#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "what_if/answers_report.h"
#include "what_if/matrix.h"

enum { KEY_LIST = 512, KEY_MATRIX, KEY_METRIC, KEY_JSON, KEY_CSV };

typedef struct {
    scenario_options what;
    const char *names[WHAT_IFS_MAX]; /* none: all */
    size_t name_count;
    bool list, quiet;
    const char *matrix, *metric;
    const char *json, *csv;
    outputs files;
} what_if_request;

static const struct argp_option options[] = {
    {"list", KEY_LIST, NULL, 0, "Tell which what-ifs there are, and run nothing", 4},
    {"matrix", KEY_MATRIX, "A,B", 0, "Two what-ifs together, each in five steps from as it stands to all of it (two, where it sets values), as a matrix of one metric", 4},
    {"metric", KEY_METRIC, "MEASURE", 0, "With --matrix: mean(METRIC), P(METRIC > x) or pNN(METRIC); a plain METRIC is its mean (commissioner_net_gbp)", 4},
    {"json", KEY_JSON, "FILE", 0, "Write the answers as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"csv", KEY_CSV, "FILE", 0, "Write the answers as CSV, a line for each what-if and party", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

static void add_name(what_if_request *self, struct argp_state *state, const char *name)
{
    for (size_t i = 0; i < self->name_count; i++) {
        if (strcmp(self->names[i], name) == 0) {
            return;
        }
    }
    if (self->name_count == WHAT_IFS_MAX) {
        argp_error(state, "more than %d what-ifs", WHAT_IFS_MAX);
        return;
    }
    self->names[self->name_count++] = name;
}

/** A matrix is of two names, apart by a comma. */
static void check_matrix(const what_if_request *self, struct argp_state *state)
{
    const char *comma = self->matrix ? strchr(self->matrix, ',') : NULL;
    if (self->matrix && (!comma || comma == self->matrix || comma[1] == '\0' || strchr(comma + 1, ','))) {
        argp_error(state, "--matrix: \"%s\" should be two what-ifs apart by a comma, such as referrals_60,no_effect", self->matrix);
    } else if (self->matrix && (self->name_count > 0 || self->list)) {
        argp_error(state, "--matrix names its what-ifs itself; give no others and no --list");
    } else if (self->metric && !self->matrix) {
        argp_error(state, "--metric is what a matrix is of; give --matrix A,B too");
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    what_if_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        self->what.asks = true;
        return 0;
    case KEY_LIST:
        self->list = true;
        return 0;
    case KEY_MATRIX:
        scenario_options_once(&self->matrix, text, state, "matrix");
        return 0;
    case KEY_METRIC:
        scenario_options_once(&self->metric, text, state, "metric");
        return 0;
    case ARGP_KEY_END:
        check_matrix(self, state);
        return 0;
    case KEY_JSON:
        scenario_options_once(&self->json, text, state, "json");
        return 0;
    case KEY_CSV:
        scenario_options_once(&self->csv, text, state, "csv");
        return 0;
    case 'q':
        self->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        if (self->what.file) {
            add_name(self, state, text);
            return 0;
        }
        return scenario_options_take_file(&self->what, key, text, state);
    default:
        return scenario_options_take_file(&self->what, key, text, state);
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to run:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO [NAME...]",
    .doc = "Asks what-ifs of a scenario, its own and a shipped set, and tells by how much each would change what councils, government, providers and investors gain: differences on "
           "the same futures, with their standard errors, most harm to the councils first.\v"
           "A scenario's own stand under \"what_if\". --what-if changes the scenario of which they are asked. Examples: edgecare what-if scenarios/typical-edge-of-care.json; "
           "edgecare what-if scenarios/typical-edge-of-care.json --matrix half_entry,price_20 --metric commissioner_net_gbp --worlds 200. Exit status: 0 fine, 1 the run or an output failed, 2 the scenario, a "
           "what-if or an option is wrong.",
    .children = children,
};

static void write_list(const what_if_entry entries[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf("%-24s %s%s\n", entries[i].name, entries[i].title, entries[i].shipped ? "" : " (this scenario's own)");
    }
}

static int write_all(what_if_request *self, const what_if_answers *found)
{
    const bool quiet = self->quiet || outputs_take_standard(&self->files);
    FILE *json = outputs_file(&self->files, "--json", NULL), *csv = outputs_file(&self->files, "--csv", NULL);
    if (json && !what_ifs_json_write(found, json)) {
        return outputs_say_failed(&self->files, "--json");
    }
    if (csv) {
        what_ifs_csv_write(found, csv);
    }
    const int code = outputs_commit(&self->files);
    if (code == EXIT_FINE && !quiet) {
        what_ifs_write(found, stdout);
    }
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

/** Says why a run did not end, and gives the exit code. */
static int say_why(run_status status, const fault_list *faults)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    if (fault_errors(faults) == 0) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
        return EXIT_FAILED;
    }
    fault_print(faults, stderr);
    return faults->out_of_memory ? EXIT_FAILED : EXIT_BAD_INPUT;
}

static int ask(what_if_request *self, const scenario *loaded, const document *doc)
{
    fault_list faults = {0};
    what_if_answers found;
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = what_ifs_ask(doc, loaded, self->names, self->name_count, &how, &found, &faults);
    progress_end(&bar);
    const int code = status == RUN_DONE ? write_all(self, &found) : say_why(status, &faults);
    what_ifs_free(&found);
    fault_list_free(&faults);
    return code;
}

static int write_matrix(what_if_request *self, const what_if_matrix *found)
{
    const bool quiet = self->quiet || outputs_take_standard(&self->files);
    FILE *json = outputs_file(&self->files, "--json", NULL), *csv = outputs_file(&self->files, "--csv", NULL);
    if (json && !matrix_json_write(found, json)) {
        return outputs_say_failed(&self->files, "--json");
    }
    if (csv) {
        matrix_csv_write(found, csv);
    }
    const int code = outputs_commit(&self->files);
    if (code == EXIT_FINE && !quiet) {
        matrix_write(found, stdout);
    }
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

static int ask_matrix(what_if_request *self, const scenario *loaded, const document *doc)
{
    const char *comma = strchr(self->matrix, ',');
    char *first = strndup(self->matrix, (size_t)(comma - self->matrix));
    if (!first) {
        return say_errno("--matrix");
    }
    const char *const names[2] = {first, comma + 1};
    fault_list faults = {0};
    what_if_matrix found;
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = matrix_ask(doc, loaded, names, self->metric ? self->metric : "commissioner_net_gbp", &how, &found, &faults);
    progress_end(&bar);
    const int code = status == RUN_DONE ? write_matrix(self, &found) : say_why(status, &faults);
    fault_list_free(&faults);
    free(first);
    return code;
}

static int list_or_ask(what_if_request *self, const scenario *loaded, const document *doc)
{
    what_if_entry entries[WHAT_IFS_MAX];
    const size_t count = what_if_list(doc, entries);
    if (self->list) {
        write_list(entries, count);
        return EXIT_FINE;
    }
    const bool all = self->name_count == 0;
    for (size_t i = 0; all && i < count; i++) {
        self->names[self->name_count++] = entries[i].name;
    }
    outputs_add(&self->files, "--json", self->json);
    outputs_add(&self->files, "--csv", self->csv);
    const int code = outputs_open(&self->files, &loaded->files);
    return code != EXIT_FINE ? code : self->matrix ? ask_matrix(self, loaded, doc) : ask(self, loaded, doc);
}

static int run(int argc, char **argv)
{
    what_if_request self = {0};
    command_parse(&arguments, argc, argv, &self);
    document *doc = NULL;
    scenario *loaded = scenario_options_load_with(&self.what, &doc);
    const int code = loaded ? list_or_ask(&self, loaded, doc) : self.what.refusal;
    outputs_free(&self.files);
    scenario_free(loaded);
    document_free(doc);
    scenario_options_free(&self.what);
    return code;
}

const command what_if_command = {"what-if", "tell what would change for each party if the scenario were otherwise", &arguments, run};
