#include "program/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "program/accounts.h"
#include "program/interrupt.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "report/csv.h"
#include "report/indigo.h"
#include "report/output.h"
#include "report/result_json.h"
#include "report/tables.h"
#include "run/run.h"
#include "summarise/collector.h"

enum { KEY_JSON = 512, KEY_CSV, KEY_DRAWS, KEY_INDIGO };

/** What `edgecare run` was asked for, and its files while they are open. */
typedef struct {
    scenario_options what;
    const char *json;
    const char *csv;
    const char *draws;
    const char *indigo;
    bool quiet;
    output json_file, draws_file, indigo_file;
} run_request;

static const struct argp_option options[] = {
    {"json", KEY_JSON, "FILE", 0, "Write the whole result as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"csv", KEY_CSV, "DIR", 0, "Write tidy tables and their data dictionary into this folder", 4},
    {"draws", KEY_DRAWS, "FILE", 0, "Write every replicate's numbers as CSV", 4},
    {"indigo", KEY_INDIGO, "FILE", 0, "Write the contracts as projects of the INDIGO data standard: plans, commitments, investments, payments by claim period", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    run_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        scenario_options_note(&self->what, state, "edgecare", "");
        scenario_options_note(&self->what, state, "run", "");
        return 0;
    case KEY_JSON:
        self->json = text;
        return 0;
    case KEY_CSV:
        self->csv = text;
        return 0;
    case KEY_DRAWS:
        self->draws = text;
        return 0;
    case KEY_INDIGO:
        self->indigo = text;
        return 0;
    case 'q':
        self->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        scenario_options_note(&self->what, state, "%s", text);
        return scenario_options_take_file(&self->what, key, text, state);
    default:
        return scenario_options_take_file(&self->what, key, text, state);
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to run:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO",
    .doc = "Simulates a scenario and tells what it pays, costs and is worth, with the range of nine in ten futures.\v"
           "The same scenario, seed and options give the same numbers on any number of threads. Exit status: 0 fine, 1 the run or an output failed, 2 the "
           "scenario or an option is wrong.",
    .children = children,
};

/** Says which output would take the place of the scenario, or of another output. */
static bool outputs_are_apart(const run_request *self)
{
    const struct {
        const char *name, *path, *other_name, *other;
    } pairs[] = {
        {"--json", self->json, "the scenario", self->what.file},
        {"--draws", self->draws, "the scenario", self->what.file},
        {"--draws", self->draws, "--json", self->json},
        {"--indigo", self->indigo, "the scenario", self->what.file},
        {"--indigo", self->indigo, "--json", self->json},
        {"--indigo", self->indigo, "--draws", self->draws},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (pairs[i].path && pairs[i].other && output_is_same(pairs[i].path, pairs[i].other)) {
            fprintf(stderr, "edgecare: %s: \"%s\" is also %s; give another file\n", pairs[i].name, pairs[i].path, pairs[i].other_name);
            return false;
        }
    }
    return true;
}

/** Opens the files before the run, so that what cannot be written is told at once. */
static int open_outputs(run_request *self)
{
    if (self->json && !output_open(&self->json_file, self->json)) {
        return say_errno(self->json);
    }
    if (self->draws && !output_open(&self->draws_file, self->draws)) {
        return say_errno(self->draws);
    }
    if (self->indigo && !output_open(&self->indigo_file, self->indigo)) {
        return say_errno(self->indigo);
    }
    return EXIT_FINE;
}

static void abandon_outputs(run_request *self)
{
    output_abandon(&self->indigo_file);
    output_abandon(&self->json_file);
    output_abandon(&self->draws_file);
}

static bool write_json(run_request *self, const result *from, const account_list *accounts)
{
    const result_origin origin = {EDGECARE_VERSION, self->what.command, self->what.command_count, accounts};
    if (result_json_write(from, &origin, self->json_file.file)) {
        return output_commit(&self->json_file);
    }
    const int error = errno;
    output_abandon(&self->json_file);
    errno = error;
    return false;
}

static bool write_draws(run_request *self, const result *from)
{
    draws_write(from, self->draws_file.file);
    return output_commit(&self->draws_file);
}

static bool write_indigo(run_request *self, const result *from)
{
    if (indigo_write(from, EDGECARE_VERSION, self->indigo_file.file)) {
        return output_commit(&self->indigo_file);
    }
    const int error = errno;
    output_abandon(&self->indigo_file);
    errno = error;
    return false;
}

/** Whether some file takes standard output for itself. */
static bool takes_stdout(const run_request *self)
{
    const char *const files[] = {self->json, self->draws, self->indigo};
    bool takes = false;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        takes = takes || (files[i] && strcmp(files[i], "-") == 0);
    }
    return takes;
}

static int write_csv(const run_request *self, const result *from)
{
    const char *failed;
    if (csv_write_folder(from, self->csv, &failed)) {
        return EXIT_FINE;
    }
    const int error = errno;
    fprintf(stderr, "edgecare: %s%s%s: %s\n", self->csv, *failed ? "/" : "", failed, strerror(error));
    return EXIT_FAILED;
}

static int write_tables(const run_request *self, const account_list *accounts)
{
    if (self->quiet || takes_stdout(self)) {
        return EXIT_FINE;
    }
    tables_write_accounts(accounts, stdout);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
}

static int write_all(run_request *self, const result *from, const account_list *accounts)
{
    int code = EXIT_FINE;
    if (self->json && !write_json(self, from, accounts)) {
        code = say_errno(self->json);
    }
    if (self->draws && !write_draws(self, from)) {
        code = say_errno(self->draws);
    }
    if (self->indigo && !write_indigo(self, from)) {
        code = say_errno(self->indigo);
    }
    if (self->csv && write_csv(self, from) != EXIT_FINE) {
        code = EXIT_FAILED;
    }
    return write_tables(self, accounts) == EXIT_FINE ? code : EXIT_FAILED;
}

static int run_and_write(run_request *self, const scenario *loaded)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    result *out = NULL;
    progress bar = progress_start(self->quiet);
    interrupt_watch();
    const run_options how = {.threads = self->what.threads, .progress = progress_show, .context = &bar};
    const run_status status = run_scenario(loaded, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
        abandon_outputs(self);
        return EXIT_FAILED;
    }
    account_runs beside = {0};
    int code = account_runs_make(&self->what, loaded, out, self->quiet, &beside);
    code = code == EXIT_FINE ? write_all(self, out, &beside.list) : code;
    account_runs_free(&beside);
    result_free(out);
    return code;
}

static bool draws_are_kept(const run_request *self, const scenario *loaded)
{
    if (!self->draws || (double)loaded->run.worlds * (double)loaded->run.histories <= ROWS_KEPT_MAX) {
        return true;
    }
    fprintf(stderr, "edgecare: --draws keeps at most %d replicates; run fewer, or ask for --json or --csv\n", ROWS_KEPT_MAX);
    return false;
}

static int run(int argc, char **argv)
{
    run_request self = {0};
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    scenario *loaded = scenario_options_load(&self.what);
    int code = loaded && draws_are_kept(&self, loaded) && outputs_are_apart(&self) ? EXIT_FINE : EXIT_BAD_INPUT;
    if (code == EXIT_FINE) {
        code = open_outputs(&self);
        code = code == EXIT_FINE ? run_and_write(&self, loaded) : code;
        abandon_outputs(&self);
    }
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command run_command = {"run", "simulate a scenario and tell what it comes to", &arguments, run};
