#include "careers/level.h"

#include <math.h>

#include "intake/intake.h"
#include "stats/elementary.h"

#define DAYS_PER_YEAR 365.25
#define AGES 16
#define COMBINATIONS_MAX (AGES * STARTER_MIXES_MAX * 2) /* with and without prior care */
#define NEWTON_STEPS_MAX 60
#define LOG_LEVEL_BOUND 40.0
#define CHUNK 256

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
    double age_ratio[AGES];
    double age_horizon[AGES]; /* days from start until 18 or the end of the span asked for, whichever is first */
} starter_mix;

/** Families planned over the site's service, with volume against plan: the site's weight. */
static double site_volume(const site_row *site, const double world[])
{
    double sum = 0;
    for (size_t c = 0; c < site->cohorts.count; c++) {
        const site_cohort_row *cohort = MAP_ITEM(site_cohort_row, site->cohorts, c);
        const intake_kind *intake = (const intake_kind *)cohort->intake.kind;
        double p[KIND_PARAMETERS_MAX] = {0};
        for (size_t i = 0; i < intake->base.parameters.count && i < KIND_PARAMETERS_MAX; i++) {
            p[i] = quantity_at(cohort->intake.parameter[i], world);
        }
        const unsigned months = (unsigned)(date_months_between(site->starts, site->closes) + 1);
        for (unsigned m = 0; m < months; m++) {
            sum += intake->planned(p, &cohort->intake.list, m) * quantity_at(m < 12 ? cohort->first_year_volume : cohort->later_volume, world);
        }
    }
    return sum;
}

static void add_place(starter_mix *mix, double weight, double ratio)
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

static void set_places(const scenario *self, const double world[], bool acts, starter_mix *mix)
{
    mix->places = 0;
    if (!acts) {
        add_place(mix, 1, 1);
        return;
    }
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = MAP_ITEM(site_row, self->sites, s);
        const double volume = site_volume(site, world);
        if (site->localities.count == 0) {
            add_place(mix, volume, place_ratio(self, world, s, 0));
        }
        for (size_t l = 0; l < site->localities.count; l++) {
            const double share = quantity_at(MAP_ITEM(locality_row, site->localities, l)->share, world);
            add_place(mix, volume * share, place_ratio(self, world, s, l));
        }
    }
}

static void set_bands(const scenario *self, const double world[], const career_model *model, bool acts, starter_mix *mix)
{
    mix->bands = acts ? self->people.band_shares.count : 1;
    for (size_t b = 0; b < mix->bands; b++) {
        mix->band[b] = (mix_part){.weight = acts ? quantity_at(self->people.band_shares.shares[b], world) : 1,
                                  .ratio = acts ? model->band_ratio[b] : 1};
    }
}

static void set_ages(const scenario *self, const double world[], const transition_model *transition, double days, starter_mix *mix)
{
    const spread_model age = spread_in_world(&self->people.age_years, world);
    for (size_t i = 0; i < AGES; i++) {
        const double years = spread_value(&age, ((double)i + 0.5) / AGES);
        const double left = (18 - years) * DAYS_PER_YEAR - self->people.nominal_wait_days;
        mix->age_ratio[i] = elementary_exp(transition->age_log * (years - self->people.age_reference_years));
        mix->age_horizon[i] = fmin(days, fmax(left, 0));
    }
}

/** The mix as combinations: weight, and cumulative hazard at level 1 by the start and by the end of the span. */
typedef struct {
    size_t count;
    double weight[COMBINATIONS_MAX];
    double before[COMBINATIONS_MAX];
    double after[COMBINATIONS_MAX];
    double frailty_variance;
} combinations;

static void combine(const scenario *self, const transition_model *transition, const starter_mix *mix, combinations *out)
{
    const double wait = self->people.nominal_wait_days;
    const double h_wait = transition->kind->cumulative(transition->p, transition->list, wait);
    out->count = 0;
    for (size_t a = 0; a < AGES; a++) {
        const double h_end = transition->kind->cumulative(transition->p, transition->list, wait + mix->age_horizon[a]);
        for (size_t l = 0; l < mix->places; l++) {
            for (size_t b = 0; b < mix->bands; b++) {
                for (size_t q = 0; q < 2 && out->count < COMBINATIONS_MAX; q++) {
                    const double m = mix->age_ratio[a] * mix->place[l].ratio * mix->band[b].ratio * mix->prior[q].ratio;
                    const double weight = mix->place[l].weight * mix->band[b].weight * mix->prior[q].weight;
                    if (weight > 0) {
                        out->weight[out->count] = weight;
                        out->before[out->count] = m * h_wait;
                        out->after[out->count++] = m * h_end;
                    }
                }
            }
        }
    }
}

/** sum w G(level h) and its derivative by the log of the level, G the Laplace transform of gamma frailty with mean 1 (exp(-x) without frailty). */
static void survivors(const combinations *mix, const double h[], double level, double *sum, double *slope)
{
    const double v = mix->frailty_variance;
    double x[CHUNK];
    double g[CHUNK];
    *sum = 0;
    *slope = 0;
    for (size_t from = 0; from < mix->count; from += CHUNK) {
        const size_t n = mix->count - from < CHUNK ? mix->count - from : CHUNK;
        for (size_t i = 0; i < n; i++) {
            x[i] = level * h[from + i];
            g[i] = v > 0 ? 1 + v * x[i] : -x[i];
        }
        if (v > 0) {
            elementary_log_many(g, n);
            for (size_t i = 0; i < n; i++) {
                g[i] = -g[i] / v;
            }
        }
        elementary_exp_many(g, n);
        for (size_t i = 0; i < n; i++) {
            *sum += mix->weight[from + i] * g[i];
            *slope -= mix->weight[from + i] * g[i] * x[i] / (1 + v * x[i]);
        }
    }
}

static double solve_marginal(const combinations *mix, double share)
{
    double low = -LOG_LEVEL_BOUND;
    double high = LOG_LEVEL_BOUND;
    double x = 0;
    for (int step = 0; step < NEWTON_STEPS_MAX; step++) {
        double before;
        double before_slope;
        double after;
        double after_slope;
        survivors(mix, mix->before, elementary_exp(x), &before, &before_slope);
        survivors(mix, mix->after, elementary_exp(x), &after, &after_slope);
        const double kept = before > 0 ? after / before : 0;
        const double excess = kept - (1 - share);
        if (excess > 0) {
            low = x;
        } else {
            high = x;
        }
        const double slope = before > 0 ? (after_slope - kept * before_slope) / before : 0;
        double next = slope < 0 ? x - excess / slope : (low + high) / 2;
        if (!(next > low && next < high)) {
            next = (low + high) / 2;
        }
        if (fabs(next - x) <= 1e-13 * fmax(1, fabs(x)) || high - low < 1e-13) {
            x = next;
            break;
        }
        x = next;
    }
    return elementary_exp(x);
}

double level_solve(const scenario *self, const double world[], const career_model *model, size_t k)
{
    const transition_row *row = MAP_ITEM(transition_row, self->transitions, k);
    const transition_model *transition = &model->transition[k];
    const double share = quantity_at(row->share_by_share, world);
    if (share <= 0) {
        return 0;
    }
    if (row->share_by_conditional) {
        return -elementary_log(1 - share) / transition->kind->cumulative(transition->p, transition->list, row->share_by_days);
    }
    starter_mix mix;
    set_places(self, world, transition->place_acts, &mix);
    set_bands(self, world, model, transition->band_acts, &mix);
    const double prior = quantity_at(self->people.prior_care_share, world);
    mix.prior[0] = (mix_part){.weight = 1 - prior, .ratio = 1};
    mix.prior[1] = (mix_part){.weight = prior, .ratio = transition->prior_care_ratio};
    set_ages(self, world, transition, row->share_by_days, &mix);
    combinations all;
    combine(self, transition, &mix, &all);
    all.frailty_variance = transition->frailty_acts ? quantity_at(self->people.frailty_variance, world) : 0;
    return solve_marginal(&all, share);
}
