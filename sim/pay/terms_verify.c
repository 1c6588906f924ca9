#include "pay/terms_verify.h"

#include <math.h>

#include "pay/cost_plus.h"
#include "pay/period_terms.h"
#include "pay/rules.h"
#include "terms/term.h"

static const term_row *term_at(const audit *a, size_t t)
{
    return MAP_ITEM(const term_row, a->subject->contract->terms, t);
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

/** S by the end of a period; 0 while the baseline is not known. */
static double saved_by(const audit *a, size_t t, size_t period)
{
    double share = share_at(a, t, period);
    for (size_t k = period; isnan(share) && k > 0; k--) {
        share = share_at(a, t, k - 1);
    }
    return isnan(share) ? 0 : summed(a, a->subject->units->achieved, t, period) - (1 - share) * summed(a, a->subject->units->window_days, t, period);
}

static bool effect_reached(const audit *a, size_t t, size_t k)
{
    const double least = quantity_at(term_at(a, t)->minimum_effect, a->subject->world);
    double share = share_at(a, t, k);
    for (size_t j = k; isnan(share) && j > 0; j--) {
        share = share_at(a, t, j - 1);
    }
    return !isnan(share) && (least <= 0 || saved_by(a, t, k) >= least * share * summed(a, a->subject->units->window_days, t, k));
}

/** What has been paid for by the end of a period under the cumulative floor: the largest of 0 and the sums at ends where the minimum was reached. */
static double cumulative_by(const audit *a, size_t t, size_t periods)
{
    double highest = 0;
    for (size_t k = 0; k < periods; k++) {
        highest = effect_reached(a, t, k) ? fmax(highest, saved_by(a, t, k)) : highest;
    }
    return highest;
}

/** What a period saves by the other floors. */
static double saved_in(const audit *a, size_t t, size_t k)
{
    const double change = saved_by(a, t, k) - (k > 0 ? saved_by(a, t, k - 1) : 0);
    const int floor = term_at(a, t)->baseline_floor;
    return floor == FLOOR_CHILD ? entry(a->subject->units->child_saved, t * a->found->periods + k) : floor == FLOOR_PERIOD ? fmax(0, change) : change;
}

/** All that has been saved by the last period up to this one at which the minimum was reached. */
static double released_by(const audit *a, size_t t, size_t periods)
{
    double sum = 0;
    double released = 0;
    for (size_t k = 0; k < periods; k++) {
        sum += saved_in(a, t, k);
        released = effect_reached(a, t, k) ? sum : released;
    }
    return released;
}

/** Units payable of a term by child; with the taper in `worth`. */
static double payable_of(const audit *a, size_t t, size_t k, double *worth)
{
    const term_row *term = term_at(a, t);
    const quantities *units = a->subject->units;
    const size_t at = t * a->found->periods + k;
    if (term->baseline.kind == NULL) {
        const double paid = 1 - quantity_at(term->deadweight, a->subject->world);
        *worth = paid * (units->worth ? units->worth[at] : units->achieved[at]);
        return paid * units->achieved[at];
    }
    double (*const by)(const audit *, size_t, size_t) = term->baseline_floor == FLOOR_CUMULATIVE ? cumulative_by : released_by;
    *worth = by(a, t, k + 1) - by(a, t, k);
    return *worth;
}

static double price_of(const audit *a, size_t t, size_t k)
{
    const term_row *term = term_at(a, t);
    const date from = term->index_from == DATE_NONE ? a->subject->contract->starts : term->index_from;
    double price = quantity_at(term->price_gbp, a->subject->world);
    for (int year = 1; date_add_months(from, 12 * year) <= a->subject->calendar->items[k].end; year++) {
        price *= 1 + quantity_at(term->index_per_year, a->subject->world);
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
        if (term->by_mask ? (term->by_mask >> t & 1) != 0 : (size_t)term->by_index == t) {
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

/** The exact amount in pence of a term by child after bands. */
static double pence_by_child(const audit *a, size_t t, size_t period)
{
    const term_row *term = term_at(a, t);
    if (term->success_rates.count == 0) {
        return pence_before_bands(a, t, period);
    }
    if (term->success_over == OVER_PERIOD) {
        return band_of(term, rate_of(a, term, period)) * pence_before_bands(a, t, period);
    }
    double sum = 0, paid = 0, now = 0;
    for (size_t k = 0; k <= period; k++) {
        sum += pence_before_bands(a, t, k);
        now = fmax(0, band_of(term, rate_of(a, term, k)) * sum - paid);
        paid += now;
    }
    return now;
}

/** The exact amount in pence of a term by period: `others` is what stands before it, in pence. */
static double pence_by_period(const audit *a, size_t t, size_t k, double others)
{
    const term_row *term = term_at(a, t);
    const quantities *units = a->subject->units;
    const double assessed = looked_up(a, term, units->assessed, k, true);
    const double achieved = looked_up(a, term, units->achieved, k, true);
    const by_sums sums = { achieved, looked_up(a, term, units->achieved, k, false), assessed > 0 ? achieved / assessed : (double)NAN };
    return 100 * price_of(a, t, k) * (1 - quantity_at(term->deadweight, a->subject->world)) *
           period_term_units(a->subject, term, k, &sums, others / 100);
}

/** Within a penny: exact amounts that are summed in another order may stand on the two sides of a half. */
static bool is_rounded(pence found, double exact)
{
    return fabs((double)found - exact) <= 0.5 + 1e-5 * (1 + 1e-6 * fabs(exact));
}

static bool payable_holds(const audit *a, size_t t, size_t k)
{
    double worth;
    const double payable = payable_of(a, t, k, &worth);
    return is_by_period(a, t) || fabs(a->found->payable[t * a->found->periods + k] - payable) <= 1e-9 * (1 + fabs(payable)) * (double)(k + 1);
}

static bool period_holds(const audit *a, size_t k)
{
    double sum = 0;
    for (size_t t = 0; t < a->found->terms; t++) {
        const double exact = is_by_period(a, t) ? 0 : pence_by_child(a, t, k);
        sum += exact;
        if (!is_by_period(a, t) && (!payable_holds(a, t, k) || !is_rounded(a->found->term_entitled[t * a->found->periods + k], exact))) {
            return false;
        }
    }
    for (size_t t = 0; t < a->found->terms; t++) {
        const double exact = is_by_period(a, t) ? pence_by_period(a, t, k, sum) : 0;
        sum += exact;
        if (is_by_period(a, t) && !is_rounded(a->found->term_entitled[t * a->found->periods + k], exact)) {
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
