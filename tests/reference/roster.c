#include "reference/roster.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats/elementary.h"

void roster_appoint(roster *self, double from)
{
    if (self->count >= ROSTER_MAX) {
        abort();
    }
    const double a_year = reference_quantity(self->at, self->team->turnover_per_year);
    const uint32_t person = rng_person(self->ordinal, (uint32_t)self->count, self->supervisors);
    char place[REFERENCE_NAME_ROOM];
    snprintf(place, sizeof place, "%s%s", self->team->shared ? "teams/" : "", self->team->shared ? self->team->shared : self->site->name);
    const double u = reference_draw(self->at, place, "turnover", person, 0).u[0];
    const double stays = a_year > 0 ? -elementary_log(u) / a_year * 365.25 : TIME_NEVER;
    self->person[self->count++] = (roster_person){ .from = from, .until = from + stays };
}

roster *roster_begin(const reference_case *at, size_t site, size_t team, bool supervisors, double closing)
{
    roster *self = reference_room(1, sizeof *self);
    self->at = at;
    self->site = &at->file->sites.items[site];
    self->team = &self->site->teams.items[team];
    self->ordinal = self->team->shared ? 0 : (uint32_t)team;
    self->supervisors = supervisors;
    self->closing = closing;
    for (int64_t i = 0; i < (supervisors ? self->team->supervisors : self->team->therapists); i++) {
        roster_appoint(self, reference_team_begins(at->file, self->team, site));
    }
    return self;
}

/** How many hires come before this one: by date, then in the order of the file. */
static size_t place_of(const hire_map *hires, size_t hire)
{
    size_t before = 0;
    for (size_t i = 0; i < hires->count; i++) {
        const date other = hires->items[i].from;
        const date own = hires->items[hire].from;
        before += other < own || (other == own && i < hire);
    }
    return before;
}

static const hire_row *next_hire(const roster *self)
{
    for (size_t i = 0; i < self->team->hires.count; i++) {
        if (place_of(&self->team->hires, i) == self->hires_done) {
            return &self->team->hires.items[i];
        }
    }
    return NULL;
}

static double noon_of(const roster *self, const hire_row *hire)
{
    return hire ? reference_day_of(self->at->file, hire->from) + 0.5 : TIME_NEVER;
}

/** Who is the next to leave of those who are to be followed; NULL: nobody. */
static roster_person *next_leaver(roster *self)
{
    roster_person *next = NULL;
    for (size_t i = 0; i < self->count; i++) {
        roster_person *one = &self->person[i];
        if (!one->is_settled && one->until < TIME_NEVER && (!next || one->until < next->until)) {
            next = one;
        }
    }
    return next;
}

double roster_next_event(const roster *self)
{
    const double dated = noon_of(self, next_hire(self));
    double leaving = TIME_NEVER;
    for (size_t i = 0; i < self->count; i++) {
        leaving = self->person[i].is_settled ? leaving : fmin(leaving, self->person[i].until);
    }
    return fmin(dated, leaving);
}

/** The highest number of those present or coming goes, without a follower. */
static void leave_by_date(roster *self, double noon)
{
    for (size_t i = self->count; i-- > 0;) {
        if (self->person[i].until > noon) {
            self->person[i].until = fmax(self->person[i].from, noon);
            self->person[i].is_settled = true;
            return;
        }
    }
}

static void hire_by_date(roster *self, const hire_row *hire)
{
    const double noon = noon_of(self, hire);
    const int64_t joining = self->supervisors ? hire->supervisors : hire->therapists;
    for (int64_t n = 0; n < joining && noon < self->closing; n++) {
        roster_appoint(self, noon);
    }
    for (int64_t n = 0; n < -joining; n++) {
        leave_by_date(self, noon);
    }
    self->hires_done++;
}

void roster_step(roster *self)
{
    const hire_row *hire = next_hire(self);
    roster_person *leaver = next_leaver(self);
    if (hire && (!leaver || noon_of(self, hire) <= leaver->until)) {
        hire_by_date(self, hire);
    } else if (leaver) {
        const double follows = leaver->until + reference_quantity(self->at, self->team->vacancy_days);
        leaver->is_settled = true;
        if (follows < self->closing) {
            roster_appoint(self, follows);
        }
    }
}

double roster_present(const roster *self, double time)
{
    double count = 0;
    for (size_t i = 0; i < self->count; i++) {
        count += self->person[i].from <= time && time < self->person[i].until;
    }
    return count;
}

double roster_coming(const roster *self, double time)
{
    double count = 0;
    for (size_t i = 0; i < self->count; i++) {
        count += time < self->person[i].until && self->person[i].from < self->person[i].until;
    }
    return count;
}

void roster_tell(const roster *self, size_t number, staff_timeline *to)
{
    for (size_t i = 0; i < self->count; i++) {
        const roster_person *one = &self->person[i];
        if (one->from < one->until) {
            staff_member *items = realloc(to->items, (to->count + 1) * sizeof *items);
            if (!items) {
                abort();
            }
            to->items = items;
            to->items[to->count++] = (staff_member){ .from = one->from, .until = one->until, .team = (uint16_t)number, .number = (uint16_t)i,
                                                     .supervisor = self->supervisors };
        }
    }
}
