#include "people/queue.h"

#include <math.h>

#include "base/date.h"
#include "base/grow.h"
#include "records/team.h"
#include "people/places.h"
#include "people/remote.h"

static double sooner_time(double a, double b)
{
    return a < b ? a : b;
}

static double later_time(double a, double b)
{
    return a > b ? a : b;
}

/** The first time after referral that a child who was not in care then enters care; TIME_NEVER for others. */
static double first_entry(const team_line *line, uint32_t i)
{
    const career_model *model = line->how->model;
    const careers *untreated = line->untreated;
    if (model->class_of[line->people->first_state[i]] == CLASS_CARE) {
        return TIME_NEVER;
    }
    for (uint32_t at = untreated->first[i] + 1; at < untreated->first[i + 1]; at++) {
        if (model->class_of[untreated->state[at]] == CLASS_CARE) {
            return untreated->from[at];
        }
    }
    return TIME_NEVER;
}

static bool leaves_on_entry(const team_line *line, uint32_t i)
{
    return line->how->scenario->cohorts.items[line->people->cohort[i]].leaves_queue_on_entry;
}

/** The midnight after the last day of a family's site. */
static double line_closing_of(const team_line *line, uint32_t family)
{
    return (double)(line->people->closes_day[line->people->site[family]] + 1);
}

double line_left_at(const team_line *line, uint32_t family)
{
    const double entry = leaves_on_entry(line, family) ? first_entry(line, family) : TIME_NEVER;
    return sooner_time(entry, sooner_time(line->people->adult_at[family], line_closing_of(line, family)));
}

/** Whether at `time` there are more therapists than supervisors can carry. */
static bool supervision_is_short(const team_line *line, double time)
{
    const double ratio = line->team->supervision_ratio.value;
    return line->supervised && (double)staff_present(&line->ws->therapists, time) > ratio * (double)staff_present(&line->ws->supervisors, time);
}

/** Puts the places of newly appointed therapists into the heap. False when memory runs out. */
static bool open_places(team_line *line)
{
    refer_workspace *ws = line->ws;
    const size_t caseload = (size_t)line->team->caseload;
    if (ws->therapists.count * caseload > ws->place_capacity) {
        const size_t n = ws->therapists.count * caseload * 3 / 2 + 16;
        if (!GROW(ws->heap, n)) {
            ws->out_of_memory = true;
            return false;
        }
        ws->place_capacity = n;
    }
    for (; line->members < ws->therapists.count; line->members++) {
        const double from = ws->therapists.from[line->members];
        for (size_t p = 0; p < caseload; p++) {
            const double opens = from + place_opens_after(line->team, (double)(line->starts - line->how->scenario->starts), from, (int64_t)p);
            places_push(ws->heap, line->places++, (team_place){ .free_at = opens, .number = (uint32_t)(line->members * caseload + p) });
        }
    }
    return true;
}

static size_t therapist_of(const team_line *line, const team_place *place)
{
    return place->number / (uint32_t)line->team->caseload;
}

/** When the next place is free for a family that is ready at `ready`; TIME_NEVER when no place will be. Places whose therapist has left are dropped. */
static double next_free(team_line *line, double ready)
{
    team_place *heap = line->ws->heap;
    while (line->places > 0) {
        const double at = later_time(ready, heap[0].free_at);
        if (at < line->ws->therapists.until[therapist_of(line, &heap[0])]) {
            return at;
        }
        heap[0] = heap[--line->places];
        places_settle(heap, line->places);
    }
    return TIME_NEVER;
}

/** As next_free for family j of the line, but lets the hiring rule decide on its way there: what happens to the staff happens in order of time. */
static double next_offer(team_line *line, size_t j)
{
    staff_course *staff = &line->ws->therapists;
    double at = next_free(line, line->in_order[j].ready_at);
    while (line->team->hiring_above > 0) {
        const double changes_at = staff_next_event(staff);
        if (at < sooner_time(changes_at, line->decides_at) || (changes_at == TIME_NEVER && line->decides_at == TIME_NEVER)) {
            break;
        }
        if (line->decides_at <= changes_at) {
            hiring_decide(line, j);
        } else {
            staff_advance(staff, nextafter(changes_at, TIME_NEVER));
        }
        if (!open_places(line) || staff->out_of_memory) {
            break;
        }
        at = next_free(line, line->in_order[j].ready_at);
    }
    return at;
}

/** Whether the course that begins at `at` in the period is remote, by a uniform of the family's own. */
static bool is_remote(const team_line *line, uint32_t i, const remote_row *period)
{
    const refer_setting *how = line->how;
    size_t p = 0;
    while (p + 1 < how->plan->place_count && line->ws->segment[p + 1] <= i) {
        p++;
    }
    const double u = rng_draw_words(how->plan->places[p].streams.remote, how->world_index, how->history, line->people->person[i], 0).u[0];
    return u < period->share.value;
}

/** For how many days the family takes its place; notes whether its course is remote. */
static double take_place(const team_line *line, uint32_t i, double at)
{
    families *people = line->people;
    const remote_row *period = line->therapy->remote.count > 0 ? remote_period(line->therapy, line->how->scenario->starts + day_of(at)) : NULL;
    if (period == NULL || !is_remote(line, i, period)) {
        return people->received_days[i];
    }
    people->remote[i] = true;
    return place_days(period, people->received_days[i]);
}

static void serve(team_line *line, size_t j)
{
    families *people = line->people;
    const uint32_t i = line->in_order[j].family;
    const double entry = first_entry(line, i);
    const double at = line->limited ? next_offer(line, j) : people->ready_at[i];
    const double closing = line_closing_of(line, i);
    people->entered_waiting[i] = entry <= sooner_time(at, sooner_time(people->adult_at[i], closing));
    if (at >= closing || at >= people->adult_at[i] || (entry <= at && leaves_on_entry(line, i))) {
        return;
    }
    const double days = take_place(line, i, at);
    people->started_at[i] = at;
    people->supervised[i] = !supervision_is_short(line, at);
    if (line->limited) {
        team_place *place = &line->ws->heap[0];
        people->therapist[i] = (uint16_t)therapist_of(line, place);
        place->free_at = at + days;
        places_settle(line->ws->heap, line->places);
    }
}

/** Whether a family is sent to a row of the line's team. */
static bool stands_in(const team_line *line, uint32_t i)
{
    const size_t number = line->people->team[i];
    return line->team->shared == NULL ? number == line->number : team_numbered(line->how->scenario, number, NULL)->lead == line->number;
}

/** The accepted families of a team in the order of rows, into ws->line; returns how many. */
static size_t form_line(const team_line *line)
{
    const refer_setting *how = line->how;
    const families *people = line->people;
    refer_workspace *ws = line->ws;
    const bool siblings = how->scenario->people.siblings.count > 0;
    size_t count = 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        const bool serves = team_serves(line->team, line->site, how->plan->places[p].site);
        for (size_t i = ws->segment[p]; serves && i < ws->segment[p + 1]; i++) {
            const bool waits = people->accepted[i] && stands_in(line, (uint32_t)i);
            ws->line[count] = (line_entry){ people->ready_at[i], (uint32_t)i };
            count += waits && !(siblings && people->index_child[i] != i);
        }
    }
    return count;
}

/** A course of the team's therapists or supervisors, with those at the site's start. */
static void begin_staff(const team_line *line, bool supervisors, staff_course *staff)
{
    const refer_setting *how = line->how;
    const site_row *site = &how->scenario->sites.items[line->site];
    staff->team = line->team;
    staff->supervisors = supervisors;
    staff->zero = how->scenario->starts;
    staff->begins = (double)(line->starts - how->scenario->starts);
    staff->closing = line->closing;
    staff->leaving_per_day = line->team->turnover_per_year.value / DAYS_PER_YEAR;
    staff->vacancy_days = line->team->vacancy_days.value;
    staff->world = how->world_index;
    staff->history = how->history;
    staff->ordinal = line->team->shared == NULL ? (uint32_t)(line->number - site->team_from) : 0;
    for (size_t p = 0; p < how->plan->place_count; p++) {
        if (how->plan->places[p].site_row == site) {
            staff->turnover = team_stream(how->scenario, line->team, how->plan->places[p].streams.turnover, "turnover");
        }
    }
    staff_begin(staff);
}

/** Lets a team's line move from its first family to its last; adds the team's staff to the timeline. False when memory runs out. */
static bool move_line(team_line *line, staff_timeline *staff)
{
    refer_workspace *ws = line->ws;
    begin_staff(line, false, &ws->therapists);
    begin_staff(line, true, &ws->supervisors);
    staff_advance(&ws->supervisors, TIME_NEVER);
    if (line->team->hiring_above == 0) {
        staff_advance(&ws->therapists, TIME_NEVER);
    }
    line->decides_at = hiring_first(line);
    if (!open_places(line)) {
        return false;
    }
    for (size_t j = 0; j < line->count; j++) {
        serve(line, j);
    }
    staff_advance(&ws->therapists, TIME_NEVER);
    return !ws->out_of_memory && !ws->therapists.out_of_memory && !ws->supervisors.out_of_memory && staff_tell(&ws->therapists, line->number, staff) &&
           staff_tell(&ws->supervisors, line->number, staff);
}

/** One team from its families to its staff. */
static bool queue_team(team_line *line, staff_timeline *staff)
{
    const scenario *self = line->how->scenario;
    line->starts = team_starts(self, line->team, line->site);
    line->therapy = &self->therapies.items[line->team->therapy_index];
    line->limited = line->team->therapists > 0 || line->team->hires.count > 0;
    line->supervised = team_is_supervised(line->team);
    for (size_t s = 0; s < self->sites.count; s++) {
        const double closing = (double)(line->people->closes_day[s] + 1);
        line->closing = team_serves(line->team, line->site, s) ? later_time(line->closing, closing) : line->closing;
    }
    line->count = form_line(line);
    line->in_order = sort_by_readiness(line->ws->line, line->ws->merged, line->count);
    return move_line(line, staff);
}

bool refer_queue(const refer_setting *how, const careers *untreated, refer_workspace *ws, families *people, staff_timeline *staff)
{
    staff->count = 0;
    for (size_t s = 0; s < how->scenario->sites.count; s++) {
        const site_row *site = &how->scenario->sites.items[s];
        for (size_t t = 0; t < site->teams.count; t++) {
            const team_row *team = &site->teams.items[t];
            team_line line = { .how = how, .site = s, .number = site->team_from + t, .team = team, .untreated = untreated, .people = people, .ws = ws };
            const bool leads = team->shared == NULL || team->lead == line.number;
            if (leads && !queue_team(&line, staff)) {
                return false;
            }
        }
    }
    for (size_t s = 0; s < how->scenario->sites.count; s++) {
        refer_fund(how, s, ws, people);
    }
    families_share_course(how->model, untreated, people);
    return true;
}
