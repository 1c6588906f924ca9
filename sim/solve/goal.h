#ifndef EDGECARE_SOLVE_GOAL_H
#define EDGECARE_SOLVE_GOAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "run/variants.h"
#include "stats/resamples.h"

#define GOAL_NAME_BYTES 256
#define GOAL_CELLS_MAX 2

typedef enum { GOAL_MEAN, GOAL_PROBABILITY, GOAL_QUANTILE } goal_measure;
typedef enum { COMPARE_ABOVE, COMPARE_AT_LEAST, COMPARE_BELOW, COMPARE_AT_MOST } goal_compare;

/** What is wanted of a run: `mean(METRIC) >= x`, `P(METRIC > x) >= p` or `pNN(METRIC) <= x`. */
typedef struct {
    const char *text;              /* as written; borrowed */
    goal_measure measure;
    double level;                  /* quantile: 0.01 .. 0.99 */
    goal_compare passes;           /* probability: METRIC compared with `threshold` */
    double threshold;
    goal_compare compare;          /* the measure compared with `bound` */
    double bound;
    char metric[GOAL_NAME_BYTES];  /* as written: a heading of --draws, or a plain name */
    size_t metric_at;              /* where it stands in `text` */
    const struct metric *row;      /* resolved; static */
    variant_cell cells[GOAL_CELLS_MAX]; /* resolved: one number, or numerator and denominator of a ratio's mean; names borrowed from the columns */
    size_t cell_count;
} goal;

/** Reads a goal. Numbers may end in "%"; comparisons are >, >=, <, <=. A fault names the column of `text` (its file is "goal"); then false. */
bool goal_parse(const char *text, goal *out, fault_list *faults);

/** Finds the goal's metric among the columns of a scenario, which must outlive it.
 *
 *  METRIC is a heading of --draws (contract.NAME.metric, site.NAME.metric ...) or a plain name: of the only contract where it has that metric, else of the programme. What the
 *  programme changes is by shared draws, and by separate luck where the name ends in ".independent". Faults: no such metric (with near names), one told at other
 *  places, one by draws that are not run, means of what is never averaged, percentiles of a flag. */
bool goal_resolve(goal *self, const columns *among, fault_list *faults);

/** What a run says of a goal's measure. NaN where undefined. */
typedef struct {
    double value;
    double se; /* by worlds; of percentiles as order_statistics has them; NaN of a probability of 0 or 1, see unseen_at_most */
    size_t worlds;
    size_t undefined, futures; /* in how many futures, of how many, METRIC is undefined */
} goal_estimate;

/** Worlds x histories rows of `stride` numbers, the goal's cells first in each. Borrowed. */
typedef struct {
    const double *rows;
    size_t stride, worlds, histories;
    const resamples *by; /* of the run's seed, for percentiles; NULL: no error of those */
} goal_rows;

/** Works it out. `scratch` has room for 5 x worlds x histories numbers.
 *  Undefined futures are left out of means and percentiles; of a probability they are futures in which METRIC is not beyond its threshold. */
goal_estimate goal_measured(const goal *self, const goal_rows *of, double scratch[]);

/** Whether the goal holds at an estimate; false where that is undefined. */
bool goal_holds(const goal *self, double estimate);

/** How far the estimate is on the good side of the bound: positive where the goal holds. */
double goal_margin(const goal *self, double estimate);

/** Whether the goal is of the range or probability of a difference, which depends on how luck with and without the programme is coupled. After goal_resolve. */
bool goal_depends_on_luck(const goal *self);

/** The unit of the goal's measure: the metric's, or "share" of a probability. After goal_resolve. */
const char *goal_unit(const goal *self);

#endif
