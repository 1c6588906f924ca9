#ifndef EDGECARE_PAY_CASH_ACCOUNT_H
#define EDGECARE_PAY_CASH_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** Room for `months` months of a contract's cash, all zero: its tranches and payers, and the scenario's providers (one where it names none). False when
 *  memory runs out; the account is then empty. Free it with cash_free. */
bool cash_make(const scenario *self, const contract_row *contract, size_t months, cash *out);

/** Frees what cash_make took and leaves an empty account; legal on a zeroed one. */
void cash_free(cash *self);

/** Sets every amount to zero, and exhausted_month to never. */
void cash_clear(cash *self);

/** The months of one payer or provider in an array of [party][month]; borrowed. */
static inline pence *party_months(const cash *self, pence by_party[], size_t party)
{
    return by_party + party * self->months;
}

#endif
