#ifndef EDGECARE_MEASURE_UNITS_H
#define EDGECARE_MEASURE_UNITS_H

#include "measure/workspace.h"

/** Where the units and window days of a term are summed. */
typedef struct {
    const staircase *periods;
    stair *slot[SLOTS];
    stair *window[SLOTS];
    lot_sum *lots[SLOTS];
    int32_t unseen; /* first day that is not known */
} unit_sums;

/** Adds the units that a child earns to a slot: those on days of the claim calendar that are known, in order of days, until `limit` (infinite: none) is
 *  reached; the unit that crosses it counts by the fraction that fits. */
void units_add(const unit_sums *sums, size_t slot, const unit_run runs[], size_t count, double limit);

/** Adds the units of a slot to out[period]. */
void units_sum(const unit_sums *sums, size_t slot, double out[]);

#endif
