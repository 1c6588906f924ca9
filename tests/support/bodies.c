#include "support/bodies.h"

#include <string.h>

static pence sum_of_pence(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

static bool is_top_up(const contract_row *contract, size_t payer)
{
    return contract->payers.items[payer].council_index == INDEX_NONE;
}

static double top_up_net(const ledger *paid, const cash *account, size_t payer)
{
    return pounds_from_pence(sum_of_pence(account->surplus_payer + payer * account->months, account->months) - paid->payer_total[payer]);
}

static double provider_net(const cash *account, size_t provider)
{
    const size_t from = provider * account->months, months = account->months;
    const pence in = sum_of_pence(account->provider_fee + from, months) + sum_of_pence(account->surplus_provider + from, months);
    const pence out = sum_of_pence(account->provider_cost + from, months) + sum_of_pence(account->provider_carried + from, months);
    return pounds_from_pence(in - out);
}

static void account_bodies(const cash *account, body_nets *nets)
{
    for (size_t p = 0; p < account->providers; p++) {
        nets->provider[p] = provider_net(account, p);
    }
    for (size_t t = 0; t < account->tranches; t++) {
        nets->tranche[t] = pounds_from_pence(account->tranche[t].distributed_total - account->tranche[t].drawn_total);
    }
    nets->intermediary = pounds_from_pence(account->intermediary_total);
    nets->in_hand = pounds_from_pence(account->months > 0 ? account->balance[account->months - 1] : 0);
}

body_nets body_nets_of(const contract_row *contract, const ledger *paid, const cash *account, const value *worth)
{
    body_nets nets = { 0 };
    memcpy(nets.council, worth->council_net, sizeof nets.council);
    size_t top_up = 0;
    for (size_t p = 0; p < paid->payers; p++) {
        top_up += is_top_up(contract, p);
    }
    for (size_t p = 0; p < paid->payers; p++) {
        nets.top_up[p] = is_top_up(contract, p) ? top_up_net(paid, account, p) - worth->top_up_admin / (double)top_up : 0;
    }
    account_bodies(account, &nets);
    return nets;
}

static double sum_of(const double amount[], size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

double body_nets_sum(const body_nets *nets)
{
    return sum_of(nets->council, COUNCILS_MAX) + sum_of(nets->top_up, PAYERS_MAX) + sum_of(nets->provider, PROVIDERS_MAX) +
           sum_of(nets->tranche, TRANCHES_MAX) + nets->intermediary + nets->in_hand;
}
