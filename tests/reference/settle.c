#include <math.h>
#include <stdlib.h>

#include "reference/contract.h"

#define AMOUNTS_MAX (TERMS_MAX + 1) /* the terms and cost plus */
#define TIE_TOLERANCE 1e-6          /* remainders this near are equal */

void reference_split(pence amount, const double weight[], double carry[], pence part[], size_t count)
{
    double *exact = reference_room(count, sizeof *exact);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
    }
    pence left = amount;
    for (size_t i = 0; i < count; i++) {
        const double share = sum > 0 ? weight[i] / sum : 1.0 / (double)count;
        exact[i] = (double)amount * share + (carry ? carry[i] : 0);
        part[i] = (pence)fmax(0, floor(exact[i]));
        left -= part[i];
    }
    for (; left != 0; left -= left > 0 ? 1 : -1) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < count; i++) {
            if (left > 0 && (best == SIZE_MAX || exact[i] - (double)part[i] > exact[best] - (double)part[best] + TIE_TOLERANCE)) {
                best = i;
            }
            if (left < 0 && part[i] > 0 && (best == SIZE_MAX || exact[i] - (double)part[i] <= exact[best] - (double)part[best] + TIE_TOLERANCE)) {
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

pence reference_limit(const reference_case *at, quantity limit_gbp)
{
    const double gbp = reference_quantity(at, limit_gbp);
    return gbp < 0 ? INT64_MAX / 4 : (pence)round(100 * gbp);
}

/** Scales amounts down so that they sum to `room`, whole pence by largest remainder. */
static void amounts_cut(pence room, pence amount[], size_t count)
{
    double weight[AMOUNTS_MAX] = { 0 };
    for (size_t i = 0; i < count; i++) {
        weight[i] = (double)amount[i];
    }
    reference_split(room, weight, NULL, amount, count);
}

static pence sum_of(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

/** Step 5: returns what is carried to the next period. */
static pence take_back(pence owed, pence amount[], size_t count, pence *taken)
{
    for (size_t i = 0; i < count; i++) {
        owed += amount[i] < 0 ? -amount[i] : 0;
        amount[i] = amount[i] < 0 ? 0 : amount[i];
    }
    const pence earned = sum_of(amount, count);
    *taken = owed < earned ? owed : earned;
    if (*taken > 0) {
        amounts_cut(earned - *taken, amount, count);
    }
    return owed - *taken;
}

/** The contract's limit in all at a period's end. */
static pence limit_in_all(const reference_claim *claim, date end)
{
    quantity limit = claim->contract->limit_gbp;
    date since = DATE_NONE;
    for (size_t i = 0; i < claim->contract->limits_from.count; i++) {
        const limit_row *row = &claim->contract->limits_from.items[i];
        if (row->from <= end && (since == DATE_NONE || row->from >= since)) {
            limit = row->limit_gbp;
            since = row->from;
        }
    }
    return reference_limit(claim->at, limit);
}

/** Step 6: what a period may still bring. */
static pence contract_room(const reference_claim *claim, const ledger *out, size_t period)
{
    const date end = claim->calendar->items[period].end;
    pence in_all = 0;
    pence in_year = 0;
    for (size_t k = 0; k < period; k++) {
        in_all += out->accrued[k];
        in_year += date_financial_year(claim->calendar->items[k].end) == date_financial_year(end) ? out->accrued[k] : 0;
    }
    const pence all = limit_in_all(claim, end) - in_all;
    const pence yearly = reference_limit(claim->at, claim->contract->limit_gbp_per_year) - in_year;
    const pence room = all < yearly ? all : yearly;
    return room > 0 ? room : 0;
}

/** Steps 5 and 6 of a period. */
static pence period_cut(const reference_claim *claim, ledger *out, size_t period, pence owed)
{
    pence amount[AMOUNTS_MAX] = { 0 };
    const size_t count = out->terms + 1;
    for (size_t t = 0; t < out->terms; t++) {
        amount[t] = out->term_entitled[t * out->periods + period];
    }
    amount[out->terms] = out->cost_plus[period];
    owed = take_back(owed, amount, count, &out->taken_back[period]);
    const pence room = contract_room(claim, out, period);
    const pence sum = sum_of(amount, count);
    if (sum > room) {
        out->lost[period] = sum - room;
        out->limit_period = out->limit_period < 0 ? (int32_t)period : out->limit_period;
        amounts_cut(room, amount, count);
    }
    for (size_t t = 0; t < out->terms; t++) {
        out->term_amount[t * out->periods + period] = amount[t];
    }
    out->cost_plus_amount[period] = amount[out->terms];
    out->accrued[period] = sum_of(amount, count);
    return owed;
}

/** Step 8. */
static void disputes_set(const reference_claim *claim, ledger *out)
{
    const double disputed = reference_quantity(claim->at, claim->contract->disputed_share);
    const double lost = reference_quantity(claim->at, claim->contract->dispute_lost_share);
    for (size_t i = 0; i < out->payers * out->periods; i++) {
        const pence later = (pence)round((double)out->by_payer[i] * disputed);
        const pence never = (pence)round((double)later * lost);
        out->disputed[i] = later - never;
        out->by_payer[i] -= never;
        out->dispute_lost[i % out->periods] += never;
    }
}

static void totals_set(const reference_claim *claim, ledger *out)
{
    const date as_of = claim->at->file->reporting.as_of == DATE_NONE ? INT32_MAX : claim->at->file->reporting.as_of;
    for (size_t k = 0; k < out->periods; k++) {
        const claim_period *dates = &claim->calendar->items[k];
        out->entitled_total += out->accrued[k] + out->lost[k];
        out->accrued_total += dates->start <= as_of ? out->accrued[k] : 0;
        out->claimed_total += dates->claimed <= as_of ? out->accrued[k] : 0;
        out->certified_total += dates->certified <= as_of ? out->accrued[k] : 0;
        out->lost_total += out->lost[k];
        out->unpaid_total += out->unpaid[k];
        out->taken_back_total += out->taken_back[k];
        out->dispute_lost_total += out->dispute_lost[k];
        for (size_t p = 0; p < out->payers; p++) {
            const pence part = out->by_payer[p * out->periods + k];
            const pence later = out->disputed[p * out->periods + k];
            pence by_now = dates->paid <= as_of ? part - later : 0;
            by_now += dates->paid + (date)claim->contract->dispute_days <= as_of ? later : 0;
            out->payer_total[p] += by_now;
            out->paid_total += by_now;
        }
    }
}

static ledger ledger_of(size_t terms, size_t payers, size_t periods)
{
    ledger made = { .terms = terms, .payers = payers, .periods = periods, .stopped_day = INT32_MAX, .limit_period = -1 };
    pence **by_period[] = { &made.cost_plus, &made.cost_plus_amount, &made.accrued, &made.taken_back, &made.dispute_lost, &made.lost, &made.unpaid };
    for (size_t i = 0; i < sizeof by_period / sizeof by_period[0]; i++) {
        *by_period[i] = reference_room(periods, sizeof(pence));
    }
    made.payable = reference_room(terms * periods, sizeof(double));
    made.term_entitled = reference_room(terms * periods, sizeof(pence));
    made.term_amount = reference_room(terms * periods, sizeof(pence));
    made.by_payer = reference_room(payers * periods, sizeof(pence));
    made.disputed = reference_room(payers * periods, sizeof(pence));
    return made;
}

ledger reference_settle(const reference_claim *claim)
{
    ledger out = ledger_of(claim->contract->terms.count, claim->contract->payers.count, claim->calendar->count);
    out.stopped_day = claim->end.ended ? claim->end.last_day : INT32_MAX;
    reference_entitle(claim, &out);
    for (size_t k = 0; k < out.periods; k++) {
        out.claw_back_owed = period_cut(claim, &out, k, out.claw_back_owed);
    }
    reference_payers_pay(claim, &out);
    disputes_set(claim, &out);
    totals_set(claim, &out);
    return out;
}

void reference_ledger_free(ledger *self)
{
    pence *arrays[] = { self->term_entitled, self->term_amount, self->cost_plus, self->cost_plus_amount, self->accrued, self->by_payer,
                        self->taken_back,    self->disputed,    self->dispute_lost, self->lost,          self->unpaid };
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    free(self->payable);
    *self = (ledger){ 0 };
}
