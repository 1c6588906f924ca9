#ifndef EDGECARE_VERIFY_JOINT_H
#define EDGECARE_VERIFY_JOINT_H

#include <stdbool.h>
#include <stddef.h>

/** One simulated quantity over all replicates. */
typedef struct {
    double *sorted; /* owned; ascending, without the undefined */
    size_t count;
} sample;

/** Takes every `stride`-th number from `value`, `replicates` of them, NaN left out. False when memory runs out. */
bool sample_make(const double value[], size_t stride, size_t replicates, sample *out);
void sample_free(sample *self); /* legal on a zeroed one */

/** The value below which a share `level` lies, by linear interpolation; NaN when empty. */
double sample_quantile(const sample *self, double level);

/** The share of the sample below x, half of those equal to x counted: 0 .. 1; NaN when empty. */
double sample_rank(const sample *self, double x);

/** How far out x is: |2 rank - 1|, 0 at the median, 1 outside of all that was simulated. */
double sample_extremity(const sample *self, double x);

/** The least extremity of the numbers in low .. high: what rounding leaves open speaks for the figure. */
double sample_extremity_between(const sample *self, double low, double high);

/** Where the central `share` of replicates ends, several quantities taken together.
 *
 *  A replicate is as far out as its most extreme quantity: D = max over k of |2 rank_k - 1|. The answer is the `share` quantile of D over the replicates themselves, so
 *  that this share of them passes, whatever the dependence between quantities; with one quantity it is the plain central band. `column[k]` is the
 *  k-th quantity's index in a row of `stride` numbers. Replicates in which one is undefined are left out. NaN when none is left or memory runs out. */
double joint_limit(const double *value, size_t stride, size_t replicates, const sample samples[], const size_t column[], size_t count, double share);

#endif
