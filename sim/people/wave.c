#include "people/wave.h"

#include <math.h>

#include "base/vectors.h"
#include "people/latent.h"
#include "stats/elementary.h"

void wave_gather(const draw_setting *how, const uint32_t child[], size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    wave_columns *all = &chunk->all;
    chunk->count = count;
    for (size_t i = 0; i < count; i++) {
        const walker *here = &ws->walkers[child[i]];
        all->child[i] = child[i];
        all->person[i] = here->person;
        all->occasion[i] = walker_occasion(how->model, here);
        all->drawn_at[i] = here->drawn_at;
        all->origin[CLOCK_STATE][i] = here->since;
        all->origin[CLOCK_CLASS][i] = here->class_since;
        all->origin[CLOCK_REFERRAL][i] = here->referred_at;
        all->origin[CLOCK_CALENDAR][i] = 0;
        chunk->best[i] = here->adult_at;
    }
}

void wave_uniforms(const draw_setting *how, rng_stream stream, const wave_columns *of, size_t count, double uniform[])
{
    rng_draw_many(stream, how->world, how->history, of->person, of->occasion, how->half == 0 ? uniform : NULL, how->half == 1 ? uniform : NULL, count);
}

static double multiplier_of(const career_workspace *ws, const transition_model *transition, size_t k, uint32_t child)
{
    return transition->multiplied ? transition->level * ws->multiplier[k][child] : transition->level;
}

/** The time under shocks and therapy; `plain` is the time without them, TIME_NEVER when later than any child's horizon. */
static double stepped_time(const draw_setting *how, const career_workspace *ws, size_t k, uint32_t child, double origin, double e, double plain)
{
    const transition_model *transition = &how->model->transition[k];
    const families *people = how->people;
    const walker *here = &ws->walkers[child];
    const effect_model *effect = how->therapy == NULL ? NULL : &how->therapy->effect[k];
    const double started_at = people->started_at[child];
    const bool treated = effect != NULL && effect->kind != NULL && started_at < here->adult_at;
    const bool never_sooner = effect != NULL && effect->largest_log <= 0 && here->effect_multiplier >= 0;
    if (!transition->stepped) {
        if (!treated || plain <= started_at || (never_sooner && plain >= here->adult_at)) {
            return plain;
        }
    }
    effect_steps therapy_steps;
    if (treated) {
        const effect_course course = {.course_days = people->course_days[child],
                                      .received_days = people->received_days[child],
                                      .completed = people->completed[child],
                                      .log_multiplier = here->effect_multiplier,
                                      .half_life_ratio = how->fund_half_life_ratio > 0 && people->fund_at[child] < TIME_NEVER ? how->fund_half_life_ratio : 1};
        effect->kind->steps(effect->p, &course, &therapy_steps);
    }
    time_steps steps;
    time_steps_set(how->model, k, treated ? &therapy_steps : NULL, started_at, &steps);
    const double at = latent_time(transition, multiplier_of(ws, transition, k, child), here->drawn_at, origin, e, &steps, here->adult_at);
    return never_sooner && !transition->stepped && at < plain ? plain : at; /* rounding brings nothing forward */
}

/** Cumulative hazards at which events come, without steps: H at the time of drawing plus e / m. */
static void reach_hazard(const transition_model *transition, size_t k, const wave_columns *of, size_t count, career_workspace *ws)
{
    const double *origin = of->origin[transition->clock];
    double *time = ws->chunk->time;
    for (size_t i = 0; i < count; i++) {
        time[i] = ws->chunk->threshold[i] / multiplier_of(ws, transition, k, of->child[i]);
    }
    for (size_t i = 0; i < count; i++) {
        const double spent = of->drawn_at[i] - origin[i];
        if (spent > 0) {
            time[i] += transition->kind->cumulative(transition->p, transition->list, spent);
        }
    }
}

/** Turns chunk->time from cumulative hazards into clock times, sparing those that no child lives to see. */
static void invert_reachable(const transition_model *transition, size_t count, wave_chunk *chunk)
{
    size_t reachable = 0;
    for (size_t i = 0; i < count; i++) {
        chunk->reachable_at[reachable] = (uint32_t)i;
        chunk->reachable[reachable] = chunk->time[i];
        reachable += chunk->time[i] < transition->largest_cumulative;
        chunk->time[i] = TIME_NEVER;
    }
    transition->kind->inverse_many(transition->p, transition->list, chunk->reachable, reachable);
    for (size_t j = 0; j < reachable; j++) {
        chunk->time[chunk->reachable_at[j]] = chunk->reachable[j];
    }
}

/** From clock times to times; never before the time of drawing, whatever rounding does. */
WIDE_VECTORS
static void add_origin(double time[restrict], const double origin[restrict], const double drawn_at[restrict], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double at = origin[i] + time[i];
        time[i] = at > drawn_at[i] ? at : drawn_at[i];
    }
}

/** Draws when transition k happens to `count` children, into chunk->time. */
static void draw_times(const draw_setting *how, uint8_t k, const wave_columns *of, size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    const transition_model *transition = &how->model->transition[k];
    wave_uniforms(how, how->streams->transition[k], of, count, chunk->threshold);
    elementary_log_many(chunk->threshold, count);
    for (size_t i = 0; i < count; i++) {
        chunk->threshold[i] = -chunk->threshold[i];
    }
    reach_hazard(transition, k, of, count, ws);
    invert_reachable(transition, count, chunk);
    add_origin(chunk->time, of->origin[transition->clock], of->drawn_at, count);
    if (transition->stepped || (how->therapy != NULL && (how->therapy->effect_mask >> k & 1u) != 0)) {
        for (size_t i = 0; i < count; i++) {
            chunk->time[i] = stepped_time(how, ws, k, of->child[i], of->origin[transition->clock][i], chunk->threshold[i], chunk->time[i]);
        }
    }
}

/** Those who just came into the class of their state: for them class-clock transitions are drawn. */
static size_t pick_fresh(const career_workspace *ws, hazard_clock clock)
{
    wave_chunk *chunk = ws->chunk;
    size_t count = 0;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->pick[count] = (uint32_t)i;
        count += ws->walkers[chunk->all.child[i]].fresh != 0;
    }
    for (size_t j = 0; j < count; j++) {
        const uint32_t i = chunk->pick[j];
        chunk->some.child[j] = chunk->all.child[i];
        chunk->some.person[j] = chunk->all.person[i];
        chunk->some.occasion[j] = chunk->all.occasion[i];
        chunk->some.drawn_at[j] = chunk->all.drawn_at[i];
        chunk->some.origin[clock][j] = chunk->all.origin[clock][i];
    }
    return count;
}

void wave_times(const draw_setting *how, uint8_t k, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    if (how->model->transition[k].clock != CLOCK_CLASS) {
        draw_times(how, k, &chunk->all, chunk->count, ws);
        return;
    }
    const size_t count = pick_fresh(ws, CLOCK_CLASS);
    draw_times(how, k, &chunk->some, count, ws);
    for (size_t j = 0; j < count; j++) {
        ws->latent[k][chunk->some.child[j]] = chunk->time[j];
    }
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->time[i] = ws->latent[k][chunk->all.child[i]];
    }
}
