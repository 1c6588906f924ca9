#include "records/team.h"

#include <stdio.h>

bool team_is_supervised(const team_row *team)
{
    bool ever = team->supervisors > 0;
    for (size_t i = 0; i < team->hires.count; i++) {
        ever = ever || team->hires.items[i].supervisors > 0;
    }
    return ever;
}

const remote_row *remote_period(const therapy_row *therapy, date day)
{
    for (size_t i = 0; i < therapy->remote.count; i++) {
        const remote_row *period = &therapy->remote.items[i];
        if (period->from <= day && (period->until == DATE_NONE || day <= period->until)) {
            return period;
        }
    }
    return NULL;
}

const team_row *team_numbered(const scenario *self, size_t number, size_t *site)
{
    size_t s = 0;
    while (s + 1 < self->sites.count && self->sites.items[s + 1].team_from <= number) {
        s++;
    }
    if (site) {
        *site = s;
    }
    const site_row *row = &self->sites.items[s];
    return &row->teams.items[number - row->team_from];
}

date team_starts(const scenario *self, const team_row *team, size_t site)
{
    date first = self->sites.items[site].starts;
    for (size_t s = 0; s < self->sites.count; s++) {
        const date starts = self->sites.items[s].starts;
        first = team_serves(team, site, s) && starts < first ? starts : first;
    }
    return first;
}

#define PLACE_BYTES 512

rng_stream team_stream(const scenario *self, const team_row *team, rng_stream of_site, const char *purpose)
{
    char place[PLACE_BYTES];
    if (team->shared == NULL) {
        return of_site;
    }
    snprintf(place, sizeof place, "teams/%s", team->shared);
    return rng_stream_of((uint64_t)self->run.seed, place, purpose);
}
