#include "run/run.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "probe/probe.h"
#include "run/each.h"
#include "run/parallel.h"
#include "replicate/engine.h"
#include "summarise/collector.h"

#define JOBS_IN_BLOCK 16

typedef struct {
    const scenario *scenario;
    const run_options *options;
    replicate_plan plan;
    int threads;
    replicate_engine **engines; /* owned, by thread */
    probe_workspace **probing;  /* owned, by thread; where probes are asked for */
    void **scratch;             /* owned, by thread */
    collector *gathered;
    size_t probes;
    atomic_size_t done;
    atomic_flag telling;
    atomic_bool stopped;
    atomic_bool no_memory;
} run_state;

static size_t replicates_of(const scenario *self)
{
    return (size_t)self->run.worlds * (size_t)self->run.histories;
}

/** Counts a replicate and tells of it, unless another thread is telling. False: the run is to stop. */
static bool tell(run_state *state, size_t finished)
{
    const size_t done = atomic_fetch_add(&state->done, finished) + finished;
    if (state->options->progress != NULL && !atomic_flag_test_and_set(&state->telling)) {
        if (!state->options->progress(state->options->context, done, replicates_of(state->scenario))) {
            atomic_store(&state->stopped, true);
        }
        atomic_flag_clear(&state->telling);
    }
    return !atomic_load(&state->stopped);
}

static bool run_world(run_state *state, int thread, size_t world)
{
    const size_t histories = (size_t)state->scenario->run.histories;
    for (size_t h = 0; h < histories; h++) {
        const replicate *done = replicate_engine_run(state->engines[thread], (uint32_t)world, (uint32_t)h);
        if (done == NULL || !collector_add(state->gathered, done)) {
            atomic_store(&state->no_memory, true);
            return false;
        }
        if (state->options->probes != NULL) {
            if (!probe_workspace_fill(state->probing[thread], done, state->options->probes + (world * histories + h) * state->probes)) {
                atomic_store(&state->no_memory, true);
                return false;
            }
        }
    }
    return tell(state, histories);
}

/** Worlds to a job: a fraction of a block, so that threads end together, in order of blocks, so that few blocks are open at a time. */
static size_t job_worlds(const run_state *state)
{
    const size_t part = collector_block_worlds(state->gathered) / JOBS_IN_BLOCK;
    return part > 0 ? part : 1;
}

static bool run_worlds(void *context, size_t job, int thread)
{
    run_state *state = context;
    const size_t worlds = (size_t)state->scenario->run.worlds;
    const size_t first = job * job_worlds(state);
    const size_t last = first + job_worlds(state);
    for (size_t world = first; world < last && world < worlds; world++) {
        if (!run_world(state, thread, world)) {
            return false;
        }
    }
    return true;
}

static bool summarise_job(void *context, size_t job, int thread)
{
    run_state *state = context;
    collector_job(state->gathered, job, state->scratch[thread]);
    return true;
}

static bool make_workers(run_state *state)
{
    state->engines = calloc((size_t)state->threads, sizeof *state->engines);
    state->scratch = calloc((size_t)state->threads, sizeof *state->scratch);
    state->probing = calloc((size_t)state->threads, sizeof *state->probing);
    bool fine = state->engines != NULL && state->scratch != NULL && state->probing != NULL && replicate_plan_make(state->scenario, &state->plan);
    for (int t = 0; fine && t < state->threads; t++) {
        state->engines[t] = replicate_engine_make(&state->plan);
        fine = state->engines[t] != NULL;
        if (fine && state->options->probes != NULL) {
            state->probing[t] = probe_workspace_make(state->scenario, state->plan.calendars, &state->plan.scopes);
            fine = state->probing[t] != NULL;
        }
    }
    if (fine) {
        const run_extent extent = run_extent_of(&state->plan, replicate_engine_replicate(state->engines[0]));
        state->gathered = collector_make(state->scenario, &extent);
        fine = state->gathered != NULL;
    }
    for (int t = 0; fine && t < state->threads; t++) {
        state->scratch[t] = malloc(collector_scratch_bytes(state->gathered) + 1);
        fine = state->scratch[t] != NULL;
    }
    return fine;
}

static void free_workers(run_state *state)
{
    for (int t = 0; t < state->threads; t++) {
        if (state->engines != NULL) {
            replicate_engine_free(state->engines[t]);
        }
        if (state->probing != NULL) {
            probe_workspace_free(state->probing[t]);
        }
        if (state->scratch != NULL) {
            free(state->scratch[t]);
        }
    }
    free(state->engines);
    free(state->probing);
    free(state->scratch);
    collector_free(state->gathered);
    replicate_plan_free(&state->plan);
}

static run_status run_all(run_state *state, result **out)
{
    const size_t worlds = (size_t)state->scenario->run.worlds;
    const size_t a_job = job_worlds(state);
    if (!parallel_for((worlds + a_job - 1) / a_job, state->threads, run_worlds, state, state->options->fewest_threads)) {
        return atomic_load(&state->no_memory) ? RUN_NO_MEMORY : RUN_STOPPED;
    }
    parallel_for(collector_jobs(state->gathered), state->threads, summarise_job, state, state->options->fewest_threads);
    *out = collector_finish(state->gathered);
    return *out == NULL ? RUN_NO_MEMORY : RUN_DONE;
}

run_status run_scenario(const scenario *self, const run_options *options, result **out)
{
    run_state state = {.scenario = self, .options = options, .threads = parallel_threads(options->threads), .probes = probe_count(self)};
    *out = NULL;
    atomic_flag_clear(&state.telling);
    const run_status status = make_workers(&state) ? run_all(&state, out) : RUN_NO_MEMORY;
    free_workers(&state);
    return status;
}
