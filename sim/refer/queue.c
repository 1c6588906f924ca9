#include <string.h>

#include "base/grow.h"
#include "refer/refer.h"

#define NOON 0.5

/** Merges the sorted parts from[at .. middle - 1] and from[middle .. until - 1]; what is ready at the same time keeps its order. Which part is next is chance,
 *  so that it is chosen without a branch; from[until] is read, but does not count. */
static void merge(const line_entry from[], size_t at, size_t middle, size_t until, line_entry out[])
{
    size_t a = at;
    size_t b = middle;
    for (size_t i = at; i < until; i++) {
        const size_t takes_left = (b >= until) | ((a < middle) & (from[a].ready_at <= from[b].ready_at));
        out[i] = from[b + (a - b) * takes_left];
        a += takes_left;
        b += !takes_left;
    }
}

/** Stable merge sort by the time families are ready; `line` is in the order that settles ties. Both arrays have room for one more, and the result is in
 *  either. */
static const line_entry *sort_by_readiness(line_entry line[], line_entry merged[], size_t count)
{
    line[count] = merged[count] = (line_entry){ 0 };
    line_entry *from = line;
    line_entry *to = merged;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            const size_t middle = at + width < count ? at + width : count;
            const size_t until = at + 2 * width < count ? at + 2 * width : count;
            merge(from, at, middle, until, to);
        }
        line_entry *swapped = from;
        from = to;
        to = swapped;
    }
    return from;
}

/** True when place a is to be taken before place b: free for longer, else the lower number. */
static bool sooner(const team_place *a, const team_place *b)
{
    return (a->free_at < b->free_at) | ((a->free_at == b->free_at) & (a->number < b->number));
}

/** Moves the place at the index `at` down to where it belongs. */
static void sift_down(team_place heap[], size_t count, size_t at)
{
    const team_place moved = heap[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && sooner(&heap[child + 1], &heap[child]);
        if (!sooner(&heap[child], &moved)) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static double sooner_time(double a, double b)
{
    return a < b ? a : b;
}

static double later_time(double a, double b)
{
    return a > b ? a : b;
}

static bool reserve_places(refer_workspace *ws, size_t count)
{
    if (count <= ws->place_capacity) {
        return true;
    }
    if (!GROW(ws->heap, count) || !GROW(ws->therapist_from, count) || !GROW(ws->therapist_until, count)) {
        return false;
    }
    ws->place_capacity = count;
    return true;
}

static size_t therapists_ever(const site_row *site)
{
    size_t count = (size_t)site->therapists;
    for (size_t i = 0; i < site->hires.count; i++) {
        const int64_t joining = MAP_ITEM(hire_row, site->hires, i)->therapists;
        count += joining > 0 ? (size_t)joining : 0;
    }
    return count;
}

/** The last therapist still there leaves. */
static void leave(refer_workspace *ws, size_t count, double at)
{
    for (size_t i = count; i-- > 0;) {
        if (ws->therapist_until[i] == TIME_NEVER) {
            ws->therapist_until[i] = at;
            return;
        }
    }
}

/** When each therapist of a site comes and goes, into the workspace; hires are taken by date. Returns how many there ever are. */
static size_t set_therapists(const scenario *self, const site_row *site, refer_workspace *ws)
{
    size_t count = 0;
    for (; count < (size_t)site->therapists; count++) {
        ws->therapist_from[count] = (double)(site->starts - self->starts);
        ws->therapist_until[count] = TIME_NEVER;
    }
    date done = DATE_NONE;
    for (size_t round = 0; round < site->hires.count; round++) {
        const hire_row *next = NULL;
        for (size_t i = 0; i < site->hires.count; i++) {
            const hire_row *hire = MAP_ITEM(hire_row, site->hires, i);
            next = hire->from > done && (next == NULL || hire->from < next->from) ? hire : next;
        }
        for (size_t i = 0; next != NULL && i < site->hires.count; i++) {
            const hire_row *hire = MAP_ITEM(hire_row, site->hires, i);
            const double at = (double)(hire->from - self->starts) + NOON;
            for (int64_t n = 0; hire->from == next->from && n < hire->therapists; n++) {
                ws->therapist_from[count] = at;
                ws->therapist_until[count++] = TIME_NEVER;
            }
            for (int64_t n = 0; hire->from == next->from && n > hire->therapists; n--) {
                leave(ws, count, at);
            }
        }
        done = next == NULL ? done : next->from;
    }
    return count;
}

/** The places of all therapists as a heap. */
static size_t set_heap(const site_row *site, size_t therapists, refer_workspace *ws)
{
    size_t count = 0;
    for (size_t t = 0; t < therapists; t++) {
        for (int64_t p = 0; p < site->caseload; p++) {
            ws->heap[count] = (team_place){.free_at = ws->therapist_from[t], .leaves_at = ws->therapist_until[t], .number = (uint32_t)count};
            count++;
        }
    }
    for (size_t at = count / 2; at-- > 0;) {
        sift_down(ws->heap, count, at);
    }
    return count;
}

/** The first time after referral that a child who was not in care then enters care; TIME_NEVER for others. */
static double first_entry(const career_model *model, const careers *untreated, const families *people, uint32_t i)
{
    if (model->class_of[people->first_state[i]] == CLASS_CARE) {
        return TIME_NEVER;
    }
    for (uint32_t at = untreated->first[i] + 1; at < untreated->first[i + 1]; at++) {
        if (model->class_of[untreated->state[at]] == CLASS_CARE) {
            return untreated->from[at];
        }
    }
    return TIME_NEVER;
}

/** What is needed to let the line of one site move. */
typedef struct {
    const scenario *self;
    const site_row *site;
    const career_model *model;
    const careers *untreated;
    families *people;
    refer_workspace *ws;
    size_t places; /* in the heap */
    bool limited;
} site_line;

/** When the next place is free for a family that is ready at `ready`; TIME_NEVER when no place will be. Places whose therapist has left are dropped. */
static double next_free(site_line *line, double ready)
{
    while (line->places > 0) {
        const double at = later_time(ready, line->ws->heap[0].free_at);
        if (at < line->ws->heap[0].leaves_at) {
            return at;
        }
        line->ws->heap[0] = line->ws->heap[--line->places];
        sift_down(line->ws->heap, line->places, 0);
    }
    return TIME_NEVER;
}

static void serve(site_line *line, uint32_t i)
{
    families *people = line->people;
    const double entry = first_entry(line->model, line->untreated, people, i);
    const bool leaves = MAP_ITEM(cohort_row, line->self->cohorts, people->cohort[i])->leaves_queue_on_entry;
    const double at = line->limited ? next_free(line, people->ready_at[i]) : people->ready_at[i];
    const double closing = (double)(line->site->closes - line->self->starts + 1);
    people->entered_waiting[i] = entry <= sooner_time(at, sooner_time(people->adult_at[i], closing));
    if (at >= closing || at >= people->adult_at[i] || (leaves && entry <= at)) {
        return;
    }
    people->started_at[i] = at;
    if (line->limited) {
        team_place *place = &line->ws->heap[0];
        people->therapist[i] = (uint16_t)(place->number / (uint32_t)line->site->caseload);
        place->free_at = at + people->received_days[i];
        sift_down(line->ws->heap, line->places, 0);
    }
}

/** Place-days offered and used until the site has closed and its last course has ended. */
static void count_use(const site_line *line, const line_entry in_order[], size_t therapists, size_t count, size_t site, team_use *use)
{
    double end = (double)(line->site->closes - line->self->starts + 1);
    for (size_t j = 0; j < count; j++) {
        const uint32_t i = in_order[j].family;
        if (line->people->started_at[i] < TIME_NEVER) {
            use->used_days[site] += line->people->received_days[i];
            end = later_time(end, line->people->started_at[i] + line->people->received_days[i]);
        }
    }
    for (size_t t = 0; t < therapists; t++) {
        const double there = sooner_time(end, line->ws->therapist_until[t]) - line->ws->therapist_from[t];
        use->places_days[site] += later_time(0, there) * (double)line->site->caseload;
    }
}

/** The accepted families of a site in the order of rows, into ws->line; returns how many. */
static size_t form_line(const career_plan *plan, size_t site, const families *people, refer_workspace *ws)
{
    size_t count = 0;
    for (size_t p = 0; p < plan->place_count; p++) {
        for (size_t i = ws->segment[p]; plan->places[p].site == site && i < ws->segment[p + 1]; i++) {
            ws->line[count] = (line_entry){ people->ready_at[i], (uint32_t)i };
            count += people->accepted[i];
        }
    }
    return count;
}

bool refer_queue(const career_plan *plan, const career_model *model, const careers *untreated, refer_workspace *ws, families *people, team_use *use)
{
    *use = (team_use){0};
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        const site_row *site = MAP_ITEM(site_row, plan->scenario->sites, s);
        site_line line = {.self = plan->scenario, .site = site, .model = model, .untreated = untreated, .people = people, .ws = ws,
                          .limited = site->therapists > 0 || site->hires.count > 0};
        if (!reserve_places(ws, therapists_ever(site) * (size_t)site->caseload + 1)) {
            return false;
        }
        const size_t therapists = set_therapists(plan->scenario, site, ws);
        line.places = set_heap(site, therapists, ws);
        const size_t count = form_line(plan, s, people, ws);
        const line_entry *in_order = sort_by_readiness(ws->line, ws->merged, count);
        for (size_t j = 0; j < count; j++) {
            serve(&line, in_order[j].family);
        }
        count_use(&line, in_order, therapists, count, s, use);
    }
    return true;
}
