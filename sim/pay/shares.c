#include "pay/shares.h"

#include <math.h>
#include <string.h>

#include "pay/entitlement.h"

#define NO_UNITS 1e-9    /* below this, units and units taken back have cancelled */
#define PRICE_LEAST 0.01 /* what is paid nothing is compared with a penny */

static uint32_t sites_of(const pay_subject *subject)
{
    const size_t count = subject->scenario->sites.count;
    return subject->contract->site_mask & (count < 32 ? (UINT32_C(1) << count) - 1 : UINT32_MAX);
}

static bool pays_by_site(const pay_subject *subject)
{
    const contract_row *contract = subject->contract;
    for (size_t p = 0; p < contract->payers.count; p++) {
        if (sites_of(subject) & ~contract->payers.items[p].site_mask) {
            return true;
        }
    }
    return false;
}

void payer_shares_begin(const pay_subject *subject, payer_groups *groups, payer_shares *self)
{
    self->subject = subject;
    self->by_site = pays_by_site(subject);
    self->active = 0;
    self->groups = groups;
    self->groups->count = 0;
    self->rooms = payer_rooms_of(subject->contract);
}

/** One period: what each group is to pay, groups in the order in which they come up. */
typedef struct {
    payer_shares *shares;
    size_t period;
    size_t count;
    size_t order[PAYER_GROUPS_MAX];
    pence amount[PAYER_GROUPS_MAX];
} period_claim;

static void claim_add(period_claim *claim, uint32_t payers, pence amount)
{
    payer_shares *shares = claim->shares;
    const size_t group = payer_group_of(shares->groups, shares->subject->contract, payers);
    size_t i = 0;
    while (i < claim->count && claim->order[i] != group) {
        i++;
    }
    if (i == claim->count) {
        claim->order[claim->count++] = group;
        claim->amount[group] = 0;
    }
    claim->amount[group] += amount;
}

static const term_row *row_at(const pay_subject *subject, size_t term)
{
    return &subject->contract->terms.items[term];
}

/** What a site achieved for a term in the period: units of its versions, at their prices as multiples of the first's. */
static double site_achieved(const period_claim *claim, size_t term, size_t site)
{
    const pay_subject *subject = claim->shares->subject;
    const quantities *units = subject->units;
    const double price = term_price(subject, row_at(subject, term), claim->period);
    double sum = 0;
    for (size_t v = term; units->by_site && v < units->terms; v++) {
        if (term_is_of(row_at(subject, v), v, term)) {
            const double achieved = units->by_site[(v * units->sites + site) * units->periods + claim->period];
            sum += v == term ? achieved : achieved * term_price(subject, row_at(subject, v), claim->period) / fmax(price, PRICE_LEAST);
        }
    }
    return sum;
}

/** What sites achieved for a term in the period, by site; equal where they achieved nothing. */
static void site_weights(const period_claim *claim, size_t term, double weight[SITES_MAX])
{
    const pay_subject *subject = claim->shares->subject;
    const uint32_t sites = sites_of(subject);
    double sum = 0;
    for (size_t s = 0; s < subject->scenario->sites.count; s++) {
        const double achieved = sites >> s & 1 ? site_achieved(claim, term, s) : 0;
        weight[s] = achieved > NO_UNITS ? achieved : 0;
        sum += weight[s];
    }
    for (size_t s = 0; sum <= 0 && s < subject->scenario->sites.count; s++) {
        weight[s] = sites >> s & 1;
    }
}

static void claim_add_sites(period_claim *claim, size_t term, pence amount)
{
    const pay_subject *subject = claim->shares->subject;
    double weight[SITES_MAX];
    pence part[SITES_MAX];
    site_weights(claim, term, weight);
    pence_split(amount, weight, NULL, part, subject->scenario->sites.count);
    for (size_t s = 0; s < subject->scenario->sites.count; s++) {
        if (part[s] > 0) {
            claim_add(claim, payers_of_term(subject->contract, claim->shares->active, term, s), part[s]);
        }
    }
}

/** Adds an amount on a term's payers. */
static void claim_add_term(period_claim *claim, size_t term, pence amount)
{
    if (amount == 0) {
        return;
    }
    if (claim->shares->by_site) {
        claim_add_sites(claim, term, amount);
    } else {
        claim_add(claim, payers_of_term(claim->shares->subject->contract, claim->shares->active, term, ANY_SITE), amount);
    }
}

static void claim_pay(const period_claim *claim, size_t group, ledger *out)
{
    payer_groups *groups = claim->shares->groups;
    pence part[PAYERS_MAX];
    pence cut[PAYERS_MAX];
    out->unpaid[claim->period] += group_pay(&claim->shares->rooms, groups->payers[group], claim->amount[group], groups->weight[group], groups->carry[group],
                                            part, cut);
    for (size_t p = 0; p < out->payers; p++) {
        out->by_payer[p * out->periods + claim->period] += part[p];
        if (cut[p] > 0 && out->payer_limit_period[p] < 0) {
            out->payer_limit_period[p] = (int32_t)claim->period;
        }
    }
}

/** Other payers begin with other groups. */
static void payers_set(payer_shares *self, uint32_t active)
{
    self->groups->count = active == self->active ? self->groups->count : 0;
    self->active = active;
}

void payer_shares_pay(payer_shares *self, size_t period, ledger *out)
{
    const date end = self->subject->calendar->items[period].end;
    period_claim claim;
    claim.shares = self;
    claim.period = period;
    claim.count = 0;
    payers_set(self, payers_at(self->subject->contract, end));
    payer_rooms_set(&self->rooms, end);
    for (size_t t = 0; t < out->terms; t++) {
        claim_add_term(&claim, t, out->term_amount[t * out->periods + period]);
    }
    claim_add_term(&claim, 0, out->cost_plus_amount[period]);
    for (size_t i = 0; i < claim.count; i++) {
        claim_pay(&claim, claim.order[i], out);
    }
}
