#ifndef EDGECARE_RECORDS_CALENDAR_H
#define EDGECARE_RECORDS_CALENDAR_H

#include <stdbool.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** The claim periods of a contract, set once per run.
 *
 *  The first begins on `contract.starts`, each other one on the day after its predecessor's end. The ends are those listed in `period_ends` and then one
 *  every `period_months` months, counted from the last listed end (or the day before the contract's start), at month ends where that day is one; the last
 *  period is cut at `last_claimable`. With `period_months` 0 one period takes all that the list leaves. A contract whose last claimable day lies
 *  before its start has no periods. Expects listed ends that ascend and do not lie before the start.
 *  A period is claimed on its last day; certified and paid dates follow by the contract's lags.
 *  False when memory runs out; the calendar is then empty. Free it with claim_calendar_free. */
bool claim_calendar_make(const scenario *self, const contract_row *contract, claim_calendar *calendar);

/** Frees what claim_calendar_make took and leaves an empty calendar; legal on a zeroed one. */
void claim_calendar_free(claim_calendar *calendar);

/** Whole years from `from` to `day`, an anniversary of 29 February being the 28th in other years; 0 where `day` is earlier. */
int years_since(date from, date day);

/** How many calendar months have their last day from `first` to `last`, both inclusive; 0 where `last` is earlier. */
int months_ending(date first, date last);

#endif
