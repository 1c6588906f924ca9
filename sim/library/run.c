#include "run/run.h"

#include <stdlib.h>

#include "library/handles.h"

static edgecare_status run_into(edgecare_result *self, const edgecare_run_options *options)
{
    static const edgecare_status meaning[] = {
        [RUN_DONE] = EDGECARE_FINE, [RUN_STOPPED] = EDGECARE_STOPPED, [RUN_NO_MEMORY] = EDGECARE_NO_MEMORY};
    const run_options how = {.threads = options->threads, .progress = options->progress, .context = options->context};
    return meaning[run_scenario(self->scenario->loaded, &how, &self->inner)];
}

edgecare_status edgecare_run(const edgecare_scenario *of, const edgecare_run_options *options, edgecare_result **out)
{
    static const edgecare_run_options usual = {0};
    const edgecare_run_options *how = options ? options : &usual;
    *out = NULL;
    if (how->threads < 0 || how->threads > EDGECARE_THREADS_MAX) {
        return EDGECARE_BAD_ARGUMENT;
    }
    library_keep_running();
    edgecare_result *self = calloc(1, sizeof *self);
    if (!self) {
        return EDGECARE_NO_MEMORY;
    }
    self->scenario = of;
    const edgecare_status status = run_into(self, how);
    if (status == EDGECARE_FINE) {
        *out = self;
    } else {
        edgecare_result_free(self);
    }
    return status;
}

void edgecare_result_free(edgecare_result *self)
{
    if (self) {
        result_free(self->inner);
        free(self);
    }
}

size_t edgecare_result_replicates(const edgecare_result *self)
{
    return self->inner->replicates;
}
