#include "pay/settle.h"

#include <string.h>

#include "pay/ledger_account.h"
#include "pay/payers.h"
#include "pay/rules.h"

/** One contract in one world, with what changes from period to period. */
typedef struct {
    const contract_row *contract; /* borrowed */
    const double *world;          /* borrowed */
    ledger *out;                  /* borrowed */
    pence room;                   /* what the contract's limit leaves */
    payer_groups groups;
    payer_rooms rooms;
    double weight[TERMS_MAX][PAYERS_MAX]; /* by group */
    double carry[TERMS_MAX][PAYERS_MAX];  /* by group */
} settlement;

static const term_row *term_at(const settlement *self, size_t term)
{
    return MAP_ITEM(const term_row, self->contract->terms, term);
}

static void term_pay_by_baseline(const settlement *self, size_t term, double share, const quantities *units)
{
    baseline_account account = { 0 };
    for (size_t k = 0; k < units->periods; k++) {
        const size_t at = term * units->periods + k;
        self->out->payable[at] = baseline_payable(&account, baseline_saved(units->achieved[at], units->window_days[at], share));
    }
}

static void term_pay_by_deadweight(const settlement *self, size_t term, const quantities *units)
{
    const double deadweight = quantity_at(term_at(self, term)->deadweight, self->world);
    for (size_t k = 0; k < units->periods; k++) {
        const size_t at = term * units->periods + k;
        self->out->payable[at] = deadweight_payable(units->achieved[at], deadweight);
    }
}

/** Units payable and amounts of one term in all periods, before any limit. */
static void term_entitle(const settlement *self, size_t term, const quantities *units)
{
    const double baseline = quantity_at(term_at(self, term)->baseline_share, self->world);
    if (baseline >= 0) {
        term_pay_by_baseline(self, term, baseline, units);
    } else {
        term_pay_by_deadweight(self, term, units);
    }
    const double price = quantity_at(term_at(self, term)->price_gbp, self->world);
    for (size_t at = term * units->periods; at < (term + 1) * units->periods; at++) {
        self->out->term_entitled[at] = amount_entitled(price, self->out->payable[at]);
    }
}

static void period_limit(settlement *self, size_t period)
{
    ledger *out = self->out;
    pence entitled[TERMS_MAX];
    pence amount[TERMS_MAX];
    for (size_t t = 0; t < out->terms; t++) {
        entitled[t] = out->term_entitled[t * out->periods + period];
    }
    out->lost[period] = limit_cut(self->room, entitled, amount, out->terms);
    for (size_t t = 0; t < out->terms; t++) {
        out->term_amount[t * out->periods + period] = amount[t];
        out->accrued[period] += amount[t];
    }
    self->room -= out->accrued[period];
    if (out->lost[period] > 0 && out->limit_period < 0) {
        out->limit_period = (int32_t)period;
    }
}

static pence group_amount(const settlement *self, size_t group, size_t period)
{
    pence sum = 0;
    for (size_t t = 0; t < self->out->terms; t++) {
        sum += self->groups.of_term[t] == group ? self->out->term_amount[t * self->out->periods + period] : 0;
    }
    return sum;
}

static void period_group_pay(settlement *self, size_t group, size_t period)
{
    ledger *out = self->out;
    pence part[PAYERS_MAX];
    pence cut[PAYERS_MAX];
    const pence amount = group_amount(self, group, period);
    if (amount == 0) {
        return;
    }
    out->unpaid[period] += group_pay(&self->rooms, self->groups.payers[group], amount, self->weight[group], self->carry[group], part, cut);
    for (size_t p = 0; p < out->payers; p++) {
        out->by_payer[p * out->periods + period] += part[p];
        if (cut[p] > 0 && out->payer_limit_period[p] < 0) {
            out->payer_limit_period[p] = (int32_t)period;
        }
    }
}

static void period_settle(settlement *self, size_t period)
{
    period_limit(self, period);
    for (size_t g = 0; g < self->groups.count; g++) {
        period_group_pay(self, g, period);
    }
}

/** Adds a period to the totals; `today` is the as-of date. */
static void period_total(ledger *out, const claim_period *dates, size_t period, int64_t today)
{
    pence paid = 0;
    for (size_t p = 0; p < out->payers; p++) {
        out->payer_total[p] += out->by_payer[p * out->periods + period];
        paid += out->by_payer[p * out->periods + period];
    }
    const pence accrued = out->accrued[period];
    const pence entitled = accrued + out->lost[period];
    out->paid_share[period] = entitled > 0 ? (double)paid / (double)entitled : 0;
    out->entitled_total += entitled;
    out->accrued_total += accrued;
    out->lost_total += out->lost[period];
    out->unpaid_total += out->unpaid[period];
    out->claimed_total += dates->claimed <= today ? accrued : 0;
    out->certified_total += dates->certified <= today ? accrued : 0;
    out->paid_total += dates->paid <= today ? paid : 0;
}

static void settlement_begin(settlement *self)
{
    self->room = limit_pence(quantity_at(self->contract->limit_gbp, self->world));
    self->groups = payer_groups_of(self->contract);
    self->rooms = payer_rooms_of(self->contract, self->world);
    for (size_t g = 0; g < self->groups.count; g++) {
        payer_weights(self->contract, self->world, self->groups.payers[g], self->weight[g]);
        memset(self->carry[g], 0, sizeof self->carry[g]);
    }
}

void pay_contract(const scenario *self, const double world[], const contract_row *contract, const claim_calendar *calendar, int32_t as_of_day,
                  const quantities *units, ledger *out)
{
    settlement now;
    now.contract = contract;
    now.world = world;
    now.out = out;
    ledger_clear(out);
    settlement_begin(&now);
    for (size_t t = 0; t < out->terms; t++) {
        term_entitle(&now, t, units);
    }
    for (size_t k = 0; k < out->periods; k++) {
        period_settle(&now, k);
        period_total(out, &calendar->items[k], k, (int64_t)self->starts + as_of_day);
    }
}

pence non_additional(const ledger *treated, const ledger *untreated)
{
    return pence_min(treated->paid_total, untreated->paid_total);
}
