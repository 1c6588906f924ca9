#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "summarise/gathered.h"

/* The jobs that turn what a collector has gathered into a result: first those of columns, TILE a job, then one for each monthly series, then one for
 * each component of a mixture. */

static bool has_bins(const column *self)
{
    return self->metric->headline && !self->lacks_investor && column_leads(self) && !column_is_apart(self) && (self->level & (LEVEL_PROGRAMME | LEVEL_CONTRACT));
}

static size_t bins_of(const columns *layout)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->count; i++) {
        count += has_bins(&layout->items[i]);
    }
    return count;
}

static bool bins_make(result *out, const columns *layout)
{
    out->bins = arena_take(&out->memory, bins_of(layout) + 1, sizeof *out->bins);
    for (size_t i = 0; out->bins && i < layout->count; i++) {
        if (has_bins(&layout->items[i])) {
            out->bins[out->bins_count++].column = i;
        }
    }
    return out->bins != NULL;
}

/** Arrays of months; false when memory runs out. */
static bool series_arrays(arena *memory, bool quantiles, series_result *out)
{
    double **arrays[] = {&out->mean, &out->sd, &out->quantile[0], &out->quantile[1], &out->quantile[2]};
    const size_t count = quantiles ? 5 : 2;
    for (size_t i = 0; i < count; i++) {
        *arrays[i] = arena_take(memory, out->months + 1, sizeof(double));
        if (!*arrays[i]) {
            return false;
        }
    }
    return true;
}

static bool series_make(result *out, const series_plan *plan)
{
    out->series = arena_take(&out->memory, plan->count + 1, sizeof *out->series);
    out->series_count = out->series ? plan->count : 0;
    for (size_t i = 0; i < out->series_count; i++) {
        const series_source *from = &plan->items[i];
        const char *state = from->state == COLUMN_NONE ? NULL : plan->scenario->states.items[from->state].name;
        out->series[i] = (series_result){.name = from->name, .title = from->title, .state = state, .contract = from->contract, .months = from->months};
        if (!series_arrays(&out->memory, i < plan->with_quantiles, &out->series[i])) {
            return false;
        }
    }
    return out->series != NULL;
}

bool answers_make(collector *self)
{
    result *out = calloc(1, sizeof *out);
    self->answers = out;
    if (!out) {
        return false;
    }
    out->scenario = self->layout.scenario;
    out->replicates = self->replicates;
    out->series_kept = self->series_kept;
    out->of_column = arena_take(&out->memory, self->layout.count + 1, sizeof *out->of_column);
    out->of_component = arena_take(&out->memory, self->layout.component_count * self->layout.by_component_count + 1, sizeof *out->of_component);
    out->component_worlds = arena_take(&out->memory, self->layout.component_count + 1, sizeof *out->component_worlds);
    return out->of_column && out->of_component && out->component_worlds && bins_make(out, &self->layout) && series_make(out, &self->series);
}

static size_t column_jobs(const collector *self)
{
    return (self->layout.count + TILE - 1) / TILE;
}

size_t collector_jobs(const collector *self)
{
    return column_jobs(self) + self->series.count + self->layout.component_count;
}

/* Scratch: TILE columns of all replicates, and four words a replicate to sort one; or the first replicates of TILE months, and one to sort them. */
size_t collector_scratch_bytes(const collector *self)
{
    const size_t of_columns = self->rows ? self->replicates * (TILE * sizeof(double) + 4 * sizeof(uint64_t)) : sizeof(double);
    const size_t of_series = self->series_kept * (TILE * sizeof(double) + sizeof(uint64_t));
    return of_columns > of_series ? of_columns : of_series;
}

/** Columns first .. first + count - 1 of all rows, one after the other. */
static void transpose(const collector *self, size_t first, size_t count, double out[])
{
    for (size_t r = 0; r < self->replicates; r++) {
        const double *row = self->rows + r * self->layout.count + first;
        for (size_t i = 0; i < count; i++) {
            out[i * self->replicates + r] = row[i];
        }
    }
}

static void sums_of_column(const collector *self, size_t index, column_result *out)
{
    const column *one = &self->layout.items[index];
    moments_finish(&self->sums.of_column[index], &out->summary);
    if (one->metric->denominator) {
        out->ratio = ratio_sums_finish(&self->sums.of_ratio[one->part]);
    }
    if (one->metric->status) {
        memcpy(out->statuses, self->sums.statuses[one->part], sizeof out->statuses);
    } else {
        out->statuses[0] = out->summary.undefined;
    }
}

static bins_result *bins_for(result *self, size_t index)
{
    for (size_t i = 0; i < self->bins_count; i++) {
        if (self->bins[i].column == index) {
            return &self->bins[i];
        }
    }
    return NULL;
}

static void bins_limits(bins_result *bins, const double number[], size_t count)
{
    bins->low = INFINITY;
    bins->high = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        bins->low = fmin(bins->low, number[i]);
        bins->high = fmax(bins->high, number[i]);
    }
}

static void bins_count(bins_result *bins, const double number[], size_t count)
{
    bins_limits(bins, number, count);
    const double width = (bins->high - bins->low) / BINS;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(number[i])) {
            const double place = width > 0 ? (number[i] - bins->low) / width : 0;
            bins->counts[place < BINS ? (size_t)place : BINS - 1]++;
        }
    }
}

/** How many of `n` lie at or below `edge`, by halving the level. */
static uint64_t counted_below(const histogram *counts, double edge, uint64_t n)
{
    double low = 0, high = 1;
    for (int i = 0; i < 24; i++) {
        const double level = 0.5 * (low + high);
        if (histogram_quantile(counts, level) <= edge) {
            low = level;
        } else {
            high = level;
        }
    }
    return (uint64_t)llround(low * (double)n);
}

static void bins_of_histogram(bins_result *bins, const histogram *counts, uint64_t n)
{
    bins->low = histogram_quantile(counts, 0);
    bins->high = histogram_quantile(counts, 1);
    uint64_t below = 0;
    for (size_t i = 0; n && i < BINS; i++) {
        const double edge = bins->low + (bins->high - bins->low) * (double)(i + 1) / BINS;
        const uint64_t up_to = i + 1 == BINS ? n : counted_below(counts, edge, n);
        bins->counts[i] = up_to > below ? up_to - below : 0;
        below += bins->counts[i];
    }
}

static void quantiles_of_histogram(const histogram *counts, summary *out)
{
    for (size_t i = 0; i < SUMMARY_QUANTILES; i++) {
        out->quantile[i] = histogram_quantile(counts, summary_levels[i]);
        out->quantile_se[i] = NAN;
    }
}

static void counted_column(collector *self, size_t index)
{
    column_result *out = &self->answers->of_column[index];
    bins_result *bins = bins_for(self->answers, index);
    sums_of_column(self, index, out);
    quantiles_of_histogram(self->histograms[index], &out->summary);
    if (column_has_tail(&self->layout.items[index])) {
        out->tail = tail_of_histogram(self->histograms[index]);
    }
    if (bins) {
        bins_of_histogram(bins, self->histograms[index], out->summary.n);
    }
}

static void kept_column(collector *self, size_t index, const double number[], uint64_t scratch[])
{
    column_result *out = &self->answers->of_column[index];
    bins_result *bins = bins_for(self->answers, index);
    sums_of_column(self, index, out);
    const world_values of = {number, self->worlds, self->histories};
    summary_quantiles(&of, &self->resampled, scratch, &out->summary);
    if (column_has_tail(&self->layout.items[index])) {
        out->tail = tail_of(&of, &self->resampled, scratch);
    }
    if (bins) {
        bins_count(bins, number, self->replicates);
    }
}

static void columns_job(collector *self, size_t first, void *scratch)
{
    const size_t left = self->layout.count - first;
    const size_t count = left < TILE ? left : TILE;
    double *number = scratch;
    if (self->rows) {
        transpose(self, first, count, number);
    }
    for (size_t i = 0; i < count; i++) {
        if (self->rows) {
            kept_column(self, first + i, number + i * self->replicates, (uint64_t *)(number + TILE * self->replicates));
        } else {
            counted_column(self, first + i);
        }
    }
}

/** The quantiles of months first .. first + count - 1 of a series. */
static void series_tile(const collector *self, const series_source *from, size_t first, size_t count, double number[], series_result *out)
{
    const size_t kept = self->series_kept;
    for (size_t r = 0; r < kept; r++) {
        const double *row = self->kept + r * self->series.quantile_width + from->from + first;
        for (size_t i = 0; i < count; i++) {
            number[i * kept + r] = row[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        double found[SERIES_QUANTILES];
        series_quantiles(number + i * kept, kept, (uint64_t *)(number + TILE * kept), found);
        for (size_t q = 0; q < SERIES_QUANTILES; q++) {
            out->quantile[q][first + i] = found[q] / series_divisor(from);
        }
    }
}

static void series_job(collector *self, size_t index, double scratch[])
{
    const series_source *from = &self->series.items[index];
    series_result *out = &self->answers->series[index];
    const series_sum *sums = self->sums.of_series + from->from;
    for (size_t month = 0; month < from->months; month++) {
        out->mean[month] = sums[month].mean / series_divisor(from);
        out->sd[month] = self->replicates > 1 ? sqrt(fmax(sums[month].squares, 0) / ((double)self->replicates - 1)) / series_divisor(from) : (double)NAN;
    }
    for (size_t first = 0; index < self->series.with_quantiles && first < from->months; first += TILE) {
        const size_t left = from->months - first;
        series_tile(self, from, first, left < TILE ? left : TILE, scratch, out);
    }
}

void collector_job(collector *self, size_t job, void *scratch)
{
    const size_t series_from = column_jobs(self), components_from = series_from + self->series.count;
    if (job < series_from) {
        columns_job(self, job * TILE, scratch);
    } else if (job < components_from) {
        series_job(self, job - series_from, scratch);
    } else {
        component_job(self, job - components_from, scratch);
    }
}

result *collector_finish(collector *self)
{
    result *out = self->answers;
    out->columns = self->layout;
    out->rows = self->rows;
    out->inputs = self->inputs;
    self->answers = NULL;
    self->layout = (columns){0};
    self->rows = NULL;
    self->inputs = NULL;
    return out;
}
