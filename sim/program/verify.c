#include "program/command.h"

#include <stdio.h>
#include <stdlib.h>

#include "probe/probe.h"
#include "program/interrupt.h"
#include "program/progress.h"
#include "program/scenario_options.h"
#include "run/run.h"
#include "verify/verify.h"

typedef struct {
    scenario_options what;
    bool quiet;
} verify_request;

static const struct argp_option options[] = {
    {"quiet", 'q', NULL, 0, "No progress", 4},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    verify_request *self = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &self->what;
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
    .doc = "Runs a scenario and holds it against the figures published about its programme, reading by reading.\v"
           "Exit status: 0 all checks lie in their bands or the file says why not, 1 one does not, or the run failed, 2 the scenario or an option is wrong.",
    .children = children,
};

/** Runs the scenario into `probes` and holds them against what is published. */
static int verify(const verify_request *self, const scenario *loaded, double probes[])
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped", [RUN_NO_MEMORY] = "out of memory"};
    result *out = NULL;
    progress bar = progress_start(self->quiet);
    interrupt_watch();
    const run_options how = {.threads = self->what.threads, .progress = progress_show, .context = &bar, .probes = probes};
    const run_status status = run_scenario(loaded, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
        return EXIT_FAILED;
    }
    const int code = verify_scenario(loaded, probes, out->replicates, stdout);
    result_free(out);
    return fflush(stdout) == 0 && !ferror(stdout) ? code : say_errno("standard output");
}

static int verify_with_probes(const verify_request *self, const scenario *loaded)
{
    const size_t replicates = (size_t)loaded->run.worlds * (size_t)loaded->run.histories;
    double *probes = calloc(replicates * probe_count(loaded) + 1, sizeof *probes);
    const int code = probes ? verify(self, loaded, probes) : say_errno("probes");
    free(probes);
    return code;
}

static int run(int argc, char **argv)
{
    verify_request self = {0};
    argp_parse(&arguments, argc, argv, 0, NULL, &self);
    scenario *loaded = scenario_options_load(&self.what);
    const int code = loaded ? verify_with_probes(&self, loaded) : EXIT_BAD_INPUT;
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command verify_command = {"verify", "hold a scenario against what is published about its programme", &arguments, run};
