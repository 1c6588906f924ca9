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

/** What is appraised: which days, against which untreated arm, by which prices, and as of when. All borrowed. */
typedef struct {
    const scenario *scenario;
    const appraise_prices *prices; /* set for the first year of `days` */
    const exposure *days;
    int horizon;
    coupling how;
    int32_t as_of_day;             /* nothing later is in it; INT32_MAX: everything */
} appraisal;

/** What the programme is worth under one contract: care avoided in the contract's sites against what the contract costs.
 *
 *  Everything is cut at the end of the as-of day by its own date. Payments are what payers pay by then, in the financial year of their payment date, less the surplus they
 *  get, in the year of its month; society bears delivery and intermediary, not a provider's margin; the commissioner's own and top-up administration cost
 *  run by days from the contract's start to its last claimable day, shared equally by the councils of its sites; evaluation falls in the year
 *  of the contract's start; savings count as cashable when they are released. So what years come to is the same whatever later date it is looked at from. The exposure and the
 *  account must be as of the same day. Overwrites `out`; cannot fail.
 *  Source: docs/model.md, Value; HM Treasury, The Green Book (discounting in real terms, price and base years). */
void appraise_contract(const appraisal *of, const settled *contract, value *out);

/** The same for the programme: care avoided in all sites, once, against what all contracts cost together; evaluation once, in the year of the first start. */
void appraise_programme(const appraisal *of, const settled contracts[], size_t count, value *out);

#endif
