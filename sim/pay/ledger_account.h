#ifndef EDGECARE_PAY_LEDGER_ACCOUNT_H
#define EDGECARE_PAY_LEDGER_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "records/ledger.h"

/** Room for a ledger of so many terms (at most TERMS_MAX), payers (at most PAYERS_MAX) and periods, all zero. False when memory runs out; the ledger is then
 *  empty. Free it with ledger_free. */
bool ledger_make(size_t terms, size_t payers, size_t periods, ledger *self);

/** Frees what ledger_make took and leaves an empty ledger; legal on a zeroed one. */
void ledger_free(ledger *self);

/** Sets every amount of a ledger to zero and its limit periods to -1 (never). */
void ledger_clear(ledger *self);

#endif
