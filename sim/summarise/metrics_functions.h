#ifndef EDGECARE_SUMMARISE_METRICS_FUNCTIONS_H
#define EDGECARE_SUMMARISE_METRICS_FUNCTIONS_H

#include "summarise/metrics.h"

/* The functions that rows of metrics.def name; what each gives stands in its row. */

#define METRIC(name, levels, nature, arms, each, unit, statuses, title, doc, value) metric_function value;
#define SUMMED METRIC
#define HEADLINE METRIC
#define RATIO(name, levels, arms, each, unit, statuses, title, doc, numerator, denominator) metric_function numerator, denominator;
#define STATUS(name, levels, nature, unit, statuses, title, doc, value, status) metric_function value;
#include "summarise/metrics.def"
#undef METRIC
#undef SUMMED
#undef HEADLINE
#undef RATIO
#undef STATUS

/* Statuses: the index into the row's words, or -1 where the value is defined. */
metric_function investor_irr_status, investor_irr_before_cap_status, investor_payback_status;

/** Sum of a field of the tallies of the sites that `from` is about: its own tally, or all sites of its contract. */
#define PEOPLE_SUM(from, field) ((from)->tally ? (from)->tally->field : people_of_sites((from), offsetof(tally, field)))

#endif
