#ifndef EDGECARE_STATS_TAIL_H
#define EDGECARE_STATS_TAIL_H

#include "stats/summary.h"

/** The share of replicates that make the tail. */
#define TAIL_SHARE 0.05

/** The bad end of a quantity of which more is better, in its own sign: a loss is negative. */
typedef struct {
    double value_at_risk;       /* the 5 % quantile (type 7): 95 in 100 futures are better */
    double conditional;         /* conditional value at risk: the mean of the worst 5 % of replicates */
    double value_at_risk_se;    /* both as order_statistics has them */
    double conditional_se;
} tail;

/** The tail of values; all NaN when none is defined. `scratch` has room for 4 x worlds x histories 64-bit words.
 *  Source: Rockafellar & Uryasev, Optimization of conditional value-at-risk, Journal of Risk 2 (2000). */
tail tail_of(const world_values *of, const resamples *by, uint64_t scratch[]);

/** The same from counts: within 0.1 % of the values, without standard errors. */
tail tail_of_histogram(const histogram *counts);

#endif
