#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HALF_PENNY_TOLERANCE 1e-6

/** Splits whole pence in proportion: everyone's whole pence first, the odd ones to the largest remainders, the first of equals. `carry` may be NULL. */
static void split(pence amount, const double weight[], double carry[], pence part[], size_t count)
{
    double *exact = reference_room(count, sizeof *exact);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
    }
    pence left = amount;
    for (size_t i = 0; i < count; i++) {
        exact[i] = (double)amount * (weight[i] / sum) + (carry ? carry[i] : 0);
        part[i] = (pence)fmax(0, floor(exact[i]));
        left -= part[i];
    }
    for (; left != 0; left -= left > 0 ? 1 : -1) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            if (left > 0 && (best == SIZE_MAX || exact[i] - (double)part[i] > exact[best] - (double)part[best])) {
                best = i;
            }
            if (left < 0 && part[i] > 0 && (best == SIZE_MAX || exact[i] - (double)part[i] <= exact[best] - (double)part[best])) {
                best = i;
            }
        }
        part[best] += left > 0 ? 1 : -1;
    }
    for (size_t i = 0; carry && i < count; i++) {
        carry[i] = exact[i] - (double)part[i];
    }
    free(exact);
}

/** One settlement under way. */
typedef struct {
    const reference_case *at;
    const contract_row *contract;
    const claim_calendar *calendar;
    reference_ledger *ledger;
} settlement;

static const term_row *term_at(const settlement *self, size_t t)
{
    return MAP_ITEM(term_row, self->contract->terms, t);
}

static const payer_row *payer_at(const settlement *self, size_t p)
{
    return MAP_ITEM(payer_row, self->contract->payers, p);
}

/** What a term entitles to, period by period, before limits. */
static void term_entitle(const settlement *self, size_t t, const double achieved[], const double window_days[])
{
    const term_row *term = term_at(self, t);
    const double baseline = reference_quantity(self->at, term->baseline_share);
    const double deadweight = reference_quantity(self->at, term->deadweight);
    const double price_pence = 100 * reference_quantity(self->at, term->price_gbp);
    double saved = 0;
    double highest = 0;
    for (size_t p = 0; p < self->ledger->periods; p++) {
        double payable = (1 - deadweight) * achieved[p];
        if (baseline >= 0) {
            saved += achieved[p] - (1 - baseline) * window_days[p];
            payable = fmax(0, fmax(0, saved) - highest);
            highest = fmax(highest, saved);
        }
        self->ledger->payable[t * self->ledger->periods + p] = payable;
        self->ledger->entitled[t * self->ledger->periods + p] = (pence)round(price_pence * payable + HALF_PENNY_TOLERANCE);
    }
}

static pence limit_pence(const settlement *self, quantity limit)
{
    const double gbp = reference_quantity(self->at, limit);
    return gbp < 0 ? INT64_MAX : (pence)round(100 * gbp);
}

/** Cuts a period's terms so that the contract's limit holds; returns what the contract has come to. */
static pence period_limit(const settlement *self, size_t period, pence so_far)
{
    reference_ledger *sums = self->ledger;
    const pence limit = limit_pence(self, self->contract->limit_gbp);
    double entitled[TERMS_MAX] = { 0 };
    pence part[TERMS_MAX] = { 0 };
    pence sum = 0;
    for (size_t t = 0; t < sums->terms; t++) {
        part[t] = sums->entitled[t * sums->periods + period];
        entitled[t] = (double)part[t];
        sum += part[t];
    }
    if (sum > limit - so_far) {
        sums->lost[period] = sum - (limit - so_far);
        sum = limit - so_far;
        split(sum, entitled, NULL, part, sums->terms);
    }
    for (size_t t = 0; t < sums->terms; t++) {
        sums->amount[t * sums->periods + period] = part[t];
    }
    return so_far + sum;
}

static bool pays_for(const settlement *self, size_t payer, size_t term)
{
    const name_list *terms = &payer_at(self, payer)->terms;
    return terms->count == 0 || reference_is_named(terms, term_at(self, term)->name);
}

static bool have_same_payers(const settlement *self, size_t a, size_t b)
{
    for (size_t p = 0; p < self->ledger->payers; p++) {
        if (pays_for(self, p, a) != pays_for(self, p, b)) {
            return false;
        }
    }
    return true;
}

/** The shares of a term's payers, 0 for the others. */
static void shares_of(const settlement *self, size_t term, double share[])
{
    double others = 0;
    for (size_t p = 0; p < self->ledger->payers; p++) {
        const double own = reference_quantity(self->at, payer_at(self, p)->share);
        share[p] = pays_for(self, p, term) ? own : 0;
        others += share[p] > 0 ? share[p] : 0;
    }
    for (size_t p = 0; p < self->ledger->payers; p++) {
        share[p] = share[p] < 0 ? fmax(0, 1 - others) : share[p];
    }
}

static pence paid_by(const settlement *self, size_t payer)
{
    pence sum = 0;
    for (size_t p = 0; p < self->ledger->periods; p++) {
        sum += self->ledger->by_payer[payer * self->ledger->periods + p];
    }
    return sum;
}

/** Lets a payer take up to `amount` within its limit; returns what it takes. */
static pence payer_take(const settlement *self, size_t payer, size_t period, pence amount)
{
    const pence limit = limit_pence(self, payer_at(self, payer)->limit_gbp);
    const pence room = limit - paid_by(self, payer);
    const pence taken = amount < room ? amount : room;
    self->ledger->by_payer[payer * self->ledger->periods + period] += taken;
    return taken;
}

/** Offers what payers could not pay to the others of the term, lowest rank first; returns what nobody takes. */
static pence others_take(const settlement *self, size_t term, size_t period, pence offered)
{
    for (int64_t rank = 0; rank <= 100; rank++) {
        for (size_t p = 0; p < self->ledger->payers; p++) {
            if (payer_at(self, p)->rank == rank && pays_for(self, p, term)) {
                offered -= payer_take(self, p, period, offered);
            }
        }
    }
    return offered;
}

/** Splits what a group of terms (those with the payers of `term`) comes to in a period. */
static void group_pay(const settlement *self, size_t term, size_t period, double carry[])
{
    double share[PAYERS_MAX];
    pence part[PAYERS_MAX];
    pence amount = 0;
    for (size_t t = 0; t < self->ledger->terms; t++) {
        amount += have_same_payers(self, term, t) ? self->ledger->amount[t * self->ledger->periods + period] : 0;
    }
    shares_of(self, term, share);
    split(amount, share, carry, part, self->ledger->payers);
    pence offered = 0;
    for (size_t p = 0; p < self->ledger->payers; p++) {
        const pence cut = part[p] - payer_take(self, p, period, part[p]);
        if (payer_at(self, p)->when_capped == CAPPED_OTHERS) {
            offered += cut;
        } else {
            self->ledger->unpaid[period] += cut;
        }
    }
    self->ledger->unpaid[period] += others_take(self, term, period, offered);
}

/** Whether an earlier term has the same payers, so that it is paid with that one. */
static bool is_paid_with_earlier(const settlement *self, size_t term)
{
    for (size_t t = 0; t < term; t++) {
        if (have_same_payers(self, t, term)) {
            return true;
        }
    }
    return false;
}

static void totals_set(const settlement *self)
{
    reference_ledger *sums = self->ledger;
    const date as_of = self->at->file->reporting.as_of == DATE_NONE ? INT32_MAX : self->at->file->reporting.as_of;
    for (size_t p = 0; p < sums->periods; p++) {
        const claim_period *period = &self->calendar->items[p];
        pence amount = 0;
        for (size_t t = 0; t < sums->terms; t++) {
            amount += sums->amount[t * sums->periods + p];
        }
        sums->entitled_total += amount + sums->lost[p];
        sums->accrued_total += period->start <= as_of ? amount : 0;
        sums->claimed_total += period->claimed <= as_of ? amount : 0;
        sums->certified_total += period->certified <= as_of ? amount : 0;
        sums->lost_total += sums->lost[p];
        sums->unpaid_total += sums->unpaid[p];
        for (size_t payer = 0; payer < sums->payers; payer++) {
            sums->payer_total[payer] += sums->by_payer[payer * sums->periods + p];
            sums->paid_total += period->paid <= as_of ? sums->by_payer[payer * sums->periods + p] : 0;
        }
    }
}

static reference_ledger ledger_make(size_t terms, size_t payers, size_t periods)
{
    return (reference_ledger){ .terms = terms, .payers = payers, .periods = periods, .payable = reference_room(terms * periods, sizeof(double)),
                               .entitled = reference_room(terms * periods, sizeof(pence)),
                               .amount = reference_room(terms * periods, sizeof(pence)), .by_payer = reference_room(payers * periods, sizeof(pence)),
                               .lost = reference_room(periods, sizeof(pence)), .unpaid = reference_room(periods, sizeof(pence)) };
}

reference_ledger reference_settle(const reference_case *at, const contract_row *contract, const claim_calendar *calendar, const double achieved[],
                                  const double window_days[])
{
    reference_ledger sums = ledger_make(contract->terms.count, contract->payers.count, calendar->count);
    const settlement self = { at, contract, calendar, &sums };
    double carry[TERMS_MAX][PAYERS_MAX] = { 0 };
    for (size_t t = 0; t < sums.terms; t++) {
        term_entitle(&self, t, achieved + t * sums.periods, window_days + t * sums.periods);
    }
    pence so_far = 0;
    for (size_t period = 0; period < sums.periods; period++) {
        so_far = period_limit(&self, period, so_far);
        for (size_t t = 0; t < sums.terms; t++) {
            if (!is_paid_with_earlier(&self, t)) {
                group_pay(&self, t, period, carry[t]);
            }
        }
    }
    totals_set(&self);
    return sums;
}

void reference_ledger_free(reference_ledger *self)
{
    free(self->payable);
    free(self->entitled);
    free(self->amount);
    free(self->by_payer);
    free(self->lost);
    free(self->unpaid);
    *self = (reference_ledger){ 0 };
}
