#ifndef EDGECARE_MEASURE_TERM_H
#define EDGECARE_MEASURE_TERM_H

#include "baselines/baseline.h"
#include "measure/units.h"
#include "measure/workspace.h"

#define PENCE_PER_GBP 100.0

/** A term in one world. */
typedef struct {
    const term_row *row;
    const term_kind *kind;
    const baseline_kind *baseline; /* NULL: none */
    double parameter[KIND_PARAMETERS_MAX];
    double gbp_per_day[STATES_MAX]; /* where the kind is priced: what a day in a state costs, in whole pence */
    const uint8_t *locality_counts;
    uint32_t sites;
    double verified_share;
    unit_taper taper;
    double payable_share; /* 1 - deadweight */
    double limit_units, limit_gbp; /* of a child, payable; infinite: none */
    bool chooses;         /* some children do not count by what they are or by when they started: bands, labels, age, siblings, dates */
    bool index_only;      /* siblings do not count */
    bool asks_start;      /* families who never start do not count */
    day_run pays;         /* units on these days only */
    day_run live;         /* days of children followed beside the programme: those of the term with all its versions */
    day_run started;      /* families whose first session is on these days only */
} term_setting;

/** A term of a contract in a world. */
term_setting term_in_world(const measure_workspace *ws, size_t contract, size_t term);

/** The prices of a term by period, in pounds. */
void term_prices(const measure_workspace *ws, size_t contract, const term_row *row, double out[]);

/** The numbers of a kind in one world; nothing where there is none. */
void kind_parameters(const kind_use *use, double out[KIND_PARAMETERS_MAX]);

/** Whether a child counts by what it is: band, labels, age, locality, being the index child. */
bool term_takes_child(const measure_workspace *ws, const term_setting *term, const families *people, size_t i);

/** Whether the record of a child of a site and cohort that count makes it eligible; `started_day` DAY_NONE: never. Being home at a day is a matter of the arm. */
bool term_takes_record(const measure_workspace *ws, const term_setting *term, const families *people, size_t i, int32_t started_day);

/** The day on which it is known that a child whose record makes it eligible is so, as far as a day decides that: that of the event, of the first session, of the
 *  completion, of the last session asked for, on which it must be at home. */
int32_t term_known_on(const measure_workspace *ws, const term_setting *term, const families *people, size_t i, int32_t event);

/** Of a version by start of a term that asks for no start: the days of a child that are its own. Until a child starts nobody knows under which version it will, so that its
 *  days before are the first version's. */
day_run term_own_days(const term_setting *term, int32_t started_day);

/** The window after the event on day `event`, as long as the term says; not cut. */
static inline day_run term_window(const term_row *row, int32_t event)
{
    const int32_t from = event + 1 + (int32_t)row->window_delay_days;
    return (day_run){ from, from + (int32_t)row->window_length_days };
}

/** The shares of window days expected in care by period, as known at each period's end: written, or found by looking at control children. NaN where there is no
 *  baseline, or nothing was seen yet. */
void term_expect(measure_workspace *ws, const measure_subject *subject, const contract_plan *plan, const term_setting *term, double out[]);

/** Months, referrals and starts of a contract's periods, planned ones too, as far as somebody asks. */
void periods_count(measure_workspace *ws, const measure_subject *subject, size_t contract, quantities *const by_arm[ARM_COUNT]);

#endif
