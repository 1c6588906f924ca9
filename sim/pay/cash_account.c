#include "pay/cash_account.h"

#include <stdlib.h>
#include <string.h>

#define ARRAYS 11
#define ARRAYS_BY_PAYER 2
#define ARRAYS_BY_PROVIDER 4
#define ARRAYS_BY_TRANCHE 2

/* An account is one block of memory: the arrays one after the other, `cost` first. */

static size_t amounts_of(const cash *self)
{
    return self->months * (ARRAYS + ARRAYS_BY_PAYER * self->payers + ARRAYS_BY_PROVIDER * self->providers + ARRAYS_BY_TRANCHE * self->tranches);
}

/** The next `rows` rows of months of the block. */
static pence *rows_next(const cash *self, pence **block, size_t rows)
{
    pence *found = *block;
    *block += rows * self->months;
    return found;
}

static void arrays_place(cash *self, pence *block)
{
    pence **const plain[ARRAYS] = { &self->cost,    &self->receipt, &self->drawn,        &self->distributed, &self->carried,
                                    &self->balance, &self->fee,     &self->intermediary, &self->surplus,     &self->outstanding,
                                    &self->before_cap };
    pence **const by_payer[ARRAYS_BY_PAYER] = { &self->payer_receipt, &self->surplus_payer };
    pence **const by_provider[ARRAYS_BY_PROVIDER] = { &self->provider_cost, &self->provider_fee, &self->provider_carried, &self->surplus_provider };
    for (size_t i = 0; i < ARRAYS; i++) {
        *plain[i] = rows_next(self, &block, 1);
    }
    for (size_t i = 0; i < ARRAYS_BY_PAYER; i++) {
        *by_payer[i] = rows_next(self, &block, self->payers);
    }
    for (size_t i = 0; i < ARRAYS_BY_PROVIDER; i++) {
        *by_provider[i] = rows_next(self, &block, self->providers);
    }
    for (size_t t = 0; t < self->tranches; t++) {
        self->tranche[t].drawn = rows_next(self, &block, 1);
        self->tranche[t].distributed = rows_next(self, &block, 1);
    }
}

static size_t at_least_one(size_t count)
{
    return count > 0 ? count : 1;
}

bool cash_make(const scenario *self, const contract_row *contract, size_t months, cash *out)
{
    *out = (cash){ .months = months, .tranches = at_least_one(contract->capital.tranches.count), .providers = at_least_one(self->providers.count),
                   .payers = contract->payers.count };
    pence *block = calloc(amounts_of(out) * sizeof(pence) + 1, 1);
    if (!block) {
        *out = (cash){ 0 };
        return false;
    }
    arrays_place(out, block);
    out->exhausted_month = -1;
    return true;
}

void cash_free(cash *self)
{
    free(self->cost);
    *self = (cash){ 0 };
}

void cash_clear(cash *self)
{
    pence *block = self->cost;
    *self = (cash){ .months = self->months, .tranches = self->tranches, .providers = self->providers, .payers = self->payers, .exhausted_month = -1 };
    memset(block, 0, amounts_of(self) * sizeof(pence));
    arrays_place(self, block);
}

