#ifndef EDGECARE_PROBE_PUBLISHED_DAYS_H
#define EDGECARE_PROBE_PUBLISHED_DAYS_H

#include "measure/measure.h"
#include "records/replicate.h"

/** Days counted in the windows of the terms paid by day or by block of days, before verification, deadweight and limits.
 *
 *  Counted by measure itself on a copy of the scenario in which every such term pays by the day and takes every child that started; other terms count nothing. */
typedef struct {
    scenario plain;             /* shares all but its contracts with the scenario; owns nothing but through `memory` */
    measure_workspace *measure; /* owned */
    const claim_calendar *calendars; /* borrowed */
    quantities *units;          /* by contract; owned by `memory` */
    arena memory;
} published_days;

/** False when memory runs out; free it with published_days_free either way. */
bool published_days_make(const scenario *self, const claim_calendar calendars[], published_days *out);
void published_days_free(published_days *self); /* legal on a zeroed one */

/** Takes up a replicate's careers. False when memory runs out. */
bool published_days_begin(published_days *self, const measure_subject *subject);

/** The days of one contract by the subject's as-of day. */
double published_days_of(published_days *self, const measure_subject *subject, size_t contract);

#endif
