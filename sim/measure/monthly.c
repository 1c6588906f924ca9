#include "measure/workspace.h"

#include <string.h>

/* A run of days holds the last days of the months from that of its first day to the one before that of the first day after it. Series are written as
 * differences and added up at the end. */

static size_t month_at(const measure_workspace *ws, int32_t day)
{
    return day < ws->month_days ? ws->month_of[day_max(day, 0)] : ws->months;
}

static void add_run(const measure_workspace *ws, day_run run, double series[])
{
    if (run.from >= run.until) {
        return;
    }
    const size_t from = month_at(ws, run.from);
    const size_t until = month_at(ws, run.until);
    if (from < ws->months) {
        series[from] += 1.0;
    }
    if (until < ws->months) {
        series[until] -= 1.0;
    }
}

static void add_event(const measure_workspace *ws, int32_t day, double series[])
{
    const size_t month = month_at(ws, day);
    if (month < ws->months) {
        series[month] += 1.0;
    }
}

static void add_up(double series[], size_t months)
{
    for (size_t m = 1; m < months; m++) {
        series[m] += series[m - 1];
    }
}

void monthly_begin(const measure_workspace *ws, monthly *out)
{
    const size_t bytes = ws->months * sizeof(double);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t state = 0; state < ws->states; state++) {
            if (state_in(ws->care, state)) {
                memset(out->in_care[arm] + state * ws->months, 0, bytes);
            }
        }
    }
    memset(out->caseload, 0, bytes);
    memset(out->waiting, 0, bytes);
    memset(out->referrals, 0, bytes);
    memset(out->starts, 0, bytes);
}

/** The first day in care of a child that was not in care at referral; INT32_MAX where there is none. */
static int32_t entry_day(const measure_workspace *ws, const careers *career, size_t child)
{
    const uint32_t first = career->first[child];
    if (state_in(ws->care, career->state[first])) {
        return INT32_MAX;
    }
    for (uint32_t spell = first + 1; spell < career->first[child + 1]; spell++) {
        if (state_in(ws->care, career->state[spell])) {
            return first_day_of(career->from[spell]);
        }
    }
    return INT32_MAX;
}

/** The first day on which an accepted family that never starts no longer waits. */
static int32_t gives_up(const measure_workspace *ws, const measure_subject *subject, size_t i)
{
    const cohort_row *cohort = MAP_ITEM(const cohort_row, ws->scenario->cohorts, subject->families->cohort[i]);
    int32_t day = day_min(ws->children[i].adult, ws->closes[subject->families->site[i]]);
    if (cohort->leaves_queue_on_entry) {
        day = day_min(day, entry_day(ws, subject->arm[ARM_TREATED], i));
    }
    return day;
}

void monthly_add_family(const measure_workspace *ws, const measure_subject *subject, size_t child, monthly *out)
{
    const families *people = subject->families;
    const child_days *days = &ws->children[child];
    const int32_t referred = first_day_of(people->referred_at[child]);
    add_event(ws, days->event[FROM_REFERRAL], out->referrals);
    if (days->event[FROM_START] == DAY_NONE) {
        if (people->accepted[child]) {
            add_run(ws, (day_run){ referred, gives_up(ws, subject, child) }, out->waiting);
        }
        return;
    }
    const double started_at = people->started_at[child];
    const int32_t started = first_day_of(started_at);
    add_event(ws, days->event[FROM_START], out->starts);
    add_run(ws, (day_run){ referred, started }, out->waiting);
    add_run(ws, (day_run){ started, first_day_of(started_at + people->received_days[child]) }, out->caseload);
}

void monthly_add_spans(const measure_workspace *ws, career_arm arm, span_list spans, monthly *out)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (state_in(ws->care, spans.items[i].state)) {
            add_run(ws, spans.items[i].run, out->in_care[arm] + spans.items[i].state * ws->months);
        }
    }
}

void monthly_end(const measure_workspace *ws, monthly *out)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t state = 0; state < ws->states; state++) {
            if (state_in(ws->care, state)) {
                add_up(out->in_care[arm] + state * ws->months, ws->months);
            }
        }
    }
    add_up(out->caseload, ws->months);
    add_up(out->waiting, ws->months);
}
