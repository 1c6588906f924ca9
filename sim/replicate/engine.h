#ifndef EDGECARE_REPLICATE_ENGINE_H
#define EDGECARE_REPLICATE_ENGINE_H

#include "records/replicate.h"
#include "world/inputs.h"
#include "replicate/settlement.h"

/** What all replicates of a scenario share: streams, calendars, scopes. A zeroed plan is empty. */
typedef struct {
    const scenario *scenario; /* borrowed; must outlive the plan */
    input_streams streams;
    claim_calendar *calendars; /* owned, by contract */
    scope_list scopes;
    int32_t as_of_day;        /* INT32_MAX: everything */
} replicate_plan;

/** Fills a plan for the scenario. False when memory runs out; the plan is then empty. */
bool replicate_plan_make(const scenario *self, replicate_plan *plan);
/** Frees what the plan owns and leaves it empty; legal on a zeroed one. */
void replicate_plan_free(replicate_plan *plan);

/** Carries out the chain refer, follow, measure, pay, appraise for one replicate at a time. One a worker. */
typedef struct replicate_engine replicate_engine;

/** NULL when memory runs out. The plan is borrowed. */
replicate_engine *replicate_engine_make(const replicate_plan *plan);
/** Frees an engine and its last replicate; NULL is legal. */
void replicate_engine_free(replicate_engine *engine);

/** One replicate of world `index`, valid until the next call; NULL when memory runs out. Same world and history: same numbers, whatever ran before. */
const replicate *replicate_engine_run(replicate_engine *engine, uint32_t index, uint32_t history);

/** The solved levels of the last replicate's world, by transition. */
const double *replicate_engine_levels(const replicate_engine *engine);

/** From now on the engine adds the seconds of each stage to `seconds` (borrowed); NULL: it looks at no clock. */
void replicate_engine_time(replicate_engine *engine, double seconds[STAGE_COUNT]);

/** Room as large as this engine's replicates need, for a collector. */
const replicate *replicate_engine_replicate(const replicate_engine *engine);

#endif
