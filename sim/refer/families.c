#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "base/grow.h"
#include "intake/intake.h"
#include "refer/refer.h"

#define DAYS_PER_YEAR 365.25
#define ADULT_YEARS 18

/** What is being filled: the rows first .. last - 1 of one place. */
typedef struct {
    const scenario *self;
    const double *world;
    const career_model *model;
    uint32_t world_index, history;
    refer_workspace *ws;
    families *out;
    const career_place *place;
    size_t first, last;
} place_fill;

static bool workspace_reserve(refer_workspace *ws, size_t count)
{
    if (count <= ws->capacity) {
        return true;
    }
    const size_t n = count + count / 2 + 64;
    if (!GROW(ws->first, n) || !GROW(ws->second, n) ||
        !GROW(ws->occasion, n) || !GROW(ws->line, n) ||
        !GROW(ws->merged, n)) {
        return false;
    }
    memset(ws->occasion, 0, n * sizeof *ws->occasion);
    ws->capacity = n;
    return true;
}

/** Both uniforms of a stream for every family of the place, into ws->first and ws->second. What is the same whatever the uniform needs no draw: numbers
 *  have coordinates, so that leaving one out changes no other. */
static void draw_pairs(const place_fill *fill, rng_stream stream)
{
    rng_draw_many(stream, fill->world_index, fill->history, fill->out->person + fill->first, fill->ws->occasion, fill->ws->first, fill->ws->second,
                  fill->last - fill->first);
}

static double uniform_of_month(const place_fill *fill, rng_stream stream, size_t month)
{
    return rng_draw_words(stream, fill->world_index, fill->history, rng_person((uint32_t)month, 0, 0), 0).u[0];
}

/** Expected families in a month: planned x volume against plan x ramp-up x the site-year's ratio. */
static double month_mean(const place_fill *fill, const intake_kind *intake, const double p[], const spread_model *site_year, size_t month)
{
    const site_cohort_row *row = fill->place->row;
    const double volume = quantity_at(month < 12 ? row->first_year_volume : row->later_volume, fill->world);
    const double ramp = fmin(1, ((double)month + 1) / ((double)row->ramp_months + 1));
    const double year = site_year->kind == NULL ? site_year->constant
                                                : spread_value(site_year, uniform_of_month(fill, fill->place->streams.site_year, month / 12));
    return intake->planned(p, &row->intake.list, (unsigned)month) * volume * ramp * year;
}

/** Adds a month's families to the rows, numbered; their time in the month is not drawn yet. */
static bool add_month(place_fill *fill, size_t month, uint32_t count)
{
    if (!families_reserve(fill->out, fill->last + count) || !workspace_reserve(fill->ws, fill->last + count)) {
        return false;
    }
    for (uint32_t ordinal = 0; ordinal < count; ordinal++) {
        fill->out->person[fill->last++] = rng_person((uint32_t)month, ordinal, 0);
    }
    return true;
}

static bool draw_counts(place_fill *fill, size_t months)
{
    const site_cohort_row *row = fill->place->row;
    const intake_kind *intake = (const intake_kind *)row->intake.kind;
    const spread_model site_year = spread_in_world(&row->site_year_ratio, fill->world);
    double p[KIND_PARAMETERS_MAX] = {0};
    for (size_t i = 0; i < intake->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        p[i] = quantity_at(row->intake.parameter[i], fill->world);
    }
    bool fine = true;
    for (size_t m = 0; fine && m < months; m++) {
        const double mean = month_mean(fill, intake, p, &site_year, m);
        const double u = uniform_of_month(fill, fill->place->streams.intake, m);
        fine = add_month(fill, m, intake->count(p, &row->intake.list, (unsigned)m, mean, u));
    }
    return fine;
}

/** Times of referral and acceptance; families whose time falls after the site has closed are not referred. */
static void draw_arrivals(place_fill *fill, const service_months *months)
{
    families *out = fill->out;
    const double closing = (double)(fill->place->site_row->closes - fill->self->starts + 1);
    const double start_share = quantity_at(fill->self->people.start_share, fill->world);
    draw_pairs(fill, fill->place->streams.arrival);
    size_t kept = fill->first;
    for (size_t i = fill->first; i < fill->last; i++) {
        const uint32_t month = out->person[i] >> 20;
        const double length = (double)(months->begin[month + 1] - months->begin[month]);
        const double at = (double)months->begin[month] + fill->ws->first[i - fill->first] * length;
        if (at < closing) {
            out->person[kept] = out->person[i];
            out->referred_at[kept] = at;
            out->accepted[kept] = fill->ws->second[i - fill->first] < start_share;
            out->site[kept] = (uint16_t)fill->place->site;
            out->cohort[kept++] = (uint16_t)fill->place->cohort;
        }
    }
    fill->last = kept;
}

/** Whole days to the 18th birthday, at least 1; halves are rounded up. */
static double days_to_18(double age_years)
{
    const double days = (ADULT_YEARS - age_years) * DAYS_PER_YEAR;
    const double whole = (double)(int64_t)days;
    const double rounded = days - whole < 0.5 ? whole : whole + 1;
    return rounded > 1 ? rounded : 1;
}

static void draw_age_and_band(const place_fill *fill)
{
    families *out = fill->out;
    const spread_model age = spread_in_world(&fill->self->people.age_years, fill->world);
    const share_model bands = shares_in_world(&fill->self->people.band_shares, fill->world);
    if (age.kind != NULL || bands.count > 1) {
        draw_pairs(fill, fill->place->streams.age);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        const double years = spread_value(&age, fill->ws->first[i - fill->first]);
        out->age_years[i] = years;
        out->adult_at[i] = (double)(int64_t)out->referred_at[i] + days_to_18(years) + 0.5;
        out->band[i] = (uint16_t)share_choose(&bands, fill->ws->second[i - fill->first]);
    }
}

static void draw_history_and_locality(const place_fill *fill)
{
    families *out = fill->out;
    const double prior = quantity_at(fill->self->people.prior_care_share, fill->world);
    const map *localities = &fill->place->site_row->localities;
    double until[LOCALITIES_MAX] = {0};
    for (size_t l = 0; l < localities->count; l++) {
        until[l] = (l == 0 ? 0 : until[l - 1]) + quantity_at(MAP_ITEM(locality_row, *localities, l)->share, fill->world);
    }
    if (prior > 0 || localities->count > 1) {
        draw_pairs(fill, fill->place->streams.history);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        out->prior_care[i] = fill->ws->first[i - fill->first] < prior;
        size_t l = 0;
        while (l + 1 < localities->count && fill->ws->second[i - fill->first] >= until[l]) {
            l++;
        }
        out->locality[i] = (uint16_t)l;
    }
}

static void draw_frailty(const place_fill *fill)
{
    const double variance = quantity_at(fill->self->people.frailty_variance, fill->world);
    for (size_t i = fill->first; i < fill->last; i++) {
        fill->out->frailty[i] = 1;
        if (variance > 0) {
            const uint32_t person = fill->out->person[i];
            rng_sampler sampler;
            rng_sampler_seek(&sampler, fill->place->streams.frailty,
                             (rng_place){.world = fill->world_index, .history = fill->history, .month = person >> 20, .ordinal = person >> 4 & 0xffffu});
            fill->out->frailty[i] = gsl_ran_gamma(&sampler.rng, 1 / variance, variance);
        }
    }
}

static void draw_therapy(const place_fill *fill)
{
    families *out = fill->out;
    const therapy_model *therapy = &fill->model->therapy[fill->place->site_row->therapy_index];
    const spread_model wait = spread_in_world(&fill->self->people.wait_days, fill->world);
    if (wait.kind != NULL || therapy->course_days.kind != NULL) {
        draw_pairs(fill, fill->place->streams.therapy);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        out->ready_at[i] = out->referred_at[i] + spread_value(&wait, fill->ws->first[i - fill->first]);
        out->course_days[i] = spread_value(&therapy->course_days, fill->ws->second[i - fill->first]);
    }
    draw_pairs(fill, fill->place->streams.completion);
    for (size_t i = fill->first; i < fill->last; i++) {
        out->completed[i] = fill->ws->first[i - fill->first] < therapy->completion_share;
        out->received_days[i] = out->completed[i] ? out->course_days[i] : out->course_days[i] * fill->ws->second[i - fill->first];
        out->started_at[i] = TIME_NEVER;
        out->therapist[i] = 0;
        out->entered_waiting[i] = false;
    }
}

static void draw_evidence_and_first_state(const place_fill *fill)
{
    families *out = fill->out;
    const cohort_row *cohort = MAP_ITEM(cohort_row, fill->self->cohorts, fill->place->cohort);
    const spread_model elapsed = spread_in_world(&cohort->elapsed_days, fill->world);
    const share_model begins = shares_in_world(&cohort->begins_in, fill->world);
    draw_pairs(fill, fill->place->streams.evidence);
    for (size_t i = fill->first; i < fill->last; i++) {
        out->verification[i] = fill->ws->first[i - fill->first];
        const double days = spread_value(&elapsed, fill->ws->second[i - fill->first]);
        const double age_days = out->age_years[i] * DAYS_PER_YEAR;
        out->first_elapsed[i] = days < age_days ? days : age_days;
        out->first_state[i] = (uint16_t)cohort->begins_index[0];
    }
    if (begins.count > 1) {
        draw_pairs(fill, fill->place->streams.first_state);
        for (size_t i = fill->first; i < fill->last; i++) {
            out->first_state[i] = (uint16_t)cohort->begins_index[share_choose(&begins, fill->ws->first[i - fill->first])];
        }
    }
}

static void draw_labels(const place_fill *fill)
{
    for (size_t g = 0; g < fill->self->people.groups.count; g++) {
        const share_model labels = shares_in_world(&MAP_ITEM(group_row, fill->self->people.groups, g)->labels, fill->world);
        draw_pairs(fill, fill->place->streams.group[g]);
        for (size_t i = fill->first; i < fill->last; i++) {
            fill->out->label[g][i] = (uint16_t)share_choose(&labels, fill->ws->first[i - fill->first]);
        }
    }
}

bool refer_families(const career_plan *plan, const double world[], const career_model *model, uint32_t world_index, uint32_t history, refer_workspace *ws,
                    families *out)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->place_count; i++) {
        const career_place *place = &plan->places[i];
        place_fill fill = {.self = plan->scenario, .world = world, .model = model, .world_index = world_index, .history = history, .ws = ws, .out = out,
                           .place = place, .first = count, .last = count};
        ws->segment[i] = count;
        if (!draw_counts(&fill, plan->sites[place->site].months)) {
            return false;
        }
        draw_arrivals(&fill, &plan->sites[place->site]);
        draw_age_and_band(&fill);
        draw_history_and_locality(&fill);
        draw_frailty(&fill);
        draw_therapy(&fill);
        draw_evidence_and_first_state(&fill);
        draw_labels(&fill);
        count = fill.last;
    }
    ws->segment[plan->place_count] = count;
    out->count = count;
    return true;
}
