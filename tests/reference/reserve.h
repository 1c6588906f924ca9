#ifndef EDGECARE_TESTS_REFERENCE_RESERVE_H
#define EDGECARE_TESTS_REFERENCE_RESERVE_H

#include "reference/reference.h"

/** An account in which cash is about to be given out. Borrowed. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    const claim_calendar *calendar;
    const ledger *paid;
    size_t months;
} reference_outlook;

/** reserve.c: what stays in the account at the end of a month, whose own buffer is given. */
pence reference_reserve(const reference_outlook *self, size_t month, pence buffer_now);

#endif
