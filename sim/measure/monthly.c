#include "measure/workspace.h"

#include <string.h>

/* A run of days holds the last days of the months from that of its first day to the one before that of the first day after it. Series are written as
 * differences and added up at the end. Of the month of the as-of day the last day is that; later months go on as it is then, and are not told. */

/** The month of a day; where it is not known, none that is told. */
static size_t month_at(const measure_workspace *ws, int32_t unseen, int32_t day)
{
    return ws->month_of[day < unseen ? day_min(day_max(day, 0), ws->month_days) : ws->month_days];
}

static void add_run(const measure_workspace *ws, int32_t unseen, day_run run, int32_t series[])
{
    if (run.from < run.until) {
        series[month_at(ws, unseen, run.from)]++;
        series[month_at(ws, unseen, run.until)]--;
    }
}

void monthly_begin(measure_workspace *ws)
{
    memset(ws->series, 0, (SERIES_STATES + SLOTS * ws->states) * (ws->months + 1) * sizeof *ws->series);
}

/** The first day in care of a child that was not in care at referral; INT32_MAX where there is none. */
static int32_t entry_day(const measure_workspace *ws, const careers *treated, size_t child)
{
    const uint32_t first = treated->first[child];
    if (state_in(ws->care, treated->state[first])) {
        return INT32_MAX;
    }
    for (uint32_t spell = first + 1; spell < treated->first[child + 1]; spell++) {
        if (state_in(ws->care, treated->state[spell])) {
            return ws->first_day[ARM_TREATED][spell];
        }
    }
    return INT32_MAX;
}

/** The first day on which an accepted family that never starts no longer waits. */
static int32_t gives_up(const measure_workspace *ws, const measure_subject *subject, size_t i)
{
    const cohort_row *cohort = &ws->scenario->cohorts.items[subject->families->cohort[i]];
    int32_t day = day_min(ws->children[i].adult, subject->families->closes_day[subject->families->site[i]]);
    if (cohort->leaves_queue_on_entry) {
        day = day_min(day, entry_day(ws, subject->arm[ARM_TREATED], i));
    }
    return day;
}

void monthly_add_family(measure_workspace *ws, const measure_subject *subject, size_t child)
{
    const families *people = subject->families;
    const child_days *days = &ws->children[child];
    const int32_t referred = first_day_of(people->referred_at[child]);
    const int32_t unseen = unseen_from(subject->as_of_day);
    if (people->index_child[child] != child) {
        return; /* what follows counts families */
    }
    series_row(ws, SERIES_REFERRALS)[month_at(ws, unseen, days->event[FROM_REFERRAL])]++;
    if (days->event[FROM_START] == DAY_NONE) {
        if (people->accepted[child]) {
            add_run(ws, unseen, (day_run){ referred, gives_up(ws, subject, child) }, series_row(ws, SERIES_WAITING));
        }
        return;
    }
    const double started_at = people->started_at[child];
    const int32_t started = first_day_of(started_at);
    series_row(ws, SERIES_STARTS)[month_at(ws, unseen, days->event[FROM_START])]++;
    add_run(ws, unseen, (day_run){ referred, started }, series_row(ws, SERIES_WAITING));
    add_run(ws, unseen, (day_run){ started, first_day_of(started_at + people->received_days[child]) }, series_row(ws, SERIES_CASELOAD));
}

static void tell(const int32_t series[], size_t months, double out[])
{
    for (size_t m = 0; m < months; m++) {
        out[m] = (double)series[m];
    }
}

/** Adds up the differences in a series, and those in another where there is one. */
static void tell_sums(const int32_t series[], const int32_t common[], size_t months, double out[])
{
    int32_t sum = 0;
    for (size_t m = 0; m < months; m++) {
        sum += series[m] + (common ? common[m] : 0);
        out[m] = (double)sum;
    }
}

static void tell_placements(const measure_workspace *ws, size_t arm, bool is_simulated, double out[])
{
    for (size_t state = 0; state < ws->states; state++) {
        if (!state_in(ws->care, state)) {
            continue;
        }
        if (is_simulated) {
            tell_sums(series_of_state(ws, arm, state), series_of_state(ws, SLOT_COMMON, state), ws->months, out + state * ws->months);
        } else {
            memset(out + state * ws->months, 0, ws->months * sizeof *out);
        }
    }
}

void monthly_end(const measure_workspace *ws, const measure_subject *subject, monthly *out)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        tell_placements(ws, arm, subject->arm[arm] != NULL, out->in_care[arm]);
    }
    tell_sums(series_row(ws, SERIES_WAITING), NULL, ws->months, out->waiting);
    tell_sums(series_row(ws, SERIES_CASELOAD), NULL, ws->months, out->caseload);
    tell(series_row(ws, SERIES_REFERRALS), ws->months, out->referrals);
    tell(series_row(ws, SERIES_STARTS), ws->months, out->starts);
}
