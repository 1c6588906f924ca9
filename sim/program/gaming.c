#include "program/command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "program/outputs.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "solve/gaming.h"

enum { KEY_SELECT = 512, KEY_DELAY_SHARE, KEY_DELAY_DAYS, KEY_WIDEN_SHARE, KEY_WIDEN_RATIO, KEY_JSON };

typedef struct {
    scenario_options what;
    gaming_measures measures;
    const char *json;
    bool quiet;
    outputs files;
} gaming_request;

static const struct argp_option options[] = {
    {"select", KEY_SELECT, "SHARE", 0, "Share of families, those who look riskiest to a provider, that are turned away (0.2)", 1},
    {"delay-share", KEY_DELAY_SHARE, "SHARE", 0, "Share of entries to care that are put off (0.5)", 1},
    {"delay-days", KEY_DELAY_DAYS, "DAYS", 0, "By how many days they are put off (30)", 1},
    {"widen-share", KEY_WIDEN_SHARE, "SHARE", 0, "Share of families taken on below the threshold of need (0.2)", 1},
    {"widen-ratio", KEY_WIDEN_RATIO, "RATIO", 0, "Their hazard ratio of entering care (0.3)", 1},
    {"json", KEY_JSON, "FILE", 0, "Write the tables as JSON; \"-\" is standard output, which then holds nothing else", 4},
    {"quiet", 'q', NULL, 0, "No tables, no progress", 4},
    {0},
};

/** A number of 0 .. most; says what is wrong with another. */
static double number_up_to(const char *text, struct argp_state *state, double most)
{
    const char *end;
    double number = 0;
    if (!text_number(text, &end, &number) || *end != '\0' || number < 0 || number > most) {
        argp_error(state, "\"%s\" is no number of 0 .. %g", text, most);
    }
    return number;
}

static double days_up_to(const char *text, struct argp_state *state, double most)
{
    const double days = number_up_to(text, state, most);
    if (days != floor(days)) {
        argp_error(state, "\"%s\" is no whole number of days", text);
    }
    return days;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    gaming_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        return 0;
    case KEY_SELECT:
        self->measures.select_share = number_up_to(text, state, 0.9);
        return 0;
    case KEY_DELAY_SHARE:
        self->measures.delay_share = number_up_to(text, state, 1);
        return 0;
    case KEY_DELAY_DAYS:
        self->measures.delay_days = days_up_to(text, state, 3650);
        return 0;
    case KEY_WIDEN_SHARE:
        self->measures.widen_share = number_up_to(text, state, 1);
        return 0;
    case KEY_WIDEN_RATIO:
        self->measures.widen_ratio = number_up_to(text, state, 100);
        return 0;
    case KEY_JSON:
        scenario_options_once(&self->json, text, state, "json");
        return 0;
    case 'q':
        self->quiet = true;
        return 0;
    default:
        return scenario_options_take_file(&self->what, key, text, state);
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to run:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO",
    .doc = "Tells what a contract would pay for if its delivery were careless or dishonest: the families who look riskiest turned away, entries to care put off, families taken on who "
           "hardly need it. For each contract: payment gained by family, days in care averted that are lost, entries put off, unsafe days.",
    .children = children,
};

static int write_all(gaming_request *self, const gaming *found)
{
    const bool quiet = self->quiet || outputs_take_standard(&self->files);
    FILE *json = outputs_file(&self->files, "--json", NULL);
    if (json && !gaming_json_write(found, json)) {
        return outputs_say_failed(&self->files, "--json");
    }
    const int code = outputs_commit(&self->files);
    if (code == EXIT_FINE && !quiet) {
        gaming_write(found, stdout);
    }
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

static int run_and_write(gaming_request *self, const scenario *loaded)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped", [RUN_NO_MEMORY] = "out of memory"};
    const lever_source source = {self->what.file, self->what.overrides, self->what.loaded_count, (size_t)loaded->run.worlds, (size_t)loaded->run.histories,
                                 self->what.what_ifs, self->what.what_if_count};
    fault_list faults = {0};
    gaming found;
    progress bar = progress_start(self->quiet);
    const run_options how = progress_options(&bar, self->what.threads);
    const run_status status = gaming_run(&source, loaded, &self->measures, &how, &found, &faults);
    progress_end(&bar);
    int code = EXIT_FAILED;
    if (status == RUN_DONE) {
        code = write_all(self, &found);
        gaming_free(&found);
    } else if (fault_errors(&faults) > 0) {
        fault_print(&faults, stderr);
        code = faults.out_of_memory ? EXIT_FAILED : EXIT_BAD_INPUT;
    } else {
        fprintf(stderr, "edgecare: %s\n", words[status]);
    }
    fault_list_free(&faults);
    return code;
}

static int run(int argc, char **argv)
{
    gaming_request self = {.measures = gaming_usual};
    command_parse(&arguments, argc, argv, &self);
    scenario *loaded = scenario_options_load(&self.what);
    outputs_add(&self.files, "--json", self.json);
    int code = loaded ? outputs_open(&self.files, &loaded->files) : self.what.refusal;
    code = code == EXIT_FINE ? run_and_write(&self, loaded) : code;
    outputs_free(&self.files);
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command gaming_command = {"gaming", "tell what contracts would pay for if they were gamed", &arguments, run};
