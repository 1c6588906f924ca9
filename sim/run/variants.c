#include "run/variants.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/each.h"
#include "run/parallel.h"
#include "world/world.h"

#define FOLLOWERS_MAX 48 /* settled on one replicate in one pass: bounds the memory of a pass */

/** What a variant needs beside a replicate that another one drew: one a thread. */
typedef struct {
    replicate out;
    replicate own;      /* `out` as it was made, to be freed */
    settlement settled;
    double *inputs;     /* owned, as are the next two */
    struct world in;
    double *figure_as_of;
    bool has_world;
    uint32_t world;
} follower;

/** A variant in a pass. */
typedef struct {
    size_t number;         /* among all variants */
    replicate_plan plan;
    columns layout;
    size_t *column;        /* by cell; COLUMN_NONE; owned */
    follower *followers;   /* by thread; NULL for the leader; owned */
    bool same_counts;      /* tallies, exposure and months reach as far as the leader's */
} member;

typedef struct {
    const variant *variants;
    const variant_cell *cells;
    size_t cell_count, replicates;
    double *rows;
    member *members;       /* owned; the first leads */
    size_t count;
    int threads;
} pass;

/** Tells of a pass as part of the whole. */
typedef struct {
    const run_options *options;
    size_t before, each, total;
} pass_progress;

static bool pass_progress_show(void *context, size_t done, size_t total)
{
    const pass_progress *self = context;
    (void)total;
    return self->options->progress(self->options->context, self->before + done * self->each, self->total);
}

variant_cell variant_cell_of(const column *from, cell_part part)
{
    return (variant_cell){.name = from->name,
                          .level = from->level,
                          .object = from->object,
                          .at = from->at,
                          .apart = column_is_apart(from),
                          .part = part};
}

static bool follower_make(const replicate_plan *plan, follower *out)
{
    const bool coupled[COUPLINGS] = {[COUPLED_SHARED] = coupling_is_told(plan->scenario, COUPLED_SHARED),
                                     [COUPLED_INDEPENDENT] = coupling_is_told(plan->scenario, COUPLED_INDEPENDENT)};
    out->inputs = calloc(plan->scenario->draw_count + 1, sizeof *out->inputs);
    out->figure_as_of = calloc(plan->scenario->published.count + 1, sizeof *out->figure_as_of);
    const bool fine = world_make(plan->scenario, &out->in) && settlement_make(&out->in.known, plan->calendars, &plan->scopes, coupled, &out->out, &out->settled);
    out->own = out->out;
    return fine && out->inputs != NULL && out->figure_as_of != NULL;
}

static void follower_free(follower *self)
{
    self->out = self->own;
    settlement_free(&self->settled);
    world_free(&self->in);
    free(self->inputs);
    free(self->figure_as_of);
}

/** Settles a variant on a replicate that its leader drew; NULL when memory runs out. */
static const replicate *follower_settle(follower *self, const member *of, const replicate *drawn)
{
    if (!self->has_world || self->world != drawn->world) {
        inputs_draw(&of->plan.streams, drawn->world, self->inputs, self->figure_as_of);
        world_set(&self->in, self->inputs);
        settlement_set_world(&self->settled);
        self->world = drawn->world;
        self->has_world = true;
    }
    self->out = *drawn;
    self->out.contracts = self->own.contracts;
    self->out.tallies = self->own.tallies;
    self->out.exposure = self->own.exposure;
    self->out.monthly = self->own.monthly;
    self->out.in = &self->in;
    self->out.figure_as_of = self->figure_as_of;
    self->settled.counted = of->same_counts ? drawn : NULL;
    const bool fine = settlement_begin(&self->settled, &self->out) && settlement_as_of(&self->settled, of->plan.as_of_day);
    return fine ? &self->out : NULL;
}

static double cell_value(const member *of, size_t cell, const variant_cell *asked, const replicate *from)
{
    double part[2] = {NAN, NAN};
    if (of->column[cell] == COLUMN_NONE) {
        return NAN;
    }
    const double whole = columns_value(&of->layout, of->column[cell], from, part);
    return asked->part == CELL_VALUE ? whole : part[asked->part == CELL_DENOMINATOR];
}

static void cells_write(const pass *self, const member *of, const replicate *from, size_t index)
{
    double *row = self->rows + (of->number * self->replicates + index) * self->cell_count;
    for (size_t cell = 0; cell < self->cell_count; cell++) {
        row[cell] = cell_value(of, cell, &self->cells[cell], from);
    }
}

static bool visit(void *context, const replicate *drawn, size_t index, int thread)
{
    const pass *self = context;
    cells_write(self, &self->members[0], drawn, index);
    for (size_t i = 1; i < self->count; i++) {
        const replicate *own = follower_settle(&self->members[i].followers[thread], &self->members[i], drawn);
        if (own == NULL) {
            return false;
        }
        cells_write(self, &self->members[i], own, index);
    }
    return true;
}

/** Finds the cells in a member's layout. */
static bool find_cells(const pass *self, member *of)
{
    of->column = calloc(self->cell_count + 1, sizeof *of->column);
    for (size_t i = 0; of->column != NULL && i < self->cell_count; i++) {
        const variant_cell *asked = &self->cells[i];
        const size_t found = columns_find(&of->layout, asked->name, asked->level, asked->object, asked->at);
        of->column[i] = found == COLUMN_NONE || column_is_apart(&of->layout.items[found]) == asked->apart ? found : of->layout.items[found].twin;
    }
    return of->column != NULL;
}

static bool make_followers(const pass *self, member *of, const replicate *leads)
{
    of->followers = calloc((size_t)self->threads, sizeof *of->followers);
    bool fine = of->followers != NULL;
    for (int t = 0; fine && t < self->threads; t++) {
        fine = follower_make(&of->plan, &of->followers[t]);
    }
    const replicate *own = fine ? &of->followers[0].own : NULL;
    of->same_counts = fine && own->monthly.months == leads->monthly.months && own->exposure.years == leads->exposure.years &&
                      own->exposure.first_year == leads->exposure.first_year;
    return fine;
}

static bool lay_out(member *of, const replicate *sample)
{
    const run_extent extent = run_extent_of(&of->plan, sample);
    return columns_make(of->plan.scenario, &extent, &of->layout);
}

static bool make_members(pass *self, each_run *run)
{
    bool fine = true;
    for (size_t i = 0; fine && i < self->count; i++) {
        fine = replicate_plan_make(self->variants[self->members[i].number].scenario, &self->members[i].plan);
    }
    fine = fine && each_run_make(&self->members[0].plan, self->threads, run);
    const replicate *leads = fine ? each_run_replicate(run) : NULL;
    fine = fine && lay_out(&self->members[0], leads) && find_cells(self, &self->members[0]);
    for (size_t i = 1; fine && i < self->count; i++) {
        member *of = &self->members[i];
        fine = make_followers(self, of, leads) && lay_out(of, &of->followers[0].own) && find_cells(self, of);
    }
    return fine;
}

static void free_members(pass *self)
{
    for (size_t i = 0; i < self->count; i++) {
        member *of = &self->members[i];
        for (int t = 0; of->followers != NULL && t < self->threads; t++) {
            follower_free(&of->followers[t]);
        }
        free(of->followers);
        free(of->column);
        columns_free(&of->layout);
        if (of->plan.scenario != NULL) {
            replicate_plan_free(&of->plan);
        }
    }
}

/** Takes the first variant that is not done and those like it, as many as one pass settles; false when none is left. */
static bool gather(pass *self, size_t count, bool done[])
{
    self->count = 0;
    for (size_t i = 0; i < count && self->count <= FOLLOWERS_MAX; i++) {
        const uint64_t people = self->variants[i].careers;
        const bool alike = self->count == 0 || (people != 0 && people == self->variants[self->members[0].number].careers);
        if (!done[i] && alike) {
            self->members[self->count++] = (member){.number = i};
            done[i] = true;
        }
    }
    return self->count > 0;
}

static run_status run_pass(pass *self, const run_options *options, size_t *finished, size_t total)
{
    each_run run = {0};
    run_status status = make_members(self, &run) ? RUN_DONE : RUN_NO_MEMORY;
    const size_t settles = self->count;
    if (status == RUN_DONE) {
        pass_progress part = {.options = options, .before = *finished, .each = settles, .total = total};
        const run_options within = {.progress = options->progress ? pass_progress_show : NULL, .context = &part,
                                    .fewest_threads = options->fewest_threads};
        status = each_run_visit(&run, &within, visit, self);
        *finished += settles * self->replicates;
    }
    each_run_free(&run);
    free_members(self);
    return status;
}

run_status run_variants(const variant variants[], size_t count, const variant_cell cells[], size_t cell_count, const run_options *options, double rows[])
{
    const run_settings *size = count > 0 ? &variants[0].scenario->run : NULL;
    pass self = {.variants = variants, .cells = cells, .cell_count = cell_count, .rows = rows, .threads = parallel_threads(options->threads),
                 .replicates = size != NULL ? (size_t)size->worlds * (size_t)size->histories : 0,
                 .members = calloc(FOLLOWERS_MAX + 1, sizeof(member))};
    bool *done = calloc(count + 1, sizeof *done);
    run_status status = done != NULL && self.members != NULL ? RUN_DONE : RUN_NO_MEMORY;
    size_t finished = 0;
    while (status == RUN_DONE && gather(&self, count, done)) {
        status = run_pass(&self, options, &finished, count * self.replicates);
    }
    free(self.members);
    free(done);
    return status;
}

bool variant_columns_make(const scenario *self, columns *out)
{
    replicate_plan plan;
    each_run run = {0};
    bool fine = replicate_plan_make(self, &plan);
    if (!fine) {
        return false;
    }
    fine = each_run_make(&plan, 1, &run);
    if (fine) {
        const run_extent extent = run_extent_of(&plan, each_run_replicate(&run));
        fine = columns_make(self, &extent, out);
    }
    each_run_free(&run);
    replicate_plan_free(&plan);
    return fine;
}
