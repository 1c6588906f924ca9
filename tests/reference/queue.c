#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/roster.h"

/** One place of a therapist: since when it is free. */
typedef struct {
    double free_since;
    size_t therapist;
} team_place;

/** A team and its line. */
typedef struct {
    reference_replicate *all;
    size_t site, number; /* of the team among all sites' */
    const site_row *site_row;
    const team_row *team;
    roster *therapists, *supervisors;
    size_t therapists_placed, places_count;
    team_place *places;
    reference_family **line; /* by readiness */
    size_t waiting;
    double closing;          /* the midnight after the last day of the last of its sites */
    double decides_at;       /* the hiring rule, next; TIME_NEVER */
    int64_t hired;           /* by the rule */
} team_line;

const team_row *reference_team_numbered(const scenario *file, size_t number, size_t *site)
{
    for (*site = 0; *site < file->sites.count; ++*site) {
        const site_row *row = &file->sites.items[*site];
        if (number < row->teams.count) {
            return &row->teams.items[number];
        }
        number -= row->teams.count;
    }
    return NULL;
}

bool reference_same_team(const scenario *file, size_t a, size_t b)
{
    size_t site;
    const team_row *one = reference_team_numbered(file, a, &site);
    const team_row *other = reference_team_numbered(file, b, &site);
    return a == b || (one->shared && other->shared && strcmp(one->shared, other->shared) == 0);
}

bool reference_team_serves(const scenario *file, const team_row *team, size_t own, size_t site)
{
    bool serves = own == site;
    for (size_t t = 0; team->shared && t < file->sites.items[site].teams.count; t++) {
        const team_row *other = &file->sites.items[site].teams.items[t];
        serves = serves || (other->shared && strcmp(other->shared, team->shared) == 0);
    }
    return serves;
}

int32_t reference_team_begins(const scenario *file, const team_row *team, size_t own)
{
    int32_t begins = INT32_MAX;
    for (size_t s = 0; s < file->sites.count; s++) {
        const int32_t starts = reference_day_of(file, file->sites.items[s].starts);
        begins = reference_team_serves(file, team, own, s) && starts < begins ? starts : begins;
    }
    return begins;
}

static bool is_supervised(const team_row *team)
{
    bool ever = team->supervisors > 0;
    for (size_t i = 0; i < team->hires.count; i++) {
        ever = ever || team->hires.items[i].supervisors > 0;
    }
    return ever;
}

static bool is_unlimited(const team_row *team)
{
    return team->therapists == 0 && team->hires.count == 0;
}

/** When place j of someone who joins at `from` opens. */
static double place_opens(const team_line *self, double from, int64_t j)
{
    const scenario *file = self->all->at.file;
    const bool at_start = from <= reference_team_begins(file, self->team, self->site);
    return at_start ? from : from + (double)j * reference_quantity(&self->all->at, self->team->ramp_days) / (double)self->team->caseload;
}

/** Places for the therapists appointed since the last time. */
static void places_add(team_line *self)
{
    for (; self->therapists_placed < self->therapists->count; self->therapists_placed++) {
        for (int64_t j = 0; j < self->team->caseload; j++) {
            const double from = self->therapists->person[self->therapists_placed].from;
            self->places[self->places_count++] = (team_place){ place_opens(self, from, j), self->therapists_placed };
        }
    }
}

/** The place that has been free longest among those a family ready at `ready` can take; NULL where there is none. */
static team_place *place_for(const team_line *self, double ready)
{
    team_place *best = NULL;
    for (size_t i = 0; i < self->places_count; i++) {
        team_place *place = &self->places[i];
        const bool can = fmax(ready, place->free_since) < self->therapists->person[place->therapist].until;
        if (can && (!best || place->free_since < best->free_since)) {
            best = place;
        }
    }
    return best;
}

static bool stands_before(const reference_family *a, const reference_family *b)
{
    if (a->ready_at != b->ready_at) {
        return a->ready_at < b->ready_at;
    }
    if (a->site != b->site) {
        return a->site < b->site;
    }
    if (a->order != b->order) {
        return a->order < b->order;
    }
    return a->month != b->month ? a->month < b->month : a->ordinal < b->ordinal;
}

static int line_order(const void *left, const void *right)
{
    const reference_family *a = *(reference_family *const *)left;
    const reference_family *b = *(reference_family *const *)right;
    return stands_before(a, b) ? -1 : stands_before(b, a);
}

/** When a child who was not in care at referral first enters care, by its untreated career; TIME_NEVER: never, or it was. */
static double entry_of(const reference_replicate *all, const reference_family *child)
{
    const reference_career_spells *career = reference_career_of(all, (size_t)(child - all->families.items), ARM_UNTREATED_SHARED);
    if (reference_is_class(all->at.file, (int)child->first_state, CLASS_CARE)) {
        return TIME_NEVER;
    }
    for (size_t spell = 0; spell < career->count; spell++) {
        if (reference_is_class(all->at.file, (int)career->spells[spell].state, CLASS_CARE)) {
            return career->spells[spell].from;
        }
    }
    return TIME_NEVER;
}

/** When a family leaves the line if it does not start. */
static double closing_of(const team_line *self, const reference_family *family)
{
    return self->all->closes_day[family->site] + 1.0;
}

static double leaves_at(const team_line *self, const reference_family *family)
{
    const bool on_entry = reference_cohort(&self->all->at, family)->leaves_queue_on_entry;
    return fmin(on_entry ? entry_of(self->all, family) : TIME_NEVER, fmin(family->adult_at, closing_of(self, family)));
}

static bool is_short(const team_line *self, double time)
{
    const double ratio = reference_quantity(&self->all->at, self->team->supervision_ratio);
    return is_supervised(self->team) && roster_present(self->therapists, time) > ratio * roster_present(self->supervisors, time);
}

/** Whether supervisors could carry `more` therapists besides those present or coming. */
static bool can_carry(const team_line *self, double time, double more)
{
    const double ratio = reference_quantity(&self->all->at, self->team->supervision_ratio);
    return !is_supervised(self->team) || roster_coming(self->therapists, time) + more <= ratio * roster_present(self->supervisors, time);
}

/** Families of the line from `next` on, who have not started, that were referred before `time` and have not left the line by then. */
static int64_t families_waiting(const team_line *self, size_t next, double time)
{
    int64_t count = 0;
    for (size_t i = next; i < self->waiting; i++) {
        count += self->line[i]->referred_at < time && leaves_at(self, self->line[i]) > time;
    }
    return count;
}

/** The first midnight of the first calendar month that begins on `day` or later. */
static double month_from(const team_line *self, int32_t day)
{
    const date starts = self->all->at.file->starts;
    while (date_to_parts(starts + day).day != 1) {
        day++;
    }
    return day < self->closing ? day : TIME_NEVER;
}

/** The hiring rule looks at the line, before the family numbered `next` has started. */
static void hiring_decide(team_line *self, size_t next)
{
    const double now = self->decides_at;
    const double joins = now + (double)self->team->hiring_lead_days;
    const int64_t left = self->team->hiring_at_most - self->hired;
    const int64_t adds = self->team->hiring_adds < left ? self->team->hiring_adds : left;
    if (families_waiting(self, next, now) > self->team->hiring_above && joins < self->closing && can_carry(self, now, (double)adds)) {
        for (int64_t i = 0; i < adds; i++) {
            roster_appoint(self->therapists, joins);
            self->hired++;
        }
    }
    self->decides_at = month_from(self, (int32_t)now + 1);
}

/** The place for the next family, after everything that happens to the team until it is taken. */
static team_place *place_in_time(team_line *self, size_t next)
{
    for (;;) {
        places_add(self);
        const double ready = self->line[next]->ready_at;
        team_place *place = place_for(self, ready);
        const double offered = place ? fmax(ready, place->free_since) : TIME_NEVER;
        const double changes_at = roster_next_event(self->therapists);
        const double event = fmin(self->decides_at, changes_at);
        if (offered < event || event == TIME_NEVER) {
            return place;
        }
        if (self->decides_at <= changes_at) {
            hiring_decide(self, next);
        } else {
            roster_step(self->therapists);
        }
    }
}

/** The remote period of the family's therapy that holds the day of its start; NULL: none. */
static const remote_row *remote_period(const reference_case *at, const reference_family *family)
{
    const therapy_row *therapy = reference_therapy(at, family);
    for (size_t i = 0; i < therapy->remote.count; i++) {
        const remote_row *period = &therapy->remote.items[i];
        const date day = at->file->starts + reference_start_day(family);
        if (period->from <= day && (period->until == DATE_NONE || day <= period->until)) {
            return period;
        }
    }
    return NULL;
}

static void family_start(team_line *self, reference_family *family, team_place *place, double time)
{
    const reference_case *at = &self->all->at;
    family->started_at = time;
    family->supervised = !is_short(self, time);
    const remote_row *period = remote_period(at, family);
    family->remote = period && reference_family_draw(at, family, "remote").u[0] < reference_quantity(at, period->share);
    const double place_days = family->received_days / (family->remote ? reference_quantity(at, period->caseload_ratio) : 1);
    self->all->team.used_days[family->site] += fmax(0, fmin(place_days, (double)reference_as_of(at->file) + 1 - time));
    if (place) {
        family->therapist = (uint32_t)place->therapist;
        place->free_since = time + place_days;
    }
}

static void family_serve(team_line *self, size_t next)
{
    reference_family *family = self->line[next];
    const bool unlimited = is_unlimited(self->team);
    team_place *place = unlimited ? NULL : place_in_time(self, next);
    const double offered = place ? fmax(family->ready_at, place->free_since) : TIME_NEVER;
    const double time = unlimited ? family->ready_at : offered;
    const double entry = entry_of(self->all, family);
    family->entered_waiting = entry <= fmin(time, fmin(family->adult_at, closing_of(self, family))); /* after these nobody waits */
    if (family->adult_at > time && floor(time) < closing_of(self, family) && !(entry <= time && reference_cohort(&self->all->at, family)->leaves_queue_on_entry)) {
        family_start(self, family, place, time);
    }
}

/** The whole service of one team. Its line is that of its accepted index children. */
static void team_serve(reference_replicate *all, size_t site, size_t team, reference_family *line[], size_t waiting)
{
    team_line self = { .all = all, .site = site, .site_row = &all->at.file->sites.items[site], .line = line, .waiting = waiting,
                       .closing = all->closes_day[site] + 1.0, .decides_at = TIME_NEVER };
    self.team = &self.site_row->teams.items[team];
    self.number = self.site_row->team_from + team;
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        if (reference_team_serves(all->at.file, self.team, site, s)) {
            self.closing = fmax(self.closing, all->closes_day[s] + 1.0);
        }
    }
    self.therapists = roster_begin(&all->at, site, team, false, self.closing);
    self.supervisors = roster_begin(&all->at, site, team, true, self.closing);
    self.places = reference_room(ROSTER_MAX * (size_t)self.team->caseload, sizeof *self.places);
    while (roster_next_event(self.supervisors) < TIME_NEVER) {
        roster_step(self.supervisors);
    }
    if (self.team->hiring_above > 0) {
        self.decides_at = month_from(&self, reference_team_begins(all->at.file, self.team, site));
    }
    for (size_t i = 0; i < waiting; i++) {
        family_serve(&self, i);
    }
    while (roster_next_event(self.therapists) < TIME_NEVER) {
        roster_step(self.therapists);
    }
    roster_tell(self.therapists, self.number, &all->staff);
    roster_tell(self.supervisors, self.number, &all->staff);
    free(self.therapists);
    free(self.supervisors);
    free(self.places);
}

/** The time until which places count: all of a team's sites have closed and nobody there is in a course any more, or the report date is over. */
static double places_end(const reference_replicate *all, const team_row *team, size_t own)
{
    double end = 0;
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        if (reference_team_serves(all->at.file, team, own, s)) {
            end = fmax(end, all->closes_day[s] + 1);
        }
    }
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        const bool served = reference_team_serves(all->at.file, team, own, family->site);
        end = served && reference_started(family) ? fmax(end, family->started_at + family->received_days) : end;
    }
    return fmin(end, (double)reference_as_of(all->at.file) + 1);
}

/** The share of a team's places that belongs to a site: by families started with it by the report date. */
static double places_share(const reference_replicate *all, size_t number, size_t site)
{
    double here = 0;
    double everywhere = 0;
    double sites = 0;
    size_t own;
    const team_row *team = reference_team_numbered(all->at.file, number, &own);
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        const bool counts = family->sibling == 0 && family->started_at < (double)reference_as_of(all->at.file) + 1 && reference_same_team(all->at.file, family->team, number);
        everywhere += counts;
        here += counts && family->site == site;
    }
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        sites += reference_team_serves(all->at.file, team, own, s);
    }
    return sites > 1 ? (everywhere > 0 ? here / everywhere : 1 / sites) : 1;
}

/** Place-days that teams offer, from each place's opening. */
static void places_days_set(reference_replicate *all)
{
    for (size_t i = 0; i < all->staff.count; i++) {
        const staff_member *member = &all->staff.items[i];
        team_line self = { .all = all };
        self.team = reference_team_numbered(all->at.file, member->team, &self.site);
        const double end = fmin(places_end(all, self.team, self.site), member->until);
        for (size_t s = 0; !member->supervisor && s < all->at.file->sites.count; s++) {
            const double share = reference_team_serves(all->at.file, self.team, self.site, s) ? places_share(all, member->team, s) : 0;
            for (int64_t j = 0; share > 0 && j < self.team->caseload; j++) {
                all->team.places_days[s] += share * fmax(0, end - place_opens(&self, member->from, j));
            }
        }
    }
}

/** What siblings share with their index child after it has waited in line. */
static void siblings_follow(reference_replicate *all)
{
    for (size_t i = 0; i < all->families.count; i++) {
        reference_family *child = &all->families.items[i];
        const reference_family *index = &all->families.items[child->index_child];
        if (!reference_is_index(child)) {
            const double until = fmin(index->started_at, fmin(child->adult_at, all->closes_day[child->site] + 1.0));
            child->accepted = index->accepted;
            child->entered_waiting = child->accepted && entry_of(all, child) <= until;
            child->started_at = index->started_at < child->adult_at ? index->started_at : TIME_NEVER;
            child->therapist = index->therapist;
            child->remote = index->remote;
            child->supervised = index->supervised;
            child->fund_at = index->fund_at;
        }
    }
}

void reference_queue(reference_replicate *all)
{
    reference_family_list *list = &all->families;
    reference_family **line = reference_room(list->count, sizeof *line);
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        const site_row *site = &all->at.file->sites.items[s];
        for (size_t t = 0; t < site->teams.count; t++) {
            size_t waiting = 0;
            bool served = false;
            for (size_t earlier = 0; earlier < site->team_from + t; earlier++) {
                served = served || reference_same_team(all->at.file, earlier, site->team_from + t);
            }
            for (size_t i = 0; i < list->count; i++) {
                reference_family *family = &list->items[i];
                if (reference_same_team(all->at.file, family->team, site->team_from + t) && family->accepted && reference_is_index(family)) {
                    line[waiting++] = family;
                }
            }
            qsort(line, waiting, sizeof *line, line_order);
            if (!served) {
                team_serve(all, s, t, line, waiting);
            }
        }
    }
    places_days_set(all);
    reference_fund(all);
    siblings_follow(all);
    free(line);
}
