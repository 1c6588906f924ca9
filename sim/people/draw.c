#include "people/draw.h"

#include <math.h>

#include "base/vectors.h"
#include "people/wave.h"

#define PLAIN_MARK 0.5f

/** Where time[i] is before best[i] it becomes the best, and which[i] becomes k. */
WIDE_VECTORS
static void keep_earliest(double best[restrict], uint64_t which[restrict], const double time[restrict], size_t count, uint64_t k)
{
    for (size_t i = 0; i < count; i++) {
        const bool sooner = time[i] < best[i];
        best[i] = sooner ? time[i] : best[i];
        which[i] = sooner ? k : which[i];
    }
}

/** The earliest transition of each child of the chunk into `best` and `which` (NO_TRANSITION: none before 18). */
static void find_earliest(const draw_setting *how, size_t group, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->which[i] = NO_TRANSITION;
    }
    for (size_t j = 0; j < how->model->leaving_count[group]; j++) {
        const uint8_t k = how->model->leaving[group][j];
        wave_times(how, k, ws);
        keep_earliest(chunk->best, chunk->which, chunk->time, chunk->count, k);
    }
}

void walker_enter(const career_model *model, walker *here, double now, uint8_t state)
{
    const state_class before = model->class_of[here->state];
    const state_class after = model->class_of[state];
    here->state = state;
    here->since = now;
    here->drawn_at = now;
    here->fresh = before != after;
    here->class_since = before != after ? now : here->class_since;
    here->spell[after] = (uint16_t)(here->spell[after] + (before != after));
    here->move = (uint16_t)(before != after ? 0 : here->move + 1);
}

/** Draws the price marks of the newest `count` spells of the log that are in state s, which has extreme prices. */
static void mark_prices(const draw_setting *how, size_t s, size_t count, career_workspace *ws)
{
    wave_chunk *chunk = ws->chunk;
    drawn_spell *spell = ws->log.items + (ws->log.count - count);
    size_t marked = 0;
    for (size_t i = 0; i < count; i++) {
        chunk->pick[marked] = (uint32_t)i;
        marked += spell[i].state == s;
    }
    for (size_t j = 0; j < marked; j++) {
        const walker *here = &ws->walkers[spell[chunk->pick[j]].child];
        chunk->some.person[j] = here->person;
        chunk->some.occasion[j] = walker_occasion(how->model, here);
    }
    wave_uniforms(how, how->streams->price[s], &chunk->some, marked, chunk->uniform);
    for (size_t j = 0; j < marked; j++) {
        spell[chunk->pick[j]].price_mark = (float)chunk->uniform[j];
    }
}

/** Where transition k leads for the children of the setting. */
static const share_model *destinations(const draw_setting *how, uint8_t k, const int32_t **state)
{
    const size_t own = how->model->destination_of[how->cohort][k];
    const transition_model *transition = &how->model->transition[k];
    *state = own > 0 ? how->model->destination[own - 1].to_state : transition->to_state;
    return own > 0 ? &how->model->destination[own - 1].to : &transition->to;
}

/** Moves the children of the chunk whose earliest transition is k to where it leads. Returns how many go on and were put into `next`. */
static size_t move_children(const draw_setting *how, uint8_t k, career_workspace *ws, uint32_t next[])
{
    wave_chunk *chunk = ws->chunk;
    const int32_t *to_state;
    const share_model *to = destinations(how, k, &to_state);
    size_t count = 0;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->pick[count] = (uint32_t)i;
        count += chunk->which[i] == k;
    }
    for (size_t j = 0; j < count; j++) {
        chunk->some.person[j] = chunk->all.person[chunk->pick[j]];
        chunk->some.occasion[j] = chunk->all.occasion[chunk->pick[j]];
    }
    if (to->count > 1) {
        wave_uniforms(how, how->streams->destination[k], &chunk->some, count, chunk->uniform);
    }
    size_t going_on = 0;
    for (size_t j = 0; j < count; j++) {
        const size_t chosen = to->count > 1 ? share_choose(to, chunk->uniform[j]) : 0;
        const uint32_t child = chunk->all.child[chunk->pick[j]];
        const double now = chunk->best[chunk->pick[j]];
        const uint8_t state = (uint8_t)to_state[chosen];
        walker_enter(how->model, &ws->walkers[child], now, state);
        spell_log_add(&ws->log, (drawn_spell){.from = now, .child = child, .price_mark = PLAIN_MARK, .state = state});
        next[going_on] = child;
        going_on += (!how->stops_in_care || how->model->class_of[state] != CLASS_CARE) & (++ws->spells[child] < CAREER_SPELLS_MAX);
    }
    for (size_t s = 0; s < how->model->states; s++) {
        if (how->model->price_marked[s]) {
            mark_prices(how, s, count, ws);
        }
    }
    return going_on;
}

/** One wave of one group of states: every child makes its earliest transition, if any before 18. Returns how many were put into `next`. */
static size_t move_group(const draw_setting *how, size_t group, const uint32_t child[], size_t count, career_workspace *ws, uint32_t next[])
{
    size_t moved = 0;
    for (size_t from = 0; from < count; from += WAVE_CHUNK) {
        wave_gather(how, child + from, count - from < WAVE_CHUNK ? count - from : WAVE_CHUNK, ws);
        find_earliest(how, group, ws);
        if (!spell_log_reserve(ws, WAVE_CHUNK)) {
            return 0;
        }
        for (size_t j = 0; j < how->model->leaving_count[group]; j++) {
            moved += move_children(how, how->model->leaving[group][j], ws, next + moved);
        }
    }
    return moved;
}

/** Sorts the active children by their states' groups into ws->bucketed; fills where each group's begin. */
static void bucket_by_group(const career_model *model, const career_workspace *ws, size_t count, size_t begin[])
{
    size_t next[STATES_MAX + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        next[model->group_of[ws->walkers[ws->active[i]].state] + 1]++;
    }
    begin[0] = 0;
    for (size_t g = 0; g < model->groups; g++) {
        next[g + 1] += next[g];
        begin[g + 1] = next[g + 1];
    }
    for (size_t i = 0; i < count; i++) {
        ws->bucketed[next[model->group_of[ws->walkers[ws->active[i]].state]]++] = ws->active[i];
    }
}

void career_draw(const draw_setting *how, size_t count, career_workspace *ws)
{
    size_t begin[STATES_MAX + 1];
    while (count > 0 && !ws->out_of_memory) {
        bucket_by_group(how->model, ws, count, begin);
        count = 0;
        for (size_t g = 0; g < how->model->groups; g++) {
            if (how->model->leaving_count[g] > 0) {
                count += move_group(how, g, ws->bucketed + begin[g], begin[g + 1] - begin[g], ws, ws->active + count);
            }
        }
    }
}

void career_begin(const draw_setting *how, uint32_t child, career_workspace *ws)
{
    const families *people = how->people;
    const uint8_t state = (uint8_t)people->first_state[child];
    const double now = people->referred_at[child];
    walker *here = &ws->walkers[child];
    *here = (walker){.since = now - people->first_elapsed[child],
                     .class_since = now - people->first_elapsed[child],
                     .drawn_at = now,
                     .referred_at = now,
                     .adult_at = people->adult_at[child],
                     .effect_multiplier = here->effect_multiplier,
                     .person = people->person[child],
                     .state = state,
                     .fresh = 1};
    here->spell[how->model->class_of[state]] = 1;
    ws->spells[child] = 1;
    if (!spell_log_reserve(ws, 1)) {
        return;
    }
    float mark = PLAIN_MARK;
    if (how->model->price_marked[state]) {
        mark = (float)rng_draw_words(how->streams->price[state], how->world, how->history, here->person, rng_occasion(1, 0, 0)).u[0];
    }
    spell_log_add(&ws->log, (drawn_spell){.from = now, .child = child, .price_mark = mark, .state = state});
}
