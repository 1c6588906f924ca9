#ifndef EDGECARE_TESTS_SUPPORT_TERM_INVARIANTS_H
#define EDGECARE_TESTS_SUPPORT_TERM_INVARIANTS_H

#include <stdbool.h>

#include "pay/settle.h"

/** A ledger and what it was settled on. */
typedef struct {
    const pay_subject *subject;
    const ledger *found;
} audit;

/** Whether each term's payable units and entitlement in each period are what the definitions give, reckoned from the beginning each time. Slow. */
bool terms_hold(const audit *a);

#endif
