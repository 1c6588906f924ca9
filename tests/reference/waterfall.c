#include "reference/waterfall.h"

#include <math.h>
#include <string.h>

#define PENNY_SLACK 1e-6
#define RANKS_MAX 100

static const tranche_kind *kind_named(const char *name)
{
    for (size_t i = 0; i < tranche_family.count; i++) {
        if (strcmp(tranche_family.kinds[i]->name, name) == 0) {
            return (const tranche_kind *)(const void *)tranche_family.kinds[i];
        }
    }
    return NULL;
}

static pence gbp_pence(const reference_case *at, quantity gbp)
{
    return (pence)round(100 * reference_quantity(at, gbp));
}

capital_state reference_capital(const reference_case *at, const contract_row *contract, cash *book)
{
    const capital_settings *capital = &contract->capital;
    capital_state self = { .at = at, .contract = contract, .book = book, .count = capital->tranches.count };
    for (size_t t = 0; t < self.count; t++) {
        const tranche_row *row = &capital->tranches.items[t];
        self.tranche[t] = (tranche_state){ .kind = kind_named(row->kind.kind->name), .draws_rank = row->draws_rank, .repaid_rank = row->repaid_rank,
                                           .commitment = gbp_pence(at, row->commitment_gbp) };
        reference_parameters(at, &row->kind, self.tranche[t].parameter);
    }
    if (self.count == 0) {
        self.count = 1;
        self.tranche[0] = (tranche_state){ .kind = kind_named("equity"), .commitment = gbp_pence(at, capital->commitment_gbp) };
    }
    for (size_t t = 0; t < self.count; t++) {
        book->tranche[t].commitment = self.tranche[t].commitment;
    }
    return self;
}

/** Fills rooms from the lowest rank on; within a rank in proportion to the rooms. Returns what is left. */
static pence ranks_fill(size_t count, const int64_t rank[], const pence room[], pence amount, pence part[])
{
    for (int64_t now = 0; now <= RANKS_MAX; now++) {
        double weight[TRANCHES_MAX] = { 0 };
        pence given[TRANCHES_MAX] = { 0 };
        pence rooms = 0;
        for (size_t t = 0; t < count; t++) {
            weight[t] = rank[t] == now ? (double)room[t] : 0;
            rooms += rank[t] == now ? room[t] : 0;
        }
        const pence total = amount < rooms ? amount : rooms;
        if (total > 0) {
            reference_split(total, weight, NULL, given, count);
        }
        for (size_t t = 0; t < count; t++) {
            part[t] += given[t];
        }
        amount -= total;
    }
    return amount;
}

pence reference_capital_draw(capital_state *self, size_t month, pence wanted)
{
    int64_t rank[TRANCHES_MAX] = { 0 };
    pence room[TRANCHES_MAX] = { 0 };
    pence part[TRANCHES_MAX] = { 0 };
    for (size_t t = 0; t < self->count; t++) {
        rank[t] = self->tranche[t].draws_rank;
        room[t] = self->tranche[t].commitment - self->tranche[t].drawn;
    }
    const pence drawn = wanted - ranks_fill(self->count, rank, room, wanted, part);
    for (size_t t = 0; t < self->count; t++) {
        self->tranche[t].drawn += part[t];
        self->tranche[t].principal += part[t];
        self->tranche[t].owed += (double)part[t] / 100;
        self->book->tranche[t].drawn[month] += part[t];
    }
    self->book->drawn[month] += drawn;
    self->hurdle += (double)drawn;
    return drawn;
}

/** The whole pence of pounds, rounded down. */
static pence whole_pence(double pounds)
{
    return (pence)floor(100 * pounds + PENNY_SLACK);
}

static void tranche_give(capital_state *self, size_t t, size_t month, pence amount)
{
    self->book->tranche[t].distributed[month] += amount;
    self->book->distributed[month] += amount;
    self->hurdle -= (double)amount;
}

/** Step 1: what each is due, by rank; a payment meets interest before principal. Returns what is left. */
static pence dues_pay(capital_state *self, size_t month, pence amount)
{
    int64_t rank[TRANCHES_MAX] = { 0 };
    pence due[TRANCHES_MAX] = { 0 };
    pence part[TRANCHES_MAX] = { 0 };
    for (size_t t = 0; t < self->count; t++) {
        tranche_state *now = &self->tranche[t];
        rank[t] = now->repaid_rank;
        due[t] = whole_pence(now->kind->due(now->parameter, &(tranche_account){ (double)now->principal / 100, now->owed }));
    }
    amount = ranks_fill(self->count, rank, due, amount, part);
    for (size_t t = 0; t < self->count; t++) {
        tranche_state *now = &self->tranche[t];
        now->owed -= (double)part[t] / 100;
        now->owed = whole_pence(now->owed) < 1 ? 0 : now->owed;
        now->principal = now->principal < whole_pence(now->owed) ? now->principal : whole_pence(now->owed);
        tranche_give(self, t, month, part[t]);
    }
    return amount;
}

/** Gives equity an amount by capital drawn; by commitments where nothing was drawn. */
static void equity_give(capital_state *self, size_t month, pence amount)
{
    double drawn[TRANCHES_MAX] = { 0 };
    double committed[TRANCHES_MAX] = { 0 };
    double weight[TRANCHES_MAX] = { 0 };
    double drawn_sum = 0;
    double committed_sum = 0;
    pence part[TRANCHES_MAX] = { 0 };
    for (size_t t = 0; t < self->count; t++) {
        weight[t] = self->tranche[t].kind->shares_residual;
        drawn[t] = weight[t] * (double)self->tranche[t].drawn;
        committed[t] = weight[t] * (double)self->tranche[t].commitment;
        drawn_sum += drawn[t];
        committed_sum += committed[t];
    }
    const double *by = drawn_sum > 0 ? drawn : committed_sum > 0 ? committed : weight;
    if (amount > 0) {
        reference_split(amount, by, NULL, part, self->count);
    }
    for (size_t t = 0; t < self->count; t++) {
        tranche_give(self, t, month, part[t]);
    }
}

static bool has_equity(const capital_state *self)
{
    for (size_t t = 0; t < self->count; t++) {
        if (self->tranche[t].kind->shares_residual) {
            return true;
        }
    }
    return false;
}

/** Without capital, a cap and names in surplus the providers bear the risk alone. */
static bool providers_alone(const contract_row *contract)
{
    const capital_settings *capital = &contract->capital;
    const bool is_fixed = capital->commitment_gbp.draw < 0 && capital->irr_cap_per_year.draw < 0;
    return is_fixed && capital->tranches.count == 0 && capital->commitment_gbp.value == 0 && capital->irr_cap_per_year.value < 0 && capital->surplus.count == 0;
}

/** Step 2: what equity may have of what is left. */
static pence equity_part(const capital_state *self, pence left)
{
    const capital_settings *capital = &self->contract->capital;
    const bool is_capped = reference_quantity(self->at, capital->irr_cap_per_year) >= 0;
    if (!has_equity(self) || providers_alone(self->contract) || (!is_capped && capital->surplus.count > 0)) {
        return 0;
    }
    const pence room = (pence)fmax(0, floor(self->hurdle + PENNY_SLACK));
    return is_capped && room < left ? room : left;
}

/** Surplus to all providers, by what each has cost so far. */
static void providers_give(const capital_state *self, size_t month, pence amount)
{
    cash *book = self->book;
    double cost[PROVIDERS_MAX] = { 0 };
    pence part[PROVIDERS_MAX] = { 0 };
    for (size_t p = 0; p < book->providers; p++) {
        for (size_t m = 0; m <= month; m++) {
            cost[p] += (double)book->provider_cost[p * book->months + m];
        }
    }
    reference_split(amount, cost, NULL, part, book->providers);
    for (size_t p = 0; p < book->providers; p++) {
        book->surplus_provider[p * book->months + month] += part[p];
    }
}

/** Surplus to all payers, by what each has paid so far. */
static void payers_give(const capital_state *self, size_t month, pence amount)
{
    cash *book = self->book;
    double paid[PAYERS_MAX] = { 0 };
    pence part[PAYERS_MAX] = { 0 };
    for (size_t p = 0; p < book->payers; p++) {
        for (size_t m = 0; m <= month; m++) {
            paid[p] += (double)book->payer_receipt[p * book->months + m];
        }
    }
    reference_split(amount, paid, NULL, part, book->payers);
    for (size_t p = 0; p < book->payers; p++) {
        book->surplus_payer[p * book->months + month] += part[p];
    }
}

/** Which of a map's or list's names one is; `count`: none. */
static size_t payer_named(const contract_row *contract, const char *name)
{
    size_t i = 0;
    while (i < contract->payers.count && strcmp(contract->payers.items[i].name, name) != 0) {
        i++;
    }
    return i;
}

static size_t provider_named(const scenario *file, const char *name)
{
    size_t i = 0;
    while (i < file->providers.count && strcmp(file->providers.items[i], name) != 0) {
        i++;
    }
    return i;
}

/** Step 3: one party's part of surplus. Returns what is the investors'. */
static pence party_give(const capital_state *self, const char *name, size_t month, pence amount)
{
    cash *book = self->book;
    const size_t payer = payer_named(self->contract, name);
    const size_t provider = provider_named(self->at->file, name);
    if (strcmp(name, "investors") == 0) {
        return amount;
    }
    if (strcmp(name, "payers") == 0) {
        payers_give(self, month, amount);
    } else if (payer < self->contract->payers.count) {
        book->surplus_payer[payer * book->months + month] += amount;
    } else {
        book->surplus_provider[provider * book->months + month] += amount;
    }
    return 0;
}

/** Returns what of surplus is the investors'. */
static pence surplus_give(capital_state *self, size_t month, pence amount)
{
    const share_map *shares = &self->contract->capital.surplus;
    double weight[SURPLUS_MAX] = { 1 };
    pence part[SURPLUS_MAX] = { amount };
    pence of_investors = 0;
    for (size_t i = 0; i < shares->count; i++) {
        weight[i] = reference_quantity(self->at, shares->shares[i]);
    }
    if (shares->count > 0) {
        reference_split(amount, weight, NULL, part, shares->count);
    }
    for (size_t i = 0; i < shares->count || i == 0; i++) {
        if (providers_alone(self->contract)) {
            providers_give(self, month, part[i]);
        } else {
            of_investors += party_give(self, shares->count > 0 ? shares->names[i] : "payers", month, part[i]);
        }
    }
    self->book->surplus_investors += of_investors;
    self->book->surplus[month] += amount - of_investors;
    return of_investors;
}

void reference_capital_give(capital_state *self, size_t month, pence amount)
{
    const pence left = dues_pay(self, month, amount);
    const pence to_equity = equity_part(self, left);
    const pence of_investors = left > to_equity ? surplus_give(self, month, left - to_equity) : 0;
    equity_give(self, month, to_equity + of_investors);
}

void reference_capital_month_end(capital_state *self, size_t month)
{
    const double cap = reference_quantity(self->at, self->contract->capital.irr_cap_per_year);
    for (size_t t = 0; t < self->count; t++) {
        tranche_state *now = &self->tranche[t];
        self->book->outstanding[month] += now->principal;
        now->owed = now->kind->grow(now->parameter, &(tranche_account){ (double)now->principal / 100, now->owed });
    }
    self->hurdle *= cap >= 0 ? pow(1 + cap, 1.0 / 12) : 1;
}
