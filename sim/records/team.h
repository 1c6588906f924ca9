#ifndef EDGECARE_RECORDS_TEAM_H
#define EDGECARE_RECORDS_TEAM_H

#include "records/scenario.h"
#include "stats/rng.h"

/** Whether supervision is modelled: there is ever a supervisor. */
bool team_is_supervised(const team_row *team);

/** A team's row by its number among all sites' teams; where `site` is not NULL its site goes there. */
const team_row *team_numbered(const scenario *self, size_t number, size_t *site);

/** Whether the team, whose row stands in `site`, serves site `s`. */
static inline bool team_serves(const team_row *team, size_t site, size_t s)
{
    return team->shared == NULL ? s == site : mask_has(team->site_mask, s);
}

/** The first day of a team's service: that of its site, or the first of all sites that it serves. */
date team_starts(const scenario *self, const team_row *team, size_t site);

/** The stream of a purpose that is a team's own: `of_site` where the team is a site's, else that of the place "teams/NAME". Persons count the teams of a site; a shared
 *  team, the only one of its place, is number 0. */
rng_stream team_stream(const scenario *self, const team_row *team, rng_stream of_site, const char *purpose);

/** The therapy's remote period that holds the day of a first session; NULL: there is none. */
const remote_row *remote_period(const therapy_row *therapy, date day);

#endif
