#include "run/replicate.h"

#include <stdlib.h>
#include <time.h>

#include "appraise/appraise.h"
#include "follow/follow.h"
#include "measure/measure.h"
#include "pay/accounts.h"
#include "pay/cash.h"
#include "pay/settle.h"
#include "refer/refer.h"

const char *const replicate_stage_name[STAGE_COUNT] = {
    [STAGE_WORLD] = "world", [STAGE_REFER] = "refer", [STAGE_FOLLOW] = "follow", [STAGE_MEASURE] = "measure", [STAGE_PAY] = "pay", [STAGE_APPRAISE] = "appraise"};

struct replicate_engine {
    const replicate_plan *plan; /* borrowed */
    bool has_world;             /* draws, model and prices are of out.world */
    double *draws;              /* owned, as are all below */
    double levels[TRANSITIONS_MAX];
    career_model model;
    appraise_prices prices;
    refer_workspace refer;
    career_workspace careers;
    measure_workspace *measure;
    cash_workspace *cash;       /* by contract */
    settled *settled;           /* by contract: for the programme's value */
    ledger *without_of;         /* what untreated careers would have been paid: [contract][coupling] */
    replicate out;
    double *seconds;            /* borrowed: by stage, or NULL */
    double clock;               /* when the running stage began */
    arena memory;               /* quantities, tallies, exposure, monthly */
};

static bool couples(const scenario *self, coupling how)
{
    const int asked = self->reporting.coupling;
    return asked == COUPLING_BOTH || (asked == COUPLING_SHARED) == (how == COUPLED_SHARED);
}

static bool make_contract(replicate_engine *engine, size_t c)
{
    const scenario *self = engine->plan->scenario;
    const contract_row *contract = MAP_ITEM(contract_row, self->contracts, c);
    const claim_calendar *calendar = &engine->plan->calendars[c];
    contract_outcome *out = &engine->out.contracts[c];
    const size_t terms = contract->terms.count;
    bool fine = quantities_make(terms, calendar->count, &engine->memory, &out->treated) &&
                ledger_make(terms, contract->payers.count, calendar->count, &out->ledger) &&
                cash_workspace_make(self, contract, calendar, &engine->cash[c]) && cash_make(cash_months(self, contract, calendar), &out->cash);
    for (size_t how = 0; how < COUPLINGS; how++) {
        fine = fine && quantities_make(terms, calendar->count, &engine->memory, &out->untreated[how]) &&
               ledger_make(terms, contract->payers.count, calendar->count, &engine->without_of[c * COUPLINGS + how]);
    }
    engine->settled[c] = (settled){.contract = contract, .calendar = calendar, .ledger = &out->ledger, .cash = &out->cash};
    return fine;
}

static bool make_parts(replicate_engine *engine)
{
    const replicate_plan *plan = engine->plan;
    const size_t contracts = plan->scenario->contracts.count;
    engine->draws = calloc(plan->scenario->draw_count + 1, sizeof *engine->draws);
    engine->out.figure_as_of = calloc(plan->scenario->published.count + 1, sizeof *engine->out.figure_as_of);
    engine->out.contracts = calloc(contracts + 1, sizeof *engine->out.contracts);
    engine->cash = calloc(contracts + 1, sizeof *engine->cash);
    engine->settled = calloc(contracts + 1, sizeof *engine->settled);
    engine->without_of = calloc((contracts + 1) * COUPLINGS, sizeof *engine->without_of);
    engine->measure = measure_workspace_make(plan->scenario, plan->calendars);
    bool fine = engine->draws != NULL && engine->out.figure_as_of != NULL && engine->out.contracts != NULL && engine->cash != NULL &&
                engine->settled != NULL && engine->without_of != NULL && engine->measure != NULL &&
                measure_results_make(engine->measure, &plan->scopes, &engine->memory, &engine->out);
    for (size_t c = 0; fine && c < contracts; c++) {
        fine = make_contract(engine, c);
    }
    engine->out.draws = engine->draws;
    return fine;
}

replicate_engine *replicate_engine_make(const replicate_plan *plan)
{
    replicate_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return NULL;
    }
    engine->plan = plan;
    if (!make_parts(engine)) {
        replicate_engine_free(engine);
        return NULL;
    }
    return engine;
}

void replicate_engine_free(replicate_engine *engine)
{
    if (engine == NULL) {
        return;
    }
    const size_t contracts = engine->plan->scenario->contracts.count;
    for (size_t c = 0; c < contracts; c++) {
        if (engine->out.contracts != NULL) {
            ledger_free(&engine->out.contracts[c].ledger);
            cash_free(&engine->out.contracts[c].cash);
        }
        if (engine->cash != NULL) {
            cash_workspace_free(&engine->cash[c]);
        }
        for (size_t how = 0; engine->without_of != NULL && how < COUPLINGS; how++) {
            ledger_free(&engine->without_of[c * COUPLINGS + how]);
        }
    }
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        careers_free(&engine->out.arm[arm]);
    }
    families_free(&engine->out.families);
    refer_workspace_free(&engine->refer);
    career_workspace_free(&engine->careers);
    measure_workspace_free(engine->measure);
    free(engine->draws);
    free(engine->out.figure_as_of);
    free(engine->out.contracts);
    free(engine->cash);
    free(engine->settled);
    free(engine->without_of);
    arena_free(&engine->memory);
    free(engine);
}

static void set_world(replicate_engine *engine, uint32_t world)
{
    if (engine->has_world && engine->out.world == world) {
        return;
    }
    world_draw_all(&engine->plan->streams, world, engine->draws, engine->out.figure_as_of);
    career_model_set(engine->plan->scenario, engine->draws, &engine->model);
    for (size_t k = 0; k < engine->model.transitions; k++) {
        engine->levels[k] = engine->model.transition[k].level;
    }
    appraise_prices_set(engine->plan->scenario, engine->draws, engine->out.exposure.first_year, &engine->prices);
    engine->out.world = world;
    engine->has_world = true;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** What has passed since the last call belongs to a stage. */
static void lap(replicate_engine *engine, replicate_stage stage)
{
    if (engine->seconds != NULL) {
        const double now = now_seconds();
        engine->seconds[stage] += now - engine->clock;
        engine->clock = now;
    }
}

void replicate_engine_time(replicate_engine *engine, double seconds[STAGE_COUNT])
{
    engine->seconds = seconds;
}

/** Families, their untreated careers, the line for therapy, and what therapy changes. */
static bool draw_careers(replicate_engine *engine)
{
    replicate *out = &engine->out;
    const career_plan *plan = &engine->plan->careers;
    const follow_setting how = {.plan = plan,
                                .model = &engine->model,
                                .world = engine->draws,
                                .world_index = out->world,
                                .history = out->history,
                                .segment = engine->refer.segment};
    careers *shared = &out->arm[ARM_UNTREATED_SHARED];
    bool fine = refer_families(plan, engine->draws, &engine->model, out->world, out->history, &engine->refer, &out->families);
    lap(engine, STAGE_REFER);
    fine = fine && follow_untreated(&how, &out->families, &engine->careers, shared);
    lap(engine, STAGE_FOLLOW);
    fine = fine && refer_queue(plan, &engine->model, shared, &engine->refer, &out->families, &out->team);
    lap(engine, STAGE_REFER);
    fine = fine && follow_treated(&how, &out->families, shared, &engine->careers, &out->arm[ARM_TREATED]) &&
           (!couples(plan->scenario, COUPLED_INDEPENDENT) ||
            follow_independent(&how, &out->families, shared, &engine->careers, &out->arm[ARM_UNTREATED_INDEPENDENT]));
    lap(engine, STAGE_FOLLOW);
    return fine;
}

static measure_subject subject_of(const replicate_engine *engine)
{
    const replicate *out = &engine->out;
    measure_subject subject = {.world = engine->draws, .families = &out->families, .as_of_day = engine->plan->as_of_day};
    subject.arm[ARM_TREATED] = &out->arm[ARM_TREATED];
    for (size_t how = 0; how < COUPLINGS; how++) {
        const career_arm arm = untreated_arm((coupling)how);
        subject.arm[arm] = couples(engine->plan->scenario, (coupling)how) ? &out->arm[arm] : NULL;
    }
    return subject;
}

static void settle_contract(replicate_engine *engine, const measure_subject *subject, size_t c)
{
    const scenario *self = engine->plan->scenario;
    const contract_row *contract = MAP_ITEM(contract_row, self->contracts, c);
    const claim_calendar *calendar = &engine->plan->calendars[c];
    contract_outcome *out = &engine->out.contracts[c];
    quantities *by_arm[ARM_COUNT] = {[ARM_TREATED] = &out->treated,
                                     [ARM_UNTREATED_SHARED] = &out->untreated[COUPLED_SHARED],
                                     [ARM_UNTREATED_INDEPENDENT] = &out->untreated[COUPLED_INDEPENDENT]};
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        by_arm[arm] = subject->arm[arm] == NULL ? NULL : by_arm[arm];
    }
    measure_contract(engine->measure, subject, c, by_arm);
    lap(engine, STAGE_MEASURE);
    pay_contract(self, engine->draws, contract, calendar, subject->as_of_day, &out->treated, &out->ledger);
    for (size_t how = 0; how < COUPLINGS; how++) {
        if (couples(self, (coupling)how)) {
            ledger *without = &engine->without_of[c * COUPLINGS + how];
            pay_contract(self, engine->draws, contract, calendar, subject->as_of_day, &out->untreated[how], without);
            out->non_additional[how] = non_additional(&out->ledger, without);
        }
    }
    cash_run(&engine->cash[c], engine->draws, subject->as_of_day, &engine->out.families, &out->ledger, &out->cash);
    lap(engine, STAGE_PAY);
}

static void appraise_all(replicate_engine *engine)
{
    const scenario *self = engine->plan->scenario;
    replicate *out = &engine->out;
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
        for (size_t how = 0; how < COUPLINGS; how++) {
            if (!couples(self, (coupling)how)) {
                continue;
            }
            for (size_t c = 0; c < self->contracts.count; c++) {
                appraise_contract(self, &engine->prices, &out->exposure, &engine->settled[c], horizon, (coupling)how, &out->contracts[c].value[horizon][how]);
            }
            appraise_programme(self, &engine->prices, &out->exposure, engine->settled, self->contracts.count, horizon, (coupling)how,
                               &out->value[horizon][how]);
        }
    }
}

const replicate *replicate_engine_run(replicate_engine *engine, uint32_t world, uint32_t history)
{
    engine->clock = engine->seconds == NULL ? 0 : now_seconds();
    set_world(engine, world);
    engine->out.history = history;
    lap(engine, STAGE_WORLD);
    if (!draw_careers(engine)) {
        return NULL;
    }
    const measure_subject subject = subject_of(engine);
    if (!measure_begin(engine->measure, &subject)) {
        return NULL;
    }
    measure_tallies(engine->measure, &subject, &engine->plan->scopes, &engine->out);
    lap(engine, STAGE_MEASURE);
    for (size_t c = 0; c < engine->plan->scenario->contracts.count; c++) {
        settle_contract(engine, &subject, c);
    }
    appraise_all(engine);
    lap(engine, STAGE_APPRAISE);
    return &engine->out;
}

const double *replicate_engine_levels(const replicate_engine *engine)
{
    return engine->levels;
}

const replicate *replicate_engine_replicate(const replicate_engine *engine)
{
    return &engine->out;
}
