#include <math.h>
#include <stdlib.h>

#include "solve/solve.h"

#define ROWS_BYTES_MAX ((size_t)64 << 20)

/** Points that are measured together: loaded, run, and measured. */
typedef struct {
    variant *variants;
    variant_cell *cells; /* of all goals, one after the other */
    size_t cell_count;
    double *rows, *scratch;
    resamples resampled; /* for errors of percentiles */
} points_pass;

static size_t cells_of(const goal goals[], size_t count)
{
    size_t cells = 0;
    for (size_t g = 0; g < count; g++) {
        cells += goals[g].cell_count;
    }
    return cells;
}

static void list_cells(const goal goals[], size_t count, variant_cell cells[])
{
    size_t next = 0;
    for (size_t g = 0; g < count; g++) {
        for (size_t c = 0; c < goals[g].cell_count; c++) {
            cells[next++] = goals[g].cells[c];
        }
    }
}

/** What the goals say of each point of a pass. */
static void measure_rows(const points_pass *self, size_t count, const goal goals[], size_t goal_count, goal_estimate estimates[])
{
    const run_settings *size = &self->variants[0].scenario->run;
    const size_t worlds = (size_t)size->worlds, histories = (size_t)size->histories;
    for (size_t p = 0; p < count; p++) {
        const double *rows = self->rows + p * worlds * histories * self->cell_count;
        for (size_t g = 0; g < goal_count; g++) {
            const goal_rows of = {rows, self->cell_count, worlds, histories, &self->resampled};
            estimates[p * goal_count + g] = goal_measured(&goals[g], &of, self->scratch);
            rows += goals[g].cell_count;
        }
    }
}

/** How many points' rows fit into memory at a time, at least one. */
static size_t points_at_a_time(size_t replicates, size_t cells)
{
    const size_t fit = ROWS_BYTES_MAX / (replicates * cells * sizeof(double) + 1);
    return fit > 0 ? fit : 1;
}

static bool load_points(const lever_source *source, const lever levers[], size_t lever_count, const double at[], size_t count, variant out[],
                        fault_list *faults)
{
    bool fine = true;
    for (size_t p = 0; fine && p < count; p++) {
        fine = lever_variant(source, levers, at + p * lever_count, lever_count, &out[p], faults);
    }
    return fine;
}

static run_status run_pass(points_pass *self, size_t count, const goal goals[], size_t goal_count, const run_options *options, goal_estimate estimates[])
{
    const run_settings *size = &self->variants[0].scenario->run;
    const size_t replicates = (size_t)size->worlds * (size_t)size->histories;
    self->rows = malloc(count * replicates * self->cell_count * sizeof *self->rows + 1);
    self->scratch = malloc(5 * replicates * sizeof *self->scratch + 1);
    const bool made = resamples_make((uint64_t)size->seed, (size_t)size->worlds, &self->resampled);
    run_status status = made && self->rows && self->scratch ? RUN_DONE : RUN_NO_MEMORY;
    if (status == RUN_DONE) {
        status = run_variants(self->variants, count, self->cells, self->cell_count, options, self->rows);
    }
    if (status == RUN_DONE) {
        measure_rows(self, count, goals, goal_count, estimates);
    }
    free(self->rows);
    free(self->scratch);
    resamples_free(&self->resampled);
    return status;
}

/** Tells of one pass as part of all points. */
typedef struct {
    const run_options *options;
    size_t before, total; /* replicates */
} points_progress;

static bool points_progress_show(void *context, size_t done, size_t total)
{
    const points_progress *self = context;
    (void)total;
    return self->options->progress(self->options->context, self->before + done, self->total);
}

static void free_points(variant variants[], size_t count)
{
    for (size_t p = 0; p < count; p++) {
        lever_variant_free(&variants[p]);
    }
}

run_status solve_measure(const lever_source *source, const lever levers[], size_t lever_count, const double at[], size_t count, const goal goals[],
                         size_t goal_count, const run_options *options, goal_estimate estimates[], fault_list *faults)
{
    const size_t replicates = source->worlds * source->histories;
    points_pass pass = {.cell_count = cells_of(goals, goal_count)};
    const size_t step = points_at_a_time(replicates, pass.cell_count);
    pass.variants = calloc((step < count ? step : count) + 1, sizeof *pass.variants);
    pass.cells = calloc(pass.cell_count + 1, sizeof *pass.cells);
    run_status status = pass.variants && pass.cells ? RUN_DONE : RUN_NO_MEMORY;
    if (status == RUN_DONE) {
        list_cells(goals, goal_count, pass.cells);
    }
    for (size_t p = 0; status == RUN_DONE && p < count; p += step) {
        const size_t now = step < count - p ? step : count - p;
        points_progress part = {.options = options, .before = p * replicates, .total = count * replicates};
        const run_options within = {.threads = options->threads, .progress = options->progress ? points_progress_show : NULL, .context = &part,
                                    .fewest_threads = options->fewest_threads};
        status = load_points(source, levers, lever_count, at + p * lever_count, now, pass.variants, faults) ? RUN_DONE : RUN_STOPPED;
        status = status == RUN_DONE ? run_pass(&pass, now, goals, goal_count, &within, estimates + p * goal_count) : status;
        free_points(pass.variants, now);
    }
    free(pass.variants);
    free(pass.cells);
    return status;
}
