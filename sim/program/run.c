#include "program/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "program/accounts.h"
#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "report/csv.h"
#include "report/draws_columns.h"
#include "report/indigo.h"
#include "report/result_json.h"
#include "report/screen.h"
#include "report/tables.h"
#include "report/years_table.h"
#include "run/run.h"
#include "summarise/collector.h"

enum { KEY_JSON = 512, KEY_CSV, KEY_DRAWS, KEY_INDIGO, KEY_TABLES, KEY_PARTY, KEY_YEARS };

/** What `edgecare run` was asked for, and its files while they are open. */
typedef struct {
    scenario_options what;
    const char *json;
    const char *csv;
    const char *draws;
    const char *indigo;
    bool quiet;
    bool tables;
    bool years;
    unsigned parties; /* a bit each */
    outputs files;
} run_request;

static const struct argp_option options[] = {
    {"json", KEY_JSON, "FILE", 0, "Write the whole result as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"csv", KEY_CSV, "DIR", 0, "Write tidy tables and their data dictionary into this folder", 4},
    {"draws", KEY_DRAWS, "FILE", 0, "Write every replicate's numbers as CSV, and beside it FILE.columns.json: what it is of, and a line for each column", 4},
    {"indigo", KEY_INDIGO, "FILE", 0, "Write the contracts as projects of the INDIGO data standard: plans, commitments, investments, payments by claim period", 4},
    {"tables", KEY_TABLES, NULL, 0, "Print all tables in place of the first screen", 3},
    {"party", KEY_PARTY, "PARTY", 0, "Print one party's tables in place of the first screen: council, provider, investor, government or research; may be repeated", 3},
    {"years", KEY_YEARS, NULL, 0, "Print every contract by financial year in place of the first screen, or after tables", 3},
    {"quiet", 'q', NULL, 0, "Print nothing, no progress either", 4},
    {0},
};

static void take_party(run_request *self, const char *text, struct argp_state *state)
{
    for (size_t i = 0; i < HEADLINE_PARTIES; i++) {
        if (strcmp(headline_party_words[i], text) == 0) {
            self->parties |= 1u << i;
            return;
        }
    }
    const char *near = text_nearest(text, headline_party_words, HEADLINE_PARTIES);
    argp_error(state, "--party: there is no \"%s\"%s%s%s; it is council, provider, investor, government or research", text, near ? " (did you mean \"" : "", near ? near : "",
               near ? "\"?)" : "");
}

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
        scenario_options_once(&self->json, text, state, "json");
        return 0;
    case KEY_CSV:
        scenario_options_once(&self->csv, text, state, "csv");
        return 0;
    case KEY_DRAWS:
        scenario_options_once(&self->draws, text, state, "draws");
        return 0;
    case KEY_INDIGO:
        scenario_options_once(&self->indigo, text, state, "indigo");
        return 0;
    case KEY_TABLES:
        self->tables = true;
        return 0;
    case KEY_YEARS:
        self->years = true;
        return 0;
    case KEY_PARTY:
        take_party(self, text, state);
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

#define DRAWS_COLUMNS "--draws (what its columns are)"

/** Whether draws go into a file that can have another beside it: no pipe, device or standard output. */
static bool is_plain_file(const char *path)
{
    struct stat found;
    return strcmp(path, STANDARD_OUTPUT) != 0 && (stat(path, &found) != 0 || S_ISREG(found.st_mode));
}

/** Adds the file of draws, and the one beside it that says what its columns are. */
static void add_draws(run_request *self)
{
    outputs_add(&self->files, "--draws", self->draws);
    if (self->draws && is_plain_file(self->draws)) {
        char *beside = draws_columns_path(self->draws);
        outputs_add(&self->files, DRAWS_COLUMNS, beside);
        self->files.failed = self->files.failed || !beside;
        free(beside);
    }
}

/** Opens the files before the run, so that what cannot be written is told at once. */
static int open_outputs(run_request *self, const scenario *loaded)
{
    outputs_add(&self->files, "--json", self->json);
    add_draws(self);
    outputs_add(&self->files, "--indigo", self->indigo);
    for (size_t i = 0; self->csv && i < csv_table_count; i++) {
        if (csv_table_is_of(&csv_tables[i], loaded)) {
            outputs_add_table(&self->files, "--csv", self->csv, csv_tables[i].name);
        }
    }
    return outputs_open(&self->files, &loaded->files);
}

/** INDIGO tells of projects that there are, which rivals are not together. */
static bool may_be_indigo(const run_request *self, const scenario *loaded)
{
    if (!self->indigo || !has_rivals(loaded)) {
        return true;
    }
    fprintf(stderr, "edgecare: --indigo: the contracts of %s are rivals, of which one would come into force; choose it (--contract=%s ...)\n", self->what.file,
            loaded->contracts.items[0].name);
    return false;
}

/** Writes what was asked for into the open files. */
static int write_files(run_request *self, const result *from, const account_list *accounts)
{
    const result_origin origin = {EDGECARE_VERSION, self->what.command, self->what.command_count, accounts};
    FILE *json = outputs_file(&self->files, "--json", NULL);
    FILE *draws = outputs_file(&self->files, "--draws", NULL);
    FILE *indigo = outputs_file(&self->files, "--indigo", NULL);
    if (json && !result_json_write(from, &origin, json)) {
        return outputs_say_failed(&self->files, "--json");
    }
    if (draws) {
        draws_write(from, draws);
    }
    FILE *beside = outputs_file(&self->files, DRAWS_COLUMNS, NULL);
    if (beside && !draws_columns_write(from, &origin, self->draws, beside)) {
        return outputs_say_failed(&self->files, DRAWS_COLUMNS);
    }
    if (indigo && !indigo_write(from, EDGECARE_VERSION, indigo)) {
        return outputs_say_failed(&self->files, "--indigo");
    }
    for (size_t i = 0; self->csv && i < csv_table_count; i++) {
        FILE *table = outputs_file(&self->files, "--csv", csv_tables[i].name);
        if (table) {
            csv_tables[i].write(from, table);
        }
    }
    return EXIT_FINE;
}

/** What was asked for on the screen; without that the first screen. */
static bool print_result(const run_request *self, const account_list *accounts)
{
    if (self->tables) {
        tables_write_accounts(accounts, stdout);
    } else if (self->parties) {
        tables_write_parties(accounts->items[0].of, self->parties, stdout);
    } else if (!self->years) {
        return screen_write(accounts, stdout);
    }
    if (self->years) {
        years_table_write(accounts->items[0].of, stdout);
    }
    return true;
}

static int write_all(run_request *self, const result *from, const account_list *accounts)
{
    const bool quiet = self->quiet || outputs_take_standard(&self->files);
    int code = write_files(self, from, accounts);
    code = code == EXIT_FINE ? outputs_commit(&self->files) : code;
    if (code == EXIT_FINE && !quiet) {
        const bool printed = print_result(self, accounts);
        code = printed && fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
    }
    return code;
}

static int run_and_write(run_request *self, const scenario *loaded)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    result *out = NULL;
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = run_scenario(loaded, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
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
    command_parse(&arguments, argc, argv, &self);
    scenario *loaded = scenario_options_load(&self.what);
    int code = !loaded ? self.what.refusal : draws_are_kept(&self, loaded) && may_be_indigo(&self, loaded) ? EXIT_FINE : EXIT_BAD_INPUT;
    code = code == EXIT_FINE ? open_outputs(&self, loaded) : code;
    code = code == EXIT_FINE ? run_and_write(&self, loaded) : code;
    outputs_free(&self.files);
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command run_command = {"run", "simulate a scenario and tell what it comes to", &arguments, run};
