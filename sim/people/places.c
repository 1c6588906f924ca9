#include "people/places.h"

#include <math.h>

#include "records/team.h"
#include "people/remote.h"

double place_opens_after(const team_row *team, double starts, double from, int64_t place)
{
    return from > starts ? (double)place * team->ramp_days.value / (double)team->caseload : 0;
}

/** Place-days that a therapist of a team offers until `end`. */
static double offered_days(const team_row *team, double starts, const staff_member *member, double end)
{
    const double there = fmin(end, member->until) - member->from;
    if (place_opens_after(team, starts, member->from, 1) == 0) {
        return fmax(0, there) * (double)team->caseload;
    }
    double sum = 0;
    for (int64_t p = 0; p < team->caseload; p++) {
        sum += fmax(0, there - place_opens_after(team, starts, member->from, p));
    }
    return sum;
}

/** For how many days a family that started takes its place. */
static double taken_days(const scenario *self, const families *people, size_t i)
{
    const site_row *site = &self->sites.items[people->site[i]];
    const team_row *team = &site->teams.items[people->team[i] - site->team_from];
    const therapy_row *therapy = &self->therapies.items[team->therapy_index];
    const remote_row *period = people->remote[i] ? remote_period(therapy, self->starts + (date)people->started_at[i]) : NULL;
    return period ? place_days(period, people->received_days[i]) : people->received_days[i];
}

/** Families started before a time, by team's row. */
typedef struct {
    double started[TEAMS_MAX];
} team_starts_count;

/** The share of a team's places that site `s` has. */
static double share_of_site(const scenario *self, const team_row *team, size_t s, const team_starts_count *count)
{
    double here = 0, all = 0, sites = 0;
    for (size_t other = 0; team->shared && other < self->sites.count; other++) {
        const site_row *site = &self->sites.items[other];
        for (size_t t = 0; t < site->teams.count; t++) {
            if (site->teams.items[t].lead == team->lead && site->team_from + t < TEAMS_MAX) {
                const double started = count->started[site->team_from + t];
                here += other == s ? started : 0;
                all += started;
                sites++;
            }
        }
    }
    return !team->shared ? 1 : all > 0 ? here / all : 1 / sites;
}

/** Adds the place-days of one member of staff to the sites that the team serves. */
static void add_member(const scenario *self, const staff_member *member, const double end[], double until, const team_starts_count *count, team_use *use)
{
    size_t site;
    const team_row *team = team_numbered(self, member->team, &site);
    const double starts = (double)(team_starts(self, team, site) - self->starts);
    double last = 0;
    for (size_t s = 0; s < self->sites.count; s++) {
        last = team_serves(team, site, s) ? fmax(last, end[s]) : last;
    }
    for (size_t s = 0; s < self->sites.count; s++) {
        if (team_serves(team, site, s)) {
            use->places_days[s] += offered_days(team, starts, member, fmin(last, until)) * share_of_site(self, team, s, count);
        }
    }
}

team_use places_used(const scenario *self, const families *people, const staff_timeline *staff, double until)
{
    team_use use = { 0 };
    team_starts_count count = { .started = { 0 } };
    double end[SITES_MAX];
    for (size_t s = 0; s < self->sites.count; s++) {
        end[s] = (double)(people->closes_day[s] + 1);
    }
    for (size_t i = 0; i < people->count; i++) {
        if (people->index_child[i] == i && people->started_at[i] < TIME_NEVER) {
            const size_t s = people->site[i];
            end[s] = fmax(end[s], people->started_at[i] + people->received_days[i]);
            use.used_days[s] += fmax(0, fmin(taken_days(self, people, i), until - people->started_at[i]));
            count.started[people->team[i]] += people->started_at[i] < until;
        }
    }
    for (size_t m = 0; m < staff->count; m++) {
        if (!staff->items[m].supervisor) {
            add_member(self, &staff->items[m], end, until, &count, &use);
        }
    }
    return use;
}
