#ifndef EDGECARE_PAY_RESERVE_H
#define EDGECARE_PAY_RESERVE_H

#include "pay/outlook.h"

/** What is certain to come in: each claim period, without what is lost in dispute. Borrowed. */
typedef struct {
    const claim_calendar *calendar;
    const ledger *paid;
    const contract_row *contract;
} receipts_due;

/** What stays in the account when cash is given out at the end of the month `now`, so that for capital.reserve_months what is foreseen can be paid and the
 *  buffer and a month's foreseen outgo are left:
 *
 *      the most of `buffer_now` and, over the months m from `now` to reserve_months later (m + 1 within the account), of
 *      buffer_(m+1) + sum over now < j <= m + 1 of foreseen outgo_j - sum over now < j <= m of certified receipts_j
 *
 *  with buffer_m = `buffer` while delivery is foreseen to go on in a month after m, else 0. Where reserve_months is 0, `buffer_now`. Pence. */
pence reserve_at(const outlook *ahead, const receipts_due *due, pence buffer, pence buffer_now, size_t now);

#endif
