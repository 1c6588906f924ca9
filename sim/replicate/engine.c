#include "replicate/engine.h"

#include <stdlib.h>

#include "people/plan.h"
#include "people/follow.h"
#include "people/refer.h"
#include "people/control_groups.h"
#include "replicate/endings.h"
#include "world/world.h"

struct replicate_engine {
    const replicate_plan *plan; /* borrowed */
    bool has_world;             /* world, model and prices are of out.world */
    bool has_controls;          /* control groups that are drawn once a world are of out.world */
    double *inputs;             /* owned, as are all below */
    world world;
    career_plan places;
    double levels[TRANSITIONS_MAX];
    career_model model;
    refer_workspace refer;
    career_workspace careers;
    settlement settled;
    replicate out;
};

/** Whether the untreated careers by shared draws are wanted whole: results tell of them, or a contract may drop families, whose lives they are. */
static bool needs_untreated(const scenario *self)
{
    bool needs = coupling_is_told(self, COUPLED_SHARED);
    for (size_t c = 0; c < self->contracts.count; c++) {
        needs = needs || contract_may_end(&self->contracts.items[c]);
    }
    return needs;
}

static bool make_parts(replicate_engine *engine)
{
    const replicate_plan *plan = engine->plan;
    bool coupled[COUPLINGS];
    for (size_t how = 0; how < COUPLINGS; how++) {
        coupled[how] = coupling_is_told(plan->scenario, (coupling)how);
    }
    engine->inputs = calloc(plan->scenario->draw_count + 1, sizeof *engine->inputs);
    engine->out.figure_as_of = calloc(plan->scenario->published.count + 1, sizeof *engine->out.figure_as_of);
    engine->out.in = &engine->world;
    return engine->inputs != NULL && engine->out.figure_as_of != NULL && world_make(plan->scenario, &engine->world) &&
           career_plan_make(&engine->world.known, &engine->places) &&
           settlement_make(&engine->world.known, plan->calendars, &plan->scopes, coupled, &engine->out, &engine->settled);
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
    settlement_free(&engine->settled);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        careers_free(&engine->out.arm[arm]);
    }
    families_free(&engine->out.families);
    controls_free(engine->out.controls);
    refer_workspace_free(&engine->refer);
    free(engine->out.staff.items);
    career_workspace_free(&engine->careers);
    career_plan_free(&engine->places);
    world_free(&engine->world);
    free(engine->inputs);
    free(engine->out.figure_as_of);
    free(engine);
}

void replicate_engine_time(replicate_engine *engine, double seconds[STAGE_COUNT])
{
    engine->settled.watch.seconds = seconds;
}

static void set_world(replicate_engine *engine, uint32_t index)
{
    if (engine->has_world && engine->out.world == index) {
        return;
    }
    inputs_draw(&engine->plan->streams, index, engine->inputs, engine->out.figure_as_of);
    world_set(&engine->world, engine->inputs);
    career_model_set(&engine->world.known, &engine->model);
    for (size_t k = 0; k < engine->model.transitions; k++) {
        engine->levels[k] = engine->model.transition[k].level;
    }
    settlement_set_world(&engine->settled);
    engine->out.world = index;
    engine->has_world = true;
    engine->has_controls = false;
}

/** Families, their untreated careers, the line for therapy, and what therapy changes. */
static bool draw_careers(replicate_engine *engine)
{
    replicate *out = &engine->out;
    const career_plan *plan = &engine->places;
    const follow_setting how = {.plan = plan,
                                .model = &engine->model,
                                .world_index = out->world,
                                .history = out->history,
                                .segment = engine->refer.segment};
    const refer_setting lines = {.scenario = plan->scenario, .plan = plan, .model = &engine->model, .world_index = out->world,
                                 .history = out->history};
    careers *shared = &out->arm[ARM_UNTREATED_SHARED];
    bool fine = controls_draw(&how, !engine->has_controls, &engine->refer, &engine->careers, out->controls);
    engine->has_controls = fine;
    fine = fine && refer_families(plan, &engine->model, out->world, out->history, &engine->refer, &out->families);
    stopwatch_lap(&engine->settled.watch, STAGE_REFER);
    fine = fine && follow_until_entry(&how, &out->families, &engine->careers, shared);
    stopwatch_lap(&engine->settled.watch, STAGE_FOLLOW);
    fine = fine && refer_queue(&lines, shared, &engine->refer, &out->families, &out->staff);
    stopwatch_lap(&engine->settled.watch, STAGE_REFER);
    fine = fine && follow_untreated(&how, &out->families, needs_untreated(plan->scenario), &engine->careers, shared) &&
           follow_treated(&how, &out->families, shared, &engine->careers, &out->arm[ARM_TREATED]) &&
           (!coupling_is_told(plan->scenario, COUPLED_INDEPENDENT) ||
            follow_independent(&how, &out->families, shared, &engine->careers, &out->arm[ARM_UNTREATED_INDEPENDENT]));
    stopwatch_lap(&engine->settled.watch, STAGE_FOLLOW);
    return fine;
}

const replicate *replicate_engine_run(replicate_engine *engine, uint32_t index, uint32_t history)
{
    stopwatch_start(&engine->settled.watch);
    set_world(engine, index);
    engine->out.history = history;
    stopwatch_lap(&engine->settled.watch, STAGE_WORLD);
    const bool fine = draw_careers(engine) && settlement_begin(&engine->settled, &engine->out) &&
                      settlement_as_of(&engine->settled, engine->plan->as_of_day);
    return fine ? &engine->out : NULL;
}

const double *replicate_engine_levels(const replicate_engine *engine)
{
    return engine->levels;
}

const replicate *replicate_engine_replicate(const replicate_engine *engine)
{
    return &engine->out;
}
