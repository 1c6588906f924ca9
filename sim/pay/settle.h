#ifndef EDGECARE_PAY_SETTLE_H
#define EDGECARE_PAY_SETTLE_H

#include <stdint.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** Every day is before this as-of day. */
#define AS_OF_EVERYTHING INT32_MAX

/** Settles a contract on what its careers come to: one pass over the claim periods, in order.
 *
 *  For each period: units payable by term (deadweight or baseline); the amount by term, rounded once; the contract's limit; then, by groups of terms with the
 *  same payers, shares with carried remainders, payers' limits and what others take over. `accrued` is what the contract owes within its limit, `by_payer`
 *  and `unpaid` say who pays it. Totals as of the end of day `as_of_day` (AS_OF_EVERYTHING: all): entitled, accrued, lost, unpaid and payer totals of all
 *  periods that are in `units`, which holds no day after the as-of date; claimed and certified: accrued of the periods whose date has come; paid: what payers pay of
 *  the periods whose payment date has come.
 *  `out` was made for the contract's terms and payers and the calendar's periods; it is overwritten. Pure otherwise; cannot fail.
 *  Source: docs/model.md, Contracts. */
void pay_contract(const scenario *self, const double world[], const contract_row *contract, const claim_calendar *calendar, int32_t as_of_day,
                  const quantities *units, ledger *out);

/** The part of what is paid that would have been paid without the programme too: min(paid, what the same contract pays on the untreated careers of the same starters
 *  with the same windows), in total, both as of the same date. */
pence non_additional(const ledger *treated, const ledger *untreated);

/** Recomputes slowly what pay_contract of the same arguments must come to; NULL when `found` holds, else the invariant that it breaks. */
const char *ledger_verify(const scenario *self, const double world[], const contract_row *contract, const claim_calendar *calendar, int32_t as_of_day,
                          const quantities *units, const ledger *found);

#endif
