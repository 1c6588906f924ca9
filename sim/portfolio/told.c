#include <math.h>
#include <stdlib.h>

#include "portfolio/hold.h"

/* What is said of the values of a portfolio's replicates. */

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
    const world_values of = {values, self->worlds, self->histories};
    summary_quantiles(&of, NULL, scratch, out); /* no errors of percentiles are told */
    free(scratch);
    return true;
}

bool holding_tail(const holding *self, const double values[], tail *out)
{
    uint64_t *scratch = malloc(4 * self->replicates * sizeof *scratch + 1);
    *out = (tail){NAN, NAN, NAN, NAN};
    if (scratch != NULL) {
        const world_values of = {values, self->worlds, self->histories};
        *out = tail_of(&of, &self->resampled, scratch);
    }
    const bool fine = scratch != NULL;
    free(scratch);
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
