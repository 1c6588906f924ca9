#include <math.h>
#include <stdlib.h>

#include "hazards/hazard.h"
#include "reference.h"
#include "support/expect.h"

/* The levels that share_by asks for, by bisection of docs/model.md's equation, combination by combination. */

#define AGES 16
#define YEAR_DAYS 365.25
#define HALVINGS 60
#define LOG_LEVEL_MOST 40.0

#define CHILDREN_MAX 65536

/** The starters: how many of a kind there are, and m H by the start and by the end of the span, at level 1. */
typedef struct {
    const reference_case *at;
    size_t transition, count;
    double weight[CHILDREN_MAX], before[CHILDREN_MAX], after[CHILDREN_MAX];
} starters;

static double cumulative(const reference_case *at, size_t transition, double t)
{
    const transition_row *row = &at->file->transitions.items[transition];
    double p[KIND_PARAMETERS_MAX];
    reference_parameters(at, &row->hazard, p);
    return ((const hazard_kind *)(const void *)row->hazard.kind)->cumulative(p, &row->hazard.list, t);
}

/** The share of families left at a cumulative hazard x, over their frailty. */
static double left_of(const reference_case *at, bool frailty_acts, double x)
{
    const double v = frailty_acts ? reference_quantity(at, at->file->people.frailty_variance) : 0;
    if (v <= 0) {
        return exp(-x);
    }
    if (at->file->people.frailty_distribution != FRAILTY_LOG_NORMAL) {
        return pow(1 + v * x, -1 / v);
    }
    const double s = sqrt(log(1 + v));
    double mean = 0;
    for (int i = -34; i <= 34; i++) {
        const double z = 0.25 * i;
        mean += 0.25 * exp(-z * z / 2) / sqrt(2 * acos(-1)) * exp(-x * exp(s * z - s * s / 2));
    }
    return mean;
}

/** Families that the plan and its volume bring to a site. */
static double volume_of(const reference_case *at, const site_row *site)
{
    const uint32_t months = (uint32_t)date_months_between(site->starts, site->closes) + 1;
    double sum = 0;
    for (size_t c = 0; c < site->cohorts.count; c++) {
        const site_cohort_row *row = &site->cohorts.items[c];
        const date opens = row->opens == DATE_NONE ? site->starts : row->opens;
        uint32_t first = 0;
        while (date_add_months(site->starts, (int)first + 1) <= opens) {
            first++;
        }
        for (uint32_t m = first; m < months; m++) {
            sum += reference_planned(at, site, row, m) * reference_quantity(at, m - first < 12 ? row->first_year_volume : row->later_volume);
        }
    }
    return sum;
}

static void add_child(starters *self, double weight, const reference_family *child)
{
    const reference_case *at = self->at;
    const transition_row *row = &at->file->transitions.items[self->transition];
    const double wait = at->file->people.nominal_wait_days;
    const double until_adult = fmax(0, (18 - child->age_years) * YEAR_DAYS - wait);
    const double m = reference_multiplier(at, child, self->transition);
    assert_true(self->count < CHILDREN_MAX);
    self->weight[self->count] = weight;
    self->before[self->count] = m * cumulative(at, self->transition, wait);
    self->after[self->count++] = m * cumulative(at, self->transition, wait + fmin(row->share_by_days, until_adult));
}

/** All bands, prior care and ages at one place. */
static void add_place(starters *self, double weight, reference_family child)
{
    const people_settings *people = &self->at->file->people;
    const double prior = reference_quantity(self->at, people->prior_care_share);
    const size_t bands = people->bands.count > 0 ? people->band_shares.count : 1;
    for (child.band = 0; child.band < bands; child.band++) {
        const double share = people->bands.count > 0 ? reference_quantity(self->at, people->band_shares.shares[child.band]) : 1;
        for (int i = 0; i < 2 * AGES; i++) {
            child.prior_care = i < AGES;
            child.age_years = reference_spread(self->at, &people->age_years, (i % AGES + 0.5) / AGES);
            const double of_prior = child.prior_care ? prior : 1 - prior;
            if (weight * share * of_prior > 0) {
                add_child(self, weight * share * of_prior, &child);
            }
        }
    }
}

static void add_places(starters *self)
{
    const scenario *file = self->at->file;
    reference_family child = { .frailty = 1 };
    if (!file->transitions.items[self->transition].place_acts) {
        add_place(self, 1, child);
        return;
    }
    for (child.site = 0; child.site < file->sites.count; child.site++) {
        const site_row *site = &file->sites.items[child.site];
        const double volume = volume_of(self->at, site);
        child.locality = 0;
        if (site->localities.count == 0) {
            add_place(self, volume, child);
        }
        for (; child.locality < site->localities.count; child.locality++) {
            add_place(self, volume * reference_quantity(self->at, site->localities.items[child.locality].share), child);
        }
    }
}

/** The share of starters who make the transition by then, at a level. */
static double share_at(const starters *self, double level)
{
    const bool frailty_acts = self->at->file->transitions.items[self->transition].frailty_acts;
    double kept = 0, all = 0;
    for (size_t i = 0; i < self->count; i++) {
        all += self->weight[i] * left_of(self->at, frailty_acts, level * self->before[i]);
        kept += self->weight[i] * left_of(self->at, frailty_acts, level * self->after[i]);
    }
    return all > 0 ? 1 - kept / all : 1;
}

double reference_level(const reference_case *at, size_t transition)
{
    const transition_row *row = &at->file->transitions.items[transition];
    const double share = reference_quantity(at, row->share_by_share);
    if (!(row->share_by_days > 0)) {
        return 1;
    }
    if (share <= 0) {
        return 0;
    }
    if (row->share_by_conditional) {
        return -log(1 - share) / cumulative(at, transition, row->share_by_days);
    }
    starters *mix = reference_room(1, sizeof *mix);
    *mix = (starters){ .at = at, .transition = transition };
    add_places(mix);
    double low = -LOG_LEVEL_MOST, high = LOG_LEVEL_MOST;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (low + high) / 2;
        *(share_at(mix, exp(middle)) < share ? &low : &high) = middle;
    }
    free(mix);
    return exp((low + high) / 2);
}
