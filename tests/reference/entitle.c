#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/child_term.h"
#include "reference/contract.h"

#define HALF_PENNY_TOLERANCE 1e-6

/** One contract under way: exact pence by [term][period], beside the ledger. */
typedef struct {
    const reference_claim *claim;
    ledger *out;
    double *exact;
} entitling;

static const term_row *term_at(const entitling *self, size_t t)
{
    return MAP_ITEM(term_row, self->claim->contract->terms, t);
}

static double number(const entitling *self, quantity of)
{
    return reference_quantity(self->claim->at, of);
}

static bool is_kind(const term_row *term, const char *name)
{
    return strcmp(term->unit.kind->name, name) == 0;
}

static bool is_by_period(const term_row *term)
{
    return is_kind(term, "block_fee") || is_kind(term, "bonus") || is_kind(term, "referral_guarantee") || is_kind(term, "minimum_payment");
}

bool reference_means(const char *name, const term_row *term)
{
    const size_t length = strlen(name);
    return strncmp(term->name, name, length) == 0 && (term->name[length] == '\0' || strncmp(term->name + length, " from ", strlen(" from ")) == 0);
}

/** Whether a term's `by` means another; it looks at itself alone where it names none. */
static bool looks_at(const entitling *self, const term_row *term, size_t other)
{
    return term->by ? reference_means(term->by, term_at(self, other)) : term == term_at(self, other);
}

/** The sum over the terms that `by` means, of the periods from .. until. */
static double by_sum(const entitling *self, const term_row *term, const double amount[], size_t from, size_t until)
{
    double sum = 0;
    for (size_t t = 0; t < self->out->terms; t++) {
        for (size_t k = from; k <= until && looks_at(self, term, t); k++) {
            sum += amount[t * self->out->periods + k];
        }
    }
    return sum;
}

static double price_pence(const entitling *self, const term_row *term, size_t period)
{
    const date from = term->index_from == DATE_NONE ? self->claim->contract->starts : term->index_from;
    const int years = reference_anniversaries(from, self->claim->calendar->items[period].end);
    return 100 * number(self, term->price_gbp) * pow(1 + number(self, term->index_per_year), years);
}

/** S at the end of a period, and the days expected in care by then; false while the share is not known. */
static bool saved_by(const entitling *self, size_t t, size_t period, double *saved, double *expected)
{
    const quantities *units = self->claim->units;
    const double share = units->baseline[t * units->periods + period];
    double achieved = 0;
    double window = 0;
    for (size_t k = 0; k <= period; k++) {
        achieved += units->achieved[t * units->periods + k];
        window += units->window_days[t * units->periods + k];
    }
    *saved = isnan(share) ? 0 : achieved - (1 - share) * window;
    *expected = isnan(share) ? 0 : share * window;
    return !isnan(share);
}

/** Step 1 for a term with a baseline. */
static void savings_set(const entitling *self, size_t t, double payable[])
{
    const term_row *term = term_at(self, t);
    double before = 0;  /* S of the period before */
    double highest = 0; /* paid for */
    double held = 0;    /* back, until the least effect is reached */
    for (size_t k = 0; k < self->out->periods; k++) {
        double saved;
        double expected;
        const bool known = saved_by(self, t, k, &saved, &expected);
        const double least = number(self, term->minimum_effect);
        const bool reached = known && (least <= 0 || saved >= least * expected);
        const double change = known ? saved - before : 0;
        if (term->baseline_floor == FLOOR_CUMULATIVE) {
            payable[k] = reached ? fmax(0, saved - highest) : 0;
            highest = reached ? fmax(highest, saved) : highest;
        } else {
            const double child = self->claim->units->child_saved[t * self->out->periods + k];
            const double by_period = term->baseline_floor == FLOOR_PERIOD ? fmax(0, change) : change;
            held += term->baseline_floor == FLOOR_CHILD ? child : by_period;
            payable[k] = reached ? held : 0;
            held = reached ? 0 : held;
        }
        before = known ? saved : before;
    }
}

/** f of a success rate. */
static double band_share(const term_row *term, double rate)
{
    const double *rates = term->success_rates.items;
    const double *pays = term->success_pays.items;
    double share = 0;
    for (size_t i = 0; i < term->success_rates.count && rate >= rates[i]; i++) {
        const bool is_last = i + 1 == term->success_rates.count;
        const bool is_between = !is_last && term->success_between == BAND_LINEAR;
        share = is_between ? pays[i] + (rate - rates[i]) / (rates[i + 1] - rates[i]) * (pays[i + 1] - pays[i]) : pays[i];
    }
    return share;
}

/** Step 2. */
static void bands_apply(const entitling *self, size_t t, double amount[])
{
    const term_row *term = term_at(self, t);
    const quantities *units = self->claim->units;
    double all = 0;
    double paid = 0;
    for (size_t k = 0; term->success_rates.count > 0 && k < self->out->periods; k++) {
        const size_t from = term->success_over == OVER_ALL ? 0 : k;
        const double assessed = by_sum(self, term, units->assessed, from, k);
        const double rate = assessed > 0 ? by_sum(self, term, units->achieved, from, k) / assessed : 0;
        all += amount[k];
        amount[k] = term->success_over == OVER_ALL ? fmax(0, band_share(term, rate) * all - paid) : band_share(term, rate) * amount[k];
        paid += amount[k];
    }
}

/** Steps 1 and 2 of a term by child. */
static void child_term_entitle(const entitling *self, size_t t)
{
    const term_row *term = term_at(self, t);
    const quantities *units = self->claim->units;
    double *payable = self->out->payable + t * self->out->periods;
    double *exact = self->exact + t * self->out->periods;
    const double pays = 1 - number(self, term->deadweight);
    for (size_t k = 0; k < self->out->periods; k++) {
        payable[k] = pays * units->achieved[t * units->periods + k];
    }
    if (term->baseline.kind) {
        savings_set(self, t, payable);
    }
    for (size_t k = 0; k < self->out->periods; k++) {
        const double worth = term->baseline.kind ? payable[k] : pays * units->worth[t * units->periods + k];
        exact[k] = price_pence(self, term, k) * worth;
    }
    bands_apply(self, t, exact);
}

/** Months that end in the period on days for which the term pays, and are known. */
static double months_paid(const entitling *self, const term_row *term, size_t period)
{
    const claim_period *dates = &self->claim->calendar->items[period];
    double months = 0;
    for (date day = dates->start; day <= dates->end; day++) {
        const bool known = reference_day_of(self->claim->at->file, day) <= self->claim->units_known;
        months += day == date_month_end(day) && known && term_pays_on(term, day);
    }
    return months;
}

/** The units of a term by period. */
static double period_units(const entitling *self, const term_row *term, size_t period, double others_gbp)
{
    const quantities *units = self->claim->units;
    const double p = reference_quantity(self->claim->at, term->unit.parameter[0]);
    const bool pays = term_pays_on(term, self->claim->calendar->items[period].end);
    if (is_kind(term, "block_fee")) {
        return months_paid(self, term, period);
    }
    if (is_kind(term, "minimum_payment")) {
        return fmax(0, p * months_paid(self, term, period) - others_gbp);
    }
    if (is_kind(term, "referral_guarantee")) {
        return pays ? fmax(0, p * units->planned_referrals[period] - units->referrals[period]) : 0;
    }
    const double by = by_sum(self, term, units->achieved, 0, period);
    const double before = by - by_sum(self, term, units->achieved, period, period);
    return pays && by >= p && before < p;
}

/** Step 3: terms by period see what stands before them. */
static void period_terms_entitle(const entitling *self, size_t period)
{
    const size_t periods = self->out->periods;
    double others = 0;
    for (size_t t = 0; t < self->out->terms; t++) {
        others += is_by_period(term_at(self, t)) ? 0 : self->exact[t * periods + period];
    }
    for (size_t t = 0; t < self->out->terms; t++) {
        const term_row *term = term_at(self, t);
        if (is_by_period(term)) {
            const double units = (1 - number(self, term->deadweight)) * period_units(self, term, period, others / 100);
            self->out->payable[t * periods + period] = units;
            self->exact[t * periods + period] = price_pence(self, term, period) * units;
            others += self->exact[t * periods + period];
        }
    }
}

/** Step 4. */
static pence rounded(double exact)
{
    return (pence)round(exact + (exact < 0 ? -HALF_PENNY_TOLERANCE : HALF_PENNY_TOLERANCE));
}

/** What is paid of delivery cost after an early end, for the months that end in a period. */
static pence cost_plus(const reference_claim *claim, size_t period)
{
    const scenario *file = claim->at->file;
    const claim_period *dates = &claim->calendar->items[period];
    const double margin = reference_quantity(claim->at, claim->contract->early_end.cost_plus_share);
    pence sum = 0;
    date month_end = date_month_end(file->starts);
    for (size_t m = 0; claim->end.cost && m < claim->end.months; m++, month_end = date_month_end(month_end + 1)) {
        const bool is_in = month_end >= dates->start && month_end <= dates->end && reference_day_of(file, month_end) > claim->end.last_day;
        sum += is_in ? claim->end.cost[m] : 0;
    }
    return rounded((1 + margin) * (double)sum);
}

void reference_entitle(const reference_claim *claim, ledger *out)
{
    const entitling self = { claim, out, reference_room(out->terms * out->periods, sizeof(double)) };
    for (size_t t = 0; t < out->terms; t++) {
        if (!is_by_period(term_at(&self, t))) {
            child_term_entitle(&self, t);
        }
    }
    for (size_t k = 0; k < out->periods; k++) {
        period_terms_entitle(&self, k);
        out->cost_plus[k] = cost_plus(claim, k);
    }
    for (size_t i = 0; i < out->terms * out->periods; i++) {
        out->term_entitled[i] = rounded(self.exact[i]);
    }
    free(self.exact);
}
