#include "careers/wave.h"

#include <math.h>

#include "careers/latent.h"
#include "stats/elementary.h"

void wave_gather(const draw_setting *how, const uint32_t child[], size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    chunk->count = count;
    for (size_t i = 0; i < count; i++) {
        const walker *here = &ws->walkers[child[i]];
        chunk->child[i] = child[i];
        chunk->person[i] = here->person;
        chunk->occasion[i] = walker_occasion(how->model, here);
        chunk->drawn_at[i] = here->drawn_at;
        chunk->adult_at[i] = here->adult_at;
    }
}

void wave_uniforms(const draw_setting *how, rng_stream stream, const uint32_t person[], const uint32_t occasion[], size_t count, double uniform[])
{
    rng_draw_many(stream, how->world, how->history, person, occasion, how->half == 0 ? uniform : NULL, how->half == 1 ? uniform : NULL, count);
}

static double clock_origin(const walker *here, hazard_clock clock)
{
    switch (clock) {
    case CLOCK_STATE: return here->since;
    case CLOCK_CLASS: return here->class_since;
    case CLOCK_REFERRAL: return here->referred_at;
    case CLOCK_CALENDAR: break;
    }
    return 0;
}

static double multiplier_of(const career_workspace *ws, const transition_model *transition, size_t k, uint32_t child)
{
    return transition->multiplied ? transition->level * ws->multiplier[k][child] : transition->level;
}

/** The time under shocks and therapy; `plain` is the time without them, TIME_NEVER when later than any child's horizon. */
static double stepped_time(const draw_setting *how, const career_workspace *ws, size_t k, uint32_t child, double e, double plain)
{
    const transition_model *transition = &how->model->transition[k];
    const families *people = how->people;
    const walker *here = &ws->walkers[child];
    const effect_model *effect = how->therapy == NULL ? NULL : &how->therapy->effect[k];
    const double started_at = people->started_at[child];
    const bool treated = effect != NULL && effect->kind != NULL && started_at < here->adult_at;
    if (!transition->stepped) {
        const bool never_sooner = effect != NULL && effect->largest_log <= 0 && here->effect_multiplier >= 0;
        if (!treated || plain <= started_at || (never_sooner && plain >= here->adult_at)) {
            return plain;
        }
    }
    effect_steps therapy_steps;
    if (treated) {
        const effect_course course = {.course_days = people->course_days[child],
                                      .received_days = people->received_days[child],
                                      .completed = people->completed[child],
                                      .log_multiplier = here->effect_multiplier};
        effect->kind->steps(effect->p, &course, &therapy_steps);
    }
    time_steps steps;
    time_steps_set(how->model, k, treated ? &therapy_steps : NULL, started_at, &steps);
    return latent_time(transition, multiplier_of(ws, transition, k, child), here->drawn_at, clock_origin(here, transition->clock), e, &steps, here->adult_at);
}

/** Turns thresholds into the cumulative hazards at which the picked children's events come, without steps: H at the time of drawing plus e / m. */
static void add_spent_hazard(const transition_model *transition, size_t k, size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    for (size_t i = 0; i < count; i++) {
        const uint32_t child = chunk->child[chunk->pick[i]];
        const double m = multiplier_of(ws, transition, k, child);
        const double spent = chunk->drawn_at[chunk->pick[i]] - clock_origin(&ws->walkers[child], transition->clock);
        const double before = spent > 0 ? transition->kind->cumulative(transition->p, transition->list, spent) : 0;
        chunk->time[i] = m > 0 ? before + chunk->threshold[i] / m : TIME_NEVER;
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

/** Draws when transition k happens to the `count` picked children, into chunk->time by their order. */
static void draw_times(const draw_setting *how, uint8_t k, size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    const transition_model *transition = &how->model->transition[k];
    wave_uniforms(how, how->streams->transition[k], chunk->picked_person, chunk->picked_occasion, count, chunk->threshold);
    elementary_log_many(chunk->threshold, count);
    for (size_t i = 0; i < count; i++) {
        chunk->threshold[i] = -chunk->threshold[i];
    }
    add_spent_hazard(transition, k, count, ws);
    invert_reachable(transition, count, chunk);
    const bool stepped = transition->stepped || (how->therapy != NULL && (how->therapy->effect_mask >> k & 1u) != 0);
    for (size_t i = 0; i < count; i++) {
        const uint32_t child = chunk->child[chunk->pick[i]];
        const double at = clock_origin(&ws->walkers[child], transition->clock) + chunk->time[i];
        const double plain = at > chunk->drawn_at[chunk->pick[i]] ? at : chunk->drawn_at[chunk->pick[i]];
        chunk->time[i] = stepped ? stepped_time(how, ws, k, child, chunk->threshold[i], plain) : plain;
    }
}

/** Picks the children of the chunk for whom transition k is to be drawn: all, or those who just came into the class. */
static size_t pick_drawn(bool fresh_only, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    size_t count = 0;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->pick[count] = (uint32_t)i;
        chunk->picked_person[count] = chunk->person[i];
        chunk->picked_occasion[count] = chunk->occasion[i];
        count += !fresh_only || ws->walkers[chunk->child[i]].fresh != 0;
    }
    return count;
}

void wave_times(const draw_setting *how, uint8_t k, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    const bool of_class = how->model->transition[k].clock == CLOCK_CLASS;
    const size_t count = pick_drawn(of_class, ws);
    draw_times(how, k, count, ws);
    for (size_t i = 0; of_class && i < count; i++) {
        ws->latent[k][chunk->child[chunk->pick[i]]] = chunk->time[i];
    }
    for (size_t i = 0; of_class && i < chunk->count; i++) {
        chunk->time[i] = ws->latent[k][chunk->child[i]];
    }
}
