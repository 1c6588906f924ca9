#ifndef EDGECARE_SOLVE_GAMING_H
#define EDGECARE_SOLVE_GAMING_H

#include <stdio.h>

#include "solve/solve.h"

/** How a contract is gamed: the scenario as it is, and three ways. */
typedef enum { GAMING_NONE, GAMING_SELECT, GAMING_DELAY, GAMING_WIDEN, GAMING_COUNT } gaming_way;

/** How much of each. */
typedef struct {
    double select_share;              /* of families, those who look riskiest, turned away */
    double delay_share, delay_days;   /* of entries to care, put off by so many days */
    double widen_share, widen_ratio;  /* of families taken on below the threshold, and their hazard ratio */
} gaming_measures;

/** The usual ones: 0.2; half by 30 days; 0.2 at the ratio 0.3. */
extern const gaming_measures gaming_usual;

/** What one way does to one contract. Means over replicates; changes are against the scenario as it is, by the same random numbers, with their standard errors by worlds. */
typedef struct {
    goal_estimate paid_per_family;    /* of families started */
    goal_estimate gained_per_family;  /* its change */
    goal_estimate averted_safely;     /* days in care averted in the contract's sites, less unsafe days */
    goal_estimate lost_safely;        /* how many fewer those are */
    goal_estimate put_off;            /* entries to care */
    goal_estimate unsafe_days;
} gaming_line;

/** A zeroed one is empty. */
typedef struct {
    size_t contracts;
    const scenario *scenario; /* borrowed */
    gaming_measures measures;
    gaming_line *lines;       /* [contract][way]; owned */
} gaming;

/** Runs the scenario of `source` (loaded before as `loaded`, which must outlive the result) in all ways. Faults as solve_lever. */
run_status gaming_run(const lever_source *source, const scenario *loaded, const gaming_measures *measures, const run_options *options, gaming *out,
                      fault_list *faults);
void gaming_free(gaming *self); /* legal on a zeroed one */

/** One table a contract. */
void gaming_write(const gaming *self, FILE *out);

/** The same as JSON, indented; false when memory runs out or writing fails. */
bool gaming_json_write(const gaming *self, FILE *out);

#endif
