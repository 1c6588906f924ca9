#ifndef EDGECARE_ADVISE_IDLE_H
#define EDGECARE_ADVISE_IDLE_H

#include "load/check.h"

/** Warns of settings that are written and change nothing, since another setting leaves them nothing to act on: of capital, payers, terms, early ends, delivery, support,
 *  volumes, staff and gaming. */
void advise_idle(checker *self);

#endif
