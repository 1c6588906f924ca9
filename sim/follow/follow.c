#include "follow/follow.h"

#include <math.h>

static draw_setting place_setting(const follow_setting *how, const families *people, size_t place)
{
    return (draw_setting){.model = how->model,
                          .streams = &how->plan->places[place].streams,
                          .people = people,
                          .world = how->world_index,
                          .history = how->history};
}

static bool begins_in_care(const follow_setting *how, const families *people, size_t i)
{
    return how->model->class_of[people->first_state[i]] == CLASS_CARE;
}

bool follow_until_entry(const follow_setting *how, const families *people, career_workspace *ws, careers *out)
{
    if (!career_workspace_reserve(ws, how->model, people->count)) {
        return false;
    }
    ws->log.count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        draw_setting drawing = place_setting(how, people, p);
        drawing.stops_in_care = true;
        career_multipliers_set(how->plan->scenario, how->world, how->model, people, how->segment[p], how->segment[p + 1], ws);
        size_t count = 0;
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            career_begin(&drawing, (uint32_t)i, ws);
            ws->active[count] = (uint32_t)i;
            count += !begins_in_care(how, people, i);
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, NULL, out);
}

bool follow_untreated(const follow_setting *how, const families *people, bool starters_too, career_workspace *ws, careers *out)
{
    for (size_t p = 0; p < how->plan->place_count; p++) {
        const draw_setting drawing = place_setting(how, people, p);
        size_t count = 0;
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            const walker *here = &ws->walkers[i];
            const bool in_care = how->model->class_of[here->state] == CLASS_CARE;
            ws->active[count] = (uint32_t)i;
            count += in_care && (starters_too || here->since <= people->started_at[i]);
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, NULL, out);
}

/** Band and therapist act on the log hazard ratio of a family's course. */
static void set_effect_multipliers(const follow_setting *how, const families *people, size_t place, career_workspace *ws)
{
    const career_place *here = &how->plan->places[place];
    const therapy_model *therapy = &how->model->therapy[here->site_row->therapy_index];
    for (size_t i = how->segment[place]; i < how->segment[place + 1]; i++) {
        double *multiplier = &ws->walkers[i].effect_multiplier;
        *multiplier = how->model->band_effect[people->band[i]];
        if (therapy->adherence_spreads && people->started_at[i] < TIME_NEVER) {
            const rng_pair pair =
                rng_draw_words(here->streams.adherence, how->world_index, how->history, rng_person(0, people->therapist[i], 0), rng_occasion(0, 0, 0));
            *multiplier *= spread_value(&therapy->adherence, pair.u[0]);
        } else if (!therapy->adherence_spreads) {
            *multiplier *= therapy->adherence.constant;
        }
    }
}

bool follow_treated(const follow_setting *how, const families *people, const careers *untreated, career_workspace *ws, careers *out)
{
    ws->log.count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        draw_setting drawing = place_setting(how, people, p);
        drawing.therapy = &how->model->therapy[how->plan->places[p].site_row->therapy_index];
        set_effect_multipliers(how, people, p, ws);
        size_t count = 0;
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            if (people->started_at[i] < TIME_NEVER) {
                career_begin(&drawing, (uint32_t)i, ws);
                ws->active[count++] = (uint32_t)i;
            }
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, untreated, out);
}

/** Stands a child where its career is at its first session, with the spells until then in the log. */
static void stand_at_start(const draw_setting *drawing, const careers *untreated, uint32_t child, career_workspace *ws)
{
    const career_model *model = drawing->model;
    const double started_at = drawing->people->started_at[child];
    walker *here = &ws->walkers[child];
    career_begin(drawing, child, ws);
    for (uint32_t at = untreated->first[child] + 1; at < untreated->first[child + 1] && untreated->from[at] <= started_at; at++) {
        if (!spell_log_reserve(ws, 1)) {
            return;
        }
        walker_enter(model, here, untreated->from[at], untreated->state[at]);
        spell_log_add(&ws->log, (drawn_spell){.from = untreated->from[at], .child = child, .price_mark = untreated->price_mark[at], .state = untreated->state[at]});
    }
    here->drawn_at = started_at;
    here->fresh = 1;
}

bool follow_independent(const follow_setting *how, const families *people, const careers *untreated, career_workspace *ws, careers *out)
{
    ws->log.count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        draw_setting drawing = place_setting(how, people, p);
        drawing.half = 1;
        size_t count = 0;
        for (size_t i = how->segment[p]; i < how->segment[p + 1] && !ws->out_of_memory; i++) {
            if (people->started_at[i] < TIME_NEVER) {
                stand_at_start(&drawing, untreated, (uint32_t)i, ws);
                ws->active[count++] = (uint32_t)i;
            }
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, untreated, out);
}
