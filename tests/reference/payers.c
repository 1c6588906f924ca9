#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/contract.h"

/* Step 7: whom a period's amounts fall on. */

#define SETS_MAX 64
#define NO_UNITS 1e-9

/** Who pays together, with what roundings have left over. */
typedef struct {
    bool member[PAYERS_MAX];
    double carry[PAYERS_MAX];
    pence amount; /* of this period */
    bool is_asked;
    size_t turn;  /* order in this period */
} payer_set;

typedef struct {
    const reference_claim *claim;
    ledger *out;
    pence **taken; /* [payer][period]: before disputes */
    payer_set sets[SETS_MAX];
    size_t sets_count, asked_count;
    bool active[PAYERS_MAX];
} paying;

static const payer_row *payer_at(const paying *self, size_t p)
{
    return &self->claim->contract->payers.items[p];
}

static const site_row *site_at(const paying *self, size_t s)
{
    return &self->claim->at->file->sites.items[s];
}

static bool contract_has(const paying *self, size_t site)
{
    const name_list *sites = &self->claim->contract->sites;
    return sites->count == 0 || reference_is_named(sites, site_at(self, site)->name);
}

static bool pays_site(const paying *self, size_t payer, size_t site)
{
    const name_list *sites = &payer_at(self, payer)->sites;
    return sites->count == 0 || reference_is_named(sites, site_at(self, site)->name);
}

/** Whether a payer's list of terms means a term. */
static bool pays_term(const paying *self, size_t payer, size_t term)
{
    const name_list *terms = &payer_at(self, payer)->terms;
    for (size_t i = 0; i < terms->count; i++) {
        if (reference_means(terms->items[i], &self->claim->contract->terms.items[term])) {
            return true;
        }
    }
    return terms->count == 0;
}

/** Whether what payers owe depends on the site: some payer does not pay for all of the contract's. */
static bool is_by_site(const paying *self)
{
    for (size_t p = 0; p < self->out->payers; p++) {
        for (size_t s = 0; s < self->claim->at->file->sites.count; s++) {
            if (contract_has(self, s) && !pays_site(self, p, s)) {
                return true;
            }
        }
    }
    return false;
}

/** Books an amount of a term on those who pay for it in a site (SIZE_MAX: in all). */
static void amount_ask(paying *self, size_t term, size_t site, pence amount)
{
    bool member[PAYERS_MAX] = { false };
    for (size_t p = 0; p < self->out->payers; p++) {
        member[p] = self->active[p] && pays_term(self, p, term) && (site == SIZE_MAX || pays_site(self, p, site));
    }
    size_t i = 0;
    while (i < self->sets_count && memcmp(self->sets[i].member, member, sizeof member) != 0) {
        i++;
    }
    if (i == self->sets_count) {
        self->sets_count++;
        self->sets[i] = (payer_set){ 0 };
        memcpy(self->sets[i].member, member, sizeof member);
    }
    payer_set *set = &self->sets[i];
    set->turn = set->is_asked ? set->turn : self->asked_count++;
    set->is_asked = true;
    set->amount += amount;
}

/** What a site achieved for a term in a period: its versions' units, each at its price as a multiple of the term's own. */
static double site_achieved(const paying *self, size_t term, size_t site, size_t period)
{
    const quantities *units = self->claim->units;
    const double own = fmax(0.01, reference_price(self->claim, &self->claim->contract->terms.items[term], period));
    double sum = 0;
    for (size_t v = 0; v < units->terms; v++) {
        if (reference_origin(self->claim->contract, v) == term) {
            const double price = v == term ? own : reference_price(self->claim, &self->claim->contract->terms.items[v], period);
            sum += units->by_site[(v * units->sites + site) * units->periods + period] * (price / own);
        }
    }
    return sum;
}

/** Attributes a term's amount to sites by what was achieved there in the period; to all equally where nothing was. */
static void sites_ask(paying *self, size_t term, size_t period, pence amount)
{
    const quantities *units = self->claim->units;
    double weight[SITES_MAX] = { 0 };
    pence part[SITES_MAX] = { 0 };
    double sum = 0;
    for (size_t s = 0; s < units->sites; s++) {
        const double achieved = site_achieved(self, term, s, period);
        weight[s] = contract_has(self, s) && achieved > NO_UNITS ? achieved : 0;
        sum += weight[s];
    }
    for (size_t s = 0; s < units->sites; s++) {
        weight[s] = sum > 0 ? weight[s] : contract_has(self, s);
    }
    reference_split(amount, weight, NULL, part, units->sites);
    for (size_t s = 0; s < units->sites; s++) {
        if (part[s] > 0) {
            amount_ask(self, term, s, part[s]);
        }
    }
}

static void term_ask(paying *self, size_t term, size_t period, pence amount)
{
    if (amount > 0 && is_by_site(self)) {
        sites_ask(self, term, period, amount);
    } else if (amount > 0) {
        amount_ask(self, term, SIZE_MAX, amount);
    }
}

/** Shares of a set: what is stated, and the rest of 1 in equal parts for those who state nothing. */
static double shares_of(const paying *self, const payer_set *set, double share[])
{
    double stated = 0;
    double open = 0;
    for (size_t p = 0; p < self->out->payers; p++) {
        const double own = reference_quantity(self->claim->at, payer_at(self, p)->share);
        share[p] = set->member[p] && own > 0 ? own : 0;
        stated += share[p];
        open += set->member[p] && own < 0;
    }
    double sum = 0;
    for (size_t p = 0; p < self->out->payers; p++) {
        const bool takes_rest = set->member[p] && reference_quantity(self->claim->at, payer_at(self, p)->share) < 0;
        share[p] += takes_rest ? fmax(0, 1 - stated) / open : 0;
        sum += share[p];
    }
    return sum;
}

/** What a payer may still pay by its limits, in all and in the financial year of the period's end. */
static pence room_of(const paying *self, size_t payer, size_t period)
{
    const claim_calendar *calendar = self->claim->calendar;
    const int year = date_financial_year(calendar->items[period].end);
    pence in_all = 0;
    pence in_year = 0;
    for (size_t k = 0; k <= period; k++) {
        in_all += self->taken[payer][k];
        in_year += date_financial_year(calendar->items[k].end) == year ? self->taken[payer][k] : 0;
    }
    const pence all = reference_limit(self->claim->at, payer_at(self, payer)->limit_gbp) - in_all;
    const pence yearly = reference_limit(self->claim->at, payer_at(self, payer)->limit_gbp_per_year) - in_year;
    const pence room = all < yearly ? all : yearly;
    return room > 0 ? room : 0;
}

static pence payer_take(const paying *self, size_t payer, size_t period, pence amount)
{
    const pence room = room_of(self, payer, period);
    const pence taken = amount < room ? amount : room;
    self->taken[payer][period] += taken;
    return taken;
}

/** Offers what payers could not pay to the others of the set, lowest rank first; returns what nobody takes. */
static pence others_take(const paying *self, const payer_set *set, size_t period, pence offered)
{
    for (int64_t rank = 0; rank <= 100; rank++) {
        for (size_t p = 0; p < self->out->payers; p++) {
            if (payer_at(self, p)->rank == rank && set->member[p]) {
                offered -= payer_take(self, p, period, offered);
            }
        }
    }
    return offered;
}

static void set_pay(const paying *self, payer_set *set, size_t period)
{
    double share[PAYERS_MAX];
    pence part[PAYERS_MAX] = { 0 };
    pence offered = 0;
    if (!(shares_of(self, set, share) > 0)) {
        self->out->unpaid[period] += set->amount;
        return;
    }
    reference_split(set->amount, share, set->carry, part, self->out->payers);
    for (size_t p = 0; p < self->out->payers; p++) {
        const pence cut = part[p] - payer_take(self, p, period, part[p]);
        if (payer_at(self, p)->when_capped == CAPPED_OTHERS) {
            offered += cut;
        } else {
            self->out->unpaid[period] += cut;
        }
    }
    self->out->unpaid[period] += others_take(self, set, period, offered);
}

/** Who pays on a period's end; other payers than before begin without remainders. */
static void active_set(paying *self, size_t period)
{
    const date end = self->claim->calendar->items[period].end;
    bool active[PAYERS_MAX] = { false };
    for (size_t p = 0; p < self->out->payers; p++) {
        const payer_row *payer = payer_at(self, p);
        active[p] = (payer->from == DATE_NONE || end >= payer->from) && (payer->until == DATE_NONE || end <= payer->until);
    }
    if (memcmp(active, self->active, sizeof active) != 0) {
        self->sets_count = 0;
        memcpy(self->active, active, sizeof active);
    }
}

static void period_pay(paying *self, size_t period)
{
    active_set(self, period);
    self->asked_count = 0;
    for (size_t i = 0; i < self->sets_count; i++) {
        self->sets[i].is_asked = false;
        self->sets[i].amount = 0;
    }
    for (size_t t = 0; t < self->out->terms; t++) {
        term_ask(self, t, period, self->out->term_amount[t * self->out->periods + period]);
    }
    term_ask(self, 0, period, self->out->cost_plus_amount[period]);
    for (size_t turn = 0; turn < self->asked_count; turn++) {
        for (size_t i = 0; i < self->sets_count; i++) {
            if (self->sets[i].is_asked && self->sets[i].turn == turn) {
                set_pay(self, &self->sets[i], period);
            }
        }
    }
}

void reference_payers_pay(const reference_claim *claim, ledger *out)
{
    paying *self = reference_room(1, sizeof *self);
    self->claim = claim;
    self->out = out;
    self->taken = reference_room(out->payers, sizeof *self->taken);
    for (size_t p = 0; p < out->payers; p++) {
        self->taken[p] = out->by_payer + p * out->periods;
    }
    for (size_t k = 0; k < out->periods; k++) {
        period_pay(self, k);
    }
    free(self->taken);
    free(self);
}
