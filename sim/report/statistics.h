#ifndef EDGECARE_REPORT_STATISTICS_H
#define EDGECARE_REPORT_STATISTICS_H

#include "summarise/result.h"

/** One statistic of a metric, as every output tells it. */
typedef struct {
    const char *name;    /* "mean", "p5" ... */
    double number;
    const char *coupling; /* "shared", "independent"; "" where that makes no difference */
} statistic;

#define STATISTICS_MAX 40

/** "p5" ... "p95", at summary_levels. */
extern const char *const percentile_names[SUMMARY_QUANTILES];

/** The share of futures in which a metric is undefined for its reason `status`. */
double undefined_share(const told *of, size_t status);

/** Writes what may be told of the metric that column `index` leads, at most STATISTICS_MAX, and returns how many: mean, sd, se, percentiles, luck_share, n
 *  and value at risk as its nature allows; of a metric with several reasons for being undefined the share of futures of each, by the reason's name; then those of
 *  separate luck, where that was run. */
size_t statistics_of(const result *self, size_t index, statistic out[]);
/** The same of what is told already. */
size_t statistics_of_told(const told *of, statistic out[]);

/** What the mean of a metric of this nature is called: "mean", or "ratio_of_means". */
const char *mean_word(metric_nature nature);
/** Whether mean, standard error and the like belong to a metric of this nature. */
bool nature_has_mean(metric_nature nature);
/** Whether standard deviation and percentiles do. */
bool nature_has_spread(metric_nature nature);

#endif
