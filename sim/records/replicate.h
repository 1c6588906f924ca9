#ifndef EDGECARE_RECORDS_REPLICATE_H
#define EDGECARE_RECORDS_REPLICATE_H

#include "records/careers.h"
#include "records/families.h"
#include "records/ledger.h"
#include "records/scenario.h"
#include "records/tally.h"

typedef enum { SCOPE_PROGRAMME, SCOPE_SITE, SCOPE_GROUP } scope_kind;

/** One scope that results are told of: the programme, a site, or a label of a group. Groups are `cohort`, `band` and `locality` (label "SITE/LOCALITY")
 *  where the scenario has any, then its free groups. */
typedef struct {
    scope_kind kind;
    const char *group; /* NULL for programme and sites */
    const char *label; /* the site's name, or the label; NULL for the programme */
} scope;

/** All scopes in order: programme (0), sites (1 .. sites), then group labels. `*_from` is the index of a group's first label, or 0 where absent. */
typedef struct {
    scope *items; /* owned by `memory` */
    size_t count;
    size_t cohort_from, band_from, group_from[GROUPS_MAX];
    size_t *locality_from; /* by site, 0 where it has none */
    arena memory;
} scope_list;

/** Fills the scopes of the scenario, whose names they borrow. False when memory runs out; the list is then empty. */
bool scope_list_make(const scenario *self, scope_list *scopes);
/** Frees what the list owns and leaves it empty; legal on a zeroed one. */
void scope_list_free(scope_list *scopes);

typedef enum { COUPLED_SHARED, COUPLED_INDEPENDENT, COUPLINGS } coupling;

static inline career_arm untreated_arm(coupling how)
{
    return how == COUPLED_SHARED ? ARM_UNTREATED_SHARED : ARM_UNTREATED_INDEPENDENT;
}

/** Whether results ask for the untreated careers of a coupling. */
static inline bool coupling_is_told(const scenario *self, coupling how)
{
    const int asked = self->reporting.coupling;
    return asked == COUPLING_BOTH || (asked == COUPLING_SHARED) == (how == COUPLED_SHARED);
}

#define HORIZONS 2 /* the reporting window; to 18 */

typedef struct {
    quantities treated;
    quantities untreated;               /* by shared draws; 0 where results do not ask for those */
    ledger ledger;                      /* what is paid */
    pence non_additional;               /* min(paid, what the untreated careers by shared draws would have been paid) as of the report date */
    cash cash;
    value value[HORIZONS][COUPLINGS];
    size_t families_dropped;            /* never started under this contract, for it was ended early or its money ran out */
    size_t starts_by_year[FINANCIAL_YEARS_MAX]; /* families started under it by the report date, by financial year since that of scenario.starts */
    const tally *own_tallies;           /* by scope, of its own view, in which those are untreated; NULL where none was dropped; owned by the settlement */
} contract_outcome;

/** The untreated children behind a term's baseline: referred at day numbers of the programme, never treated. */
typedef struct {
    families families;
    careers career;
} control_group;

struct world;

/** Everything one replicate comes to; a worker owns one and fills it again and again. */
typedef struct {
    uint32_t world, history;
    int32_t as_of_day;       /* the last day that tallies, series, contracts and values know; INT32_MAX: everything */
    const struct world *in;  /* its world; borrowed */
    double *figure_as_of;    /* by published figure: its as-of day number in this world; borrowed */
    families families;
    team_use team;
    staff_timeline staff;
    control_group controls[CONTROLS_MAX]; /* by term_row.controls; the first scenario.control_count */
    careers arm[ARM_COUNT];
    tally *tallies;          /* by scope */
    exposure exposure;
    monthly monthly;
    contract_outcome *contracts;
    value value[HORIZONS][COUPLINGS]; /* of the programme: care avoided in all sites, once, against all contracts together */
} replicate;

#endif
