#ifndef EDGECARE_REPLICATE_CONTRACT_H
#define EDGECARE_REPLICATE_CONTRACT_H

#include "replicate/settlement.h"

/** Settles a contract on the replicate begun, as of self->subject.as_of_day: measured, paid, its account kept. Where it is ended early, or its money runs out and it then
 *  drops starts, it is settled again on its own view (own_view.h) until nothing more ends or is dropped: an early end is looked at first and stands once found. The
 *  measure workspace holds the whole replicate again afterwards. False when memory runs out. */
bool contract_settle(settlement *self, size_t contract);

#endif
