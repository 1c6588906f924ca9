#ifndef EDGECARE_MEASURE_WORKSPACE_H
#define EDGECARE_MEASURE_WORKSPACE_H

#include "measure/measure.h"
#include "measure/stairs.h"
#include "terms/term.h"

/** Where arms are summed: one place each, and one for children whose careers are the same in all arms, added to all of them in the end. */
#define SLOT_COMMON ARM_COUNT
#define SLOTS (ARM_COUNT + 1)

/** Day numbers of one child. */
typedef struct {
    int32_t event[4];  /* by window_from: referral, start, completion, first return home after care since the start (where a term asks); DAY_NONE */
    int32_t adult;     /* 18th birthday: the first day that no longer counts */
    bool alike;        /* the same career in all arms that were simulated */
} child_days;

/** The families of one site and cohort: they stand together. */
typedef struct {
    size_t first, last; /* families first .. last - 1 */
    uint16_t site, cohort;
} family_block;

/** Runs of days spent in states that count, of all children in one arm: child i has the runs first[i] .. first[i + 1] - 1, ascending, neither empty nor
 *  adjacent. */
typedef struct {
    uint32_t *first;
    day_run *items;
} run_list;

/** A contract as far as it is the same in all worlds. */
typedef struct {
    staircase periods;
    int32_t starts, ends;           /* days that can count: starts .. ends - 1 */
    const uint8_t **locality_counts; /* by term: NULL, or by site's first locality + locality whether it counts */
    double *months;                 /* by period: calendar months that end in it */
    bool asks_success;              /* somebody wants to know how many children could have succeeded */
    bool asks_periods, asks_planned; /* ... how many months, families and planned families a period has */
} contract_plan;

/** What an extreme placement costs in one world. */
typedef struct {
    double share, median, sigma, limit; /* GBP a day */
    double day_cost;
} extreme_price;

/** Children by state and financial year, so that a run of days takes two additions: one for its first day and one, subtracted, for the day after it. The
 *  upper half counts children from then on, the lower the days left of the year, so that one addition does both. The lower half holds five million of
 *  them in one year, state and site. Whole numbers: the order of adding is nothing. */
typedef int64_t year_step;

/** What a child adds that is in a state from a day on, with so many days left of the financial year. */
static inline year_step year_step_of(int32_t days_left)
{
    return (INT64_C(1) << 32) + days_left;
}

/** Units of lots that come less often than daily. Up to the end of period s there are current[s] + (ended[0] + ... + ended[s]). */
typedef struct {
    double current; /* of runs that go on after the period */
    double ended;   /* of runs that end in it */
} lot_sum;

struct measure_workspace {
    const scenario *scenario; /* borrowed */
    arena memory;
    size_t states, sites, at_count;
    int32_t at_day[AT_DAYS_MAX];
    int32_t at_last;                /* the largest of at_day */
    uint32_t care, home, family;    /* masks of states: class care; home or kin; days with family */
    size_t *locality_base;          /* by site: its first place in locality_counts */
    staircase years;
    int first_year;
    uint16_t *month_of;             /* by day 0 .. month_days; `months` for the last of them */
    int32_t month_days;
    size_t months;
    bool asks_return;               /* some term's window begins with a return home */
    contract_plan *contracts;
    extreme_price extreme[STATES_MAX]; /* of the world being measured */

    /* scratch */
    child_days *children;           /* by family */
    uint32_t *exit_key, *exit_order; /* by family: see survival.c */
    uint32_t *exit_first;           /* by key */
    uint32_t *eligible;             /* families of a block that a term counts */
    family_block *blocks;
    size_t block_count;
    size_t family_capacity;
    int32_t *first_day[ARM_COUNT];  /* by spell: its first day; one more entry, of no meaning */
    run_list runs[ARM_COUNT];
    uint32_t runs_counts;           /* the states that the runs are of */
    bool has_runs;
    size_t spell_capacity;
    year_step *year_steps;          /* of one site: [slot][state][year][in the window, beyond it] */
    size_t year_row;                /* entries of a state */
    double extreme_share[STATES_MAX]; /* extreme[state].share, close together */
    int32_t *series;                /* [series_row][month], differences; one entry more than there are months */
    struct measured_term *terms;    /* that are being measured */
    size_t term_steps;              /* entries of a row by step */
    stair *period_stairs;           /* of terms being measured: [term][arm][units, window days, worth][step] */
    lot_sum *period_lots;           /* [term][arm][units, worth][step] */
    double *child_saved;            /* [term][arm][step] */
    double *assessed;               /* [term][step] */
    double *expected;               /* [term][step]: share of window days expected in care; NaN: not known */
    double *price;                  /* [term][step], in pounds */
    double *step_sums;              /* [2][step] */
    double control_share[CONTROLS_MAX]; /* of historical control groups in the replicate being measured */
    const term_row *control_of[CONTROLS_MAX]; /* for which term; NULL: not worked out */
    day_run counted[TERM_RUNS_MAX];
    double gbp_per_day[TERM_RUNS_MAX]; /* by counted run, where days have prices */
    day_run own_runs[TERM_RUNS_MAX + 1]; /* of one child in states other than runs_counts */
    unit_run *units;                /* [term][TERM_RUNS_MAX] */
    double *rows;                   /* [scope, the block, the child][entry]: see tallies.c */
    double *at_risk, *surviving;    /* by scope */
    size_t scope_capacity;
};

static inline int32_t day_min(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static inline int32_t day_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline bool state_in(uint32_t mask, size_t state)
{
    return (mask >> state & 1u) != 0;
}

/** The first day that is not known. */
static inline int32_t unseen_from(int32_t as_of_day)
{
    return as_of_day == DAY_UNBOUNDED ? DAY_UNBOUNDED : as_of_day + 1;
}

static inline size_t spells_of(const careers *arm, size_t child)
{
    return arm->first[child + 1] - arm->first[child];
}

/** The days of a spell: from its first to before its successor's, or the 18th birthday. The successor's is read in any case, so that nothing branches. */
static inline day_run spell_days(const measure_workspace *ws, const careers *careers_of_arm, career_arm arm, size_t child, uint32_t spell)
{
    const bool last = spell + 1 == careers_of_arm->first[child + 1];
    const int32_t adult = ws->children[child].adult;
    const int32_t next = ws->first_day[arm][spell + 1];
    return (day_run){ ws->first_day[arm][spell], last ? adult : next };
}

static inline day_run run_within(day_run run, day_run limits)
{
    return (day_run){ day_max(run.from, limits.from), day_min(run.until, limits.until) };
}

static inline int32_t run_length(day_run run)
{
    return run.until > run.from ? run.until - run.from : 0;
}

/** Makes ws->runs those of the states in the mask `counts`. */
void runs_read(measure_workspace *ws, const measure_subject *subject, uint32_t counts);

/** Writes the runs of one child in the states `counts` and returns how many. */
size_t runs_of_child(const measure_workspace *ws, const careers *career, career_arm arm, size_t child, uint32_t counts, day_run out[TERM_RUNS_MAX + 1]);

/** Sets the extreme prices of a world. */
void exposure_begin(measure_workspace *ws, exposure *out);

static inline year_step *year_row_of(const measure_workspace *ws, size_t slot, size_t state)
{
    return ws->year_steps + (slot * ws->states + state) * ws->year_row;
}

/** Adds a spell's extra price, by financial year, to an arm; `within` is the part of it in the reporting window. */
void exposure_add_price(const measure_workspace *ws, career_arm arm, size_t site, size_t state, day_run spell, day_run within, double gbp_per_day,
                        exposure *out);

/** What a day of a spell with this mark costs above the day cost of its placement (below it where negative), in pounds. */
double extra_gbp_per_day(const extreme_price *price, double mark);

/** Moves the sums of a site to `out` and empties them. */
void exposure_flush(measure_workspace *ws, const measure_subject *subject, size_t site, exposure *out);

/** Rows of monthly series; from SERIES_STATES on by slot and state. */
enum { SERIES_WAITING, SERIES_CASELOAD, SERIES_REFERRALS, SERIES_STARTS, SERIES_STATES };

static inline int32_t *series_row(const measure_workspace *ws, size_t row)
{
    return ws->series + row * (ws->months + 1);
}

static inline int32_t *series_of_state(const measure_workspace *ws, size_t slot, size_t state)
{
    return series_row(ws, SERIES_STATES + slot * ws->states + state);
}

/** Monthly series: zero, one family, sums. */
void monthly_begin(measure_workspace *ws);
void monthly_add_family(measure_workspace *ws, const measure_subject *subject, size_t child);
void monthly_end(const measure_workspace *ws, const measure_subject *subject, monthly *out);

/** The most entries of a child's row of sums: see tallies.c. */
#define TALLY_ROW_MAX (8 + 19 + 4 * AT_DAYS_MAX + ARM_COUNT * (5 + STATES_MAX))

/** Scopes of one child other than programme, site and cohort. */
#define CHILD_SCOPES_MAX (2 + GROUPS_MAX)

size_t child_labels(const measure_workspace *ws, const scope_list *scopes, const families *people, size_t child, size_t out[CHILD_SCOPES_MAX]);

#define EXIT_NONE UINT32_MAX

/** Kaplan-Meier shares of never being in care, into never_at of every scope, from ws->exit_key and edge_started. */
void survival_fill(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, tally tallies[]);

#endif
