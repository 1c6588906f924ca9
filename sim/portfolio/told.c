#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "portfolio/hold.h"

/* What is said of the values of a portfolio's replicates. */

#define WORST_SHARE 0.05

static double first_defined(const double values[], size_t count)
{
    for (size_t r = 0; r < count; r++) {
        if (!isnan(values[r])) {
            return values[r];
        }
    }
    return 0;
}

bool holding_summary(const holding *self, const double values[], summary *out)
{
    moments sums = {.shift = first_defined(values, self->replicates)};
    uint64_t *scratch = malloc(4 * self->replicates * sizeof *scratch + 1);
    *out = (summary){.n = 0};
    if (scratch == NULL) {
        return false;
    }
    for (size_t w = 0; w < self->worlds; w++) {
        moments_add_world(&sums, values + w * self->histories, self->histories, 1);
    }
    moments_finish(&sums, out);
    summary_quantiles(values, self->replicates, self->histories, scratch, out);
    free(scratch);
    return true;
}

/** The mean of the lowest of `count` values; `sorted` and `words` have room for them. */
static double mean_of_worst(const double values[], size_t count, double sorted[], uint64_t words[])
{
    const size_t worst = (size_t)ceil(WORST_SHARE * (double)count);
    double sum = 0;
    memcpy(sorted, values, count * sizeof *sorted);
    radix_sort_doubles(sorted, count, words);
    for (size_t i = 0; i < worst; i++) {
        sum += sorted[i];
    }
    return sum / (double)worst;
}

static double error_of(const double x[SUMMARY_BATCHES])
{
    double mean = 0, squares = 0;
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        mean += x[b] / SUMMARY_BATCHES;
    }
    for (size_t b = 0; b < SUMMARY_BATCHES; b++) {
        squares += (x[b] - mean) * (x[b] - mean);
    }
    return sqrt(squares / (SUMMARY_BATCHES - 1) / SUMMARY_BATCHES);
}

bool holding_worst(const holding *self, const double values[], worst_mean *out)
{
    double of_batch[SUMMARY_BATCHES];
    double *sorted = malloc(self->replicates * sizeof *sorted + 1);
    uint64_t *words = malloc(self->replicates * sizeof *words + 1);
    *out = (worst_mean){NAN, NAN};
    if (sorted != NULL && words != NULL) {
        out->mean = mean_of_worst(values, self->replicates, sorted, words);
        for (size_t b = 0; self->worlds >= 2 * SUMMARY_BATCHES && b < SUMMARY_BATCHES; b++) {
            const size_t from = b * self->worlds / SUMMARY_BATCHES, until = (b + 1) * self->worlds / SUMMARY_BATCHES;
            of_batch[b] = mean_of_worst(values + from * self->histories, (until - from) * self->histories, sorted, words);
        }
        out->se = self->worlds >= 2 * SUMMARY_BATCHES ? error_of(of_batch) : (double)NAN;
    }
    const bool fine = sorted != NULL && words != NULL;
    free(sorted);
    free(words);
    return fine;
}

double holding_correlation(const holding *self, const double a[], const double b[])
{
    const double n = (double)self->replicates;
    double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
    for (size_t r = 0; r < self->replicates; r++) {
        mean_a += a[r] / n;
        mean_b += b[r] / n;
    }
    for (size_t r = 0; r < self->replicates; r++) {
        aa += (a[r] - mean_a) * (a[r] - mean_a);
        bb += (b[r] - mean_b) * (b[r] - mean_b);
        ab += (a[r] - mean_a) * (b[r] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : (double)NAN;
}
