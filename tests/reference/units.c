#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/child_term.h"
#include "reference/contract.h"
#include "reference/unit_rules.h"

/** What is the same for all children of a term, looked up once. */
typedef struct {
    const reference_measure *what;
    const term_row *term;
    size_t number; /* of the term */
    unit_rule *rule;
    double parameter[KIND_PARAMETERS_MAX];
    bool counts[STATES_MAX];
    double pays, limit_units, limit_gbp; /* share payable; of a child, payable; TIME_NEVER: none */
    double *price;                       /* by period */
    double *expected;                    /* by period */
    quantities *sums;
} term_pass;

/** What one child has come to. */
typedef struct {
    double units, worth_gbp; /* payable so far */
    double achieved, window_days;
} child_sums;

static size_t at_period(const term_pass *pass, size_t period)
{
    return pass->number * pass->sums->periods + period;
}

int reference_anniversaries(date from, date day)
{
    int years = 0;
    while (date_add_months(from, 12 * (years + 1)) <= day) {
        years++;
    }
    return years;
}

static double price_of_period(const term_pass *pass, size_t period)
{
    const reference_case *at = &pass->what->all->at;
    const date from = pass->term->index_from == DATE_NONE ? pass->what->contract->starts : pass->term->index_from;
    const int years = reference_anniversaries(from, pass->what->calendar->items[period].end);
    return reference_quantity(at, pass->term->price_gbp) * pow(1 + reference_quantity(at, pass->term->index_per_year), years);
}

/** The part of a year's price of a unit on a day of the window. */
static double worth_of_day(const term_row *term, int32_t day_of_window)
{
    double worth = 1;
    for (size_t i = 0; i < term->taper_pays.count; i++) {
        worth = day_of_window > term->taper_after_days.items[i] ? term->taper_pays.items[i] : worth;
    }
    return worth;
}

/** Whether a unit of the term comes at most once a child. */
static bool comes_once(const term_row *term)
{
    static const char *const kinds[] = { "milestone_start", "milestone_completion", "stable_for", "still_out" };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(term->unit.kind->name, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** The period in which something of a day falls due that is known on another, where units of the term exist on the first; else the number of periods. */
static size_t payable_period(const term_pass *pass, int32_t day, int32_t known)
{
    const claim_calendar *calendar = pass->what->calendar;
    const bool exists = term_pays_on(pass->term, pass->what->all->at.file->starts + day) && period_of_day(calendar, day) < calendar->count;
    const int32_t due = later(day, known);
    return exists && due <= pass->what->known ? period_of_day(calendar, due) : pass->sums->periods;
}

static void units_add(const term_pass *pass, const child_term *child, size_t period, double units, double worth)
{
    const size_t by_site = (pass->number * pass->sums->sites + child->family->site) * pass->sums->periods + period;
    pass->sums->achieved[at_period(pass, period)] += units;
    pass->sums->worth[at_period(pass, period)] += units * worth;
    pass->sums->by_site[by_site] += term_is_priced(pass->term) ? 1 : units; /* of cost saved: a window day */
}

/** How much of some units a child may still earn. */
static double within_limits(const term_pass *pass, const child_sums *so_far, size_t period, double units, double worth)
{
    const double room_units = fmax(0, pass->limit_units - so_far->units) / pass->pays;
    const double gbp = pass->pays * worth * pass->price[period];
    const double room_gbp = gbp > 0 ? fmax(0, pass->limit_gbp - so_far->worth_gbp) / gbp : TIME_NEVER;
    return pass->pays > 0 ? fmin(units, fmin(room_units, room_gbp)) : units;
}

/** Takes a unit back on the first day within so many that does not count. */
static void unit_take_back(const term_pass *pass, const child_term *child, int32_t earned, int32_t known, double units, double worth)
{
    for (int32_t day = earned + 1; day <= earned + (int32_t)pass->term->claw_back_days; day++) {
        const int state = reference_state_on(child->measured, day);
        if (state >= 0 && !pass->counts[state]) {
            const size_t period = period_of_day(pass->what->calendar, later(day, known));
            if (period < pass->sums->periods && later(day, known) <= pass->what->known) {
                units_add(pass, child, period, -units, worth);
            }
            return;
        }
    }
}

/** Books the units of a day. */
static void day_earn(const term_pass *pass, const child_term *child, int32_t day, double units, child_sums *so_far)
{
    const bool of_the_end = strcmp(pass->term->unit.kind->name, "still_out") == 0;
    const int32_t known = later(child_known_day(child), of_the_end ? child->over : day);
    const size_t period = payable_period(pass, day, known);
    if (period >= pass->sums->periods || units == 0) {
        return;
    }
    const double worth = worth_of_day(pass->term, day - child->event - (int32_t)pass->term->window_delay_days);
    const double earned = within_limits(pass, so_far, period, units, worth);
    units_add(pass, child, period, earned, worth);
    so_far->units += pass->pays * earned;
    so_far->worth_gbp += pass->pays * earned * worth * pass->price[period];
    so_far->achieved += earned;
    if (comes_once(pass->term) && pass->term->claw_back_days > 0) {
        unit_take_back(pass, child, day, known, earned, worth);
    }
}

static void day_add(const term_pass *pass, const child_term *child, unit_day *day, child_sums *so_far)
{
    const bool in_window = day->day >= child->first && day->day <= child->last;
    const int state = reference_state_on(child->measured, day->day);
    day->counts = in_window && state >= 0 && pass->counts[state];
    day->in_window = in_window && state >= 0;
    day->gbp = term_gbp(&pass->what->all->at, pass->term, state);
    day->run = day->counts ? day->run + 1 : 0;
    day_earn(pass, child, day->day, pass->rule(pass->parameter, day), so_far);
    const size_t period = in_window ? payable_period(pass, day->day, child_known_day(child)) : pass->sums->periods;
    if (period < pass->sums->periods) {
        pass->sums->window_days[at_period(pass, period)]++;
        so_far->window_days++;
    }
}

/** The period in which it is known that the child's window has ended and the child counts; the number of periods where it has none, or its last day is not paid for. */
static size_t period_of_end(const term_pass *pass, const child_term *child)
{
    const int32_t known = later(child->over, child_known_day(child));
    return child->last >= child->first ? payable_period(pass, child->last, known) : pass->sums->periods;
}

/** Day by day from the event to the window's last day. */
static void child_add(const term_pass *pass, const child_term *child)
{
    const reference_family *family = child->family;
    unit_day day = { .last = child->last, .started_day = INT32_MIN, .completed_day = INT32_MIN };
    child_sums so_far = { 0 };
    if (reference_started(family)) {
        day.started_day = reference_start_day(family);
        day.completed_day = family->completed ? reference_completion_day(family) : INT32_MIN;
    }
    for (day.day = child->event; day.day <= child->last; day.day++) {
        day_add(pass, child, &day, &so_far);
    }
    const size_t end = period_of_end(pass, child);
    if (end < pass->sums->periods && pass->term->baseline.kind && pass->term->baseline_floor == FLOOR_CHILD && !isnan(pass->expected[end])) {
        pass->sums->child_saved[at_period(pass, end)] += fmax(0, so_far.achieved - (1 - pass->expected[end]) * so_far.window_days);
    }
}

static void family_add(const term_pass *pass, size_t i, career_arm arm)
{
    const reference_replicate *all = pass->what->all;
    child_term child = { .all = all, .contract = pass->what->contract, .term = pass->term, .family = &all->families.items[i],
                         .treated = &all->days[i * ARM_COUNT + ARM_TREATED], .measured = &all->days[i * ARM_COUNT + (size_t)arm] };
    if (!child_is_covered(&child) || !child_is_eligible(&child) || !child_window_set(&child)) {
        return;
    }
    const size_t end = period_of_end(pass, &child);
    if (end < pass->sums->periods) {
        pass->sums->assessed[at_period(pass, end)]++;
    }
    if (child_is_home(&child)) {
        child_add(pass, &child);
    }
}

static void limits_set(term_pass *pass)
{
    const reference_case *at = &pass->what->all->at;
    const double units = reference_quantity(at, pass->term->per_child_limit_units);
    const double gbp = reference_quantity(at, pass->term->per_child_limit_gbp);
    pass->pays = 1 - reference_quantity(at, pass->term->deadweight);
    pass->limit_units = units < 0 ? TIME_NEVER : units;
    pass->limit_gbp = gbp < 0 ? TIME_NEVER : gbp;
}

static void term_add(const reference_measure *what, size_t t, career_arm arm, quantities *sums)
{
    const scenario *file = what->all->at.file;
    term_pass pass = { .what = what, .term = MAP_ITEM(term_row, what->contract->terms, t), .number = t, .sums = sums,
                       .price = reference_room(sums->periods, sizeof(double)), .expected = sums->baseline + t * sums->periods };
    reference_expect(what, t, pass.expected);
    pass.rule = unit_rule_named(pass.term->unit.kind->name);
    reference_parameters(&what->all->at, &pass.term->unit, pass.parameter);
    limits_set(&pass);
    for (size_t s = 0; s < file->states.count; s++) {
        pass.counts[s] = term_counts(file, pass.term, s);
    }
    for (size_t k = 0; k < sums->periods; k++) {
        pass.price[k] = price_of_period(&pass, k);
    }
    for (size_t i = 0; pass.rule && i < what->all->families.count; i++) {
        family_add(&pass, i, arm);
    }
    free(pass.price);
}

static quantities quantities_of(size_t terms, size_t sites, size_t periods)
{
    quantities sums = { .terms = terms, .sites = sites, .periods = periods };
    double **by_term[] = { &sums.achieved, &sums.worth, &sums.window_days, &sums.baseline, &sums.child_saved, &sums.assessed };
    double **by_period[] = { &sums.months, &sums.referrals, &sums.planned_referrals, &sums.starts, &sums.planned_starts };
    for (size_t i = 0; i < sizeof by_term / sizeof by_term[0]; i++) {
        *by_term[i] = reference_room(terms * periods, sizeof(double));
    }
    for (size_t i = 0; i < sizeof by_period / sizeof by_period[0]; i++) {
        *by_period[i] = reference_room(periods, sizeof(double));
    }
    sums.by_site = reference_room(terms * sites * periods, sizeof(double));
    return sums;
}

quantities reference_units(const reference_measure *what, career_arm arm)
{
    quantities sums = quantities_of(what->contract->terms.count, what->all->at.file->sites.count, what->calendar->count);
    for (size_t t = 0; t < sums.terms; t++) {
        term_add(what, t, arm, &sums);
    }
    reference_periods(what, &sums);
    return sums;
}

void reference_quantities_free(quantities *self)
{
    double *arrays[] = { self->achieved, self->worth,  self->window_days, self->baseline,          self->child_saved, self->assessed,
                         self->by_site,  self->months, self->referrals,   self->planned_referrals, self->starts,      self->planned_starts };
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    *self = (quantities){ 0 };
}
