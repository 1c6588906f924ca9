#ifndef EDGECARE_MEASURE_PASS_H
#define EDGECARE_MEASURE_PASS_H

#include "measure/term.h"

/** A child's window. */
typedef struct {
    day_run days;    /* from >= until where nothing is left of it; not cut at the as-of day */
    int32_t over_on; /* the day on which it is known that no further day belongs to it: its last, or the first in a state that shortens it */
} child_window;

/** A term or a version of one while children are measured for it. */
typedef struct measured_term {
    size_t number;        /* row in the contract */
    size_t origin;        /* row of the term itself */
    term_setting setting;
    unit_sums sums;
    double *expected;     /* by step; borrowed from the workspace, as all here */
    double *price;        /* by step, in pounds */
    double *assessed;     /* by step */
    double *child_saved;  /* [arm][step] */
    /* of the child at hand: */
    bool takes;
    child_window window;
    term_view view;
} measured_term;

/** What a child brings one term in one arm. */
typedef struct {
    measured_term *term;
    unit_run *runs;       /* that can be claimed; borrowed */
    size_t count;
    day_run window;       /* window days that can be claimed; read where there is a baseline */
    int32_t day_zero;     /* the day before the window's first, whatever it was cut to */
    int32_t unit_day;     /* of a milestone */
    int32_t lost;         /* the day on which the milestone is taken back; DAY_NONE: never */
    double achieved, window_days; /* added */
    size_t at;            /* while it is added: the run, and with a baseline the window day, that comes next */
    int32_t next;
} child_part;

/** One pass over the children for one term, or for terms whose accounts a child keeps in common, in the order of the file (versions at their term's place). */
typedef struct {
    measure_workspace *ws;
    const measure_subject *subject;
    const contract_plan *plan;
    const contract_row *contract;
    measured_term *terms;
    size_t count;
    bool accounts;
    double child_limit_gbp; /* of the contract; infinite: none */
    int32_t unseen;       /* first day that is not known */
    uint32_t wanted;      /* mask of arms. Each has sums of its own, so that none depends on which others there are */
} term_pass;

static inline bool pass_wants(const term_pass *pass, size_t arm)
{
    return pass->wanted >> arm & 1u;
}

/** The days on which a term's units exist: of the claim calendar, known, paid for. */
day_run pass_days(const term_pass *pass, const measured_term *term);

/** Empties the sums of the pass. */
void pass_clear(const term_pass *pass);

/** Empties a term's rows in the quantities, and writes the shares expected there. */
void pass_clear_rows(const measured_term *term, quantities *out);

/** Adds what the pass has summed to the quantities of each arm that is wanted; `site` SIZE_MAX, or the site whose units these are. */
void pass_tell(const term_pass *pass, size_t site, quantities *const by_arm[ARM_COUNT]);

#endif
