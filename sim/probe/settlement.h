#ifndef EDGECARE_PROBE_SETTLEMENT_H
#define EDGECARE_PROBE_SETTLEMENT_H

#include "appraise/appraise.h"
#include "measure/measure.h"
#include "pay/cash.h"
#include "records/replicate.h"

/** All that follows from a replicate's careers as of any date: tallies, payments, cash, value. One a worker. */
typedef struct {
    const scenario *scenario;        /* borrowed, as are the next two */
    const claim_calendar *calendars;
    const scope_list *scopes;
    measure_workspace *measure;      /* owned, as are all below */
    cash_workspace *cash;            /* by contract */
    settled *settled;                /* by contract */
    ledger *without;                 /* by contract: what untreated careers would have been paid */
    appraise_prices prices;
    measure_subject subject;         /* of the replicate begun */
    coupling how;                    /* how the untreated arm is drawn */
    replicate out;                   /* tallies, exposure, monthly and contracts are its own; the rest is copied from the replicate begun */
    arena memory;
} settlement;

/** False when memory runs out; free it with settlement_free either way. */
bool settlement_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes, settlement *out);
void settlement_free(settlement *self); /* legal on a zeroed one */

/** Takes up a replicate, borrowed until the next call. False when memory runs out. */
bool settlement_begin(settlement *self, const replicate *from);

/** Settles it as of the end of a day (DAY_UNBOUNDED: everything): self->out then says what had happened by then. */
void settlement_as_of(settlement *self, int32_t day);

#endif
