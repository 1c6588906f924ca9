#ifndef EDGECARE_VERIFY_ABSURD_H
#define EDGECARE_VERIFY_ABSURD_H

#include <stddef.h>
#include <stdio.h>

#include "records/scenario.h"

/** Writes one line for each input that no record supports, at its value or the median of its distribution, and returns how many there are:
 *
 *  - a therapy's hazard ratio below 0.2 on a transition into care (trials: 0.57 to 1.25) or above 3 on one out of it;
 *  - care that fewer than a quarter leave within three years (records: 36 to 55 % go home before 18);
 *  - more than half entering care within a year of the start (control arms of trials: 11 to 32 %). */
size_t absurd_inputs_print(const scenario *self, FILE *out);

/** How many such inputs there are. */
size_t absurd_inputs_count(const scenario *self);

#endif
