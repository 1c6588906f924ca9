#include "support/parties.h"

size_t parties_of(const cash *self, party_sort sort)
{
    const size_t count[PARTY_SORTS] = {
        [PARTY_PAYER] = self->payers,     [PARTY_TRANCHE] = self->tranches, [PARTY_PROVIDER] = self->providers,
        [PARTY_INTERMEDIARY] = 1,         [PARTY_ACCOUNT] = 1,              [PARTY_WORLD] = 1,
    };
    return count[sort];
}

typedef pence month_flow(const cash *self, size_t index, size_t month);

static pence payer_flow(const cash *self, size_t index, size_t month)
{
    const size_t at = index * self->months + month;
    return self->surplus_payer[at] - self->payer_receipt[at];
}

static pence tranche_flow(const cash *self, size_t index, size_t month)
{
    return self->tranche[index].distributed[month] - self->tranche[index].drawn[month];
}

static pence provider_flow(const cash *self, size_t index, size_t month)
{
    const size_t at = index * self->months + month;
    return self->provider_fee[at] + self->surplus_provider[at] - self->provider_cost[at] - self->provider_carried[at];
}

static pence intermediary_flow(const cash *self, size_t index, size_t month)
{
    (void)index;
    return self->intermediary[month];
}

static pence account_flow(const cash *self, size_t index, size_t month)
{
    (void)index;
    return self->balance[month] - (month > 0 ? self->balance[month - 1] : 0);
}

static pence world_flow(const cash *self, size_t index, size_t month)
{
    (void)index;
    return self->cost[month];
}

static month_flow *const flow_of[PARTY_SORTS] = {
    [PARTY_PAYER] = payer_flow,               [PARTY_TRANCHE] = tranche_flow, [PARTY_PROVIDER] = provider_flow,
    [PARTY_INTERMEDIARY] = intermediary_flow, [PARTY_ACCOUNT] = account_flow, [PARTY_WORLD] = world_flow,
};

pence party_flow(const cash *self, party_sort sort, size_t index, size_t month)
{
    return flow_of[sort](self, index, month);
}

void account_of_party(const cash *self, party_sort sort, size_t index, pence flow[])
{
    for (size_t m = 0; m < self->months; m++) {
        flow[m] = flow_of[sort](self, index, m);
    }
}

pence party_net(const cash *self, party_sort sort, size_t index)
{
    pence sum = 0;
    for (size_t m = 0; m < self->months; m++) {
        sum += flow_of[sort](self, index, m);
    }
    return sum;
}
