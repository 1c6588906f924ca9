#ifndef EDGECARE_SUMMARISE_RESULT_H
#define EDGECARE_SUMMARISE_RESULT_H

#include "stats/summary.h"
#include "stats/tail.h"
#include "summarise/columns.h"

/** What is said of one column. */
typedef struct {
    summary summary;     /* mean and sd only where the metric's nature has them */
    ratio_summary ratio; /* ratios */
    tail tail;           /* where column_has_tail */
    uint64_t statuses[METRIC_STATUSES]; /* replicates by the metric's statuses */
} column_result;

#define SERIES_QUANTILES 3 /* p5, p50, p95 */

/** One monthly series: of the programme (`contract` COLUMN_NONE) or of a contract's cash. Arrays by month since the month of scenario.starts. */
typedef struct {
    const char *name;   /* "in_care", "in_care_untreated", "caseload", "cost_gbp" ... */
    const char *state;  /* placement, or NULL */
    const char *title;
    size_t contract;
    size_t months;
    double *mean;       /* owned by the result */
    double *sd;
    double *quantile[SERIES_QUANTILES]; /* from the first SERIES_KEPT replicates; NULL where not kept (single placements) */
} series_result;

#define BINS 40

/** Counts of a headline metric in equal bins from `low` to `high`. */
typedef struct {
    size_t column;
    double low, high;
    uint64_t counts[BINS];
} bins_result;

/** A whole run, summarised. */
typedef struct result {
    const scenario *scenario;  /* borrowed; must outlive it */
    columns columns;           /* owned */
    column_result *of_column;  /* by column; owned */
    column_result *of_component; /* [component of all mixtures][columns.by_component]; owned */
    uint64_t *component_worlds;  /* by component: worlds in which it holds; owned */
    size_t replicates;
    double *rows;              /* [replicate][column], in order of world and history; owned; NULL beyond ROWS_KEPT_MAX */
    double *inputs;            /* [world][input], scenario.draw_count of them in the order of scenario.draws; owned */
    series_result *series;     /* owned */
    size_t series_count;
    size_t series_kept;        /* replicates behind the quantiles of series */
    bins_result *bins;         /* owned */
    size_t bins_count;
    arena memory;
} result;

void result_free(result *self); /* NULL is legal */

#define GAIN_HISTORIES_LEAST 8 /* a world, from which its mean is told of as what it comes to on average */

/** The statistics of a metric as they are told. NaN where there is nothing to say.
 *
 *  All of them are of one set of futures. What reads the untreated arm is by shared draws: each child against itself under the same luck; `independent` then has the
 *  same by separate luck where both are run. Where independent draws alone are run, differences of the arms have no headline (n 0, all NaN), only `independent`.
 *  What needs no coupling is the chance over worlds that a party gains on average: the share of worlds whose mean over at least GAIN_HISTORIES_LEAST histories is
 *  above 0. */
typedef struct {
    const column *column;
    double mean, sd, se;
    double lower, upper;            /* 95 % interval of a ratio */
    double quantile[SUMMARY_QUANTILES];
    double quantile_se[SUMMARY_QUANTILES];
    double luck_share;
    tail tail;                      /* NaN where column_has_tail is false */
    uint64_t n;
    uint64_t statuses[METRIC_STATUSES];
    double gain, gain_se;           /* the chance over worlds of a mean above 0, of what is a party's gain; else NaN, as the error of 0 and 1 is */
    const column_result *independent; /* by separate luck, apart; NULL where that was not run */
} told;

/** What is told of a column, from what was found of it and of its twin by independent draws (NULL: none), with so many histories a world. */
told tell_column(const column *of, const column_result *own, const column_result *independent, size_t histories);

/** The same of separate luck alone, as if that were the headline; only where `of` has it. */
told told_apart(const told *of);

/** Whether value at risk is told of a column: the investor's net present value and the councils' net gain, of the programme and of contracts. */
bool column_has_tail(const column *self);

/** What is told of the metric that `index` leads. */
told result_told(const result *self, size_t index);

/** The value of a column in each replicate, for `self->rows` kept; false when they were not. */
bool result_values(const result *self, size_t index, double out[]);

#endif
