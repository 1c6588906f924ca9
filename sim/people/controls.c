#include <math.h>

#include "base/grow.h"
#include "people/fill.h"

/** Families planned for a place over its service. */
static double planned_in_all(const career_plan *plan, const career_place *place)
{
    const referral_volume volume = volume_in_world(plan->scenario, place->site_row, place->row);
    double sum = 0;
    for (size_t m = 0; m < plan->sites[place->site].months; m++) {
        sum += volume_planned(&volume, m);
    }
    return sum;
}

/** The place that gets one more, or (with `fewer`) that gives one back: by the quotient weight / (2 n + 1) of its next, or weight / (2 n - 1) of its last;
 *  the first place of several that gets one, the last that gives one. */
static size_t next_place(const double weight[], const size_t seats[], size_t places, bool fewer)
{
    size_t best = 0;
    double best_quotient = fewer ? (double)INFINITY : -1;
    for (size_t p = 0; p < places; p++) {
        const double divisor = 2 * (double)seats[p] + (fewer ? -1 : 1);
        const double quotient = weight[p] / divisor;
        if (fewer ? seats[p] > 0 && quotient <= best_quotient : quotient > best_quotient) {
            best = p;
            best_quotient = quotient;
        }
    }
    return best;
}

/** Divides `count` children among places in proportion to weights so that one child more takes none away from any place: Sainte-Lague's rule
 *  (Balinski & Young, Fair Representation, 2nd ed. 2001, appendix A). */
static void divide(const double weight[], size_t places, size_t count, size_t seats[])
{
    double all = 0;
    size_t taken = 0;
    for (size_t p = 0; p < places; p++) {
        all += weight[p];
    }
    for (size_t p = 0; p < places; p++) {
        seats[p] = all > 0 ? (size_t)((double)count * weight[p] / all + 0.5) : 0;
        taken += seats[p];
    }
    for (; all > 0 && taken < count; taken++) {
        seats[next_place(weight, seats, places, false)]++;
    }
    for (; taken > count; taken--) {
        seats[next_place(weight, seats, places, true)]--;
    }
}

static bool reserve_months(refer_workspace *ws, size_t months)
{
    if (months <= ws->month_capacity) {
        return true;
    }
    if (!GROW(ws->month_sums, months)) {
        return false;
    }
    ws->month_capacity = months;
    return true;
}

/** The time of referral for a uniform: by planned families over the service months, evenly within the part of a month in which the cohort is open. */
static double time_of(const place_fill *fill, const referral_volume *volume, const service_months *months, double u)
{
    const double *sums = fill->ws->month_sums;
    const double at = u * sums[months->months - 1];
    size_t m = 0;
    while (m + 1 < months->months && sums[m] <= at) {
        m++;
    }
    while (m > 0 && sums[m] == sums[m - 1]) {
        m--; /* rounding led past the last month with a plan */
    }
    const double before = m == 0 ? 0 : sums[m - 1];
    const double closing = fmin(volume->closes, (double)(fill->place->site_row->closes - fill->self->starts + 1));
    const double from = fmax((double)months->begin[m], volume->opens);
    const double until = fmin((double)months->begin[m + 1], closing);
    return from + (until - from) * (at - before) / (sums[m] - before);
}

static void draw_times(const place_fill *fill, const service_months *months)
{
    families *out = fill->out;
    const referral_volume volume = volume_in_world(fill->self, fill->place->site_row, fill->place->row);
    double sum = 0;
    for (size_t m = 0; m < months->months; m++) {
        sum += volume_planned(&volume, m);
        fill->ws->month_sums[m] = sum;
    }
    fill_draw_pairs(fill, fill->place->streams.arrival);
    for (size_t i = fill->first; i < fill->last; i++) {
        out->referred_at[i] = time_of(fill, &volume, months, fill->ws->first[i - fill->first]);
    }
}

/** The children of a place: `count` of them, numbered from 0. */
static bool fill_control_place(place_fill *fill, const service_months *months, size_t count, double entry_ratio)
{
    families *out = fill->out;
    fill->last = fill->first + count;
    if (!fill_reserve(fill, fill->last) || !reserve_months(fill->ws, months->months)) {
        return false;
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        out->person[i] = rng_person((uint32_t)(i - fill->first) >> 16, (uint32_t)(i - fill->first) & 0xffffu, 0);
        out->index_child[i] = (uint32_t)i;
        out->site[i] = (uint16_t)fill->place->site;
        out->cohort[i] = (uint16_t)fill->place->cohort;
        out->accepted[i] = true;
    }
    draw_times(fill, months);
    fill_children(fill);
    for (size_t i = fill->first; i < fill->last; i++) {
        const double start = out->referred_at[i] + fill->self->people.nominal_wait_days;
        out->started_at[i] = start < out->adult_at[i] ? start : TIME_NEVER;
        out->entry_ratio[i] *= entry_ratio;
    }
    return true;
}

bool refer_controls(const career_plan *plan, size_t control, size_t count, double entry_ratio, const career_model *model,
                    uint32_t world_index, uint32_t history, refer_workspace *ws, families *out)
{
    const career_plan *own = &plan->controls[control].plan;
    double weight[PLACES_MAX];
    size_t seats[PLACES_MAX];
    size_t at = 0;
    for (size_t p = 0; p < own->place_count; p++) {
        weight[p] = planned_in_all(own, &own->places[p]);
    }
    divide(weight, own->place_count, count, seats);
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        out->closes_day[s] = plan->scenario->sites.items[s].closes - plan->scenario->starts;
    }
    for (size_t p = 0; p < own->place_count; p++) {
        place_fill fill = {.self = plan->scenario, .model = model, .world_index = world_index, .history = history, .ws = ws, .out = out,
                           .place = &own->places[p], .support = {.from_month = SIZE_MAX}, .first = at, .last = at};
        ws->segment[p] = at;
        if (!fill_control_place(&fill, &own->sites[own->places[p].site], seats[p], entry_ratio)) {
            return false;
        }
        at = fill.last;
    }
    ws->segment[own->place_count] = at;
    out->count = at;
    out->index_children = at;
    return true;
}
