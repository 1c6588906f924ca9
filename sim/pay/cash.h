#ifndef EDGECARE_PAY_CASH_H
#define EDGECARE_PAY_CASH_H

#include "pay/reserve.h"
#include "pay/returns.h"

/** What a worker needs to keep the cash account of one contract. */
typedef struct {
    delivery_plan delivery;
    const claim_calendar *calendar; /* borrowed; must outlive the workspace */
    outlook ahead;
    size_t distributes_from;        /* first month at whose end cash may be given out */
} cash_workspace;

/** Prepares a contract's workspace for cash_months months; scenario, contract and calendar must outlive it. False when memory runs out. Free it with
 *  cash_workspace_free either way. */
bool cash_workspace_make(const scenario *self, const contract_row *contract, const claim_calendar *calendar, cash_workspace *work);

/** Frees what cash_workspace_make took; legal on a zeroed workspace. */
void cash_workspace_free(cash_workspace *work);

/* The rules of one month, in their order. All amounts are pence; `reserve` is what stays in the account: the buffer while delivery goes on in a later month, else 0. */

/** Capital drawn so that the balance reaches the reserve, as far as the rest of the commitment goes. */
pence capital_drawn(pence balance, pence reserve, pence commitment_left);

/** What the provider carries: what a balance lacks to zero. */
pence shortfall_carried(pence balance);

/** What the provider gets back of `owed`, what it carried so far: from what exceeds the reserve. */
pence carried_repaid(pence balance, pence reserve, pence owed);

/** What exceeds the reserve. */
pence excess_distributed(pence balance, pence reserve);

/** Keeps the cash account of a contract month by month, and works out its investors' returns.
 *
 *  Receipts are what the ledger's payers pay, in the month of the payment date; what is disputed, dispute_days later. Delivery takes what
 *  `subject` says, without dropped families. As of the end of `as_of_day`, later receipts, costs and distributions have not happened;
 *  months end on their last day, so nothing is repaid or distributed in the month in which the as-of day falls unless it is the last. `out` was made for
 *  the workspace's contract and months and is overwritten; nothing is allocated. Cannot fail. Source: docs/model.md, Cash. */
void cash_run(cash_workspace *work, int32_t as_of_day, const delivery_subject *subject, const ledger *paid, cash *out);

#endif
