#include "refer/places.h"

#include <math.h>

#include "records/team.h"
#include "refer/remote.h"

double place_opens_after(const team_row *team, const double world[], const site_row *site, date zero, double from, int64_t place)
{
    const bool later = from > (double)(site->starts - zero);
    return later ? (double)place * quantity_at(team->ramp_days, world) / (double)team->caseload : 0;
}

/** Place-days that a therapist of a site offers until `end`. */
static double offered_days(const scenario *self, const double world[], const site_row *site, const staff_member *member, double end)
{
    const team_row *team = MAP_ITEM(const team_row, site->teams, member->team - site->team_from);
    const double there = fmin(end, member->until) - member->from;
    if (place_opens_after(team, world, site, self->starts, member->from, 1) == 0) {
        return fmax(0, there) * (double)team->caseload;
    }
    double sum = 0;
    for (int64_t p = 0; p < team->caseload; p++) {
        sum += fmax(0, there - place_opens_after(team, world, site, self->starts, member->from, p));
    }
    return sum;
}

/** For how many days a family that started takes its place. */
static double taken_days(const scenario *self, const double world[], const families *people, size_t i)
{
    const site_row *site = MAP_ITEM(const site_row, self->sites, people->site[i]);
    const team_row *team = MAP_ITEM(const team_row, site->teams, people->team[i] - site->team_from);
    const therapy_row *therapy = MAP_ITEM(const therapy_row, self->therapies, team->therapy_index);
    const remote_row *period = people->remote[i] ? remote_period(therapy, self->starts + (date)people->started_at[i]) : NULL;
    return period ? place_days(period, world, people->received_days[i]) : people->received_days[i];
}

/** Which of the sites a team belongs to. */
static size_t site_of_team(const scenario *self, size_t team)
{
    size_t site = 0;
    while (site + 1 < self->sites.count && team >= (size_t)MAP_ITEM(const site_row, self->sites, site + 1)->team_from) {
        site++;
    }
    return site;
}

team_use places_used(const scenario *self, const double world[], const families *people, const staff_timeline *staff, double until)
{
    team_use use = { 0 };
    double end[SITES_MAX];
    for (size_t s = 0; s < self->sites.count; s++) {
        end[s] = (double)(people->closes_day[s] + 1);
    }
    for (size_t i = 0; i < people->count; i++) {
        if (people->index_child[i] == i && people->started_at[i] < TIME_NEVER) {
            const size_t s = people->site[i];
            end[s] = fmax(end[s], people->started_at[i] + people->received_days[i]);
            use.used_days[s] += fmax(0, fmin(taken_days(self, world, people, i), until - people->started_at[i]));
        }
    }
    for (size_t m = 0; m < staff->count; m++) {
        const size_t s = site_of_team(self, staff->items[m].team);
        const site_row *site = MAP_ITEM(const site_row, self->sites, s);
        use.places_days[s] += staff->items[m].supervisor ? 0 : offered_days(self, world, site, &staff->items[m], fmin(end[s], until));
    }
    return use;
}
