#ifndef EDGECARE_PAY_SETTLE_H
#define EDGECARE_PAY_SETTLE_H

#include <stdint.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** Every day is before this as-of day. */
#define AS_OF_EVERYTHING INT32_MAX

/** How a contract ended early. */
typedef struct {
    int32_t stopped_day;  /* its last day */
} contract_end;

/** What a contract is settled on. All borrowed. */
typedef struct {
    const scenario *scenario;
    const contract_row *contract;
    const claim_calendar *calendar;
    const quantities *units; /* hold no day after the as-of day, nor one for which an ended contract does not pay */
    int32_t as_of_day;       /* AS_OF_EVERYTHING: all is known */
    const contract_end *end; /* NULL: it runs its course */
    const pence *cost;       /* delivery cost by month since the month of scenario.starts; NULL where nothing paid is of it */
    size_t months;
} pay_subject;

/** Who pays what of the contract at hand; scratch of pay_contract (pay/payers.h), too much for a stack. */
struct payer_groups;

/** Settles a contract on what its careers come to: one pass over the claim periods, in order.
 *
 *  For each period: 1 units payable by term at the price of the period; 2 bands of success; 3 terms by period; 4 rounding, once a term; 5 claw-back; 6 the
 *  contract's limits; 7 payers: sites, shares with carried remainders, limits and what others take over; 8 disputes. `accrued` is what the contract owes within its
 *  limits; `by_payer`, `unpaid` and `dispute_lost` say what becomes of it. Totals as of the end of the as-of day: entitled, accrued, lost, unpaid and taken back of all
 *  periods that are in `units`; claimed and certified: accrued of the periods whose date has come; paid, payer totals and paid shares: what payers pay of
 *  the periods whose payment date has come, disputed parts on their own dates.
 *  `out` was made for the contract's terms and payers and the calendar's periods; it is overwritten, as is `scratch`. Pure otherwise; cannot fail.
 *  Source: docs/model.md, Contracts. */
void pay_contract(const pay_subject *subject, struct payer_groups *scratch, ledger *out);

/** The part of what is paid that would have been paid without the programme too: min(paid, what the same contract pays on the untreated careers of the same starters
 *  with the same windows), in total, both as of the same date. */
pence non_additional(const ledger *treated, const ledger *untreated);

#endif
