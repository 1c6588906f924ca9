#include <gsl/gsl_randist.h>
#include <math.h>

#include "people/fill.h"
#include "stats/elementary.h"
#include "stats/normal.h"

#define ADULT_YEARS 18

/** Whole days to the 18th birthday, at least 1; halves are rounded up. */
static double days_to_18(double age_years)
{
    const double days = (ADULT_YEARS - age_years) * DAYS_PER_YEAR;
    const double whole = (double)(int64_t)days;
    const double rounded = days - whole < 0.5 ? whole : whole + 1;
    return rounded > 1 ? rounded : 1;
}

static const cohort_row *cohort_of(const place_fill *fill)
{
    return &fill->self->cohorts.items[fill->place->cohort];
}

/** The cohort's own ages, else those of all people. */
static const spread *ages_of(const place_fill *fill)
{
    const spread *own = &cohort_of(fill)->age_years;
    const bool plain = own->distribution.kind == NULL && own->constant.draw < 0;
    return plain && own->constant.value < 0 ? &fill->self->people.age_years : own;
}

static void draw_age_and_band(const place_fill *fill)
{
    families *out = fill->out;
    const spread_model age = spread_in_world(ages_of(fill));
    const share_model bands = shares_in_world(&fill->self->people.band_shares);
    if (age.kind != NULL || bands.count > 1) {
        fill_draw_pairs(fill, fill->place->streams.age);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        const double years = spread_value(&age, fill->ws->first[i - fill->first]);
        out->age_years[i] = years;
        out->adult_at[i] = (double)(int64_t)out->referred_at[i] + days_to_18(years) + 0.5;
        out->band[i] = (uint16_t)share_choose(&bands, fill->ws->second[i - fill->first]);
    }
}

/** Running sums of localities' shares; while support acts, one locality's share is larger. */
static void set_localities(const place_fill *fill, bool supported, double until[])
{
    const double all = supported ? 1 + fill->support.share * (fill->support.referrals - 1) : 1;
    for (size_t l = 0; l < fill->place->site_row->localities.count; l++) {
        const double share = fill->place->site_row->localities.items[l].share.value;
        const double ratio = supported && l == fill->support.locality ? fill->support.referrals : 1;
        until[l] = (l == 0 ? 0 : until[l - 1]) + share * ratio / all;
    }
}

static void draw_history_and_locality(const place_fill *fill)
{
    families *out = fill->out;
    const double prior = fill->self->people.prior_care_share.value;
    const size_t localities = fill->place->site_row->localities.count;
    double until[2][LOCALITIES_MAX] = {{0}};
    set_localities(fill, false, until[0]);
    if (fill->support.from_month < SIZE_MAX) {
        set_localities(fill, true, until[1]);
    }
    if (prior > 0 || localities > 1) {
        fill_draw_pairs(fill, fill->place->streams.history);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        out->prior_care[i] = fill->ws->first[i - fill->first] < prior;
        const double *reached = until[is_supported(fill, i)];
        size_t l = 0;
        while (l + 1 < localities && fill->ws->second[i - fill->first] >= reached[l]) {
            l++;
        }
        out->locality[i] = (uint16_t)l;
    }
}

/** A frailty of mean 1 and the variance, for the family of a row. */
static double frailty_of(const place_fill *fill, size_t row, double variance)
{
    const uint32_t person = fill->out->person[row];
    rng_sampler sampler;
    rng_sampler_seek(&sampler, fill->place->streams.frailty,
                     (rng_place){.world = fill->world_index, .history = fill->history, .month = person >> 20, .ordinal = person >> 4 & 0xffffu});
    return gsl_ran_gamma(&sampler.rng, 1 / variance, variance);
}

/** Log-normal of mean 1: exp(sigma z - sigma^2 / 2), sigma^2 = log(1 + variance). */
static void draw_log_normal_frailty(const place_fill *fill, double variance)
{
    const double log_variance = elementary_log(1 + variance);
    const double sigma = sqrt(log_variance);
    fill_draw_pairs(fill, fill->place->streams.frailty);
    for (size_t i = fill->first; i < fill->last; i++) {
        fill->out->frailty[i] = elementary_exp(sigma * normal_quantile(fill->ws->first[i - fill->first]) - log_variance / 2);
    }
}

static void draw_frailty(const place_fill *fill)
{
    const double variance = fill->self->people.frailty_variance.value;
    const bool gamma = variance > 0 && fill->self->people.frailty_distribution == FRAILTY_GAMMA;
    const double entries = cohort_of(fill)->ratio.value;
    for (size_t i = fill->first; i < fill->last; i++) {
        const bool drawn = gamma && fill->out->index_child[i] == i;
        fill->out->frailty[i] = drawn ? frailty_of(fill, i, variance) : 1;
        fill->out->entry_ratio[i] = entries;
    }
    if (variance > 0 && !gamma) {
        draw_log_normal_frailty(fill, variance);
    }
}

/** What the completion share is multiplied by in each locality. */
static void set_completion(const place_fill *fill, double ratio[])
{
    ratio[0] = 1;
    for (size_t l = 0; l < fill->place->site_row->localities.count; l++) {
        ratio[l] = fill->place->site_row->localities.items[l].completion_ratio.value;
    }
}

static const therapy_model *therapy_of_team(const place_fill *fill, size_t row)
{
    const site_row *site = fill->place->site_row;
    return &fill->model->therapy[site->teams.items[fill->out->team[row] - site->team_from].therapy_index];
}

/** Wait and course; who completes is in the stream of completions. */
static void draw_course(const place_fill *fill)
{
    families *out = fill->out;
    const bool several = fill->place->site_row->teams.count > 1;
    const therapy_model *only = &fill->model->therapy[fill->place->site_row->therapy_index];
    const spread_model wait = spread_in_world(&fill->self->people.wait_days);
    if (wait.kind != NULL || several || only->course_days.kind != NULL) {
        fill_draw_pairs(fill, fill->place->streams.therapy);
    }
    for (size_t i = fill->first; i < fill->last; i++) {
        const therapy_model *therapy = several ? therapy_of_team(fill, i) : only;
        out->ready_at[i] = out->referred_at[i] + spread_value(&wait, fill->ws->first[i - fill->first]);
        out->course_days[i] = spread_value(&therapy->course_days, fill->ws->second[i - fill->first]);
    }
}

static void draw_completion(const place_fill *fill)
{
    families *out = fill->out;
    const bool several = fill->place->site_row->teams.count > 1;
    const therapy_model *only = &fill->model->therapy[fill->place->site_row->therapy_index];
    double ratio[LOCALITIES_MAX];
    set_completion(fill, ratio);
    fill_draw_pairs(fill, fill->place->streams.completion);
    for (size_t i = fill->first; i < fill->last; i++) {
        const therapy_model *therapy = several ? therapy_of_team(fill, i) : only;
        const bool helped = is_supported(fill, i) && out->locality[i] == fill->support.locality;
        const double share = therapy->completion_share * ratio[out->locality[i]] * (helped ? fill->support.completion : 1);
        out->completed[i] = fill->ws->first[i - fill->first] < share;
        out->received_days[i] = out->completed[i] ? out->course_days[i] : out->course_days[i] * fill->ws->second[i - fill->first];
    }
}

static void draw_evidence_and_first_state(const place_fill *fill)
{
    families *out = fill->out;
    const cohort_row *cohort = cohort_of(fill);
    const spread_model elapsed = spread_in_world(&cohort->elapsed_days);
    const share_model begins = shares_in_world(&cohort->begins_in);
    fill_draw_pairs(fill, fill->place->streams.evidence);
    for (size_t i = fill->first; i < fill->last; i++) {
        out->verification[i] = fill->ws->first[i - fill->first];
        const double days = spread_value(&elapsed, fill->ws->second[i - fill->first]);
        const double age_days = out->age_years[i] * DAYS_PER_YEAR;
        out->first_elapsed[i] = days < age_days ? days : age_days;
        out->first_state[i] = (uint16_t)cohort->begins_index[0];
    }
    if (begins.count > 1) {
        fill_draw_pairs(fill, fill->place->streams.first_state);
        for (size_t i = fill->first; i < fill->last; i++) {
            out->first_state[i] = (uint16_t)cohort->begins_index[share_choose(&begins, fill->ws->first[i - fill->first])];
        }
    }
}

static void draw_labels(const place_fill *fill)
{
    for (size_t g = 0; g < fill->self->people.groups.count; g++) {
        const share_model labels = shares_in_world(&fill->self->people.groups.items[g].labels);
        fill_draw_pairs(fill, fill->place->streams.group[g]);
        for (size_t i = fill->first; i < fill->last; i++) {
            fill->out->label[g][i] = (uint16_t)share_choose(&labels, fill->ws->first[i - fill->first]);
        }
    }
}

/** What the line for therapy, delivery and follow-up fill where there is something to tell. */
static void set_nothing_yet(const place_fill *fill)
{
    families *out = fill->out;
    for (size_t i = fill->first; i < fill->last; i++) {
        out->started_at[i] = TIME_NEVER;
        out->therapist[i] = 0;
        out->team[i] = (uint16_t)fill->place->site_row->team_from;
        out->entered_waiting[i] = false;
        out->remote[i] = false;
        out->supervised[i] = true;
        out->fund_at[i] = TIME_NEVER;
        out->unsafe_days[i] = 0;
        out->put_off[i] = 0;
    }
}

void fill_children(place_fill *fill)
{
    set_nothing_yet(fill);
    draw_age_and_band(fill);
    fill_teams(fill);
    draw_history_and_locality(fill);
    draw_frailty(fill);
    draw_course(fill);
    draw_completion(fill);
    draw_evidence_and_first_state(fill);
    draw_labels(fill);
}
