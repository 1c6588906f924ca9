#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

#define THERAPISTS_MAX 4096

/** One place of a therapist: when it is free from, and when its therapist stops taking families. */
typedef struct {
    double free_since;
    double leaves_at;
    uint32_t therapist;
} team_place;

typedef struct {
    size_t count;
    double joins_at[THERAPISTS_MAX];
    double leaves_at[THERAPISTS_MAX];
} team;

static void team_join(team *staff, double when)
{
    if (staff->count >= THERAPISTS_MAX) {
        abort();
    }
    staff->joins_at[staff->count] = when;
    staff->leaves_at[staff->count] = TIME_NEVER;
    staff->count++;
}

/** The therapist with the highest number among those still there goes. */
static void team_leave(team *staff, double when)
{
    for (size_t i = staff->count; i-- > 0;) {
        if (staff->leaves_at[i] == TIME_NEVER) {
            staff->leaves_at[i] = when;
            return;
        }
    }
}

static const hire_row *next_hire(const site_row *site, const bool done[])
{
    const hire_row *next = NULL;
    for (size_t i = 0; i < site->hires.count; i++) {
        const hire_row *hire = MAP_ITEM(hire_row, site->hires, i);
        if (!done[i] && (!next || hire->from < next->from)) {
            next = hire;
        }
    }
    return next;
}

static team team_of(const scenario *file, const site_row *site)
{
    team staff = { 0 };
    for (int64_t i = 0; i < site->therapists; i++) {
        team_join(&staff, reference_day_of(file, site->starts));
    }
    bool *done = reference_room(site->hires.count, sizeof *done);
    for (const hire_row *hire; (hire = next_hire(site, done)) != NULL;) {
        const double noon = reference_day_of(file, hire->from) + 0.5;
        for (int64_t i = 0; i < llabs(hire->therapists); i++) {
            if (hire->therapists > 0) {
                team_join(&staff, noon);
            } else {
                team_leave(&staff, noon);
            }
        }
        done[hire - MAP_ITEM(hire_row, site->hires, 0)] = true;
    }
    free(done);
    return staff;
}

static team_place *places_of(const site_row *site, const team *staff, size_t *count)
{
    *count = staff->count * (size_t)site->caseload;
    team_place *places = reference_room(*count, sizeof *places);
    for (size_t i = 0; i < *count; i++) {
        const size_t therapist = i / (size_t)site->caseload;
        places[i] = (team_place){ staff->joins_at[therapist], staff->leaves_at[therapist], (uint32_t)therapist };
    }
    return places;
}

/** The place that has been free longest among those a family ready at `ready` can take; NULL when all therapists will be gone. */
static team_place *place_for(team_place places[], size_t count, double ready)
{
    team_place *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const bool can = fmax(ready, places[i].free_since) < places[i].leaves_at;
        if (can && (!best || places[i].free_since < best->free_since)) {
            best = &places[i];
        }
    }
    return best;
}

static bool stands_before(const reference_family *a, const reference_family *b)
{
    if (a->ready_at != b->ready_at) {
        return a->ready_at < b->ready_at;
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

/** Whether a child who was not in care at referral enters care by `time`, by its untreated career. */
static bool has_entered_by(const reference_replicate *all, size_t i, double time)
{
    const scenario *file = all->at.file;
    const reference_career_spells *career = reference_career_of(all, i, ARM_UNTREATED_SHARED);
    if (reference_is_class(file, (int)all->families.items[i].first_state, CLASS_CARE)) {
        return false;
    }
    for (size_t spell = 0; spell < career->count; spell++) {
        if (reference_is_class(file, (int)career->spells[spell].state, CLASS_CARE) && career->spells[spell].from <= time) {
            return true;
        }
    }
    return false;
}

static void family_serve(const reference_replicate *all, reference_family *family, team_place *place, double time)
{
    const scenario *file = all->at.file;
    const site_row *site = MAP_ITEM(site_row, file->sites, family->site);
    const cohort_row *cohort = MAP_ITEM(cohort_row, file->cohorts, family->cohort);
    const double closed = reference_day_of(file, site->closes) + 1;
    family->entered_waiting = has_entered_by(all, (size_t)(family - all->families.items), fmin(time, closed)); /* after closing nobody waits */
    if (family->adult_at <= time || (family->entered_waiting && cohort->leaves_queue_on_entry) ||
        floor(time) > reference_day_of(file, site->closes)) {
        return;
    }
    family->started_at = time;
    if (place) {
        family->therapist = place->therapist;
        place->free_since = time + family->received_days;
    }
}

/** Place-days that a site's team offers, and those its families use, until its last course has ended and it has closed. */
static void team_use_set(reference_replicate *all, size_t site_number, const team *staff, reference_family *const line[], size_t waiting)
{
    const site_row *site = MAP_ITEM(site_row, all->at.file->sites, site_number);
    double end = reference_day_of(all->at.file, site->closes) + 1;
    for (size_t i = 0; i < waiting; i++) {
        if (reference_started(line[i])) {
            all->team.used_days[site_number] += line[i]->received_days;
            end = fmax(end, line[i]->started_at + line[i]->received_days);
        }
    }
    for (size_t i = 0; i < staff->count; i++) {
        all->team.places_days[site_number] += (double)site->caseload * fmax(0, fmin(end, staff->leaves_at[i]) - staff->joins_at[i]);
    }
}

static void site_queue(reference_replicate *all, size_t site_number, reference_family *line[], size_t waiting)
{
    const site_row *site = MAP_ITEM(site_row, all->at.file->sites, site_number);
    const bool unlimited = site->therapists == 0 && site->hires.count == 0;
    const team staff = team_of(all->at.file, site);
    size_t places_count = 0;
    team_place *places = places_of(site, &staff, &places_count);
    for (size_t i = 0; i < waiting; i++) {
        if (unlimited) {
            family_serve(all, line[i], NULL, line[i]->ready_at);
            continue;
        }
        team_place *place = place_for(places, places_count, line[i]->ready_at);
        family_serve(all, line[i], place, place ? fmax(line[i]->ready_at, place->free_since) : TIME_NEVER);
    }
    team_use_set(all, site_number, &staff, line, waiting);
    free(places);
}

void reference_queue(reference_replicate *all)
{
    reference_family_list *list = &all->families;
    reference_family **line = reference_room(list->count, sizeof *line);
    for (size_t s = 0; s < all->at.file->sites.count; s++) {
        size_t waiting = 0;
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].site == s && list->items[i].accepted) {
                line[waiting++] = &list->items[i];
            }
        }
        qsort(line, waiting, sizeof *line, line_order);
        site_queue(all, s, line, waiting);
    }
    free(line);
}
