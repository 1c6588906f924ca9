#ifndef EDGECARE_PEOPLE_DELAY_H
#define EDGECARE_PEOPLE_DELAY_H

#include "people/follow.h"

/** Puts off entries to care in treated careers (docs/model.md, section 4): each entry after the first session from a state not of class care, with chance
 *  gaming.delay_share, by gaming.delay_days. Days in care before then become days in the state before the entry; a stay that would have ended by then never
 *  happens. families.unsafe_days, put_off and delays get each child's days so gained. The careers only ever lose spells. False when memory runs out. */
bool delay_entries(const follow_setting *how, families *people, careers *treated);

#endif
