#include "world/mix.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "world/model.h"
#include "world/volume.h"
#include "stats/elementary.h"

/** One value of a factor of the mix, and the share of starters who have it. */
typedef struct {
    double weight;
    double ratio;
} mix_part;

typedef struct {
    mix_part place[STARTER_MIXES_MAX];
    size_t places;
    mix_part band[BANDS_MAX];
    size_t bands;
    mix_part prior[2];
    double age_ratio[MIX_AGES];
    double age_horizon[MIX_AGES]; /* days from start until 18 or the end of the span asked for, whichever is first */
} factors;

/** Families planned over the site's service, with volume against plan: the site's weight. */
static double site_volume(const scenario *self, const site_row *site)
{
    const size_t months = (size_t)date_months_between(site->starts, site->closes) + 1;
    double sum = 0;
    for (size_t c = 0; c < site->cohorts.count; c++) {
        const referral_volume volume = volume_in_world(self, site, &site->cohorts.items[c]);
        for (size_t m = volume.opens_month; m < months; m++) {
            sum += volume_planned(&volume, m) * (m - volume.opens_month < 12 ? volume.first_year : volume.later);
        }
    }
    return sum;
}

static void add_place(factors *mix, double weight, double ratio)
{
    for (size_t i = 0; i < mix->places; i++) {
        if (mix->place[i].ratio == ratio) {
            mix->place[i].weight += weight;
            return;
        }
    }
    if (mix->places < STARTER_MIXES_MAX) {
        mix->place[mix->places++] = (mix_part){.weight = weight, .ratio = ratio};
    }
}

static void set_places(const scenario *self, bool acts, factors *mix)
{
    mix->places = 0;
    if (!acts) {
        add_place(mix, 1, 1);
        return;
    }
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        const double volume = site_volume(self, site);
        if (site->localities.count == 0) {
            add_place(mix, volume, place_ratio(self, s, 0));
        }
        for (size_t l = 0; l < site->localities.count; l++) {
            const double share = site->localities.items[l].share.value;
            add_place(mix, volume * share, place_ratio(self, s, l));
        }
    }
}

/** Bands by their shares where they act or are asked for apart; else one for all. */
static void set_bands(const scenario *self, const career_model *model, bool acts, bool apart, factors *mix)
{
    const bool many = acts || (apart && self->people.bands.count > 0);
    mix->bands = many ? self->people.band_shares.count : 1;
    for (size_t b = 0; b < mix->bands; b++) {
        mix->band[b] = (mix_part){.weight = many ? self->people.band_shares.shares[b].value : 1,
                                  .ratio = acts ? model->band_ratio[b] : 1};
    }
}

static void set_ages(const scenario *self, const transition_model *transition, double days, factors *mix)
{
    const spread_model age = spread_in_world(&self->people.age_years);
    for (size_t i = 0; i < MIX_AGES; i++) {
        const double years = spread_value(&age, ((double)i + 0.5) / MIX_AGES);
        const double left = (18 - years) * DAYS_PER_YEAR - self->people.nominal_wait_days;
        mix->age_ratio[i] = elementary_exp(transition->age_log * (years - self->people.age_reference_years));
        mix->age_horizon[i] = fmin(days, fmax(left, 0));
    }
}

static void combine(const scenario *self, const transition_model *transition, const factors *mix, starter_mix *out)
{
    const double wait = self->people.nominal_wait_days;
    const double h_wait = transition->kind->cumulative(transition->p, transition->list, wait);
    out->count = 0;
    for (size_t a = 0; a < MIX_AGES; a++) {
        const double h_end = transition->kind->cumulative(transition->p, transition->list, wait + mix->age_horizon[a]);
        for (size_t l = 0; l < mix->places; l++) {
            for (size_t b = 0; b < mix->bands; b++) {
                for (size_t q = 0; q < 2 && out->count < MIX_MAX; q++) {
                    const double m = mix->age_ratio[a] * mix->place[l].ratio * mix->band[b].ratio * mix->prior[q].ratio;
                    const double weight = mix->place[l].weight * mix->band[b].weight * mix->prior[q].weight;
                    if (weight > 0) {
                        out->weight[out->count] = weight;
                        out->age[out->count] = (uint8_t)a;
                        out->band[out->count] = (uint8_t)b;
                        out->multiplier[out->count] = m;
                        out->before[out->count] = m * h_wait;
                        out->after[out->count++] = m * h_end;
                    }
                }
            }
        }
    }
}

void starter_mix_set(const scenario *self, const career_model *model, size_t transition, double days, bool bands_apart, starter_mix *out)
{
    const transition_model *here = &model->transition[transition];
    factors mix;
    set_places(self, here->place_acts, &mix);
    set_bands(self, model, here->band_acts, bands_apart, &mix);
    const double prior = self->people.prior_care_share.value;
    mix.prior[0] = (mix_part){.weight = 1 - prior, .ratio = 1};
    mix.prior[1] = (mix_part){.weight = prior, .ratio = here->prior_care_ratio};
    set_ages(self, here, days, &mix);
    memcpy(out->age_horizon, mix.age_horizon, sizeof out->age_horizon);
    combine(self, here, &mix, out);
    out->frailty = frailty_in_world(self, here->frailty_acts);
}
