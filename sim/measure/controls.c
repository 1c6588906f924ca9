#include "measure/term.h"

#include <math.h>
#include <string.h>

/* What untreated children tell of the share of window days expected in care: days that do not count, over window days; or of what placements cost in a window day:
 * pounds, over window days. Both are what is *lost* here. */

/** The control children of one term, as they are looked at. */
typedef struct {
    const measure_workspace *ws;
    const term_setting *term;
    const families *people;
    const careers *career;
    day_run limits; /* window days beyond these do not count */
} control_view;

/** The state of a control child on a day; -1 before referral and from the 18th birthday on. */
static int state_on(const control_view *view, size_t child, int32_t adult, int32_t day)
{
    const careers *career = view->career;
    for (uint32_t spell = career->first[child]; day < adult && spell < career->first[child + 1]; spell++) {
        const bool last = spell + 1 == career->first[child + 1];
        if (first_day_of(career->from[spell]) <= day && (last || day < first_day_of(career->from[spell + 1]))) {
            return career->state[spell];
        }
    }
    return -1;
}

/** The days of a spell of a control child. */
static day_run control_days(const careers *career, size_t child, uint32_t spell, int32_t adult)
{
    const bool last = spell + 1 == career->first[child + 1];
    return (day_run){ first_day_of(career->from[spell]), last ? adult : first_day_of(career->from[spell + 1]) };
}

/** The first day after the event in a state that shortens. */
static int32_t shortened_from(const control_view *view, size_t child, int32_t adult, int32_t event)
{
    const careers *career = view->career;
    for (uint32_t spell = career->first[child]; spell < career->first[child + 1]; spell++) {
        const day_run days = control_days(career, child, spell, adult);
        const int32_t from = day_max(days.from, event + 1);
        if (state_in(view->term->row->shortens_mask, career->state[spell]) && from < days.until) {
            return from;
        }
    }
    return INT32_MAX;
}

/** The day that stands for the window's event: referral, or the start that a wait of the nominal length would have brought. */
static int32_t control_event(const control_view *view, size_t child)
{
    const double wait = view->term->row->window_from == FROM_REFERRAL ? 0.0 : view->ws->scenario->people.nominal_wait_days;
    return day_of(view->people->referred_at[child] + wait);
}

/** Whether a control child would have started: not where it enters care in the nominal wait and its cohort leaves the line then. */
static bool would_start(const control_view *view, size_t child)
{
    const careers *career = view->career;
    const cohort_row *cohort = &view->ws->scenario->cohorts.items[view->people->cohort[child]];
    const double start = view->people->referred_at[child] + view->ws->scenario->people.nominal_wait_days;
    if (!cohort->leaves_queue_on_entry || state_in(view->ws->care, career->state[career->first[child]])) {
        return true;
    }
    for (uint32_t spell = career->first[child] + 1; spell < career->first[child + 1] && career->from[spell] <= start; spell++) {
        if (state_in(view->ws->care, career->state[spell])) {
            return false;
        }
    }
    return true;
}

/** The day on which it is known that a control child counts: that of the start it would have had, or on which it must be at home. */
static int32_t control_known_on(const control_view *view, size_t child)
{
    const int32_t start = day_of(view->people->referred_at[child] + view->ws->scenario->people.nominal_wait_days);
    const int32_t event = control_event(view, child);
    return day_max(view->term->row->needs_start ? day_max(event, start) : event, event + (int32_t)view->term->row->needs_home_at_day);
}

/** The window of a control child; from >= until where there is none. */
static day_run control_window(const control_view *view, size_t child)
{
    const term_row *row = view->term->row;
    const int32_t adult = first_day_of(view->people->adult_at[child]);
    const int32_t event = control_event(view, child);
    const int home_day = event + (int32_t)row->needs_home_at_day;
    const int home_state = row->needs_home_at_day > 0 ? state_on(view, child, adult, home_day) : -1;
    if (row->needs_start && !would_start(view, child)) {
        return (day_run){ 0, 0 };
    }
    if (row->needs_home_at_day > 0 && (home_state < 0 || !state_in(view->ws->home, (size_t)home_state))) {
        return (day_run){ 0, 0 };
    }
    day_run window = run_within(term_window(row, event), view->limits);
    window.until = day_min(day_min(window.until, adult), row->shortens_mask ? shortened_from(view, child, adult, event) : adult);
    return window;
}

/** Where the days of control children are summed: all together, or by period. */
typedef struct {
    double window, lost;
    unit_sums by_period;      /* periods NULL: together */
    stair *window_stairs, *lost_stairs;
} control_sums;

/** Adds `each` a day to a sum, and to its stairs where periods are apart. */
static void add_days(const control_sums *sums, day_run days, double each, double *sum, stair stairs[])
{
    *sum += each * (double)run_length(days);
    if (sums->by_period.periods && sums->by_period.known < sums->by_period.due_until) {
        days_add(&sums->by_period, stairs, days, each);
    }
}

/** What a day in a state loses: its cost, or itself where it does not count. */
static double lost_a_day(const term_setting *term, size_t state)
{
    return term->kind->priced ? term->gbp_per_day[state] : (double)!state_in(term->row->counts_mask, state);
}

static void add_child(const control_view *view, size_t child, control_sums *sums)
{
    const day_run window = control_window(view, child);
    const int32_t adult = first_day_of(view->people->adult_at[child]);
    sums->by_period.known = control_known_on(view, child);
    add_days(sums, window, 1.0, &sums->window, sums->window_stairs);
    for (uint32_t spell = view->career->first[child]; window.from < window.until && spell < view->career->first[child + 1]; spell++) {
        const double each = lost_a_day(view->term, view->career->state[spell]);
        if (each > 0.0) {
            add_days(sums, run_within(control_days(view->career, child, spell, adult), window), each, &sums->lost, sums->lost_stairs);
        }
    }
}

static void add_children(const control_view *view, control_sums *sums)
{
    for (size_t i = 0; i < view->people->count; i++) {
        if (term_takes_child(view->ws, view->term, view->people, i)) {
            add_child(view, i, sums);
        }
    }
}

static double share_of(double lost, double window)
{
    return window > 0.0 ? lost / window : (double)NAN;
}

/** The share over the whole windows of children of earlier years, worked out once a replicate. */
static double historical_share(measure_workspace *ws, const control_view *view)
{
    const int32_t group = view->term->row->controls;
    if (ws->control_of[group] != view->term->row) {
        control_sums sums = { .by_period = { .periods = NULL } };
        add_children(view, &sums);
        ws->control_share[group] = share_of(sums.lost, sums.window);
        ws->control_of[group] = view->term->row;
    }
    return ws->control_share[group];
}

/** The share so far by the end of each period, of children followed beside the programme. */
static void live_shares(measure_workspace *ws, const control_view *view, const staircase *periods, int32_t unseen, double out[])
{
    const size_t row = periods->steps + 1;
    double *window = ws->step_sums;
    double *lost = ws->step_sums + row;
    control_sums sums = { .by_period = { .periods = periods, .due_until = day_min(periods->last, unseen) }, .window_stairs = ws->period_stairs,
                          .lost_stairs = ws->period_stairs + row };
    memset(ws->period_stairs, 0, 2 * row * sizeof *ws->period_stairs);
    memset(ws->step_sums, 0, 2 * row * sizeof *ws->step_sums);
    add_children(view, &sums);
    stairs_sum(periods, sums.window_stairs, window);
    stairs_sum(periods, sums.lost_stairs, lost);
    for (size_t k = 0; k < periods->steps; k++) {
        window[k] += k > 0 ? window[k - 1] : 0.0;
        lost[k] += k > 0 ? lost[k - 1] : 0.0;
        out[k] = share_of(lost[k], window[k]);
    }
}

static void fill(double out[], size_t count, double share)
{
    for (size_t k = 0; k < count; k++) {
        out[k] = share;
    }
}

void term_expect(measure_workspace *ws, const measure_subject *subject, const contract_plan *plan, const term_setting *term, double out[])
{
    double parameter[KIND_PARAMETERS_MAX];
    const size_t periods = plan->periods.steps;
    fill(out, periods, (double)NAN);
    if (!term->baseline) {
        return;
    }
    kind_parameters(&term->row->baseline, parameter);
    if (term->baseline->children(parameter) <= 0.0) {
        fill(out, periods, term->baseline->share(parameter));
    } else if (subject->controls) {
        const control_group *group = &subject->controls[term->row->controls];
        control_view view = { ws, term, &group->families, &group->career, { INT32_MIN, INT32_MAX } };
        if (term->baseline->live) {
            const int32_t unseen = unseen_from(subject->as_of_day);
            view.limits = run_within((day_run){ plan->starts, day_min(plan->ends, unseen) }, term->live);
            live_shares(ws, &view, &plan->periods, unseen, out);
        } else {
            fill(out, periods, historical_share(ws, &view));
        }
    }
}
