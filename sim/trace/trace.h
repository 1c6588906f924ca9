#ifndef EDGECARE_TRACE_TRACE_H
#define EDGECARE_TRACE_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "measure/measure.h"
#include "replicate/engine.h"

/** One replicate taken apart into what each of its children brings. The scenario must outlive it, and it must not be moved. */
typedef struct {
    const scenario *scenario;
    replicate_plan plan;
    replicate_engine *engine;
    const replicate *one;        /* of the engine */
    measure_workspace *measure;
    quantities *alone;           /* by contract: of the child measured last */
    arena memory;
} trace;

/** Runs the replicate. False when memory runs out; free it with trace_free either way. */
bool trace_make(const scenario *self, uint32_t world, uint32_t history, trace *out);
void trace_free(trace *self); /* legal on a zeroed one */

/** What one child brings a contract, by term and period (index term * periods + period): achieved units, and pounds as the terms stand before bands, floors,
 *  limits and rounding: price of the period x (1 - deadweight) x units weighted by the taper, or price x units saved against the baseline (negative where the child was
 *  in care for longer than expected). A family that an early end drops never started and lives its untreated career, and what comes after the end is left out,
 *  as the contract has it; families dropped for want of money are told of as if they had started. Terms paid by the period bring nothing by child. `units` and `gbp`
 *  have room for terms x periods. False when memory runs out. */
bool trace_child(trace *self, size_t contract, size_t child, double units[], double gbp[]);

/** The sum of trace_child over all children. False when memory runs out. */
bool trace_children(trace *self, size_t contract, double units[], double gbp[]);

/** What the contract accrues by term and period in this replicate, in pounds: its claim. Adds the cost paid after an early end, if any, as the last term. */
size_t trace_terms(const trace *self, size_t contract);
double trace_claim(const trace *self, size_t contract, size_t term, size_t period);

#endif
