#ifndef EDGECARE_PORTFOLIO_HOLD_H
#define EDGECARE_PORTFOLIO_HOLD_H

#include "pay/returns.h"
#include "portfolio/portfolio.h"
#include "run/run.h"
#include "stats/tail.h"

/** What is summed over members, replicate by replicate, in pounds (payments and cost whole pence). What subtracts a world without the programme is by shared draws; _APART
 *  is the same by separate luck. Undefined where a member does not run those draws. */
typedef enum {
    HELD_PAYMENTS,
    HELD_COST,
    HELD_VALUE,
    HELD_VALUE_APART,
    HELD_NET,          /* commissioner_net */
    HELD_NET_APART,
    HELD_PROFIT,       /* of the investors: distributed less drawn, times the ownership share */
    HELD_NPV,          /* likewise, each contract at its own rate, discounted to the earliest start of a contract */
    HELD_COUNT
} held_metric;

extern const char *const held_name[HELD_COUNT];
extern const char *const held_title[HELD_COUNT];

/** What the investors' pooled flows come to in each replicate. */
typedef enum { POOL_DRAWN, POOL_DISTRIBUTED, POOL_MOIC, POOL_IRR, POOL_PEAK, POOL_LOSES, POOL_COUNT } pool_metric;

extern const char *const pool_name[POOL_COUNT];
extern const char *const pool_title[POOL_COUNT];
extern const char *const pool_unit[POOL_COUNT];

/** A portfolio's replicates. A zeroed one is empty. */
typedef struct {
    const portfolio *of;   /* borrowed */
    size_t worlds, histories, replicates;
    date first;            /* month 0: of the earliest scenario's start */
    date base;             /* the earliest start of a contract: NPVs are as of its month */
    int base_year;         /* the earliest financial year of a member's base date: value is as of it */
    int64_t price_year;    /* the latest price year of a member: value is in its prices */
    size_t months;
    double *held;          /* [member][metric][replicate], then [metric][replicate] of all; owned, as are all below */
    resamples resampled;   /* for errors of percentiles */
    double *pool;          /* [metric][replicate] */
    uint64_t irr_statuses[IRR_STATUS_COUNT];
    double *mean_drawn, *mean_distributed; /* [month], pounds, over replicates */
    pence *drawn, *distributed, *carried;  /* [replicate][month], times the ownership shares, each rounded to the penny */
} holding;

/** Runs all members and sums them. The same bytes at any number of threads. RUN_NO_MEMORY and RUN_STOPPED leave it empty. */
run_status holding_run(const portfolio *of, const run_options *options, holding *out);
void holding_free(holding *self); /* legal on a zeroed one */

/** The numbers of a member (or `of->count`: of all), by replicate. */
const double *holding_values(const holding *self, size_t member, held_metric which);

/** Mean, spread, percentiles and errors of a member's metric, or of all. False when memory runs out. */
bool holding_summary(const holding *self, const double values[], summary *out);

/** The value at risk and the mean of the worst 5 % of replicates (the lowest values), with errors as order_statistics has them. False when memory runs out. */
bool holding_tail(const holding *self, const double values[], tail *out);

/** The correlation of two members' values; NaN where one does not vary. */
double holding_correlation(const holding *self, const double a[], const double b[]);

#endif
