#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/interrupt.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "report/output.h"
#include "solve/solve_report.h"

enum { KEY_VARY = 512, KEY_UNTIL, KEY_ZONE, KEY_LIMIT, KEY_JSON, KEY_CSV, KEY_PLOT, KEY_IMAGE };

/** What `edgecare solve` was asked for. */
typedef struct {
    scenario_options what;
    const char *vary[ZONE_LEVERS];
    size_t vary_count;
    const char *until;
    const char *limits[ZONE_LIMITS_MAX];
    size_t limit_count;
    bool zone, quiet;
    const char *json, *csv, *plot, *image;
} solve_request_words;

static const struct argp_option options[] = {
    {"vary", KEY_VARY, "POINTER[=LOW..HIGH]", 0,
     "The number that is varied, such as /contracts/NAME/terms/NAME/price_gbp=20..90; without a range a quarter to four times its present value", 1},
    {"until", KEY_UNTIL, "GOAL", 0, "What is to be just met: 'mean(METRIC) >= x', 'P(METRIC > x) >= p' or 'p5(METRIC) <= x'", 1},
    {"zone", KEY_ZONE, NULL, 0, "Vary two numbers over a grid (--vary POINTER=LOW..HIGH[:STEPS] twice) and tell which sides' limits hold where", 1},
    {"limit", KEY_LIMIT, "SIDE: GOAL", 0, "With --zone: what a side needs, such as 'council: mean(commissioner_net_gbp) >= 0'; may be given again and again", 1},
    {"json", KEY_JSON, "FILE", 0, "Write what was found as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"csv", KEY_CSV, "FILE", 0, "With --zone: write every cell as CSV", 4},
    {"plot", KEY_PLOT, "FILE", 0, "With --zone: write a gnuplot script that draws the zone", 4},
    {"image", KEY_IMAGE, "FILE", 0, "With --plot: the picture that the script makes, .svg or .png (the script's name with .svg)", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

static void add_vary(solve_request_words *self, struct argp_state *state, const char *text)
{
    if (self->vary_count == ZONE_LEVERS) {
        argp_error(state, "--vary: at most two numbers can be varied");
        return;
    }
    self->vary[self->vary_count++] = text;
}

static void add_limit(solve_request_words *self, struct argp_state *state, const char *text)
{
    if (self->limit_count == ZONE_LIMITS_MAX) {
        argp_error(state, "--limit: at most %d limits", ZONE_LIMITS_MAX);
        return;
    }
    self->limits[self->limit_count++] = text;
}

/** Says which options do not go together. */
static void check_words(const solve_request_words *self, struct argp_state *state)
{
    if (!self->what.file) {
        argp_error(state, "which scenario? Give a file, such as scenarios/typical-edge-of-care.json");
    } else if (self->zone && (self->vary_count != ZONE_LEVERS || self->limit_count == 0 || self->until)) {
        argp_error(state, "--zone takes two --vary and one --limit or more, no --until");
    } else if (!self->zone && (self->vary_count != 1 || !self->until)) {
        argp_error(state, "give one --vary POINTER and one --until GOAL, or --zone");
    } else if (!self->zone && (self->limit_count || self->csv || self->plot || self->image)) {
        argp_error(state, "--limit, --csv, --plot and --image go with --zone");
    }
}

/** The outputs. */
static error_t take_file(solve_request_words *self, int key, const char *text)
{
    const struct {
        int key;
        const char **path;
    } files[] = {{KEY_JSON, &self->json}, {KEY_CSV, &self->csv}, {KEY_PLOT, &self->plot}, {KEY_IMAGE, &self->image}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (files[i].key == key) {
            *files[i].path = text;
            return 0;
        }
    }
    return ARGP_ERR_UNKNOWN;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    solve_request_words *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        return 0;
    case KEY_VARY:
        add_vary(self, state, text);
        return 0;
    case KEY_UNTIL:
        self->until = text;
        return 0;
    case KEY_ZONE:
        self->zone = true;
        return 0;
    case KEY_LIMIT:
        add_limit(self, state, text);
        return 0;
    case 'q':
        self->quiet = true;
        return 0;
    case ARGP_KEY_ARG:
        return scenario_options_take_file(&self->what, key, text, state);
    case ARGP_KEY_END:
        check_words(self, state);
        return 0;
    default:
        return take_file(self, key, text);
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to run:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO",
    .doc = "Finds the value of one number of a scenario at which a goal is just met, or, with --zone, the values of two numbers that all sides can live with.\v"
           "METRIC is a heading of `edgecare run --draws`, or a plain name: of the only contract (choose one by --contract), else of the programme. All tries use the same "
           "random numbers. Example: edgecare solve scenarios/typical-edge-of-care.json --vary /contracts/per_day_saved/terms/edge_of_care/price_gbp "
           "--until 'P(commissioner_net_gbp > 0) >= 0.6' --replicates 1000",
    .children = children,
};

/** What both ways of solving need. */
typedef struct {
    const solve_request_words *words;
    const scenario *loaded;
    const document *merged;
    const columns *layout;
    lever_source source;
    fault_list faults;
    arena memory;
} session;

static int say_faults(session *self)
{
    fault_print(&self->faults, stderr);
    return EXIT_BAD_INPUT;
}

static int say_status(session *self, run_status status)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped", [RUN_NO_MEMORY] = "out of memory"};
    if (fault_errors(&self->faults) > 0) {
        return say_faults(self);
    }
    fprintf(stderr, "edgecare: %s\n", words[status]);
    return EXIT_FAILED;
}

static int end_table(void)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_FINE : say_errno("standard output");
}

/** Writes one file by `write`; `subject` is what it is told of. */
static int write_file(const char *path, bool (*write)(const void *subject, FILE *out), const void *subject)
{
    output file = {0};
    if (!output_open(&file, path)) {
        return say_errno(path);
    }
    if (!write(subject, file.file) || ferror(file.file)) {
        output_abandon(&file);
        return say_errno(path);
    }
    return output_commit(&file) ? EXIT_FINE : say_errno(path);
}

typedef struct {
    const solve_request *asked;
    const solution *found;
} solved;

static bool write_solution_json(const void *subject, FILE *out)
{
    const solved *self = subject;
    return solution_json_write(self->asked, self->found, out);
}

static bool tables_wanted(const solve_request_words *self)
{
    return !self->quiet && !(self->json && strcmp(self->json, "-") == 0) && !(self->csv && strcmp(self->csv, "-") == 0);
}

static int solve_one(session *self, const run_options *how, progress *bar)
{
    lever varied;
    goal wanted;
    if (!lever_parse(self->words->vary[0], false, &self->memory, &varied, &self->faults) || !goal_parse(self->words->until, &wanted, &self->faults) ||
        !lever_resolve(&varied, self->loaded, document_value(self->merged), &self->faults) || !goal_resolve(&wanted, self->layout, &self->faults)) {
        return say_faults(self);
    }
    const solve_request asked = {.source = &self->source, .lever = &varied, .goal = &wanted, .options = how};
    solution found;
    const run_status status = solve_lever(&asked, &found, &self->faults);
    progress_end(bar);
    if (status != RUN_DONE) {
        return say_status(self, status);
    }
    const solved both = {&asked, &found};
    const int code = self->words->json ? write_file(self->words->json, write_solution_json, &both) : EXIT_FINE;
    if (tables_wanted(self->words)) {
        solution_write(&asked, &found, stdout);
    }
    return code == EXIT_FINE ? end_table() : code;
}

typedef struct {
    const zone *found;
    const char *image;
} plotted;

static bool write_zone_json(const void *subject, FILE *out)
{
    return zone_json_write(subject, out);
}

static bool write_zone_csv(const void *subject, FILE *out)
{
    zone_csv_write(subject, out);
    return true;
}

static bool write_zone_plot(const void *subject, FILE *out)
{
    const plotted *self = subject;
    zone_plot_write(self->found, self->image, out);
    return true;
}

/** The picture's name: as asked for, or the script's with another ending. */
static void image_name(const solve_request_words *words, char text[], size_t size)
{
    const char *dot = words->plot ? strrchr(words->plot, '.') : NULL;
    if (words->image) {
        snprintf(text, size, "%s", words->image);
    } else if (words->plot) {
        snprintf(text, size, "%.*s.svg", (int)(dot && !strchr(dot, '/') ? (size_t)(dot - words->plot) : strlen(words->plot)), words->plot);
    }
}

static int write_zone(const session *self, const zone *found)
{
    const solve_request_words *words = self->words;
    char image[4096] = "";
    image_name(words, image, sizeof image);
    const plotted plot = {found, image};
    int code = words->json ? write_file(words->json, write_zone_json, found) : EXIT_FINE;
    code = code == EXIT_FINE && words->csv ? write_file(words->csv, write_zone_csv, found) : code;
    code = code == EXIT_FINE && words->plot ? write_file(words->plot, write_zone_plot, &plot) : code;
    if (tables_wanted(words)) {
        zone_write(found, stdout);
    }
    return code == EXIT_FINE ? end_table() : code;
}

static bool zone_read(session *self, zone *out)
{
    bool fine = true;
    for (size_t i = 0; i < ZONE_LEVERS; i++) {
        fine = lever_parse(self->words->vary[i], true, &self->memory, &out->levers[i], &self->faults) &&
               lever_resolve(&out->levers[i], self->loaded, document_value(self->merged), &self->faults) && fine;
    }
    for (size_t i = 0; i < self->words->limit_count; i++) {
        fine = zone_add_limit(out, self->words->limits[i], &self->faults) && goal_resolve(&out->goals[out->limit_count - 1], self->layout, &self->faults) && fine;
    }
    return fine;
}

static int solve_zone(session *self, const run_options *how, progress *bar)
{
    zone found = {0};
    int code = EXIT_FAILED;
    if (!zone_read(self, &found)) {
        return say_faults(self);
    }
    if (!zone_make(&found)) {
        return say_status(self, RUN_NO_MEMORY);
    }
    const run_status status = zone_run(&found, &self->source, how, &self->faults);
    progress_end(bar);
    code = status == RUN_DONE ? write_zone(self, &found) : say_status(self, status);
    zone_free(&found);
    return code;
}

static int solve(session *self)
{
    columns layout = {0};
    if (!variant_columns_make(self->loaded, &layout)) {
        return say_status(self, RUN_NO_MEMORY);
    }
    self->layout = &layout;
    progress bar = progress_start(self->words->quiet);
    interrupt_watch();
    const run_options how = {.threads = self->words->what.threads, .progress = progress_show, .context = &bar};
    const int code = self->words->zone ? solve_zone(self, &how, &bar) : solve_one(self, &how, &bar);
    columns_free(&layout);
    return code;
}

static int run(int argc, char **argv)
{
    solve_request_words self = {0};
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    scenario *loaded = scenario_options_load(&self.what);
    int code = EXIT_BAD_INPUT;
    if (loaded) {
        session work = {.words = &self, .loaded = loaded,
                        .source = {self.what.file, self.what.overrides, self.what.loaded_count, (size_t)loaded->run.worlds, (size_t)loaded->run.histories}};
        document *merged = document_read(self.what.file, self.what.overrides, self.what.loaded_count, &work.faults);
        work.merged = merged;
        code = merged ? solve(&work) : say_faults(&work);
        document_free(merged);
        fault_list_free(&work.faults);
        arena_free(&work.memory);
    }
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command solve_command = {"solve", "find the price, or the terms, at which a goal is met", &arguments, run};
