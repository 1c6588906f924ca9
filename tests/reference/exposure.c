#include "reference/reference.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

size_t reference_exposure_at(const reference_replicate *all, int horizon, career_arm arm, size_t site, size_t state, int year)
{
    const size_t place = ((size_t)horizon * ARM_COUNT + (size_t)arm) * all->at.file->sites.count + site;
    return (place * all->at.file->states.count + state) * REFERENCE_YEARS + (size_t)year;
}

/** The mean of min(limit, median exp(sigma z)) a day: below the z at which the limit is reached a log-normal's partial mean, above it the limit. */
static double extreme_mean(double median, double sigma, double limit)
{
    if (!(sigma > 0 && median > 0 && limit > 0)) {
        return fmin(median, limit) / 7;
    }
    const double reached = (log(limit) - log(median)) / sigma;
    return (exp(log(median) + sigma * sigma / 2) * gsl_cdf_ugaussian_P(reached - sigma) + limit * gsl_cdf_ugaussian_Q(reached)) / 7;
}

double reference_usual_day_cost(const reference_case *at, const state_row *state)
{
    const double day = reference_quantity(at, state->day_cost_gbp);
    const double share = reference_quantity(at, state->extreme_share);
    if (!state->extreme_keeps_mean || !(share > 0 && share < 1)) {
        return day;
    }
    const double dear = extreme_mean(reference_quantity(at, state->extreme_median_gbp_per_week), reference_quantity(at, state->extreme_sigma),
                                     reference_quantity(at, state->extreme_limit_gbp_per_week));
    const double others = (day - share * dear) / (1 - share);
    return others > 0 ? others : 0;
}

double reference_day_cost(const reference_case *at, const reference_spell *spell)
{
    const state_row *state = &at->file->states.items[spell->state];
    const double share = reference_quantity(at, state->extreme_share);
    const double mark = (double)spell->price_mark;
    if (state->class_of != CLASS_CARE) {
        return reference_quantity(at, state->day_cost_gbp);
    }
    if (!(mark < share)) {
        return reference_usual_day_cost(at, state);
    }
    const double z = gsl_cdf_ugaussian_Pinv(mark / share);
    const double a_week = reference_quantity(at, state->extreme_median_gbp_per_week) * exp(reference_quantity(at, state->extreme_sigma) * z);
    return fmin(reference_quantity(at, state->extreme_limit_gbp_per_week), a_week) / 7;
}

/** Adds the days from .. until - 1 of a spell, one financial year after the other, at `cost` a day. */
static void run_add(reference_replicate *all, int horizon, career_arm arm, size_t site, size_t state, int32_t from, int32_t until, double cost)
{
    const date starts = all->at.file->starts;
    while (from < until) {
        const int year = date_financial_year(starts + from) - date_financial_year(starts);
        const int32_t next = reference_day_of(all->at.file, date_financial_year_end(starts + from)) + 1;
        const int32_t days = (next < until ? next : until) - from;
        reference_exposure_year *sum = &all->exposure[reference_exposure_at(all, horizon, arm, site, state, year)];
        sum->days += days;
        sum->price_year_gbp += days * cost;
        from += days;
    }
}

/** The days of a child's career from the day after the start: those of the reporting window, and those up to 18. */
static void career_add(reference_replicate *all, size_t i, career_arm arm)
{
    const reference_family *family = &all->families.items[i];
    const reference_career_spells *career = reference_career_of(all, i, arm);
    int32_t first = 0;
    int32_t window_until = 0;
    reference_window(&all->at, family, &first, &window_until);
    const int64_t unknown_from = (int64_t)reference_as_of(all->at.file) + 1;
    for (size_t spell = 0; spell < career->count; spell++) {
        const size_t state = career->spells[spell].state;
        const double cost = reference_day_cost(&all->at, &career->spells[spell]);
        int32_t from = 0;
        int32_t until = 0;
        reference_spell_days(career, spell, &from, &until);
        from = from > first ? from : first;
        run_add(all, 0, arm, family->site, state, from, until < window_until ? until : window_until, cost);
        run_add(all, 1, arm, family->site, state, from, until < unknown_from ? until : (int32_t)unknown_from, cost);
    }
}

void reference_exposure_set(reference_replicate *all)
{
    all->exposure = reference_room(reference_exposure_at(all, HORIZONS, 0, 0, 0, 0), sizeof *all->exposure);
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        for (int arm = 0; arm < ARM_COUNT && reference_started(family) && reference_start_day(family) <= reference_as_of(all->at.file); arm++) {
            career_add(all, i, (career_arm)arm);
        }
    }
}
