#ifndef EDGECARE_PAY_CASH_ACCOUNT_H
#define EDGECARE_PAY_CASH_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "records/ledger.h"

/** Room for `months` months of cash, all zero. False when memory runs out; the account is then empty. Free it with cash_free. */
bool cash_make(size_t months, cash *self);

/** Frees what cash_make took and leaves an empty account; legal on a zeroed one. */
void cash_free(cash *self);

/** Sets every amount to zero. */
void cash_clear(cash *self);

#endif
