#ifndef EDGECARE_STATS_SUMMARY_H
#define EDGECARE_STATS_SUMMARY_H

#include <stddef.h>
#include <stdint.h>

#include "stats/order_statistics.h"

#define SUMMARY_QUANTILES 7
extern const double summary_levels[SUMMARY_QUANTILES]; /* 0.05 0.10 0.25 0.50 0.75 0.90 0.95 */

#define SUMMARY_WORLDS_FOR_LUCK 50

/** What is said of one quantity over all replicates. NaN where not defined (luck_share below 50 worlds, se below 2 worlds, all when n = 0). */
typedef struct {
    double mean;
    double sd;                          /* over replicates, n - 1 */
    double se;                          /* of the mean, from world means */
    double quantile[SUMMARY_QUANTILES]; /* at summary_levels, by linear interpolation (Hyndman and Fan type 7) */
    double quantile_se[SUMMARY_QUANTILES]; /* as order_statistics has them */
    double luck_share;                  /* share of the variance that is luck within worlds, one-way ANOVA, clamped to 0 .. 1 */
    uint64_t n;                         /* defined replicates */
    uint64_t undefined;
    uint64_t worlds;                    /* with at least one defined replicate */
    double worlds_above;                /* the share of them whose mean is above 0; NaN where there are none */
} summary;

/** Sums of one quantity over whole worlds, from which mean, sd, se and luck share follow; add blocks in block order. A zeroed one is empty.
 *  Undefined replicates are NaN; a world with none defined counts in no sum. Values are shifted by `shift` (set before the first world, the same for
 *  all blocks of a quantity: its first defined value or 0) against cancellation. */
typedef struct {
    double shift;
    double sum;              /* of (x - shift) */
    double sum_squares;      /* of (x - shift)^2 */
    double sum_means;        /* over worlds, of the world's mean (of x - shift) */
    double sum_means_squares;
    double sum_within;       /* over worlds, of squared deviations from the world's mean */
    double sum_n_squares;    /* over worlds, of its n squared, for unequal n */
    double sum_n_means_squares; /* over worlds, of n mean^2 */
    uint64_t n;
    uint64_t undefined;
    uint64_t worlds;         /* with at least one defined replicate */
    uint64_t worlds_above;   /* of them, with a mean above 0 */
} moments;

/** Adds one world: its `histories` values at `value[0], value[stride], ...`. */
void moments_add_world(moments *sums, const double value[], size_t histories, size_t stride);
void moments_merge(moments *sums, const moments *block);
/** Fills all but the quantiles. */
void moments_finish(const moments *sums, summary *out);

/** Exact quantiles and their errors, as order_statistics has them. `scratch` has room for 4 x worlds x histories 64-bit words. */
void summary_quantiles(const world_values *of, const resamples *by, uint64_t scratch[], summary *out);

/** Sorts doubles ascending, NaN excluded by the caller, -0 before +0, in O(count). `scratch` has room for count words. */
void radix_sort_doubles(double value[], size_t count, uint64_t scratch[]);
/** The same with a number that goes with each value. `scratch` has room for 2 x count words. */
void radix_sort_with(double value[], uint32_t with[], size_t count, uint64_t scratch[]);

/** Order-free counts for more replicates than are kept: bins 0.1 % wide on both sides of zero. */
typedef struct histogram histogram;
histogram *histogram_new(void); /* NULL when memory runs out */
void histogram_free(histogram *counts);
void histogram_add(histogram *counts, double value); /* NaN is passed over */
/** The quantile at `level`, within 0.1 % of a value of that rank; NaN when empty. */
double histogram_quantile(const histogram *counts, double level);

/** Ratio of two means over the same worlds, with its standard error (delta method) and Fieller's 95 % interval (NaN bounds when the denominator
 *  may be zero). num and den are world means, `worlds` of each.
 *  Source: Fieller, Some problems in interval estimation, JRSS B 16 (1954). */
typedef struct {
    double ratio;
    double se;
    double lower;
    double upper;
} ratio_summary;

ratio_summary ratio_of_means(const double num[], const double den[], size_t worlds);

#endif
