#ifndef EDGECARE_SUMMARISE_COLUMNS_H
#define EDGECARE_SUMMARISE_COLUMNS_H

#include "summarise/metrics.h"

#define COLUMN_NONE SIZE_MAX

/** How far the arrays of a run's replicates reach; the same for every replicate. */
typedef struct {
    const claim_calendar *calendars; /* by contract; copied by columns_make */
    size_t series_months;            /* replicate.monthly.months */
    size_t cash_months;              /* the largest cash.months of any contract */
    int first_year;                  /* replicate.exposure.first_year */
    size_t years;                    /* replicate.exposure.years */
} run_extent;

/** One column of a run: a metric at one place under one coupling. */
typedef struct {
    const metric *metric;
    const char *name;   /* full: with _N or _STATE; owned by the columns */
    metric_level level;
    size_t each;        /* index into reporting.at_days, or the state */
    size_t object;      /* scope index (programme, site, group) or contract index */
    size_t at;          /* payer, council, period, year, tranche or provider within the contract; else 0 */
    coupling how;
    size_t twin;        /* the same thing by the other draws, or COLUMN_NONE */
    size_t part;        /* index of its parts (numerator and denominator; or status), or COLUMN_NONE */
    bool lacks_investor; /* it is of an investor whom its contract does not have: it says nothing and is not told */
} column;

struct place;

/** All columns of a run. */
typedef struct {
    const scenario *scenario; /* borrowed; must outlive it */
    run_extent extent;
    scope_list scopes;        /* owned */
    column *items;            /* owned by `memory` */
    size_t count;
    size_t parts;             /* numbers a replicate writes beside its row */
    struct place *places;     /* summarise/layout.h; owned by `memory` */
    size_t place_count;
    size_t *by_component;        /* columns told by component of the scenario's mixtures, ascending; owned by `memory` */
    size_t by_component_count;
    size_t component_count;      /* of all mixtures */
    arena memory;
} columns;

/** Lays out the columns of a scenario; false when memory runs out. */
bool columns_make(const scenario *self, const run_extent *extent, columns *out);
void columns_free(columns *self);

/** Writes a replicate's row (self->count numbers, NaN where undefined) and its parts (self->parts). */
void columns_fill(const columns *self, const replicate *from, double row[], double parts[]);

/** What one column is of a replicate, as columns_fill has it; of a ratio also its numerator and denominator in `part`, which else is left alone. */
double columns_value(const columns *self, size_t index, const replicate *from, double part[2]);

/** The column of a full metric name at a level, an object and a place within it (0 where the level has none), COLUMN_NONE when there is none.
 *  Of two couplings the shared one, whose twin is the independent one. */
size_t columns_find(const columns *self, const char *name, metric_level level, size_t object, size_t at);

/** As columns_find by names: `site` or `contract` or neither (programme). With a contract's name first contract metrics, then programme metrics. */
size_t columns_find_named(const columns *self, const char *name, const char *site, const char *contract);

/** What a column is told of within its scope: the site, label, payer, council, tranche or provider by name; "" elsewhere. Borrowed. */
const char *column_item(const columns *self, const column *of);

/** Whether a column stands first for its metric and place: it has no twin, or is the shared one of two. */
bool column_leads(const column *self);

/** Whether a column is by independent draws where a headline is not: the second of two, or a difference of the arms. It stands apart: its name ends in ".independent",
 *  and where it leads (independent draws alone were run) the metric has no headline. */
bool column_is_apart(const column *self);

/** The first financial year of a contract's columns at LEVEL_YEAR, and how many: from scenario.starts to the end of
 * cash or of the last reporting window, whichever is later. */
int columns_first_year(const columns *self);
size_t columns_years(const columns *self);

#endif
