#include <math.h>

#include "people/fill.h"

/** Puts child `sibling` of the family in row `from` into row `to`. */
static void place_child(families *out, size_t from, size_t to, size_t index_row, uint32_t sibling)
{
    out->person[to] = out->person[from] | sibling;
    out->referred_at[to] = out->referred_at[from];
    out->accepted[to] = out->accepted[from];
    out->site[to] = out->site[from];
    out->cohort[to] = out->cohort[from];
    out->index_child[to] = (uint32_t)index_row;
}

/** How many siblings the name of a share says: "0" .. "5". */
static size_t number_of(const share_map *siblings, size_t chosen)
{
    return (size_t)(siblings->names[chosen][0] - '0');
}

bool fill_siblings(place_fill *fill)
{
    const share_map *siblings = &fill->self->people.siblings;
    const size_t first = fill->first, families_last = fill->last;
    if (siblings->count == 0) {
        for (size_t i = first; i < families_last; i++) {
            fill->out->index_child[i] = (uint32_t)i;
        }
        return true;
    }
    const share_model numbers = shares_in_world(siblings);
    fill_draw_pairs(fill, fill->place->streams.siblings);
    for (size_t i = first; i < families_last; i++) {
        fill->last += number_of(siblings, share_choose(&numbers, fill->ws->first[i - first]));
    }
    if (!fill_reserve(fill, fill->last)) {
        return false;
    }
    size_t to = fill->last;
    for (size_t i = families_last; i-- > first;) { /* from the last, so that no row is written before it is read */
        const size_t more = number_of(siblings, share_choose(&numbers, fill->ws->first[i - first]));
        to -= more + 1;
        for (size_t s = more; s > 0; s--) {
            place_child(fill->out, i, to + s, to, (uint32_t)s);
        }
        place_child(fill->out, i, to, to, 0);
    }
    return true;
}

void fill_shared(const place_fill *fill)
{
    families *out = fill->out;
    for (size_t i = fill->first; i < fill->last; i++) {
        const size_t index = out->index_child[i];
        if (index != i) {
            out->locality[i] = out->locality[index];
            out->frailty[i] = out->frailty[index];
            out->entry_ratio[i] = out->entry_ratio[index];
            out->accepted[i] = out->accepted[index];
            out->ready_at[i] = out->ready_at[index];
            out->course_days[i] = out->course_days[index];
            out->received_days[i] = out->received_days[index];
            out->completed[i] = out->completed[index];
            out->team[i] = out->team[index];
        }
    }
}

/** The first time after referral that a child who was not in care then enters care; TIME_NEVER for others. */
static double entry_of(const career_model *model, const careers *untreated, const families *people, size_t i)
{
    if (model->class_of[people->first_state[i]] == CLASS_CARE) {
        return TIME_NEVER;
    }
    for (uint32_t at = untreated->first[i] + 1; at < untreated->first[i + 1]; at++) {
        if (model->class_of[untreated->state[at]] == CLASS_CARE) {
            return untreated->from[at];
        }
    }
    return TIME_NEVER;
}

/** A sibling has its family's course; one who is 18 before the start never starts. */
static void share_course(const career_model *model, const careers *untreated, families *people, size_t i)
{
    const size_t index = people->index_child[i];
    const double started_at = people->started_at[index];
    const double closing = (double)(people->closes_day[people->site[i]] + 1);
    const double until = fmin(started_at, fmin(people->adult_at[i], closing));
    people->accepted[i] = people->accepted[index];
    people->entered_waiting[i] = people->accepted[i] && entry_of(model, untreated, people, i) <= until;
    people->started_at[i] = started_at < people->adult_at[i] ? started_at : TIME_NEVER;
    people->received_days[i] = people->received_days[index];
    people->completed[i] = people->completed[index];
    people->therapist[i] = people->therapist[index];
    people->team[i] = people->team[index];
    people->remote[i] = people->remote[index];
    people->supervised[i] = people->supervised[index];
    people->fund_at[i] = people->fund_at[index];
}

void families_share_course(const career_model *model, const careers *untreated, families *people)
{
    if (people->index_children == people->count) {
        return;
    }
    for (size_t i = 0; i < people->count; i++) {
        if (people->index_child[i] != i) {
            share_course(model, untreated, people, i);
        }
    }
}
