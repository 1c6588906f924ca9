#ifndef EDGECARE_STATS_ORDER_STATISTICS_H
#define EDGECARE_STATS_ORDER_STATISTICS_H

#include "stats/resamples.h"

#define ORDER_STATISTICS_MAX 8
#define ORDER_WORLDS_MIN 50 /* with fewer worlds errors are not told */

/** The values of a quantity, world by world; NaN where it is undefined. Borrowed. */
typedef struct {
    const double *value;
    size_t worlds, histories; /* worlds x histories values */
} world_values;

typedef enum {
    ORDER_QUANTILE,  /* at `level`, by linear interpolation (Hyndman and Fan type 7) */
    ORDER_MEAN_BELOW /* the mean of the lowest `level` of the values, the last one in part: (x_1 + ... + x_[k] + (k - [k]) x_([k] + 1)) / k, k = level n; x_1 where k < 1 */
} order_kind;

/** What is asked of the order of values, and what is found: NaN where nothing is defined; the error NaN also with fewer than ORDER_WORLDS_MIN worlds that have a
 *  defined value, and without resamples. */
typedef struct {
    order_kind kind;
    double level;
    double value, se;
} order_statistic;

/** Finds `count` statistics, at most ORDER_STATISTICS_MAX, and their standard errors. `scratch` has room for 4 x worlds x histories 64-bit words.
 *
 *  Below RESAMPLED_WORLDS_MAX worlds the error is the standard deviation over resamples of whole worlds. From there on: of a quantile, half the distance between the
 *  quantiles at `level` less and plus the standard error of the share of values at or below it; of the mean below v, that of v + the mean of min(x - v, 0) / level,
 *  v fixed; both from worlds. `by` NULL: no errors.
 *  Sources: as resamples; Woodruff, Confidence intervals for medians and other position measures, JASA 47 (1952); Manistre & Hancock, Variance of the CTE
 *  estimator, North American Actuarial Journal 9 (2005). */
void order_statistics(const world_values *of, const resamples *by, order_statistic asked[], size_t count, uint64_t scratch[]);

#endif
