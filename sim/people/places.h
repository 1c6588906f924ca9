#ifndef EDGECARE_PEOPLE_PLACES_H
#define EDGECARE_PEOPLE_PLACES_H

#include "records/families.h"
#include "records/scenario.h"

/** After how many days in the team place number `place` of a therapist who joins at `from` opens; `starts` is when the team's service begins. */
double place_opens_after(const team_row *team, double starts, double from, int64_t place);

/** Therapists' places and their use by site, of what there was before the time `until` (TIME_NEVER: all): families' days of a place from their start, shorter where
 *  the course is remote; days of places from their opening to the therapist's leaving, until the site has closed and its last course has ended; a shared team's until that is so in
 *  all its sites, to which they belong in proportion to the families started with it before `until` (equally where there is none). Pure; cannot fail.
 *  Source: docs/model.md, Referrals. */
team_use places_used(const scenario *self, const families *people, const staff_timeline *staff, double until);

#endif
