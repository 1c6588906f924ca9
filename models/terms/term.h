#ifndef EDGECARE_MODELS_TERM_H
#define EDGECARE_MODELS_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "records/limits.h"
#include "records/setting.h"

/* Days here are day numbers counted from the scenario's first day (0); a day has the state at the midnight that ends it. Runs are half open: [from, until). */

#define DAY_NONE INT32_MIN
#define TERM_RUNS_MAX CAREER_SPELLS_MAX

typedef struct {
    int32_t from, until;
} day_run;

/** What a term sees of one child: the window and the runs of counted days in it. */
typedef struct {
    int32_t event_day;        /* day 0 of the window's clock: referral, start, completion or return */
    day_run window;           /* after delay, length, 18th birthday, last claimable day, shortening states */
    const day_run *counted;   /* ascending, disjoint, not adjacent, inside the window; borrowed */
    size_t counted_count;
    const double *gbp_per_day; /* of a kind that is priced: by run of counted days, what the placement costs; NULL for others. Borrowed */
    int32_t started_day;      /* DAY_NONE when never */
    int32_t completed_day;    /* DAY_NONE when never */
} term_view;

/** Units earned: one lot of `units` on each of the days from + every - 1, from + 2 every - 1, ... below until. */
typedef struct {
    int32_t from, until;
    int32_t every;
    double units;
} unit_run;

/** What a term that is paid by the period sees of one claim period of its contract. */
typedef struct {
    double months;                                    /* calendar months of the contract that end in the period */
    double referrals, planned_referrals;              /* families of the contract's sites, in the period; planned: by the intakes, without volume against plan */
    double starts, planned_starts;                    /* likewise; planned: planned referrals x start_share */
    double by_units, by_units_before;                 /* achieved units of the term named by `by`, cumulative at the period's end and before it */
    double by_rate;                                   /* its success rate: achieved / assessed, cumulative at the period's end; NaN when nobody was assessed */
    const int64_t *cost;                              /* pence: delivery cost of each of those months, where the kind asks; borrowed */
    size_t cost_months;
    double others_gbp;                                /* what the contract's terms by child and its earlier terms by period are entitled to in the period */
} period_view;

/** What earns a unit: each child (`units`), or each claim period of the contract (`period_units`); the other is NULL. */
typedef struct term_kind {
    kind base;
    const char *unit_name;    /* "day", "block", "milestone", "month", "pound", "family" */
    /** Writes the child's units, at most one run for each run of counted days, or one, and returns how many. `p` are parameters in row order. Pure. */
    size_t (*units)(const double p[], const term_view *view, unit_run out[]);
    /** The units of a period. Pure. */
    double (*period_units)(const double p[], const period_view *view);
    bool priced;              /* its units are pounds: all days of the window count, each with the cost of its placement; it needs a baseline in pounds a day */
    bool asks_cost;           /* reads the view's cost */
    bool once;                /* a milestone: at most one unit a child, on one day */
    bool at_end;              /* the unit is that of the window's last day, and known when the window is known to be over */
} term_kind;

extern const kind_family term_family;

#endif
