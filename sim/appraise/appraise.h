#ifndef EDGECARE_APPRAISE_APPRAISE_H
#define EDGECARE_APPRAISE_APPRAISE_H

#include "appraise/prices.h"
#include "records/ledger.h"
#include "records/replicate.h"

/** A contract that has been settled; all borrowed. */
typedef struct {
    const contract_row *contract;
    const claim_calendar *calendar;
    const ledger *ledger;
    const cash *cash;
} settled;

/** What the programme is worth under one contract: care avoided in the contract's sites against what the contract costs.
 *
 *  Payments are what payers pay of all that the ledger holds, in the financial year of their payment date, less the surplus they get, in the year of its month;
 *  society bears delivery and intermediary, not a provider's margin; the commissioner's own and top-up administration cost
 *  run by days from the contract's start to its last claimable day, shared equally by the councils of its sites; evaluation falls in the year
 *  of the contract's start. `prices` must have been set for the exposure's first year. Overwrites `out`; cannot fail.
 *  Source: docs/model.md, Value; HM Treasury, The Green Book (discounting in real terms, price and base years). */
void appraise_contract(const scenario *self, const appraise_prices *prices, const exposure *days, const settled *contract, int horizon, coupling how,
                       value *out);

/** The same for the programme: care avoided in all sites, once, against what all contracts cost together; evaluation once, in the year of the first start. */
void appraise_programme(const scenario *self, const appraise_prices *prices, const exposure *days, const settled contracts[], size_t count, int horizon,
                        coupling how, value *out);

#endif
