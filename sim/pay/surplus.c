#include "pay/surplus.h"

#include "pay/cash_account.h"

static const surplus_party to_all_payers = { SURPLUS_ALL_PAYERS, 0 }, to_all_providers = { SURPLUS_ALL_PROVIDERS, 0 };

bool surplus_is_providers(const capital_settings *capital)
{
    return !capital_is_written(capital) && capital->surplus.count == 0 && !capital_has_return_cap(capital);
}

surplus_shares surplus_shares_of(const capital_settings *capital)
{
    if (capital->surplus.count == 0) {
        return (surplus_shares){ .count = 1, .to = surplus_is_providers(capital) ? &to_all_providers : &to_all_payers };
    }
    return (surplus_shares){ .count = capital->surplus.count, .to = capital->surplus_to, .shares = &capital->surplus };
}

void surplus_month_paid(surplus_shares *self, const cash *account, size_t month)
{
    for (size_t p = 0; p < account->payers; p++) {
        self->paid[p] += (double)account->payer_receipt[p * account->months + month];
    }
}

static double share_at(const surplus_shares *self, size_t i)
{
    return self->shares ? self->shares->shares[i].value : 1;
}

/** Splits an amount by weights, equally where all are 0, into a month of [party][month]. */
static void split_into(pence amount, double weight[], size_t parties, pence by_party[], size_t months, size_t month)
{
    pence part[PAYERS_MAX > PROVIDERS_MAX ? PAYERS_MAX : PROVIDERS_MAX];
    double sum = 0;
    for (size_t i = 0; i < parties; i++) {
        sum += weight[i];
    }
    for (size_t i = 0; i < parties && sum == 0; i++) {
        weight[i] = 1;
    }
    pence_split(amount, weight, NULL, part, parties);
    for (size_t i = 0; i < parties; i++) {
        by_party[i * months + month] += part[i];
    }
}

/** By what delivery has cost each provider so far. */
static void book_providers(size_t month, pence amount, cash *out)
{
    double weight[PAYERS_MAX > PROVIDERS_MAX ? PAYERS_MAX : PROVIDERS_MAX] = { 0 };
    for (size_t p = 0; p < out->providers; p++) {
        weight[p] = (double)pence_sum(party_months(out, out->provider_cost, p), month + 1);
    }
    split_into(amount, weight, out->providers, out->surplus_provider, out->months, month);
}

static void book_payers(const surplus_shares *self, size_t month, pence amount, cash *out)
{
    double weight[PAYERS_MAX > PROVIDERS_MAX ? PAYERS_MAX : PROVIDERS_MAX] = { 0 };
    for (size_t p = 0; p < out->payers; p++) {
        weight[p] = self->paid[p];
    }
    if (out->payers > 0) {
        split_into(amount, weight, out->payers, out->surplus_payer, out->months, month);
    } else {
        split_into(amount, weight, out->providers, out->surplus_provider, out->months, month);
    }
}

/** Books one party's part; returns it where it is the investors'. */
static pence book_party(const surplus_shares *self, const surplus_party *to, size_t month, pence amount, cash *out)
{
    switch (to->sort) {
    case SURPLUS_INVESTORS:
        return amount;
    case SURPLUS_PAYER:
        out->surplus_payer[to->index * out->months + month] += amount;
        return 0;
    case SURPLUS_PROVIDER:
        out->surplus_provider[to->index * out->months + month] += amount;
        return 0;
    case SURPLUS_ALL_PROVIDERS:
        book_providers(month, amount, out);
        return 0;
    case SURPLUS_ALL_PAYERS:
        break;
    }
    book_payers(self, month, amount, out);
    return 0;
}

pence surplus_book(const surplus_shares *self, size_t month, pence amount, cash *out)
{
    double weight[SURPLUS_MAX];
    pence part[SURPLUS_MAX];
    pence of_investors = 0;
    for (size_t i = 0; i < self->count; i++) {
        weight[i] = share_at(self, i);
    }
    pence_split(amount, weight, NULL, part, self->count);
    for (size_t i = 0; i < self->count; i++) {
        of_investors += part[i] > 0 ? book_party(self, &self->to[i], month, part[i], out) : 0;
    }
    out->surplus[month] += amount - of_investors;
    return of_investors;
}
