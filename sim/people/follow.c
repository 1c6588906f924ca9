#include "people/follow.h"

#include <math.h>

#include "people/delay.h"
#include "records/team.h"

static draw_setting place_setting(const follow_setting *how, const families *people, size_t place)
{
    return (draw_setting){.model = how->model,
                          .streams = &how->plan->places[place].streams,
                          .people = people,
                          .cohort = how->plan->places[place].cohort,
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
        career_multipliers_set(how->plan->scenario, how->model, people, how->segment[p], how->segment[p + 1], ws);
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
            count += in_care && ws->spells[i] < CAREER_SPELLS_MAX && (starters_too || here->since <= people->started_at[i]);
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, NULL, out);
}

/** One team of a site, or the site itself where it writes no teams. */
typedef struct {
    const site_row *site;
    const team_row *team; /* NULL: none is written */
    size_t number;        /* among all sites' teams */
    uint32_t ordinal;     /* in its site, or of a shared team 0 */
    bool supervised;      /* there is ever a supervisor */
    const therapy_row *row;
    const therapy_model *therapy;
} followed_team;

static followed_team team_of(const follow_setting *how, size_t place, size_t index)
{
    const site_row *site = how->plan->places[place].site_row;
    followed_team out = {.site = site, .number = site->team_from + index};
    out.team = site->teams.count > 0 ? &site->teams.items[index] : NULL;
    out.ordinal = out.team != NULL && out.team->shared != NULL ? 0 : (uint32_t)index;
    out.supervised = out.team != NULL && team_is_supervised(out.team);
    const size_t therapy = (size_t)(out.team != NULL ? out.team->therapy_index : site->therapy_index);
    out.row = &how->plan->scenario->therapies.items[therapy];
    out.therapy = &how->model->therapy[therapy];
    return out;
}

static bool starts_with(const followed_team *with, const families *people, size_t i)
{
    return people->started_at[i] < TIME_NEVER && (with->site->teams.count < 2 || people->team[i] == with->number);
}

/** The effect of a course by telephone or online, by the period that holds the day of its first session. */
static double remote_effect(const follow_setting *how, const therapy_row *therapy, double started_at)
{
    const remote_row *period = remote_period(therapy, how->plan->scenario->starts + day_of(started_at));
    return period == NULL ? 1 : period->effect_multiplier.value;
}

static double adherence_of(const follow_setting *how, const followed_team *with, rng_stream stream, uint32_t therapist)
{
    if (!with->therapy->adherence_spreads) {
        return with->therapy->adherence.constant;
    }
    const rng_pair pair = rng_draw_words(stream, how->world_index, how->history, rng_person(with->ordinal, therapist, 0), rng_occasion(0, 0, 0));
    return spread_value(&with->therapy->adherence, pair.u[0]);
}

/** Band, therapist, the therapy's own multiplier, a remote course and want of supervision act on the log hazard ratio of a family's course. */
static double effect_multiplier_of(const follow_setting *how, const families *people, const followed_team *with, rng_stream adherence, size_t i)
{
    double multiplier = how->model->band_effect[people->band[i]];
    multiplier *= adherence_of(how, with, adherence, people->therapist[i]);
    multiplier *= with->row->effect_multiplier.value;
    if (with->row->remote.count > 0 && people->remote[i]) {
        multiplier *= remote_effect(how, with->row, people->started_at[i]);
    }
    if (with->supervised && !people->supervised[i]) {
        multiplier *= with->team->unsupervised_effect.value;
    }
    return multiplier;
}

/** Draws the treated careers of the children of a place whom one team sees. */
static void follow_team(const follow_setting *how, const families *people, size_t place, const followed_team *with, career_workspace *ws)
{
    draw_setting drawing = place_setting(how, people, place);
    drawing.therapy = with->therapy;
    drawing.fund_half_life_ratio = with->site->fund_from == DATE_NONE ? 1 : with->site->fund_half_life_ratio.value;
    const rng_stream own = drawing.streams->adherence;
    const rng_stream adherence = with->team != NULL ? team_stream(how->plan->scenario, with->team, own, "adherence") : own;
    size_t count = 0;
    for (size_t i = how->segment[place]; i < how->segment[place + 1]; i++) {
        if (starts_with(with, people, i)) {
            ws->walkers[i].effect_multiplier = effect_multiplier_of(how, people, with, adherence, i);
            career_begin(&drawing, (uint32_t)i, ws);
            ws->active[count++] = (uint32_t)i;
        }
    }
    career_draw(&drawing, count, ws);
}

bool follow_treated(const follow_setting *how, families *people, const careers *untreated, career_workspace *ws, careers *out)
{
    ws->log.count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        const size_t teams = how->plan->places[p].site_row->teams.count;
        for (size_t t = 0; t < (teams > 0 ? teams : 1); t++) {
            const followed_team with = team_of(how, p, t);
            follow_team(how, people, p, &with, ws);
        }
    }
    if (ws->out_of_memory || !careers_from_log(&ws->log, people->count, untreated, out)) {
        return false;
    }
    people->delay_count = 0;
    return !(how->plan->scenario->gaming.delay_share.value > 0) || delay_entries(how, people, out);
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
        ws->spells[child]++;
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
                ws->active[count] = (uint32_t)i;
                count += ws->spells[i] < CAREER_SPELLS_MAX;
            }
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, untreated, out);
}

bool follow_controls(const follow_setting *how, const families *people, career_workspace *ws, careers *out)
{
    if (!career_workspace_reserve(ws, how->model, people->count)) {
        return false;
    }
    ws->log.count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        const draw_setting drawing = place_setting(how, people, p);
        size_t count = 0;
        career_multipliers_set(how->plan->scenario, how->model, people, how->segment[p], how->segment[p + 1], ws);
        for (size_t i = how->segment[p]; i < how->segment[p + 1]; i++) {
            career_begin(&drawing, (uint32_t)i, ws);
            ws->active[count++] = (uint32_t)i;
        }
        career_draw(&drawing, count, ws);
    }
    return !ws->out_of_memory && careers_from_log(&ws->log, people->count, NULL, out);
}
