#include "trace/trace.h"

#include <errno.h>
#include <stdlib.h>

#include "program/command.h"
#include "program/outputs.h"
#include "program/scenario_options.h"
#include "trace/told.h"

enum { KEY_CHILD = 768, KEY_REPLICATE, KEY_ALL };

typedef struct {
    scenario_options what;
    long long child;     /* from 1; 0: not given */
    long long replicate; /* from 1 */
    const char *all;     /* the file of the audit trail */
    outputs files;
} trace_request;

static const struct argp_option options[] = {
    {"replicate", KEY_REPLICATE, "R", 0, "Which future, counted from 1 (1)", 1},
    {"child", KEY_CHILD, "C", 0, "Which child, counted from 1; without it: how all children add up to the claims", 1},
    {"all", KEY_ALL, "FILE", 0, "Write every child's part of every claim as CSV, with closing lines that make it the claim; \"-\" is standard output", 1},
    {0},
};

static long long counted(const char *text, struct argp_state *state, const char *option)
{
    char *end;
    const long long number = strtoll(text, &end, 10);
    if (*text == '\0' || *end != '\0' || number < 1) {
        argp_error(state, "--%s: \"%s\" is no whole number of 1 or more", option, text);
    }
    return number;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    trace_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
        return 0;
    case KEY_CHILD:
        self->child = counted(text, state, "child");
        return 0;
    case KEY_REPLICATE:
        self->replicate = counted(text, state, "replicate");
        return 0;
    case KEY_ALL:
        scenario_options_once(&self->all, text, state, "all");
        return 0;
    default:
        return scenario_options_take_file(&self->what, key, text, state);
    }
}

static const struct argp_child children[] = {{&scenario_argp, 0, "What to trace:", 0}, {0}};
static const struct argp arguments = {
    .options = options,
    .parser = parse,
    .args_doc = "SCENARIO",
    .doc = "Follows the money to the child: one child's careers with and without the programme, what it brings each contract by term and period, and how all children add "
           "up to the claims of one simulated future.\v"
           "The parts of all children and the closing line are the claim, to the penny. Examples: edgecare trace scenarios/typical-edge-of-care.json --replicate 3 --child 1; "
           "edgecare trace scenarios/stronger-families.json --child 7 --all claims.csv. Exit status: 0 fine, 1 an output failed, 2 the scenario or an option is wrong.",
    .children = children,
};

/** Whether the future asked for is one of the run's; says so where not. */
static bool future_in_range(const trace_request *self, const scenario *loaded)
{
    const long long futures = (long long)loaded->run.worlds * loaded->run.histories;
    if (self->replicate > futures) {
        fprintf(stderr, "edgecare: --replicate: the run has %lld futures\n", futures);
        return false;
    }
    return true;
}

/** Whether the child asked for exists; says so where not. */
static bool child_in_range(const trace_request *self, const trace *traced)
{
    if (self->child > (long long)traced->one->families.count) {
        fprintf(stderr, "edgecare: --child: there are %zu children in this future\n", traced->one->families.count);
        return false;
    }
    return true;
}

static bool tell(const trace_request *self, trace *traced)
{
    if (self->child > 0) {
        return trace_tell_child(traced, (size_t)self->child - 1, stdout);
    }
    bool fine = true;
    for (size_t c = 0; fine && c < traced->scenario->contracts.count; c++) {
        fine = trace_tell_claims(traced, c, stdout);
    }
    return fine;
}

static int trace_and_tell(trace_request *self, trace *traced)
{
    if (!child_in_range(self, traced)) {
        return EXIT_BAD_INPUT;
    }
    FILE *all = outputs_file(&self->files, "--all", NULL);
    const bool quiet = outputs_take_standard(&self->files) || (all && self->child == 0);
    errno = ENOMEM;
    if (all && !trace_write_csv(traced, all)) {
        return outputs_say_failed(&self->files, "--all");
    }
    int code = outputs_commit(&self->files);
    errno = ENOMEM;
    if (code == EXIT_FINE && !quiet && !tell(self, traced)) {
        code = say_errno("trace");
    }
    return code == EXIT_FINE && (fflush(stdout) != 0 || ferror(stdout)) ? say_errno("standard output") : code;
}

static int run(int argc, char **argv)
{
    trace_request self = {.replicate = 1};
    command_parse(&arguments, argc, argv, &self);
    scenario *loaded = scenario_options_load(&self.what);
    int code = !loaded ? self.what.refusal : future_in_range(&self, loaded) ? EXIT_FINE : EXIT_BAD_INPUT;
    outputs_add(&self.files, "--all", self.all);
    code = code == EXIT_FINE ? outputs_open(&self.files, &loaded->files) : code;
    if (code == EXIT_FINE) {
        const long long histories = loaded->run.histories;
        trace traced;
        const bool made = trace_make(loaded, (uint32_t)((self.replicate - 1) / histories), (uint32_t)((self.replicate - 1) % histories), &traced);
        errno = ENOMEM;
        code = made ? trace_and_tell(&self, &traced) : say_errno("trace");
        trace_free(&traced);
    }
    outputs_free(&self.files);
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command trace_command = {"trace", "follow one child's days to its part of each claim", &arguments, run};
