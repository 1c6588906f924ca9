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
    int32_t event[4];  /* by window_from: referral, start, completion, first return home after care since the start; DAY_NONE */
    int32_t adult;     /* 18th birthday: the first day that no longer counts */
    uint32_t visited;  /* mask of the states of the treated career */
    bool alike;        /* the same career in all arms that were simulated */
} child_days;

/** Days of a child in one state, clipped to those after the start and before 18. */
typedef struct {
    day_run run;
    uint8_t state;
    bool entered;      /* in care, and not on the day before: a new entry */
    float price_mark;
} child_span;

typedef struct {
    child_span *items; /* owned by the workspace; ascending and adjacent */
    size_t count;
} span_list;

/** A contract as far as it is the same in all worlds. */
typedef struct {
    staircase periods;
    int32_t starts, ends;           /* days that can count: starts .. ends - 1 */
    const uint8_t **locality_counts; /* by term: NULL, or by site's first locality + locality whether it counts */
} contract_plan;

/** What an extreme placement costs in one world. */
typedef struct {
    double share, median, sigma, limit; /* GBP a day */
    double day_cost;
} extreme_price;

/** Sums by financial year of one site: [horizon][slot][state][step], and which states have any. */
typedef struct {
    stair *stairs;
    size_t row; /* entries of one state */
    uint32_t touched[HORIZONS][SLOTS];
} exposure_sums;

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
    uint16_t *month_of;             /* by day; months for later days */
    int32_t month_days;
    size_t months;
    int32_t *closes;                /* by site: first day after it has closed */
    contract_plan *contracts;
    extreme_price extreme[STATES_MAX]; /* of the world being measured */

    /* scratch */
    child_days *children;           /* by family */
    uint32_t *exit_key, *exit_order; /* by family: see survival.c */
    uint32_t *exit_first;           /* by key */
    size_t family_capacity;
    child_span *spans[ARM_COUNT];
    size_t span_capacity;
    exposure_sums exposure;
    stair *period_stairs;           /* [slot][units, window days][step] */
    day_run counted[TERM_RUNS_MAX];
    unit_run units[TERM_RUNS_MAX];
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

/** The day of an event: floor, without the call. */
static inline int32_t day_of(double time)
{
    const int32_t whole = (int32_t)time;
    return whole - (time < (double)whole);
}

/** career_day without the call. */
static inline int32_t first_day_of(double time)
{
    const int32_t whole = (int32_t)time;
    return whole - 1 + (time > (double)whole);
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

/** The days of a spell: from its first to before its successor's, or the 18th birthday. */
static inline day_run spell_days(const careers *arm, size_t child, uint32_t spell, int32_t adult)
{
    const bool last = spell + 1 == arm->first[child + 1];
    return (day_run){ first_day_of(arm->from[spell]), last ? adult : first_day_of(arm->from[spell + 1]) };
}

static inline day_run run_within(day_run run, day_run limits)
{
    return (day_run){ day_max(run.from, limits.from), day_min(run.until, limits.until) };
}

static inline int32_t run_length(day_run run)
{
    return run.until > run.from ? run.until - run.from : 0;
}

/** The spans of a child's career in one arm after its start, into `out` (room for as many as the career has spells). */
size_t spans_read(const measure_workspace *ws, const measure_subject *subject, career_arm arm, size_t child, child_span out[]);

/** Sets the extreme prices of a world. */
void exposure_begin(measure_workspace *ws, const double world[], exposure *out);

/** Adds one child's spans in one slot to the site's sums; prices of extreme spells go straight to `out`. `window` is the reporting window. */
void exposure_add(measure_workspace *ws, size_t slot, day_run window, span_list spans);
void exposure_add_prices(const measure_workspace *ws, career_arm arm, size_t site, day_run window, span_list spans, exposure *out);

/** Moves the sums of a site to `out` and empties them. */
void exposure_flush(measure_workspace *ws, const measure_subject *subject, size_t site, exposure *out);

/** Monthly series: zero, one family, one child's placements, sums. */
void monthly_begin(const measure_workspace *ws, monthly *out);
void monthly_add_family(const measure_workspace *ws, const measure_subject *subject, size_t child, monthly *out);
void monthly_add_spans(const measure_workspace *ws, career_arm arm, span_list spans, monthly *out);
void monthly_end(const measure_workspace *ws, monthly *out);

/** Scopes of one child other than programme, site and cohort. */
#define CHILD_SCOPES_MAX (2 + GROUPS_MAX)

size_t child_labels(const measure_workspace *ws, const scope_list *scopes, const families *people, size_t child, size_t out[CHILD_SCOPES_MAX]);

#define EXIT_NONE UINT32_MAX

/** Kaplan-Meier shares of never being in care, into never_at of every scope, from ws->exit_key and edge_started. */
void survival_fill(measure_workspace *ws, const measure_subject *subject, const scope_list *scopes, tally tallies[]);

#endif
