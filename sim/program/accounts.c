#include "program/accounts.h"

#include <stdlib.h>

#include "program/command.h"
#include "program/progress.h"
#include "run/run.h"
#include "verify/absurd.h"

static int64_t worlds_of(const scenario *own)
{
    const int64_t quarter = own->run.worlds / 4;
    const int64_t least = own->run.worlds < ACCOUNT_WORLDS_LEAST ? own->run.worlds : ACCOUNT_WORLDS_LEAST;
    return quarter > least ? quarter : least;
}

/** Runs one account; NULL where that fails, told. */
static result *run_quietly(const scenario *self, int threads, bool quiet)
{
    static const char *const words[] = {[RUN_STOPPED] = "stopped; nothing was written", [RUN_NO_MEMORY] = "out of memory"};
    result *out = NULL;
    progress bar = progress_start(quiet);
    const run_options how = progress_options(&bar, threads);
    const run_status status = run_scenario(self, &how, &out);
    progress_end(&bar);
    if (status != RUN_DONE) {
        fprintf(stderr, "edgecare: %s\n", words[status]);
    }
    return out;
}

static int add(scenario_options *what, const scenario *own, const view_row *view, bool quiet, account_runs *out, account_result *into)
{
    what->file = view->path;
    scenario *loaded = scenario_options_load(what);
    if (!loaded) {
        return EXIT_BAD_INPUT;
    }
    out->scenarios[out->count++] = loaded;
    loaded->run.worlds = worlds_of(own);
    result *ran = run_quietly(loaded, what->threads, quiet);
    *into = (account_result){view->name, view->title, ran, absurd_inputs_count(loaded)};
    out->results[out->count - 1] = ran;
    out->list.count += ran != NULL;
    return ran ? EXIT_FINE : EXIT_FAILED;
}

int account_runs_make(scenario_options *what, const scenario *own, const result *from, bool quiet, account_runs *out)
{
    const size_t room = own->views.count + 1;
    const char *file = what->file;
    *out = (account_runs){.items = calloc(room, sizeof *out->items), .results = calloc(room, sizeof *out->results), .scenarios = calloc(room, sizeof *out->scenarios)};
    out->list.items = out->items;
    if (!out->items || !out->results || !out->scenarios) {
        return say_errno("accounts");
    }
    out->items[0] = (account_result){"this", own->title, from, absurd_inputs_count(own)};
    out->list.count = 1;
    int code = EXIT_FINE;
    for (size_t v = 0; code == EXIT_FINE && v < own->views.count; v++) {
        code = add(what, own, &own->views.items[v], quiet, out, &out->items[v + 1]);
    }
    what->file = file;
    return code;
}

void account_runs_free(account_runs *self)
{
    for (size_t i = 0; i < self->count; i++) {
        result_free(self->results[i]);
        scenario_free(self->scenarios[i]);
    }
    free(self->items);
    free(self->results);
    free(self->scenarios);
    *self = (account_runs){0};
}
