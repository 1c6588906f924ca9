#include "pay/cash_account.h"

#include <stdlib.h>
#include <string.h>

#define CASH_ARRAYS 6

bool cash_make(size_t months, cash *self)
{
    *self = (cash){ .months = months };
    pence *block = calloc(CASH_ARRAYS * months * sizeof(pence) + 1, 1);
    if (!block) {
        *self = (cash){ 0 };
        return false;
    }
    self->cost = block;
    self->receipt = block + months;
    self->drawn = block + 2 * months;
    self->distributed = block + 3 * months;
    self->carried = block + 4 * months;
    self->balance = block + 5 * months;
    return true;
}

void cash_free(cash *self)
{
    free(self->cost);
    *self = (cash){ 0 };
}

void cash_clear(cash *self)
{
    memset(self->cost, 0, CASH_ARRAYS * self->months * sizeof(pence));
    *self = (cash){ .months = self->months, .cost = self->cost, .receipt = self->receipt, .drawn = self->drawn, .distributed = self->distributed,
                    .carried = self->carried, .balance = self->balance };
}
