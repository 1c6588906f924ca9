#include "pay/ledger_account.h"

#include <stdlib.h>
#include <string.h>

/* Each account is one block of memory; its first array is the block's begin and the others follow. The amounts by term have one row more than there are
 * terms: cost plus. */

#define BY_PERIOD 5 /* accrued, lost, unpaid, taken back, lost in dispute */
#define BY_PAYER 2  /* by_payer, disputed */

static size_t amounts_of(const ledger *self)
{
    return (2 * (self->terms + 1) + BY_PERIOD + BY_PAYER * self->payers) * self->periods;
}

static size_t doubles_of(const ledger *self)
{
    return (self->terms + 1) * self->periods;
}

/** Points the arrays into a block. */
static void arrays_place(double *block, ledger *self)
{
    const size_t periods = self->periods;
    const size_t rows = (self->terms + 1) * periods;
    self->payable = block;
    self->paid_share = block + self->terms * periods;
    self->term_entitled = (pence *)(void *)(block + doubles_of(self));
    self->term_amount = self->term_entitled + rows;
    self->cost_plus = self->term_amount - periods;
    self->cost_plus_amount = self->term_amount + rows - periods;
    self->accrued = self->term_amount + rows;
    self->lost = self->accrued + periods;
    self->unpaid = self->lost + periods;
    self->taken_back = self->unpaid + periods;
    self->dispute_lost = self->taken_back + periods;
    self->by_payer = self->dispute_lost + periods;
    self->disputed = self->by_payer + self->payers * periods;
}

/** The same arrays with all else forgotten. */
static ledger ledger_emptied(const ledger *self)
{
    ledger empty = { .terms = self->terms, .payers = self->payers, .periods = self->periods, .stopped_day = INT32_MAX, .limit_period = -1 };
    arrays_place(self->payable, &empty);
    for (size_t p = 0; p < PAYERS_MAX; p++) {
        empty.payer_limit_period[p] = -1;
    }
    return empty;
}

bool ledger_make(size_t terms, size_t payers, size_t periods, ledger *self)
{
    *self = (ledger){ .terms = terms, .payers = payers, .periods = periods };
    self->payable = calloc(doubles_of(self) * sizeof(double) + amounts_of(self) * sizeof(pence) + 1, 1);
    if (!self->payable) {
        *self = (ledger){ 0 };
        return false;
    }
    ledger_clear(self);
    return true;
}

void ledger_free(ledger *self)
{
    free(self->payable);
    *self = (ledger){ 0 };
}

void ledger_clear(ledger *self)
{
    *self = ledger_emptied(self);
    memset(self->payable, 0, doubles_of(self) * sizeof(double) + amounts_of(self) * sizeof(pence));
}
