#include "summarise/block.h"

#include <stdlib.h>
#include <string.h>

static size_t at_least_one(size_t count)
{
    return count ? count : 1;
}

bool run_sums_make(const columns *layout, const series_plan *series, run_sums *out)
{
    *out = (run_sums){.of_column = calloc(at_least_one(layout->count), sizeof *out->of_column),
                      .of_ratio = calloc(at_least_one(layout->parts), sizeof *out->of_ratio),
                      .statuses = calloc(at_least_one(layout->parts), sizeof *out->statuses),
                      .of_series = calloc(at_least_one(series->width), sizeof *out->of_series)};
    if (out->of_column && out->of_ratio && out->statuses && out->of_series && component_sums_make(layout, &out->by_component)) {
        return true;
    }
    run_sums_free(out);
    return false;
}

void run_sums_free(run_sums *self)
{
    free(self->of_column);
    free(self->of_ratio);
    free(self->statuses);
    free(self->of_series);
    component_sums_free(&self->by_component);
    *self = (run_sums){0};
}

static void join_parts(run_sums *self, const run_sums *other, size_t parts)
{
    for (size_t i = 0; i < parts; i++) {
        ratio_sums_merge(&self->of_ratio[i], &other->of_ratio[i]);
        for (size_t status = 0; status < METRIC_STATUSES; status++) {
            self->statuses[i][status] += other->statuses[i][status];
        }
    }
}

void run_sums_join(run_sums *self, const run_sums *other, const columns *layout, const series_plan *series)
{
    for (size_t i = 0; i < layout->count; i++) {
        moments_join(&self->of_column[i], &other->of_column[i]);
    }
    join_parts(self, other, layout->parts);
    component_sums_join(&self->by_component, &other->by_component, layout);
    series_sums_join(self->of_series, self->replicates, other->of_series, other->replicates, series->width);
    self->replicates += other->replicates;
}

block *block_make(const columns *layout, const series_plan *series, size_t replicates, double *rows)
{
    block *self = calloc(1, sizeof *self);
    if (!self) {
        return NULL;
    }
    self->rows_borrowed = rows != NULL;
    self->rows = rows ? rows : malloc(at_least_one(replicates * layout->count) * sizeof *self->rows);
    self->parts = malloc(at_least_one(replicates * layout->parts) * sizeof *self->parts);
    self->series = malloc(at_least_one(replicates * series->width) * sizeof *self->series);
    if (self->rows && self->parts && self->series && run_sums_make(layout, series, &self->sums)) {
        return self;
    }
    block_free(self);
    return NULL;
}

void block_free(block *self)
{
    if (!self) {
        return;
    }
    if (!self->rows_borrowed) {
        free(self->rows);
    }
    free(self->parts);
    free(self->series);
    run_sums_free(&self->sums);
    free(self);
}

/** Adds all columns of one world; the rows of a world are neighbours, so its columns are read side by side. */
static void reduce_world(block *self, size_t world, size_t histories, const columns *layout)
{
    const double *rows = self->rows + world * histories * layout->count;
    for (size_t i = 0; i < layout->count; i++) {
        moments_add_world(&self->sums.of_column[i], rows + i, histories, layout->count);
    }
}

/** The mean over a world of a part. */
static double world_mean(const double part[], size_t histories, size_t stride)
{
    double sum = 0;
    for (size_t h = 0; h < histories; h++) {
        sum += part[h * stride];
    }
    return sum / (double)histories;
}

static void reduce_ratio(block *self, size_t part, size_t histories, size_t parts)
{
    for (size_t world = 0; world < self->worlds; world++) {
        const double *first = self->parts + world * histories * parts + part;
        ratio_sums_add(&self->sums.of_ratio[part], world_mean(first, histories, parts), world_mean(first + 1, histories, parts));
    }
}

static void reduce_statuses(block *self, size_t part, size_t histories, size_t parts)
{
    for (size_t r = 0; r < self->worlds * histories; r++) {
        const double status = self->parts[r * parts + part];
        if (status >= 0) {
            self->sums.statuses[part][(size_t)status]++;
        }
    }
}

static void reduce_parts(block *self, size_t histories, const columns *layout)
{
    for (size_t i = 0; i < layout->count; i++) {
        const column *one = &layout->items[i];
        if (one->metric->denominator) {
            reduce_ratio(self, one->part, histories, layout->parts);
        } else if (one->metric->status) {
            reduce_statuses(self, one->part, histories, layout->parts);
        }
    }
}

/** Adds each world to the components that hold in it. */
static void reduce_components(block *self, size_t histories, const columns *layout)
{
    const size_t inputs = layout->scenario->draw_count;
    if (layout->component_count == 0) {
        return;
    }
    component_sums_clear(&self->sums.by_component, layout, self->sums.of_column);
    for (size_t world = 0; world < self->worlds; world++) {
        component_sums_add(&self->sums.by_component, layout, self->inputs + world * inputs, self->rows + world * histories * layout->count,
                           self->parts + world * histories * layout->parts, histories);
    }
}

void block_reduce(block *self, size_t histories, const columns *layout, const series_plan *series)
{
    run_sums *sums = &self->sums;
    memset(sums->of_column, 0, layout->count * sizeof *sums->of_column);
    memset(sums->of_ratio, 0, layout->parts * sizeof *sums->of_ratio);
    memset(sums->statuses, 0, layout->parts * sizeof *sums->statuses);
    sums->replicates = self->worlds * histories;
    for (size_t i = 0; i < layout->count; i++) {
        sums->of_column[i].shift = moments_shift_of(self->rows + i, sums->replicates, layout->count);
    }
    for (size_t world = 0; world < self->worlds; world++) {
        reduce_world(self, world, histories, layout);
    }
    reduce_parts(self, histories, layout);
    reduce_components(self, histories, layout);
    series_sums_of(self->series, sums->replicates, series->width, sums->of_series);
}
