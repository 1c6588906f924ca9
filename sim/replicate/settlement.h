#ifndef EDGECARE_REPLICATE_SETTLEMENT_H
#define EDGECARE_REPLICATE_SETTLEMENT_H

#include "appraise/appraise.h"
#include "base/stopwatch.h"
#include "measure/measure.h"
#include "pay/cash.h"
#include "records/replicate.h"
#include "replicate/own_view.h"

/** What a replicate's time goes into. */
typedef enum { STAGE_WORLD, STAGE_REFER, STAGE_FOLLOW, STAGE_MEASURE, STAGE_PAY, STAGE_APPRAISE, STAGE_COUNT } replicate_stage;

extern const char *const replicate_stage_name[STAGE_COUNT];

/** All that follows from a replicate's careers without chance, as of any date: measure, pay, appraise. One a worker. */
typedef struct {
    const scenario *scenario;        /* borrowed, as are the next two */
    const claim_calendar *calendars;
    const scope_list *scopes;
    bool couples[COUPLINGS];         /* which untreated arms are told of */
    measure_workspace *measure;      /* owned, as are all below */
    cash_workspace *cash;            /* by contract */
    settled *settled;                /* by contract */
    ledger *without;                 /* by contract: what the untreated careers by shared draws would have been paid */
    replicate *own;                  /* by contract: tallies and exposure of its own view, where it may drop families */
    struct payer_groups *paying;     /* scratch */
    bool *paused;                    /* by month; scratch */
    own_view view;
    appraise_prices prices;
    measure_subject subject;         /* of the replicate begun */
    const careers *untreated;        /* borrowed: of the replicate begun, by shared draws: the lives of families that a contract drops */
    const staff_timeline *staff;     /* borrowed; of the replicate begun */
    const replicate *counted;        /* borrowed: the same careers, counted before: its tallies, exposure and months are taken over; NULL: they are counted here */
    replicate *out;                  /* borrowed: its tallies, exposure, monthly, contracts and value are filled; they are owned here */
    stopwatch watch;
    arena memory;
} settlement;

/** Makes everything in `out` that a settlement fills. False when memory runs out; free it with settlement_free either way. `out` must outlive it. */
bool settlement_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes, const bool couples[COUPLINGS], replicate *out,
                     settlement *made);
void settlement_free(settlement *self); /* legal on a zeroed one */

/** A new world: its prices. */
void settlement_set_world(settlement *self);

/** Takes up a replicate's families and careers, borrowed until the next call; `from` may be `out`. False when memory runs out. */
bool settlement_begin(settlement *self, const replicate *from);

/** Settles it as of the end of a day (DAY_UNBOUNDED: everything): self->out then says what had happened by then. False when memory runs out. */
bool settlement_as_of(settlement *self, int32_t day);

#endif
