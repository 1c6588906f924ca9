#include "run/each.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "run/parallel.h"

#define WORLDS_IN_JOB 8

typedef struct {
    each_run *run;
    const run_options *options;
    size_t total;
    replicate_visitor visit;
    void *context;
    atomic_size_t done;
    atomic_flag telling;
    atomic_bool stopped, no_memory;
} visit_state;

bool each_run_make(const replicate_plan *plan, int threads, each_run *out)
{
    *out = (each_run){.plan = plan, .threads = parallel_threads(threads)};
    out->engines = calloc((size_t)out->threads, sizeof *out->engines);
    bool fine = out->engines != NULL;
    for (int t = 0; fine && t < out->threads; t++) {
        out->engines[t] = replicate_engine_make(plan);
        fine = out->engines[t] != NULL;
    }
    if (!fine) {
        each_run_free(out);
    }
    return fine;
}

void each_run_free(each_run *self)
{
    for (int t = 0; self->engines != NULL && t < self->threads; t++) {
        replicate_engine_free(self->engines[t]);
    }
    free(self->engines);
    *self = (each_run){0};
}

const replicate *each_run_replicate(const each_run *self)
{
    return replicate_engine_replicate(self->engines[0]);
}

run_extent run_extent_of(const replicate_plan *plan, const replicate *sample)
{
    run_extent extent = {.calendars = plan->calendars,
                         .series_months = sample->monthly.months,
                         .first_year = sample->exposure.first_year,
                         .years = sample->exposure.years};
    for (size_t c = 0; c < plan->scenario->contracts.count; c++) {
        const size_t months = sample->contracts[c].cash.months;
        extent.cash_months = months > extent.cash_months ? months : extent.cash_months;
    }
    return extent;
}

/** Counts replicates and tells of them, unless another thread is telling. False: the run is to stop. */
static bool tell(visit_state *state, size_t finished)
{
    const size_t done = atomic_fetch_add(&state->done, finished) + finished;
    if (state->options->progress != NULL && !atomic_flag_test_and_set(&state->telling)) {
        if (!state->options->progress(state->options->context, done, state->total)) {
            atomic_store(&state->stopped, true);
        }
        atomic_flag_clear(&state->telling);
    }
    return !atomic_load(&state->stopped);
}

static bool visit_world(visit_state *state, int thread, size_t world)
{
    const size_t histories = (size_t)state->run->plan->scenario->run.histories;
    for (size_t h = 0; h < histories; h++) {
        const replicate *drawn = replicate_engine_run(state->run->engines[thread], (uint32_t)world, (uint32_t)h);
        if (drawn == NULL || !state->visit(state->context, drawn, world * histories + h, thread)) {
            atomic_store(&state->no_memory, true);
            return false;
        }
    }
    return tell(state, histories);
}

static bool visit_job(void *context, size_t job, int thread)
{
    visit_state *state = context;
    const size_t worlds = (size_t)state->run->plan->scenario->run.worlds;
    for (size_t world = job * WORLDS_IN_JOB; world < (job + 1) * WORLDS_IN_JOB && world < worlds; world++) {
        if (!visit_world(state, thread, world)) {
            return false;
        }
    }
    return true;
}

run_status each_run_visit(each_run *self, const run_options *options, replicate_visitor visit, void *context)
{
    visit_state state = {.run = self, .options = options, .total = (size_t)self->plan->scenario->run.worlds * (size_t)self->plan->scenario->run.histories, .visit = visit, .context = context};
    atomic_init(&state.done, 0);
    atomic_flag_clear(&state.telling);
    const size_t jobs = ((size_t)self->plan->scenario->run.worlds + WORLDS_IN_JOB - 1) / WORLDS_IN_JOB;
    if (parallel_for(jobs, self->threads, visit_job, &state, options->fewest_threads)) {
        return RUN_DONE;
    }
    return atomic_load(&state.no_memory) ? RUN_NO_MEMORY : RUN_STOPPED;
}
