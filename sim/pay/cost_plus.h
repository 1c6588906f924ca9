#ifndef EDGECARE_PAY_COST_PLUS_H
#define EDGECARE_PAY_COST_PLUS_H

#include "pay/settle.h"

/** What a period brings for delivery after an early end: (1 + margin) x delivery cost of the months that end in it and after the contract's last day, rounded once. 0
 *  where the contract runs its course or pays otherwise. Pure. */
pence cost_plus_entitled(const pay_subject *subject, size_t period);

#endif
