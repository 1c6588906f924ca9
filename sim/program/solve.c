#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
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
    } else if (self->image && !self->plot) {
        argp_error(state, "--image is the picture that the script of --plot makes; give --plot too");
    }
}

/** The outputs. */
static error_t take_file(solve_request_words *self, int key, const char *text, struct argp_state *state)
{
    const struct {
        int key;
        const char *option;
        const char **path;
    } files[] = {{KEY_JSON, "json", &self->json}, {KEY_CSV, "csv", &self->csv}, {KEY_PLOT, "plot", &self->plot}, {KEY_IMAGE, "image", &self->image}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (files[i].key == key) {
            scenario_options_once(files[i].path, text, state, files[i].option);
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
        scenario_options_once(&self->until, text, state, "until");
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
        return take_file(self, key, text, state);
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
    outputs *files;
    lever_source source;
    fault_list faults;
    arena memory;
} session;

static int say_faults(session *self)
{
    fault_print(&self->faults, stderr);
    return self->faults.out_of_memory ? EXIT_FAILED : EXIT_BAD_INPUT;
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
    FILE *json = outputs_file(self->files, "--json", NULL);
    if (json && !solution_json_write(&asked, &found, json)) {
        return outputs_say_failed(self->files, "--json");
    }
    const bool quiet = self->words->quiet || outputs_take_standard(self->files);
    const int code = outputs_commit(self->files);
    if (code == EXIT_FINE && !quiet) {
        solution_write(&asked, &found, stdout);
    }
    return code == EXIT_FINE ? end_table() : code;
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
    char image[4096] = "";
    image_name(self->words, image, sizeof image);
    FILE *json = outputs_file(self->files, "--json", NULL);
    FILE *csv = outputs_file(self->files, "--csv", NULL);
    FILE *plot = outputs_file(self->files, "--plot", NULL);
    if (json && !zone_json_write(found, json)) {
        return outputs_say_failed(self->files, "--json");
    }
    if (csv) {
        zone_csv_write(found, csv);
    }
    if (plot) {
        zone_plot_write(found, image, plot);
    }
    const bool quiet = self->words->quiet || outputs_take_standard(self->files);
    const int code = outputs_commit(self->files);
    if (code == EXIT_FINE && !quiet) {
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
    const run_options how = progress_options(&bar, self->words->what.threads);
    const int code = self->words->zone ? solve_zone(self, &how, &bar) : solve_one(self, &how, &bar);
    columns_free(&layout);
    return code;
}

/** Opens the outputs. The picture is gnuplot's to write; its name is looked at with theirs, lest the picture take the place of one. */
static int open_outputs(const solve_request_words *self, const scenario *loaded, outputs *files)
{
    outputs_add(files, "--json", self->json);
    outputs_add(files, "--csv", self->csv);
    outputs_add(files, "--plot", self->plot);
    char image[4096] = "";
    image_name(self, image, sizeof image);
    for (size_t i = 0; self->plot && i < files->count; i++) {
        if (image[0] == '\0' || strcmp(image, STANDARD_OUTPUT) == 0 || output_is_same(image, files->items[i].path) || output_is_same(image, self->what.file)) {
            fprintf(stderr, "edgecare: --image: the picture cannot be \"%s\"; give another file\n", image);
            return EXIT_BAD_INPUT;
        }
    }
    return outputs_open(files, &loaded->files);
}

static int run(int argc, char **argv)
{
    solve_request_words *self = calloc(1, sizeof *self); /* too much for a stack */
    outputs files = {0};
    if (!self) {
        return say_errno("solve");
    }
    command_parse(&arguments, argc, argv, self);
    scenario *loaded = scenario_options_load(&self->what);
    int code = loaded ? open_outputs(self, loaded, &files) : self->what.refusal;
    if (code == EXIT_FINE) {
        session work = {.words = self, .loaded = loaded, .files = &files,
                        .source = {self->what.file, self->what.overrides, self->what.loaded_count, (size_t)loaded->run.worlds, (size_t)loaded->run.histories,
                                   self->what.what_ifs, self->what.what_if_count}};
        document *merged = document_read(self->what.file, self->what.overrides, self->what.loaded_count, &work.faults);
        work.merged = merged;
        code = merged ? solve(&work) : say_faults(&work);
        document_free(merged);
        fault_list_free(&work.faults);
        arena_free(&work.memory);
    }
    outputs_free(&files);
    scenario_free(loaded);
    scenario_options_free(&self->what);
    free(self);
    return code;
}

const command solve_command = {"solve", "find the price, or the terms, at which a goal is met", &arguments, run};
