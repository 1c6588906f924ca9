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

/** Runs a scenario into `probes` and holds it against what is published; what is said goes to `out`. A code of EXIT_FAILED where the run failed, with words. */
static verification verify(const verify_request *self, const scenario *loaded, double probes[], FILE *out)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped", [RUN_NO_MEMORY] = "out of memory"};
    verification found = {.code = EXIT_FAILED};
    result *ran = NULL;
    progress bar = progress_start(self->quiet);
    interrupt_watch();
    run_options how = progress_options(&bar, self->what.threads);
    how.probes = probes;
    const run_status status = run_scenario(loaded, &how, &ran);
    progress_end(&bar);
    if (status == RUN_DONE) {
        found = verify_scenario(loaded, probes, ran->replicates, out);
    } else {
        fprintf(stderr, "edgecare: %s\n", words[status]);
    }
    result_free(ran);
    return found;
}

static verification verify_with_probes(const verify_request *self, const scenario *loaded, FILE *out)
{
    const size_t replicates = (size_t)loaded->run.worlds * (size_t)loaded->run.histories;
    double *probes = calloc(replicates * probe_count(loaded) + 1, sizeof *probes);
    const verification found = probes ? verify(self, loaded, probes, out) : (verification){.code = say_errno("probes")};
    free(probes);
    return found;
}

/** Holds another account against the figures, without its tables. False where it cannot be loaded or run, with words. */
static bool verify_view(verify_request *self, const view_row *view, account *out)
{
    FILE *nowhere = fopen("/dev/null", "w");
    self->what.file = view->path;
    scenario *loaded = nowhere ? scenario_options_load(&self->what) : NULL;
    if (loaded) {
        *out = (account){view->title, verify_with_probes(self, loaded, nowhere)};
    }
    scenario_free(loaded);
    if (nowhere) {
        fclose(nowhere);
    }
    return loaded != NULL;
}

/** The accounts beside `own`, which is the scenario's, in the order of its views. */
static int verify_views(verify_request *self, const scenario *loaded, const verification *own)
{
    account *accounts = calloc(loaded->views.count + 1, sizeof *accounts);
    size_t count = 1;
    int code = accounts ? EXIT_FINE : say_errno("views");
    for (size_t v = 0; code == EXIT_FINE && v < loaded->views.count; v++) {
        code = verify_view(self, &loaded->views.items[v], &accounts[count++]) ? EXIT_FINE : self->what.refusal;
    }
    if (code == EXIT_FINE) {
        accounts[0] = (account){"this account", *own};
        accounts_print(accounts, count, stdout);
    }
    free(accounts);
    return code;
}

static int verify_all(verify_request *self, const scenario *loaded)
{
    const verification own = verify_with_probes(self, loaded, stdout);
    const int code = loaded->views.count > 0 && own.best.figures > 0 ? verify_views(self, loaded, &own) : EXIT_FINE;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return say_errno("standard output");
    }
    return code == EXIT_FINE ? own.code : code;
}

static int run(int argc, char **argv)
{
    verify_request self = {0};
    command_parse(&arguments, argc, argv, &self);
    scenario *loaded = scenario_options_load(&self.what);
    const int code = loaded ? verify_all(&self, loaded) : self.what.refusal;
    scenario_free(loaded);
    scenario_options_free(&self.what);
    return code;
}

const command verify_command = {"verify", "hold a scenario against what is published about its programme", &arguments, run};
