#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portfolio/portfolio_report.h"
#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "summarise/collector.h"

enum { KEY_WORLDS = 512, KEY_HISTORIES, KEY_SEED, KEY_THREADS, KEY_JSON, KEY_CSV };

#define OVERRIDES_MAX 3

typedef struct {
    const char *file;
    document_override overrides[OVERRIDES_MAX];
    size_t override_count;
    int threads;
    const char *json, *csv;
    bool quiet;
    outputs files;
} portfolio_request;

static const struct argp_option options[] = {
    {"worlds", KEY_WORLDS, "W", 0, "How many times the uncertain inputs are drawn", 1},
    {"histories", KEY_HISTORIES, "K", 0, "How many runs of chance in each world", 1},
    {"seed", KEY_SEED, "S", 0, "Seed from which the members' seeds are mixed", 1},
    {"threads", KEY_THREADS, "T", 0, "Threads (all processors); changes no number", 3},
    {"json", KEY_JSON, "FILE", 0, "Write everything as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"csv", KEY_CSV, "FILE", 0, "Write members and all of them by metric as CSV", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

/** Each option once. */
static void set_run(portfolio_request *self, struct argp_state *state, const char *pointer, const char *text)
{
    size_t i = 0;
    while (i < self->override_count && strcmp(self->overrides[i].pointer, pointer) != 0) {
        i++;
    }
    if (i < self->override_count && strcmp(self->overrides[i].value, text) != 0) {
        argp_error(state, "%s is set twice, to \"%s\" and to \"%s\"; set it once", pointer, self->overrides[i].value, text);
    }
    self->overrides[i] = (document_override){pointer, text};
    self->override_count = i == self->override_count ? i + 1 : self->override_count;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    portfolio_request *self = state->input;
    switch (key) {
    case KEY_WORLDS:
        set_run(self, state, "/run/worlds", text);
        return 0;
    case KEY_HISTORIES:
        set_run(self, state, "/run/histories", text);
        return 0;
    case KEY_SEED:
        set_run(self, state, "/run/seed", text);
        return 0;
    case KEY_THREADS:
        scenario_options_threads(&self->threads, text, state);
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
        if (self->file) {
            argp_error(state, "one portfolio at a time: \"%s\" is the second", text);
        }
        self->file = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which portfolio? Give a file, such as scenarios/portfolios/norfolk-suffolk-pfp.json");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "PORTFOLIO",
    .doc = "Simulates scenarios that are held together: what is paid, costs and is worth in all, and what investors get who own shares of each.\v"
           "Members draw their own chance; the inputs that the file calls common are drawn once for all. The same file gives the same numbers on any number of threads.",
};

static int write_all(portfolio_request *self, const holding *held)
{
    const bool quiet = self->quiet || outputs_take_standard(&self->files);
    FILE *json = outputs_file(&self->files, "--json", NULL);
    FILE *csv = outputs_file(&self->files, "--csv", NULL);
    if (json && !holding_json_write(held, json)) {
        return outputs_say_failed(&self->files, "--json");
    }
    if (csv && !holding_csv_write(held, csv)) {
        return outputs_say_failed(&self->files, "--csv");
    }
    const int code = outputs_commit(&self->files);
    if (code != EXIT_FINE || quiet) {
        return code;
    }
    return holding_write(held, stdout) && fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
}

/** Opens the outputs, which are to be none of the files that are read. */
static int open_outputs(portfolio_request *self, const portfolio *held)
{
    size_t count = 1;
    for (size_t m = 0; m < held->count; m++) {
        count += held->members[m].scenario->files.count;
    }
    name_list inputs = {.items = calloc(count, sizeof *inputs.items)};
    if (!inputs.items) {
        return say_errno("portfolio");
    }
    inputs.items[inputs.count++] = self->file;
    for (size_t m = 0; m < held->count; m++) {
        const name_list *files = &held->members[m].scenario->files;
        for (size_t i = 0; i < files->count; i++) {
            inputs.items[inputs.count++] = files->items[i];
        }
    }
    outputs_add(&self->files, "--json", self->json);
    outputs_add(&self->files, "--csv", self->csv);
    const int code = outputs_open(&self->files, &inputs);
    free(inputs.items);
    return code;
}

static int run_and_write(portfolio_request *self, const portfolio *held)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    holding out = {0};
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->threads);
    const run_status status = holding_run(held, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
        return EXIT_FAILED;
    }
    const int code = write_all(self, &out);
    holding_free(&out);
    return code;
}

static bool fits_memory(const portfolio *held)
{
    if ((double)held->worlds * (double)held->histories <= ROWS_KEPT_MAX) {
        return true;
    }
    fprintf(stderr, "edgecare: a portfolio keeps at most %d replicates; ask for fewer worlds\n", ROWS_KEPT_MAX);
    return false;
}

static int run(int argc, char **argv)
{
    portfolio_request self = {0};
    fault_list faults = {0};
    command_parse(&arguments, argc, argv, &self);
    portfolio *held = portfolio_load(self.file, self.overrides, self.override_count, &faults);
    int code = faults.out_of_memory ? EXIT_FAILED : EXIT_BAD_INPUT;
    fault_sort(&faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    if (held && fits_memory(held)) {
        code = open_outputs(&self, held);
        code = code == EXIT_FINE ? run_and_write(&self, held) : code;
    }
    outputs_free(&self.files);
    portfolio_free(held);
    return code;
}

const command portfolio_command = {"portfolio", "simulate scenarios that are held together", &arguments, run};
