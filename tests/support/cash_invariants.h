#ifndef EDGECARE_TESTS_SUPPORT_CASH_INVARIANTS_H
#define EDGECARE_TESTS_SUPPORT_CASH_INVARIANTS_H

#include <stdbool.h>

#include "pay/cash.h"

/** NULL when the account holds, else the invariant that it breaks: every month balances to the penny and the flows of all parties and the world outside sum to
 *  nothing; no amount but `carried` is negative, providers are never repaid more than they carried, each tranche draws no more than its commitment, totals and
 *  parts are sums, and an account at its end is empty when `ended`. */
const char *cash_broken_invariant(const contract_row *contract, bool ended, const cash *found);

#endif
