#include "support/term_invariants.h"

#include <math.h>

#include "pay/cost_plus.h"
#include "pay/period_terms.h"
#include "pay/rules.h"
#include "terms/term.h"

static const term_row *term_at(const audit *a, size_t t)
{
    return &a->subject->contract->terms.items[t];
}

static bool is_by_period(const audit *a, size_t t)
{
    const term_kind *unit = (const term_kind *)(const void *)term_at(a, t)->unit.kind;
    return unit && unit->period_units;
}

static double entry(const double array[], size_t at)
{
    return array ? array[at] : 0;
}

/** The sum of a term's entries from the first period to `period`. */
static double summed(const audit *a, const double array[], size_t t, size_t period)
{
    double sum = 0;
    for (size_t k = 0; k <= period; k++) {
        sum += entry(array, t * a->found->periods + k);
    }
    return sum;
}

static double share_at(const audit *a, size_t t, size_t k)
{
    return a->subject->units->baseline ? a->subject->units->baseline[t * a->found->periods + k] : (double)NAN;
}

static bool is_version(const audit *a, size_t version, size_t term)
{
    return version >= term && term_is_of(term_at(a, version), version, term);
}

/** The share as known last by the end of a period; NaN: never. */
static double share_by(const audit *a, size_t t, size_t period)
{
    double share = share_at(a, t, period);
    for (size_t k = period; isnan(share) && k > 0; k--) {
        share = share_at(a, t, k - 1);
    }
    return share;
}

/** What a version saved by the end of a period; 0 while the baseline is not known, or where there is none. */
static double version_saved_by(const audit *a, size_t v, size_t period)
{
    const double share = term_at(a, v)->baseline.kind ? share_by(a, v, period) : (double)NAN;
    return isnan(share) ? 0 : summed(a, a->subject->units->achieved, v, period) - (1 - share) * summed(a, a->subject->units->window_days, v, period);
}

/** S of a term by the end of a period. */
static double saved_by(const audit *a, size_t t, size_t period)
{
    double sum = 0;
    for (size_t v = t; v < a->found->terms; v++) {
        sum += is_version(a, v, t) ? version_saved_by(a, v, period) : 0;
    }
    return sum;
}

static bool effect_reached(const audit *a, size_t t, size_t k)
{
    double least = 0;
    bool asked = false, known = false;
    for (size_t v = t; v < a->found->terms; v++) {
        const double share = is_version(a, v, t) && term_at(a, v)->baseline.kind ? share_by(a, v, k) : (double)NAN;
        const double effect = term_at(a, v)->minimum_effect.value;
        const double days = summed(a, a->subject->units->window_days, v, k);
        known = known || !isnan(share);
        if (!isnan(share) && effect > 0 && days > 0) {
            asked = true;
            least += effect * share * days;
        }
    }
    return known && (!asked || saved_by(a, t, k) >= least);
}

/** What of `amount` falls to one of the versions, in proportion to what each saved above zero. */
static double part_of(const audit *a, size_t t, size_t version, double amount, const double saved[])
{
    double sum = 0;
    for (size_t v = t; v < a->found->terms; v++) {
        sum += is_version(a, v, t) ? fmax(0, saved[v]) : 0;
    }
    return sum > 0 ? amount * fmax(0, saved[version]) / sum : 0;
}

/** What has been paid for of a version by the end of a period under the cumulative floor: whenever the minimum was reached, S beyond its highest before, shared among
 *  the versions by what they saved since then. */
static double cumulative_by(const audit *a, size_t t, size_t version, size_t periods)
{
    double before[TERMS_MAX] = { 0 };
    double highest = 0, paid = 0;
    for (size_t k = 0; k < periods; k++) {
        if (effect_reached(a, t, k) && saved_by(a, t, k) > highest) {
            double since[TERMS_MAX] = { 0 };
            for (size_t v = t; v < a->found->terms; v++) {
                since[v] = is_version(a, v, t) ? version_saved_by(a, v, k) - before[v] : 0;
                before[v] += since[v];
            }
            paid += part_of(a, t, version, saved_by(a, t, k) - highest, since);
            highest = saved_by(a, t, k);
        }
    }
    return paid;
}

/** What a version saves in a period by the other floors. */
static double saved_in(const audit *a, size_t t, size_t version, size_t k)
{
    double change[TERMS_MAX] = { 0 };
    for (size_t v = t; v < a->found->terms; v++) {
        change[v] = is_version(a, v, t) ? version_saved_by(a, v, k) - (k > 0 ? version_saved_by(a, v, k - 1) : 0) : 0;
    }
    const int floor = term_at(a, version)->baseline_floor;
    if (floor == FLOOR_CHILD) {
        return entry(a->subject->units->child_saved, version * a->found->periods + k);
    }
    const double all = saved_by(a, t, k) - (k > 0 ? saved_by(a, t, k - 1) : 0);
    return floor == FLOOR_PERIOD ? part_of(a, t, version, fmax(0, all), change) : change[version];
}

/** All that a version has saved by the last period up to this one at which the minimum was reached. */
static double released_by(const audit *a, size_t t, size_t version, size_t periods)
{
    double sum = 0;
    double released = 0;
    for (size_t k = 0; k < periods; k++) {
        sum += saved_in(a, t, version, k);
        released = effect_reached(a, t, k) ? sum : released;
    }
    return released;
}

/** Units payable of a version by child; with the taper in `worth`. */
static double payable_of(const audit *a, size_t version, size_t k, double *worth)
{
    const term_row *term = term_at(a, version);
    const quantities *units = a->subject->units;
    const size_t at = version * a->found->periods + k;
    if (term->baseline.kind == NULL) {
        const double paid = 1 - term->deadweight.value;
        *worth = paid * (units->worth ? units->worth[at] : units->achieved[at]);
        return paid * units->achieved[at];
    }
    double (*const by)(const audit *, size_t, size_t, size_t) = term->baseline_floor == FLOOR_CUMULATIVE ? cumulative_by : released_by;
    const size_t t = version - term->origin_back;
    *worth = by(a, t, version, k + 1) - by(a, t, version, k);
    return *worth;
}

static double price_of(const audit *a, size_t t, size_t k)
{
    const term_row *term = term_at(a, t);
    const date from = term->index_from == DATE_NONE ? a->subject->contract->starts : term->index_from;
    double price = term->price_gbp.value;
    for (int year = 1; date_add_months(from, 12 * year) <= a->subject->calendar->items[k].end; year++) {
        price *= 1 + term->index_per_year.value;
    }
    return price;
}

/** The share that bands pay at a success rate. */
static double band_of(const term_row *term, double rate)
{
    double share = 0;
    for (size_t i = 0; i < term->success_rates.count && term->success_rates.items[i] <= rate; i++) {
        const double from = term->success_rates.items[i];
        share = term->success_pays.items[i];
        if (term->success_between == BAND_LINEAR && i + 1 < term->success_rates.count) {
            const double way = fmin(1, (rate - from) / (term->success_rates.items[i + 1] - from));
            share += way * (term->success_pays.items[i + 1] - share);
        }
    }
    return share;
}

/** What the terms that `term` looks at come to in a period, or by its end (`all`). */
static double looked_up(const audit *a, const term_row *term, const double array[], size_t k, bool all)
{
    double sum = 0;
    for (size_t t = 0; t < a->found->terms; t++) {
        if (term->by_mask ? mask_has(term->by_mask, t) : (size_t)term->by_index == t) {
            sum += all ? summed(a, array, t, k) : entry(array, t * a->found->periods + k);
        }
    }
    return sum;
}

static double rate_of(const audit *a, const term_row *term, size_t k)
{
    const quantities *units = a->subject->units;
    const bool all = term->success_over == OVER_ALL;
    const double assessed = looked_up(a, term, units->assessed, k, all);
    const double achieved = looked_up(a, term, units->achieved, k, all);
    return assessed > 0 ? achieved / assessed : 0;
}

static double pence_before_bands(const audit *a, size_t t, size_t k)
{
    double worth;
    payable_of(a, t, k, &worth);
    return 100 * price_of(a, t, k) * worth;
}

/** What versions that are paid by each period alone bring in it. */
static double pence_alone(const audit *a, size_t t, size_t k)
{
    double sum = 0;
    for (size_t v = t; v < a->found->terms; v++) {
        const term_row *row = term_at(a, v);
        const bool banded = row->success_rates.count > 0;
        if (is_version(a, v, t) && !is_by_period(a, v) && !(banded && row->success_over == OVER_ALL)) {
            sum += (banded ? band_of(row, rate_of(a, row, k)) : 1) * pence_before_bands(a, v, k);
        }
    }
    return sum;
}

/** What versions that are banded over all periods have earned by the end of one. */
static double pence_over_all(const audit *a, size_t t, size_t period)
{
    double sum = 0;
    for (size_t v = t; v < a->found->terms; v++) {
        const term_row *row = term_at(a, v);
        for (size_t k = 0; is_version(a, v, t) && !is_by_period(a, v) && row->success_rates.count > 0 && row->success_over == OVER_ALL && k <= period; k++) {
            sum += band_of(row, rate_of(a, row, period)) * pence_before_bands(a, v, k);
        }
    }
    return sum;
}

/** The exact amount in pence of a term by child, with its versions, after bands. */
static double pence_by_child(const audit *a, size_t t, size_t period)
{
    double paid = 0, now = 0;
    for (size_t k = 0; k <= period; k++) {
        now = fmax(0, pence_over_all(a, t, k) - paid);
        paid += now;
    }
    return pence_alone(a, t, period) + now;
}

/** The exact amount in pence of the versions by period of a term: `others` is what stands before it, in pence; what a version fills up is no longer there for the next. */
static double pence_by_period(const audit *a, size_t t, size_t k, double others)
{
    double sum = 0, left = others / 100;
    for (size_t v = t; v < a->found->terms; v++) {
        const term_row *term = term_at(a, v);
        if (!is_version(a, v, t) || !is_by_period(a, v)) {
            continue;
        }
        const quantities *units = a->subject->units;
        const double assessed = looked_up(a, term, units->assessed, k, true);
        const double achieved = looked_up(a, term, units->achieved, k, true);
        const by_sums sums = { achieved, looked_up(a, term, units->achieved, k, false), assessed > 0 ? achieved / assessed : (double)NAN };
        sum += 100 * price_of(a, v, k) * (1 - term->deadweight.value) * period_term_units(a->subject, term, k, &sums, left);
        left = fmax(0, left - period_term_units(a->subject, term, k, &sums, 0));
    }
    return sum;
}

/** Within a penny: exact amounts that are summed in another order may stand on the two sides of a half. */
static bool is_rounded(pence found, double exact)
{
    return fabs((double)found - exact) <= 0.5 + 1e-5 * (1 + 1e-6 * fabs(exact));
}

static bool payable_holds(const audit *a, size_t t, size_t k)
{
    double worth;
    const double payable = is_by_period(a, t) ? 0 : payable_of(a, t, k, &worth);
    return is_by_period(a, t) || fabs(a->found->payable[t * a->found->periods + k] - payable) <= 1e-9 * (1 + fabs(payable)) * (double)(k + 1);
}

static bool period_holds(const audit *a, size_t k)
{
    double exact[TERMS_MAX] = { 0 };
    double sum = 0;
    for (size_t t = 0; t < a->found->terms; t++) {
        exact[t] = term_at(a, t)->origin_back == 0 ? pence_by_child(a, t, k) : 0;
        sum += exact[t];
        if (!payable_holds(a, t, k)) {
            return false;
        }
    }
    for (size_t t = 0; t < a->found->terms; t++) {
        const double filled = term_at(a, t)->origin_back == 0 ? pence_by_period(a, t, k, sum) : 0;
        exact[t] += filled;
        sum += filled;
        if (!is_rounded(a->found->term_entitled[t * a->found->periods + k], exact[t])) {
            return false;
        }
    }
    return a->found->cost_plus[k] == cost_plus_entitled(a->subject, k);
}

bool terms_hold(const audit *a)
{
    for (size_t k = 0; k < a->found->periods; k++) {
        if (!period_holds(a, k)) {
            return false;
        }
    }
    return true;
}
