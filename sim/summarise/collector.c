#include "summarise/collector.h"

#include <stdlib.h>
#include <string.h>

#include "summarise/gathered.h"
#include "world/world.h"

size_t collector_block_worlds(const collector *self)
{
    return self->block_worlds;
}

static size_t block_worlds_of(size_t histories)
{
    return histories < BLOCK_REPLICATES ? BLOCK_REPLICATES / histories : 1;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool histograms_make(collector *self)
{
    self->histogram_count = self->layout.count;
    self->histograms = calloc(self->histogram_count, sizeof *self->histograms);
    for (size_t i = 0; self->histograms && i < self->histogram_count; i++) {
        self->histograms[i] = histogram_new();
        if (!self->histograms[i]) {
            return false;
        }
    }
    return self->histograms != NULL;
}

/** Room for all rows, or for the histograms of more replicates than are kept. */
static bool storage_make(collector *self)
{
    self->series_kept = smaller(self->replicates, SERIES_KEPT);
    self->kept = malloc((self->series_kept * self->series.quantile_width + 1) * sizeof *self->kept);
    self->blocks = calloc(self->block_count, sizeof(*self->blocks));
    self->inputs = malloc((self->worlds * self->layout.scenario->draw_count + 1) * sizeof *self->inputs);
    if (!resamples_make((uint64_t)self->layout.scenario->run.seed, self->worlds, &self->resampled)) {
        return false;
    }
    if (!self->kept || !self->blocks || !self->inputs || !run_sums_make(&self->layout, &self->series, &self->sums)) {
        return false;
    }
    if (self->replicates > ROWS_KEPT_MAX) {
        return histograms_make(self);
    }
    self->rows = malloc(self->replicates * self->layout.count * sizeof *self->rows);
    return self->rows != NULL;
}

static void locks_make(collector *self)
{
    pthread_mutex_init(&self->lock, NULL);
    for (size_t i = 0; i < HISTOGRAM_LOCKS; i++) {
        pthread_mutex_init(&self->histogram_lock[i], NULL);
    }
}

collector *collector_make(const scenario *self, const run_extent *extent)
{
    collector *out = calloc(1, sizeof *out);
    if (!out) {
        return NULL;
    }
    locks_make(out);
    out->worlds = (size_t)self->run.worlds;
    out->histories = (size_t)self->run.histories;
    out->replicates = out->worlds * out->histories;
    out->block_worlds = block_worlds_of(out->histories);
    out->block_count = (out->worlds + out->block_worlds - 1) / out->block_worlds;
    if (columns_make(self, extent, &out->layout) && series_plan_make(self, extent, &out->series) && storage_make(out) && answers_make(out)) {
        return out;
    }
    collector_free(out);
    return NULL;
}

static void histograms_free(collector *self)
{
    for (size_t i = 0; self->histograms && i < self->histogram_count; i++) {
        histogram_free(self->histograms[i]);
    }
    free(self->histograms);
}

static void blocks_free(collector *self)
{
    for (size_t i = 0; self->blocks && i < self->block_count; i++) {
        block_free(self->blocks[i]);
    }
    while (self->spare) {
        block *next = self->spare->next;
        block_free(self->spare);
        self->spare = next;
    }
    free(self->blocks);
}

void collector_free(collector *self)
{
    if (!self) {
        return;
    }
    blocks_free(self);
    histograms_free(self);
    run_sums_free(&self->sums);
    result_free(self->answers);
    free(self->rows);
    free(self->kept);
    free(self->inputs);
    resamples_free(&self->resampled);
    series_plan_free(&self->series);
    columns_free(&self->layout);
    pthread_mutex_destroy(&self->lock);
    for (size_t i = 0; i < HISTOGRAM_LOCKS; i++) {
        pthread_mutex_destroy(&self->histogram_lock[i]);
    }
    free(self);
}

/** A spare block, or a new one. With rows kept only the rows differ from block to block. */
static block *take_block(collector *self, size_t index)
{
    double *rows = self->rows ? self->rows + index * self->block_worlds * self->histories * self->layout.count : NULL;
    block *taken = self->spare;
    if (taken) {
        self->spare = taken->next;
    } else {
        const size_t worlds = smaller(self->block_worlds, self->worlds);
        taken = block_make(&self->layout, &self->series, worlds * self->histories, rows);
    }
    if (taken) {
        taken->rows = rows ? rows : taken->rows;
        taken->index = index;
        taken->inputs = self->inputs + index * self->block_worlds * self->layout.scenario->draw_count;
        taken->worlds = smaller(self->block_worlds, self->worlds - index * self->block_worlds);
        taken->done = false;
        atomic_store(&taken->filled, 0);
    }
    return taken;
}

static block *open_block(collector *self, size_t index)
{
    pthread_mutex_lock(&self->lock);
    if (!self->blocks[index]) {
        self->blocks[index] = take_block(self, index);
    }
    block *found = self->blocks[index];
    pthread_mutex_unlock(&self->lock);
    return found;
}

/** Counts a share of the columns, under its lock; counts know no order. */
static void count_share(collector *self, const block *from, size_t share)
{
    const size_t first = share * self->layout.count / HISTOGRAM_LOCKS;
    const size_t last = (share + 1) * self->layout.count / HISTOGRAM_LOCKS;
    pthread_mutex_lock(&self->histogram_lock[share]);
    for (size_t r = 0; r < from->worlds * self->histories; r++) {
        for (size_t i = first; i < last; i++) {
            histogram_add(self->histograms[i], from->rows[r * self->layout.count + i]);
        }
    }
    pthread_mutex_unlock(&self->histogram_lock[share]);
}

static void count_block(collector *self, const block *from)
{
    for (size_t i = 0; self->histograms && i < HISTOGRAM_LOCKS; i++) {
        count_share(self, from, (i + from->index) % HISTOGRAM_LOCKS); /* workers begin at different locks */
    }
}

/** Joins the blocks that are next in order, as far as they are complete. */
static void join_blocks(collector *self)
{
    while (self->joined < self->block_count && self->blocks[self->joined] && self->blocks[self->joined]->done) {
        block *next = self->blocks[self->joined];
        run_sums_join(&self->sums, &next->sums, &self->layout, &self->series);
        self->blocks[self->joined++] = NULL;
        next->next = self->spare;
        self->spare = next;
    }
}

static void complete_block(collector *self, block *full)
{
    block_reduce(full, self->histories, &self->layout, &self->series);
    count_block(self, full);
    pthread_mutex_lock(&self->lock);
    full->done = true;
    join_blocks(self);
    pthread_mutex_unlock(&self->lock);
}

static void keep_series(collector *self, size_t number, const double series[])
{
    if (number < self->series_kept) {
        memcpy(self->kept + number * self->series.quantile_width, series, self->series.quantile_width * sizeof *series);
    }
}

/** The inputs of a world are the same for all its histories: the first tells. */
static void keep_inputs(collector *self, const replicate *from)
{
    const size_t count = self->layout.scenario->draw_count;
    if (from->history == 0 && count > 0) {
        memcpy(self->inputs + from->world * count, from->in->inputs, count * sizeof *self->inputs);
    }
}

bool collector_add(collector *self, const replicate *from)
{
    const size_t index = from->world / self->block_worlds;
    block *into = open_block(self, index);
    if (!into) {
        return false;
    }
    const size_t number = (size_t)from->world * self->histories + from->history;
    const size_t at = number - index * self->block_worlds * self->histories;
    double *series = into->series + at * self->series.width;
    columns_fill(&self->layout, from, into->rows + at * self->layout.count, into->parts + at * self->layout.parts);
    series_fill(&self->series, from, series);
    keep_inputs(self, from);
    keep_series(self, number, series);
    if (atomic_fetch_add(&into->filled, 1) + 1 == into->worlds * self->histories) {
        complete_block(self, into);
    }
    return true;
}
