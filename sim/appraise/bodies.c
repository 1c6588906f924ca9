#include "appraise/bodies.h"

#include <string.h>

static pence payers_total(const ledger *paid)
{
    pence sum = 0;
    for (size_t p = 0; p < paid->payers; p++) {
        sum += paid->payer_total[p];
    }
    return sum;
}

body_nets body_nets_of(const contract_row *contract, const ledger *paid, const cash *account, const value *worth)
{
    body_nets nets = { 0 };
    memcpy(nets.council, worth->council_net, sizeof nets.council);
    for (size_t p = 0; p < paid->payers; p++) {
        const bool is_council = MAP_ITEM(const payer_row, contract->payers, p)->council_index != INDEX_NONE;
        nets.top_up[p] = is_council ? 0 : -pounds_from_pence(paid->payer_total[p]);
    }
    nets.provider = pounds_from_pence(account->receipt_total + account->drawn_total - account->cost_total - account->distributed_total);
    nets.investor = pounds_from_pence(account->distributed_total - account->drawn_total);
    nets.owed = pounds_from_pence(payers_total(paid) - account->receipt_total);
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
    return sum_of(nets->council, sizeof nets->council / sizeof nets->council[0]) +
           sum_of(nets->top_up, sizeof nets->top_up / sizeof nets->top_up[0]) + nets->provider + nets->investor + nets->owed;
}
