#include "pay/ledger_account.h"

#include <stdlib.h>
#include <string.h>

/* Each account is one block of memory; its first array is the block's begin and the others follow. */

bool ledger_make(size_t terms, size_t payers, size_t periods, ledger *self)
{
    *self = (ledger){ .terms = terms, .payers = payers, .periods = periods };
    const size_t by_term = terms * periods;
    const size_t doubles = by_term + periods;
    const size_t amounts = 2 * by_term + (3 + payers) * periods;
    double *block = calloc(doubles * sizeof(double) + amounts * sizeof(pence) + 1, 1);
    if (!block) {
        *self = (ledger){ 0 };
        return false;
    }
    self->payable = block;
    self->paid_share = block + by_term;
    self->term_entitled = (pence *)(void *)(block + doubles);
    self->term_amount = self->term_entitled + by_term;
    self->accrued = self->term_amount + by_term;
    self->lost = self->accrued + periods;
    self->unpaid = self->lost + periods;
    self->by_payer = self->unpaid + periods;
    ledger_clear(self);
    return true;
}

void ledger_free(ledger *self)
{
    free(self->payable);
    *self = (ledger){ 0 };
}

/** The same arrays with all else forgotten. */
static ledger ledger_emptied(const ledger *self)
{
    ledger empty = { .terms = self->terms, .payers = self->payers, .periods = self->periods, .payable = self->payable, .paid_share = self->paid_share };
    empty.term_entitled = self->term_entitled;
    empty.term_amount = self->term_amount;
    empty.accrued = self->accrued;
    empty.lost = self->lost;
    empty.unpaid = self->unpaid;
    empty.by_payer = self->by_payer;
    empty.limit_period = -1;
    for (size_t p = 0; p < PAYERS_MAX; p++) {
        empty.payer_limit_period[p] = -1;
    }
    return empty;
}

void ledger_clear(ledger *self)
{
    const size_t by_term = self->terms * self->periods;
    *self = ledger_emptied(self);
    memset(self->payable, 0, (by_term + self->periods) * sizeof(double));
    memset(self->term_entitled, 0, (2 * by_term + (3 + self->payers) * self->periods) * sizeof(pence));
}
