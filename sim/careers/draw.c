#include "careers/draw.h"

#include <math.h>

#include "careers/latent.h"
#include "stats/elementary.h"

#define NO_TRANSITION 255
#define PLAIN_MARK 0.5f

/** One state's children in one wave. */
typedef struct {
    const draw_setting *how;
    career_workspace *ws;
    size_t state;
    const uint32_t *child;
    size_t count;
} state_wave;

static uint32_t occasion_now(const career_workspace *ws, const career_model *model, uint32_t child)
{
    const state_class class_of = model->class_of[ws->state[child]];
    return rng_occasion(ws->spell[class_of][child], ws->move[child], 0);
}

/** The how's half of a block for each listed child, into ws->uniform. */
static void draw_uniforms(const draw_setting *how, rng_stream stream, const uint32_t child[], size_t count, career_workspace *ws)
{
    for (size_t i = 0; i < count; i++) {
        ws->person[i] = how->people->person[child[i]];
        ws->occasion[i] = occasion_now(ws, how->model, child[i]);
    }
    rng_draw_many(stream, how->world, how->history, ws->person, ws->occasion, how->half == 0 ? ws->uniform : NULL,
                  how->half == 1 ? ws->uniform : NULL, count);
}

static double clock_origin(const draw_setting *how, const career_workspace *ws, hazard_clock clock, uint32_t child)
{
    switch (clock) {
    case CLOCK_STATE: return ws->since[child];
    case CLOCK_CLASS: return ws->class_since[child];
    case CLOCK_REFERRAL: return how->people->referred_at[child];
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
    const effect_model *effect = how->therapy == NULL ? NULL : &how->therapy->effect[k];
    const bool treated = effect != NULL && effect->kind != NULL && people->started_at[child] < people->adult_at[child];
    const double log_multiplier = ws->effect_multiplier[child];
    if (!transition->stepped) {
        const bool never_sooner = !treated || (effect->largest_log <= 0 && log_multiplier >= 0);
        if (!treated || plain <= people->started_at[child] || (never_sooner && plain >= people->adult_at[child])) {
            return plain;
        }
    }
    effect_steps therapy_steps;
    if (treated) {
        const effect_course course = {.course_days = people->course_days[child],
                                      .received_days = people->received_days[child],
                                      .completed = people->completed[child],
                                      .log_multiplier = log_multiplier};
        effect->kind->steps(effect->p, &course, &therapy_steps);
    }
    time_steps steps;
    time_steps_set(how->model, k, treated ? &therapy_steps : NULL, people->started_at[child], &steps);
    return latent_time(transition, multiplier_of(ws, transition, k, child), ws->drawn_at[child], clock_origin(how, ws, transition->clock, child), e, &steps,
                       people->adult_at[child]);
}

/** Cumulative hazards at which the listed children's events come, without steps: H at the time of drawing plus e / m. */
static void plain_cumulative(const draw_setting *how, size_t k, const uint32_t child[], size_t count, career_workspace *ws)
{
    const transition_model *transition = &how->model->transition[k];
    for (size_t i = 0; i < count; i++) {
        const double m = multiplier_of(ws, transition, k, child[i]);
        const double spent = ws->drawn_at[child[i]] - clock_origin(how, ws, transition->clock, child[i]);
        const double before = spent > 0 ? transition->kind->cumulative(transition->p, transition->list, spent) : 0;
        ws->time[i] = m > 0 ? before + ws->threshold[i] / m : TIME_NEVER;
    }
}

/** Turns ws->time from cumulative hazards into clock times, sparing those that no child lives to see. */
static void invert_reachable(const transition_model *transition, size_t count, career_workspace *ws)
{
    size_t reachable = 0;
    for (size_t i = 0; i < count; i++) {
        ws->list[reachable] = (uint32_t)i;
        ws->uniform[reachable] = ws->time[i];
        reachable += ws->time[i] < transition->largest_cumulative;
    }
    for (size_t i = 0; i < count; i++) {
        ws->time[i] = TIME_NEVER;
    }
    transition->kind->inverse_many(transition->p, transition->list, ws->uniform, reachable);
    for (size_t j = 0; j < reachable; j++) {
        ws->time[ws->list[j]] = ws->uniform[j];
    }
}

/** When transition k happens to each listed child, drawn where they stand, into ws->time; later than the 18th birthday may be TIME_NEVER. */
static void draw_latent_times(const draw_setting *how, size_t k, const uint32_t child[], size_t count, career_workspace *ws)
{
    const transition_model *transition = &how->model->transition[k];
    draw_uniforms(how, how->streams->transition[k], child, count, ws);
    for (size_t i = 0; i < count; i++) {
        ws->threshold[i] = ws->uniform[i];
    }
    elementary_log_many(ws->threshold, count);
    for (size_t i = 0; i < count; i++) {
        ws->threshold[i] = -ws->threshold[i];
    }
    plain_cumulative(how, k, child, count, ws);
    invert_reachable(transition, count, ws);
    const bool stepped = transition->stepped || (how->therapy != NULL && (how->therapy->effect_mask >> k & 1u) != 0);
    for (size_t i = 0; i < count; i++) {
        const double plain = fmax(ws->drawn_at[child[i]], clock_origin(how, ws, transition->clock, child[i]) + ws->time[i]);
        ws->time[i] = stepped ? stepped_time(how, ws, k, child[i], ws->threshold[i], plain) : plain;
    }
}

static void draw_class_latents(const state_wave *wave, size_t k)
{
    career_workspace *ws = wave->ws;
    uint32_t *fresh = ws->bucketed + ws->capacity; /* the second half of the list is free while a wave runs */
    size_t count = 0;
    for (size_t i = 0; i < wave->count; i++) {
        fresh[count] = wave->child[i];
        count += ws->fresh[wave->child[i]] != 0;
    }
    draw_latent_times(wave->how, k, fresh, count, ws);
    for (size_t i = 0; i < count; i++) {
        ws->latent[k][fresh[i]] = ws->time[i];
    }
    for (size_t i = 0; i < wave->count; i++) {
        ws->time[i] = ws->latent[k][wave->child[i]];
    }
}

/** The earliest transition of each child of the wave into ws->best and ws->which (NO_TRANSITION: none before 18). */
static void find_earliest(const state_wave *wave)
{
    career_workspace *ws = wave->ws;
    const career_model *model = wave->how->model;
    for (size_t i = 0; i < wave->count; i++) {
        ws->best[i] = wave->how->people->adult_at[wave->child[i]];
        ws->which[i] = NO_TRANSITION;
    }
    for (size_t j = 0; j < model->leaving_count[wave->state]; j++) {
        const size_t k = model->leaving[wave->state][j];
        if (model->transition[k].clock == CLOCK_CLASS) {
            draw_class_latents(wave, k);
        } else {
            draw_latent_times(wave->how, k, wave->child, wave->count, ws);
        }
        for (size_t i = 0; i < wave->count; i++) {
            if (ws->time[i] < ws->best[i]) {
                ws->best[i] = ws->time[i];
                ws->which[i] = (uint8_t)k;
            }
        }
    }
}

static void enter_state(const draw_setting *how, uint32_t child, double now, uint8_t state, career_workspace *ws)
{
    const career_model *model = how->model;
    const state_class before = model->class_of[ws->state[child]];
    const state_class after = model->class_of[state];
    ws->state[child] = state;
    ws->since[child] = now;
    ws->drawn_at[child] = now;
    ws->fresh[child] = before != after;
    if (before != after) {
        ws->class_since[child] = now;
        ws->spell[after][child]++;
        ws->move[child] = 0;
    } else {
        ws->move[child]++;
    }
    float mark = PLAIN_MARK;
    if (model->price_marked[state]) {
        const rng_pair pair = rng_draw_words(how->streams->price[state], how->world, how->history, how->people->person[child],
                                             occasion_now(ws, model, child));
        mark = (float)pair.u[how->half];
    }
    spell_log_add(ws, child, now, state, mark);
}

/** Moves the children whose earliest transition is k to where it leads. Returns how many were put behind `next`. */
static size_t move_children(const state_wave *wave, size_t k, uint32_t next[])
{
    career_workspace *ws = wave->ws;
    const transition_model *transition = &wave->how->model->transition[k];
    uint32_t *moving = ws->bucketed + ws->capacity;
    size_t count = 0;
    for (size_t i = 0; i < wave->count; i++) {
        moving[count] = wave->child[i];
        ws->time[count] = ws->best[i];
        count += ws->which[i] == k;
    }
    if (transition->to.count > 1) {
        draw_uniforms(wave->how, wave->how->streams->destination[k], moving, count, ws);
    }
    for (size_t i = 0; i < count; i++) {
        const size_t chosen = transition->to.count > 1 ? share_choose(&transition->to, ws->uniform[i]) : 0;
        enter_state(wave->how, moving[i], ws->time[i], (uint8_t)transition->to_state[chosen], ws);
        next[i] = moving[i];
    }
    return count;
}

/** Sorts the active children by state into ws->bucketed; fills where each state's begin. */
static void bucket_by_state(const career_workspace *ws, size_t count, size_t states, size_t begin[])
{
    for (size_t s = 0; s <= states; s++) {
        begin[s] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        begin[ws->state[ws->active[i]] + 1]++;
    }
    for (size_t s = 0; s < states; s++) {
        begin[s + 1] += begin[s];
    }
    size_t next[STATES_MAX];
    for (size_t s = 0; s < states; s++) {
        next[s] = begin[s];
    }
    for (size_t i = 0; i < count; i++) {
        ws->bucketed[next[ws->state[ws->active[i]]]++] = ws->active[i];
    }
}

void career_draw(const draw_setting *how, size_t count, career_workspace *ws)
{
    const career_model *model = how->model;
    size_t begin[STATES_MAX + 1];
    while (count > 0 && !ws->out_of_memory) {
        bucket_by_state(ws, count, model->states, begin);
        count = 0;
        for (size_t s = 0; s < model->states; s++) {
            const state_wave wave = {.how = how, .ws = ws, .state = s, .child = ws->bucketed + begin[s], .count = begin[s + 1] - begin[s]};
            if (wave.count == 0 || model->leaving_count[s] == 0) {
                continue;
            }
            find_earliest(&wave);
            for (size_t j = 0; j < model->leaving_count[s]; j++) {
                count += move_children(&wave, model->leaving[s][j], ws->active + count);
            }
        }
    }
}

void career_begin(const draw_setting *how, uint32_t child, career_workspace *ws)
{
    const families *people = how->people;
    const uint8_t state = (uint8_t)people->first_state[child];
    const state_class class_of = how->model->class_of[state];
    const double now = people->referred_at[child];
    ws->state[child] = state;
    ws->drawn_at[child] = now;
    ws->since[child] = now - people->first_elapsed[child];
    ws->class_since[child] = ws->since[child];
    for (size_t c = 0; c < CLASS_COUNT; c++) {
        ws->spell[c][child] = 0;
    }
    ws->spell[class_of][child] = 1;
    ws->move[child] = 0;
    ws->fresh[child] = 1;
    float mark = PLAIN_MARK;
    if (how->model->price_marked[state]) {
        mark = (float)rng_draw_words(how->streams->price[state], how->world, how->history, people->person[child], rng_occasion(1, 0, 0)).u[0];
    }
    spell_log_add(ws, child, now, state, mark);
}
