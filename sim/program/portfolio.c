#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portfolio/portfolio_report.h"
#include "program/interrupt.h"
#include "program/progress.h"
#include "report/output.h"
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

/** Each option once; the last one counts. */
static void set_run(portfolio_request *self, const char *pointer, const char *text)
{
    size_t i = 0;
    while (i < self->override_count && strcmp(self->overrides[i].pointer, pointer) != 0) {
        i++;
    }
    self->overrides[i] = (document_override){pointer, text};
    self->override_count = i == self->override_count ? i + 1 : self->override_count;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    portfolio_request *self = state->input;
    switch (key) {
    case KEY_WORLDS:
        set_run(self, "/run/worlds", text);
        return 0;
    case KEY_HISTORIES:
        set_run(self, "/run/histories", text);
        return 0;
    case KEY_SEED:
        set_run(self, "/run/seed", text);
        return 0;
    case KEY_THREADS:
        self->threads = atoi(text);
        if (self->threads < 1 || self->threads > RUN_THREADS_MAX) {
            argp_error(state, "--threads: \"%s\" is no whole number of 1 .. %d", text, RUN_THREADS_MAX);
        }
        return 0;
    case KEY_JSON:
        self->json = text;
        return 0;
    case KEY_CSV:
        self->csv = text;
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

static int write_file(const char *path, bool (*write)(const holding *, FILE *), const holding *held)
{
    output file = {0};
    if (!output_open(&file, path)) {
        return say_errno(path);
    }
    if (!write(held, file.file) || ferror(file.file)) {
        output_abandon(&file);
        return say_errno(path);
    }
    return output_commit(&file) ? EXIT_FINE : say_errno(path);
}

static bool to_standard_output(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

static int write_all(const portfolio_request *self, const holding *held)
{
    int code = self->json ? write_file(self->json, holding_json_write, held) : EXIT_FINE;
    code = code == EXIT_FINE && self->csv ? write_file(self->csv, holding_csv_write, held) : code;
    if (self->quiet || to_standard_output(self->json) || to_standard_output(self->csv)) {
        return code;
    }
    const bool fine = holding_write(held, stdout) && fflush(stdout) == 0 && !ferror(stdout);
    return fine ? code : say_errno("standard output");
}

static int run_and_write(const portfolio_request *self, const portfolio *held)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    holding out = {0};
    progress bar = progress_start(self->quiet);
    interrupt_watch();
    const run_options how = {.threads = self->threads, .progress = progress_show, .context = &bar};
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
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    portfolio *held = portfolio_load(self.file, self.overrides, self.override_count, &faults);
    fault_sort(&faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    const int code = held && fits_memory(held) ? run_and_write(&self, held) : EXIT_BAD_INPUT;
    portfolio_free(held);
    return code;
}

const command portfolio_command = {"portfolio", "simulate scenarios that are held together", &arguments, run};
