#include <math.h>
#include <string.h>

#include "solve/goal.h"
#include "stats/summary.h"

static goal_estimate mean_measured(const double rows[], size_t stride, size_t worlds, size_t histories)
{
    moments sums = {0};
    summary out = {.n = 0};
    for (size_t r = 0; r < worlds * histories; r++) {
        if (!isnan(rows[r * stride])) {
            sums.shift = rows[r * stride];
            break;
        }
    }
    for (size_t w = 0; w < worlds; w++) {
        moments_add_world(&sums, rows + w * histories * stride, histories, stride);
    }
    moments_finish(&sums, &out);
    return (goal_estimate){out.mean, out.se};
}

static double world_mean(const double rows[], size_t stride, size_t histories)
{
    double sum = 0;
    for (size_t h = 0; h < histories; h++) {
        sum += rows[h * stride];
    }
    return sum / (double)histories;
}

static goal_estimate ratio_measured(const double rows[], size_t stride, size_t worlds, size_t histories, double scratch[])
{
    double *num = scratch, *den = scratch + worlds;
    for (size_t w = 0; w < worlds; w++) {
        num[w] = world_mean(rows + w * histories * stride, stride, histories);
        den[w] = world_mean(rows + w * histories * stride + 1, stride, histories);
    }
    const ratio_summary ratio = ratio_of_means(num, den, worlds);
    return (goal_estimate){ratio.ratio, ratio.se};
}

static bool is_beyond(const goal *self, double number)
{
    const goal threshold = {.compare = self->passes, .bound = self->threshold};
    return goal_holds(&threshold, number);
}

static goal_estimate probability_measured(const goal *self, const double rows[], size_t stride, size_t worlds, size_t histories, double scratch[])
{
    for (size_t r = 0; r < worlds * histories; r++) {
        scratch[r] = is_beyond(self, rows[r * stride]);
    }
    return mean_measured(scratch, 1, worlds, histories);
}

/** Hyndman and Fan's type 7 of the defined among `count` values; `sorted` and `words` have room for them. */
static double quantile_of(const double rows[], size_t stride, size_t count, double level, double sorted[], uint64_t words[])
{
    size_t n = 0;
    for (size_t r = 0; r < count; r++) {
        if (!isnan(rows[r * stride])) {
            sorted[n++] = rows[r * stride];
        }
    }
    if (n == 0) {
        return NAN;
    }
    radix_sort_doubles(sorted, n, words);
    const double rank = level * (double)(n - 1);
    const size_t below = (size_t)rank;
    const double part = rank - (double)below;
    return part > 0 ? sorted[below] + part * (sorted[below + 1] - sorted[below]) : sorted[below];
}

static double error_of_batches(const double of_batch[SUMMARY_BATCHES])
{
    double mean = 0, squares = 0;
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        mean += of_batch[b] / SUMMARY_BATCHES;
    }
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        squares += (of_batch[b] - mean) * (of_batch[b] - mean);
    }
    return sqrt(squares / (SUMMARY_BATCHES - 1) / SUMMARY_BATCHES);
}

static goal_estimate quantile_measured(const goal *self, const double rows[], size_t stride, size_t worlds, size_t histories, double scratch[])
{
    double *sorted = scratch;
    uint64_t *words = (uint64_t *)(void *)(scratch + worlds * histories);
    double of_batch[SUMMARY_BATCHES];
    goal_estimate out = {quantile_of(rows, stride, worlds * histories, self->level, sorted, words), NAN};
    if (worlds < 2 * SUMMARY_BATCHES) {
        return out;
    }
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        const size_t from = b * worlds / SUMMARY_BATCHES, until = (b + 1) * worlds / SUMMARY_BATCHES;
        of_batch[b] = quantile_of(rows + from * histories * stride, stride, (until - from) * histories, self->level, sorted, words);
    }
    out.se = error_of_batches(of_batch);
    return out;
}

goal_estimate goal_measured(const goal *self, const double rows[], size_t stride, size_t worlds, size_t histories, double scratch[])
{
    switch (self->measure) {
    case GOAL_MEAN:
        return self->cell_count == 2 ? ratio_measured(rows, stride, worlds, histories, scratch) : mean_measured(rows, stride, worlds, histories);
    case GOAL_PROBABILITY:
        return probability_measured(self, rows, stride, worlds, histories, scratch);
    case GOAL_QUANTILE:
        return quantile_measured(self, rows, stride, worlds, histories, scratch);
    }
    return (goal_estimate){NAN, NAN};
}
