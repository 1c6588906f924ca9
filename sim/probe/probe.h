#ifndef EDGECARE_PROBE_PROBE_H
#define EDGECARE_PROBE_PROBE_H

#include <stdbool.h>
#include <stddef.h>

#include "records/replicate.h"

/* A probe is one reading of one published figure in one replicate: the reading's metric at its scope, as of the figure's own date. Probes stand in the order of the
 * file: figure by figure, reading by reading.
 *
 * The metric is that of records of results (summarise/metrics.def), worked out anew from the same careers with the figure's date as report date, so that
 * days, counts, payments and value all end there. One name more: `published_days`, the days counted in the windows of the contract's terms paid by day or by
 * block of days, before verification, deadweight and limits: what a programme's page can count.
 * Scope: the site or the contract that the reading names; else the programme, for metrics of contracts the sum over contracts. With `period_end` a metric
 * outcomes_payments_X_gbp is that of the one claim period that ends then. */

/** How many probes a scenario has. */
size_t probe_count(const scenario *self);

/** What is wrong with a reading, in words, or NULL: a metric that is none, or none at its scope; a period that no claim calendar has. */
const char *probe_fault(const scenario *self, const claim_calendar calendars[], const reading_row *reading);

typedef struct probe_workspace probe_workspace;

/** What a worker needs to work out probes; everything given is borrowed and must outlive it. NULL when memory runs out. */
probe_workspace *probe_workspace_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes);
void probe_workspace_free(probe_workspace *ws); /* NULL is legal */

/** Writes probe_count numbers; NaN where a metric is undefined or the reading has a fault. The replicate is only read. False when memory runs out. */
bool probe_workspace_fill(probe_workspace *ws, const replicate *from, double out[]);

#endif
