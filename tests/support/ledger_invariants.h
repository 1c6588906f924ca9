#ifndef EDGECARE_TESTS_SUPPORT_LEDGER_INVARIANTS_H
#define EDGECARE_TESTS_SUPPORT_LEDGER_INVARIANTS_H

#include "pay/settle.h"

/** Recomputes slowly what pay_contract of the same subject must come to; NULL when `found` holds, else the invariant that it breaks. */
const char *ledger_broken_invariant(const pay_subject *subject, const ledger *found);

#endif
