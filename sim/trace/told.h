#ifndef EDGECARE_TRACE_TOLD_H
#define EDGECARE_TRACE_TOLD_H

#include <stdio.h>

#include "trace/trace.h"

/** Tells one child's story: who, the careers with and without the programme, and for each contract what it brings by term and period. False when memory runs out. */
bool trace_tell_child(trace *self, size_t child, FILE *out);

/** Tells how the children's parts add up to each claim of a contract: children, what bands, floors, terms by the period, limits and rounding add or take, claim.
 *  False when memory runs out. */
bool trace_tell_claims(trace *self, size_t contract, FILE *out);

/** Writes the audit trail as CSV: a line for every child, contract, term and period in which it brings anything, and for each term and period a closing line; the pounds
 *  of a period add up to its claim, to the penny. False when memory runs out; writing is ferror's to tell. */
bool trace_write_csv(trace *self, FILE *out);

#endif
