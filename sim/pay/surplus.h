#ifndef EDGECARE_PAY_SURPLUS_H
#define EDGECARE_PAY_SURPLUS_H

#include <stddef.h>

#include "records/ledger.h"
#include "records/scenario.h"

/** Who gets what of surplus in one world. */
typedef struct {
    size_t count;                   /* parties; at least 1 */
    const surplus_party *to;        /* borrowed */
    const share_map *shares;        /* borrowed; NULL: all to all payers */
    double paid[PAYERS_MAX];        /* pence that each payer has paid so far */
} surplus_shares;

/** Whether what is left is the providers', who alone bear the risk: there is no capital, no cap on its return and nobody is named who shares in surplus. */
bool surplus_is_providers(const capital_settings *capital);

/** The shares that a contract's capital writes; without any all surplus goes to its payers, or its providers. Nothing paid yet. */
surplus_shares surplus_shares_of(const capital_settings *capital);

/** Notes what payers pay in a month, read from `account`. */
void surplus_month_paid(surplus_shares *self, const cash *account, size_t month);

/** Books a month's surplus in `out`: by the shares, the providers by their cost so far, "payers" by what each has paid so far (equally where none has paid; the providers equally
 *  where there are no payers), whole pence by largest remainder. Returns the investors' part, which is not booked. */
pence surplus_book(const surplus_shares *self, size_t month, pence amount, cash *out);

#endif
