#include "pay/settle.h"

#include "pay/entitlement.h"
#include "pay/ledger_account.h"
#include "pay/limits.h"
#include "pay/rules.h"
#include "pay/shares.h"

/** One contract in one world, with what changes from period to period. */
typedef struct {
    const pay_subject *subject; /* borrowed */
    ledger *out;                /* borrowed */
    entitlement terms;
    pence owed;                 /* to be taken back */
    contract_limits limits;
    payer_shares payers;
    double disputed_share, dispute_lost_share;
} settlement;

/** The period's amounts before claw-back: terms, and cost plus as one more. */
static void period_entitled(const settlement *self, size_t period, pence entitled[TERMS_MAX + 1])
{
    for (size_t t = 0; t <= self->out->terms; t++) {
        entitled[t] = self->out->term_entitled[t * self->out->periods + period];
    }
}

/** 5: sets amounts below zero, and what earlier periods could not bear, off against what the period brings. */
static void period_take_back(settlement *self, size_t period, const pence entitled[], pence amount[])
{
    const claw_back back = claw_back_take(self->owed, entitled, amount, self->out->terms + 1);
    self->out->taken_back[period] = back.taken;
    self->owed = back.carried;
}

/** 6: cuts what is left to the limit of the year and in all. */
static void period_limit(settlement *self, size_t period, pence amount[])
{
    ledger *out = self->out;
    const pay_subject *subject = self->subject;
    const pence room = contract_limits_room(&self->limits, subject->contract, subject->calendar->items[period].end);
    out->lost[period] = limit_cut(room, amount, amount, out->terms + 1);
    for (size_t t = 0; t <= out->terms; t++) {
        out->term_amount[t * out->periods + period] = amount[t];
        out->accrued[period] += amount[t];
    }
    contract_limits_use(&self->limits, out->accrued[period]);
    if (out->lost[period] > 0 && out->limit_period < 0) {
        out->limit_period = (int32_t)period;
    }
}

/** 8: what of the payers' parts is disputed, and what of that is never paid. */
static void period_dispute(const settlement *self, size_t period)
{
    ledger *out = self->out;
    for (size_t p = 0; self->disputed_share > 0 && p < out->payers; p++) {
        const size_t at = p * out->periods + period;
        const dispute found = dispute_of(out->by_payer[at], self->disputed_share, self->dispute_lost_share);
        out->disputed[at] = found.later;
        out->by_payer[at] -= found.lost;
        out->dispute_lost[period] += found.lost;
    }
}

/** The order of a period. */
static void period_settle(settlement *self, size_t period)
{
    pence entitled[TERMS_MAX + 1];
    pence amount[TERMS_MAX + 1];
    entitlement_work_out(&self->terms, period, self->out);
    period_entitled(self, period, entitled);
    period_take_back(self, period, entitled, amount);
    period_limit(self, period, amount);
    payer_shares_pay(&self->payers, period, self->out);
    period_dispute(self, period);
}

/** What of a period's payments has been paid by the as-of date, by payer and in all. */
static pence period_paid(const pay_subject *subject, ledger *out, size_t period)
{
    const int64_t today = (int64_t)subject->scenario->starts + subject->as_of_day;
    const date paid_on = subject->calendar->items[period].paid;
    pence sum = 0;
    for (size_t p = 0; p < out->payers; p++) {
        const size_t at = p * out->periods + period;
        pence paid = paid_on <= today ? out->by_payer[at] - out->disputed[at] : 0;
        paid += paid_on + subject->contract->dispute_days <= today ? out->disputed[at] : 0;
        out->payer_total[p] += paid;
        sum += paid;
    }
    return sum;
}

/** Adds what of a period has been claimed, certified and paid by the as-of date. */
static void period_total_dated(const pay_subject *subject, ledger *out, size_t period)
{
    const claim_period *dates = &subject->calendar->items[period];
    const int64_t today = (int64_t)subject->scenario->starts + subject->as_of_day;
    const pence paid = period_paid(subject, out, period);
    const pence entitled = out->accrued[period] + out->lost[period];
    out->claimed_total += dates->claimed <= today ? out->accrued[period] : 0;
    out->certified_total += dates->certified <= today ? out->accrued[period] : 0;
    out->paid_total += paid;
    out->paid_share[period] = entitled > 0 ? (double)paid / (double)entitled : 0;
}

static void period_total(const pay_subject *subject, ledger *out, size_t period)
{
    const pence entitled = out->accrued[period] + out->lost[period];
    out->entitled_total += entitled;
    out->accrued_total += out->accrued[period];
    out->lost_total += out->lost[period];
    out->unpaid_total += out->unpaid[period];
    out->taken_back_total += out->taken_back[period];
    out->dispute_lost_total += out->dispute_lost[period];
    period_total_dated(subject, out, period);
}

static void settlement_begin(const pay_subject *subject, payer_groups *groups, ledger *out, settlement *self)
{
    self->subject = subject;
    self->out = out;
    self->owed = 0;
    self->limits = contract_limits_of(subject->contract);
    self->disputed_share = subject->contract->disputed_share.value;
    self->dispute_lost_share = subject->contract->dispute_lost_share.value;
    entitlement_begin(subject, &self->terms);
    payer_shares_begin(subject, groups, &self->payers);
}

void pay_contract(const pay_subject *subject, payer_groups *scratch, ledger *out)
{
    settlement now;
    ledger_clear(out);
    settlement_begin(subject, scratch, out, &now);
    for (size_t k = 0; k < out->periods; k++) {
        period_settle(&now, k);
        period_total(subject, out, k);
    }
    out->claw_back_owed = now.owed;
    out->stopped_day = subject->end ? subject->end->stopped_day : AS_OF_EVERYTHING;
}

pence non_additional(const ledger *treated, const ledger *untreated)
{
    return pence_min(treated->paid_total, untreated->paid_total);
}
