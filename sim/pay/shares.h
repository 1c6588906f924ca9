#ifndef EDGECARE_PAY_SHARES_H
#define EDGECARE_PAY_SHARES_H

#include "pay/payers.h"
#include "pay/settle.h"

/** Who pays what of a contract, with what changes from period to period. */
typedef struct {
    const pay_subject *subject; /* borrowed */
    bool by_site;               /* some payer pays for some of the contract's sites only */
    uint32_t active;            /* the payers of the period */
    payer_groups *groups;       /* borrowed */
    payer_rooms rooms;
} payer_shares;

/** Begins with the first period. Neither `self` nor `groups`, which is scratch, need be initialised; subject and groups must outlive it. */
void payer_shares_begin(const pay_subject *subject, payer_groups *groups, payer_shares *self);

/** Splits what the terms bring in a period over the payers whose dates hold its end (step 7): adds to the period's by_payer and unpaid, notes the limits that bind. Where
 *  payers pay for sites, a term's amount is first attributed to its sites in proportion to what they achieved in the period (to all equally where they achieved
 *  nothing), whole pence by largest remainder. Periods come in order. */
void payer_shares_pay(payer_shares *self, size_t period, ledger *out);

#endif
