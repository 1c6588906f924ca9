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
    return &self->claim->contract->terms.items[t];
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
    return is_kind(term, "block_fee") || is_kind(term, "bonus") || is_kind(term, "referral_guarantee") || is_kind(term, "minimum_payment") ||
           is_kind(term, "actual_cost");
}

bool reference_means(const char *name, const term_row *term)
{
    const size_t length = strlen(name);
    return strncmp(term->name, name, length) == 0 && (term->name[length] == '\0' || strncmp(term->name + length, " from ", strlen(" from ")) == 0);
}

size_t reference_origin(const contract_row *contract, size_t version)
{
    size_t t = 0;
    while (!reference_means(contract->terms.items[t].name, &contract->terms.items[version])) {
        t++;
    }
    return t;
}

static size_t number_of(const contract_row *contract, const term_row *term)
{
    size_t t = 0;
    while (&contract->terms.items[t] != term) {
        t++;
    }
    return t;
}

bool reference_alike(const contract_row *contract, const term_row *a, const term_row *b)
{
    return reference_origin(contract, number_of(contract, a)) == reference_origin(contract, number_of(contract, b));
}

static bool is_version(const entitling *self, size_t version, size_t t)
{
    return reference_origin(self->claim->contract, version) == t;
}

/** Whether a term's `by` means another; it looks at itself, with its versions, where it names none. */
static bool looks_at(const entitling *self, const term_row *term, size_t other)
{
    return term->by ? reference_means(term->by, term_at(self, other)) : reference_alike(self->claim->contract, term, term_at(self, other));
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

double reference_price(const reference_claim *claim, const term_row *term, size_t period)
{
    const date from = term->index_from == DATE_NONE ? claim->contract->starts : term->index_from;
    const int years = reference_anniversaries(from, claim->calendar->items[period].end);
    return reference_quantity(claim->at, term->price_gbp) * pow(1 + reference_quantity(claim->at, term->index_per_year), years);
}

static double price_pence(const entitling *self, const term_row *term, size_t period)
{
    return 100 * reference_price(self->claim, term, period);
}

/** What one version saved by the end of a period, and the days expected in care; false while the share is not known. */
static bool saved_by(const entitling *self, size_t v, size_t period, double *saved, double *expected)
{
    const quantities *units = self->claim->units;
    const double share = units->baseline[v * units->periods + period];
    double achieved = 0;
    double window = 0;
    for (size_t k = 0; k <= period; k++) {
        achieved += units->achieved[v * units->periods + k];
        window += units->window_days[v * units->periods + k];
    }
    *saved = isnan(share) ? 0 : achieved - (1 - share) * window;
    *expected = isnan(share) ? 0 : share * window;
    return !isnan(share);
}

/** A term's account in savings, with what its versions have in it. */
typedef struct {
    double saved[TERMS_MAX];     /* by the period's end */
    double before[TERMS_MAX];    /* by the end of the one before */
    double at_payment[TERMS_MAX]; /* when S was last paid for */
    double held[TERMS_MAX];      /* back, until the least effect is reached */
    double highest;              /* S paid for */
    bool reached;                /* the least effect */
} savings;

static bool saves(const entitling *self, size_t v, size_t t)
{
    return is_version(self, v, t) && term_at(self, v)->baseline.kind;
}

static double sum_of(const double amount[], size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

/** Moves the account to the end of a period. */
static void savings_move(const entitling *self, size_t t, size_t k, savings *account)
{
    bool known = false, asked = false;
    double least = 0;
    for (size_t v = 0; v < self->out->terms; v++) {
        double expected;
        account->before[v] = account->saved[v];
        if (saves(self, v, t) && saved_by(self, v, k, &account->saved[v], &expected)) {
            const double effect = number(self, term_at(self, v)->minimum_effect);
            known = true;
            asked = asked || (effect > 0 && expected > 0);
            least += effect > 0 ? effect * expected : 0;
        }
    }
    account->reached = known && (!asked || sum_of(account->saved, TERMS_MAX) >= least);
}

/** One version's part of an amount above zero, in proportion to what each saved above zero between two times. */
static double part_of(double amount, size_t v, const double from[], const double to[])
{
    double sum = 0;
    for (size_t i = 0; i < TERMS_MAX; i++) {
        sum += fmax(0, to[i] - from[i]);
    }
    return amount > 0 ? amount * fmax(0, to[v] - from[v]) / sum : 0;
}

/** What a version has saved in a period where nothing is floored over all of time. */
static double saved_in_period(const entitling *self, size_t v, size_t k, const savings *account)
{
    const double all = sum_of(account->saved, TERMS_MAX) - sum_of(account->before, TERMS_MAX);
    switch (term_at(self, v)->baseline_floor) {
    case FLOOR_CHILD:
        return self->claim->units->child_saved[v * self->out->periods + k];
    case FLOOR_PERIOD:
        return part_of(all, v, account->before, account->saved);
    default:
        return account->saved[v] - account->before[v];
    }
}

/** Step 1 for a term with a baseline and its versions. */
static void savings_set(const entitling *self, size_t t)
{
    savings account = { .highest = 0 };
    for (size_t k = 0; k < self->out->periods; k++) {
        savings_move(self, t, k, &account);
        const double all = sum_of(account.saved, TERMS_MAX);
        const bool rises = account.reached && all > account.highest;
        for (size_t v = 0; v < self->out->terms; v++) {
            double *payable = &self->out->payable[v * self->out->periods + k];
            if (saves(self, v, t) && term_at(self, v)->baseline_floor == FLOOR_CUMULATIVE) {
                *payable = rises ? part_of(all - account.highest, v, account.at_payment, account.saved) : 0;
            } else if (saves(self, v, t)) {
                account.held[v] += saved_in_period(self, v, k, &account);
                *payable = account.reached ? account.held[v] : 0;
                account.held[v] = account.reached ? 0 : account.held[v];
            }
        }
        if (rises) {
            account.highest = all;
            memcpy(account.at_payment, account.saved, sizeof account.saved);
        }
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

/** Exact pence of a version in a period before bands. */
static double amount_of(const entitling *self, size_t v, size_t k)
{
    const term_row *term = term_at(self, v);
    const quantities *units = self->claim->units;
    const double pays = 1 - number(self, term->deadweight);
    const double worth = term->baseline.kind ? self->out->payable[v * self->out->periods + k] : pays * units->worth[v * units->periods + k];
    return price_pence(self, term, k) * worth;
}

/** The success rate by which a version is banded. */
static double rate_of(const entitling *self, const term_row *term, size_t k)
{
    const quantities *units = self->claim->units;
    const size_t from = term->success_over == OVER_ALL ? 0 : k;
    const double assessed = by_sum(self, term, units->assessed, from, k);
    return assessed > 0 ? by_sum(self, term, units->achieved, from, k) / assessed : 0;
}

/** Steps 1 and 2 of a term by child with its versions. */
static void child_term_entitle(const entitling *self, size_t t)
{
    const quantities *units = self->claim->units;
    const size_t periods = self->out->periods;
    for (size_t v = 0; v < self->out->terms; v++) {
        for (size_t k = 0; k < periods && is_version(self, v, t) && !is_by_period(term_at(self, v)); k++) {
            self->out->payable[v * periods + k] = (1 - number(self, term_at(self, v)->deadweight)) * units->achieved[v * periods + k];
        }
    }
    savings_set(self, t);
    double paid_over_all = 0;
    for (size_t k = 0; k < periods; k++) {
        double alone = 0;
        double over_all = 0;
        for (size_t v = 0; v < self->out->terms; v++) {
            const term_row *term = term_at(self, v);
            if (!is_version(self, v, t) || is_by_period(term)) {
                continue;
            }
            const double share = term->success_rates.count > 0 ? band_share(term, rate_of(self, term, k)) : 1;
            if (term->success_rates.count > 0 && term->success_over == OVER_ALL) {
                for (size_t j = 0; j <= k; j++) {
                    over_all += share * amount_of(self, v, j);
                }
            } else {
                alone += share * amount_of(self, v, k);
            }
        }
        const double now = fmax(0, over_all - paid_over_all);
        paid_over_all += now;
        self->exact[t * periods + k] = alone + now;
    }
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

/** Pounds of delivery cost of the months that end in the period on days for which the term pays, and are known; each up to the limit. */
static double cost_paid(const entitling *self, const term_row *term, size_t period)
{
    const claim_period *dates = &self->claim->calendar->items[period];
    const double most = reference_quantity(self->claim->at, term->unit.parameter[0]);
    double sum = 0;
    for (date day = dates->start; day <= dates->end; day++) {
        const bool known = reference_day_of(self->claim->at->file, day) <= self->claim->units_known;
        if (day == date_month_end(day) && known && term_pays_on(term, day)) {
            const double cost = (double)self->claim->cost[date_months_between(self->claim->at->file->starts, day)];
            sum += most >= 0 ? fmin(cost, 100 * most) : cost;
        }
    }
    return sum / 100;
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
    if (is_kind(term, "actual_cost")) {
        return cost_paid(self, term, period);
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

/** Step 3: terms by period see what stands before them; of that, each version takes away for the next what it fills up. */
static void period_terms_entitle(const entitling *self, size_t period)
{
    const size_t periods = self->out->periods;
    double others = 0;
    for (size_t t = 0; t < self->out->terms; t++) {
        others += self->exact[t * periods + period];
    }
    for (size_t t = 0; t < self->out->terms; t++) {
        double left = others / 100;
        for (size_t v = 0; v < self->out->terms; v++) {
            const term_row *term = term_at(self, v);
            if (is_version(self, v, t) && is_by_period(term)) {
                const double units = (1 - number(self, term->deadweight)) * period_units(self, term, period, left);
                self->out->payable[v * periods + period] = units;
                self->exact[t * periods + period] += price_pence(self, term, period) * units;
                others += price_pence(self, term, period) * units;
                left = fmax(0, left - period_units(self, term, period, 0));
            }
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
    for (size_t m = 0; claim->end.ended && claim->contract->early_end.payment == END_COST_PLUS && m < claim->months; m++, month_end = date_month_end(month_end + 1)) {
        const bool is_in = month_end >= dates->start && month_end <= dates->end && reference_day_of(file, month_end) > claim->end.last_day;
        sum += is_in ? claim->cost[m] : 0;
    }
    return rounded((1 + margin) * (double)sum);
}

void reference_entitle(const reference_claim *claim, ledger *out)
{
    const entitling self = { claim, out, reference_room(out->terms * out->periods, sizeof(double)) };
    for (size_t t = 0; t < out->terms; t++) {
        if (reference_origin(claim->contract, t) == t) {
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
