#ifndef EDGECARE_REPLICATE_ENDINGS_H
#define EDGECARE_REPLICATE_ENDINGS_H

#include "pay/months.h"
#include "records/ledger.h"
#include "records/scenario.h"

/* When a contract ends early, and which starts it drops when its money runs out. All are pure and cannot fail. */

/** Whether a contract can come to drop families. */
bool contract_may_end(const contract_row *contract);

/** What an early end looks at, with what is known by the end of a day. All borrowed. */
typedef struct {
    const scenario *scenario;
    const contract_row *contract;
    const claim_calendar *calendar;
    const quantities *units;
    int32_t as_of_day;
} end_subject;

/** The last day of a contract that ends early: that of the first period that ends by the as-of day, not before `after_months`, at whose end the trigger holds, and the
 *  notice. INT32_MAX: it runs its course.
 *
 *  referrals_below, starts_below: those so far are below the share of those planned; success_below: the success rate of the term so far is below it,
 *  with anybody assessed. */
int32_t early_end_day(const end_subject *subject);

/** Days of first sessions, half open; empty: none. */
typedef struct {
    int32_t from, until;
} start_days;

/** The days after the month in which the provider first carried. */
start_days starts_after_exhaustion(const month_table *months, const cash *account);

/** The month after the first one in which the provider carried and after which starts are not yet paused (`paused`, by month). Writes that later month to
 *  `month`. */
start_days starts_to_pause(const month_table *months, const cash *account, const bool paused[], size_t *month);

#endif
