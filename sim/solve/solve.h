#ifndef EDGECARE_SOLVE_SOLVE_H
#define EDGECARE_SOLVE_SOLVE_H

#include "solve/goal.h"
#include "solve/lever.h"

#define SOLVE_GRID 9
#define SOLVE_TRIES_MAX 64
#define SOLVE_CROSSINGS_MAX (SOLVE_GRID - 1)

/** Which lever is to meet which goal. All borrowed; the goal and lever are resolved. */
typedef struct {
    const lever_source *source;
    const lever *lever;
    const goal *goal;
    const run_options *options;
} solve_request;

typedef enum {
    SOLVE_FOUND,      /* the goal changes side once */
    SOLVE_SEVERAL,    /* more than once: the answer is the change nearest to the present value */
    SOLVE_EVERYWHERE, /* the goal holds at all tries */
    SOLVE_NOWHERE     /* at none */
} solve_state;

typedef struct {
    double at;              /* of the lever */
    goal_estimate estimate;
    bool holds;
} solve_try;

/** Where the goal changes side, as far as the grid tells: between two neighbouring tries. */
typedef struct {
    double low, high;
    bool holds_above;
} solve_crossing;

typedef struct {
    solve_state state;
    solve_try tries[SOLVE_TRIES_MAX]; /* in the order in which they were made; the grid first */
    size_t try_count;
    solve_crossing crossings[SOLVE_CROSSINGS_MAX];
    size_t crossing_count;
    double answer;          /* value of the lever at which the goal is just met; NaN where it is not found */
    double se;              /* its standard error: that of the estimate by the local slope; NaN where no slope is seen */
    goal_estimate there;    /* the goal's measure at the answer */
    double slope;           /* of the measure in the lever, at the answer */
    bool holds_above;       /* the goal holds for values above the answer */
} solution;

/** Finds the value of the lever at which the goal is just met.
 *
 *  All tries use the same random numbers, so that the measure moves with the lever alone. A grid of SOLVE_GRID values over the range shows on which sides the goal
 *  holds; the change of side is then narrowed by the secant through its ends, or by halves where that does not shrink the bracket, until a step is below a tenth of the
 *  standard error that the estimate leaves in the lever (or 1e-9 of the range). The error is that of the estimate at the answer, from worlds,
 *  divided by the slope between two further tries about it. A lever of whole numbers ends at the first whole number on the side where the goal holds.
 *  Faults: a try that cannot be loaded; then RUN_STOPPED. */
run_status solve_lever(const solve_request *self, solution *out, fault_list *faults);

/** Measures goals at `count` points of `lever_count` levers each, by common random numbers: estimates[point * goal_count + goal]. As solve_lever for faults. */
run_status solve_measure(const lever_source *source, const lever levers[], size_t lever_count, const double at[], size_t count, const goal goals[],
                         size_t goal_count, const run_options *options, goal_estimate estimates[], fault_list *faults);

#endif
