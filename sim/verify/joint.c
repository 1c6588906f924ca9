#include "verify/joint.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

bool sample_make(const double value[], size_t stride, size_t replicates, sample *out)
{
    *out = (sample){ .sorted = malloc((replicates + 1) * sizeof *out->sorted) };
    if (out->sorted == NULL) {
        return false;
    }
    for (size_t r = 0; r < replicates; r++) {
        if (!isnan(value[r * stride])) {
            out->sorted[out->count++] = value[r * stride];
        }
    }
    qsort(out->sorted, out->count, sizeof *out->sorted, compare);
    return true;
}

void sample_free(sample *self)
{
    free(self->sorted);
    *self = (sample){ 0 };
}

double sample_quantile(const sample *self, double level)
{
    if (self->count == 0) {
        return (double)NAN;
    }
    const double at = level * (double)(self->count - 1);
    const size_t below = (size_t)at;
    const size_t above = below + 1 < self->count ? below + 1 : below;
    return self->sorted[below] + (at - (double)below) * (self->sorted[above] - self->sorted[below]);
}

/** How many of the sample are below x, or, with `equal`, not above it. */
static size_t count_below(const sample *self, double x, bool equal)
{
    size_t from = 0;
    size_t until = self->count;
    while (from < until) {
        const size_t middle = from + (until - from) / 2;
        if (self->sorted[middle] < x || (equal && self->sorted[middle] <= x)) {
            from = middle + 1;
        } else {
            until = middle;
        }
    }
    return from;
}

double sample_rank(const sample *self, double x)
{
    if (self->count == 0) {
        return (double)NAN;
    }
    return (double)(count_below(self, x, false) + count_below(self, x, true)) / (2.0 * (double)self->count);
}

double sample_extremity(const sample *self, double x)
{
    return fabs(2 * sample_rank(self, x) - 1);
}

double sample_extremity_between(const sample *self, double low, double high)
{
    const double median = sample_quantile(self, 0.5);
    return low <= median && median <= high ? 0 : sample_extremity(self, median < low ? low : high);
}

/** A replicate's D; NaN when one of its quantities is undefined. */
static double replicate_extremity(const double row[], const sample samples[], const size_t column[], size_t count)
{
    double most = 0;
    for (size_t k = 0; k < count; k++) {
        const double extremity = isnan(row[column[k]]) ? (double)NAN : sample_extremity(&samples[k], row[column[k]]);
        most = isnan(most) || isnan(extremity) ? (double)NAN : fmax(most, extremity);
    }
    return most;
}

double joint_limit(const double *value, size_t stride, size_t replicates, const sample samples[], const size_t column[], size_t count, double share)
{
    double *extremity = malloc((replicates + 1) * sizeof *extremity);
    sample all = { 0 };
    if (extremity == NULL) {
        return (double)NAN;
    }
    for (size_t r = 0; r < replicates; r++) {
        extremity[r] = replicate_extremity(value + r * stride, samples, column, count);
    }
    const double limit = sample_make(extremity, 1, replicates, &all) ? sample_quantile(&all, share) : (double)NAN;
    sample_free(&all);
    free(extremity);
    return limit;
}
