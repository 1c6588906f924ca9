#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

#include "reference/unit_rules.h"

/** What one term asks of one child. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    const term_row *term;
    const reference_family *family;
    const reference_days *treated;  /* for dates */
    const reference_days *measured; /* for states */
    int32_t event;
    int32_t first, last; /* days of the window, inclusive; last < first: none */
} child_term;

/** The first time home or with kin after care since the start; TIME_NEVER: never. */
static double return_home(const reference_replicate *all, const reference_family *family, const reference_career_spells *career)
{
    bool was_in_care = false;
    for (size_t i = 0; i < career->count && reference_started(family); i++) {
        const double ends = i + 1 < career->count ? career->spells[i + 1].from : career->until;
        const int state = (int)career->spells[i].state;
        if (ends <= family->started_at) {
            continue;
        }
        if (reference_is_class(all->at.file, state, CLASS_CARE)) {
            was_in_care = true;
        } else if (was_in_care && reference_is_home(all->at.file, state)) {
            return career->spells[i].from;
        }
    }
    return TIME_NEVER;
}

/** When the event of the term's window happens; TIME_NEVER: never. */
static double event_time(const child_term *child)
{
    const reference_family *family = child->family;
    switch (child->term->window_from) {
    case FROM_REFERRAL:
        return family->referred_at;
    case FROM_START:
        return family->started_at;
    case FROM_COMPLETION:
        return family->completed ? family->started_at + family->received_days : TIME_NEVER;
    default:
        return return_home(child->all, family, child->treated->career);
    }
}

static bool shortens(const child_term *child, int32_t day)
{
    const int state = reference_state_on(child->treated, day);
    return state >= 0 && reference_is_named(&child->term->shortens, MAP_ITEM(state_row, child->all->at.file->states, state)->name);
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/** Sets the event's day and the window; false when the event does not happen. */
static bool window_set(child_term *child)
{
    const scenario *file = child->all->at.file;
    const double when = event_time(child);
    if (!(when < TIME_NEVER)) {
        return false;
    }
    child->event = (int32_t)floor(when);
    child->first = child->event + 1 + (int32_t)child->term->window_delay_days;
    child->last = child->event + (int32_t)(child->term->window_delay_days + child->term->window_length_days);
    child->last = earlier(child->last, reference_birthday(child->family) - 1);
    child->last = earlier(child->last, reference_day_of(file, child->contract->last_claimable));
    if (child->first < reference_day_of(file, child->contract->starts)) {
        child->first = reference_day_of(file, child->contract->starts);
    }
    for (int32_t day = child->event + 1; child->term->shortens.count > 0 && day <= child->last; day++) {
        if (shortens(child, day)) {
            child->last = day - 1;
        }
    }
    return true;
}

static bool is_listed(const name_list *names, const char *name)
{
    return names->count == 0 || reference_is_named(names, name);
}

static bool locality_is_listed(const child_term *child)
{
    const site_row *site = MAP_ITEM(site_row, child->all->at.file->sites, child->family->site);
    if (child->term->localities.count == 0) {
        return true;
    }
    return site->localities.count > 0 &&
           reference_is_named(&child->term->localities, MAP_ITEM(locality_row, site->localities, child->family->locality)->name);
}

static bool is_covered(const child_term *child)
{
    const scenario *file = child->all->at.file;
    const char *site = MAP_ITEM(site_row, file->sites, child->family->site)->name;
    const char *cohort = MAP_ITEM(cohort_row, file->cohorts, child->family->cohort)->name;
    return is_listed(&child->contract->sites, site) && is_listed(&child->term->sites, site) && is_listed(&child->term->cohorts, cohort) &&
           locality_is_listed(child);
}

static bool has_sessions(const child_term *child)
{
    const scenario *file = child->all->at.file;
    const site_row *site = MAP_ITEM(site_row, file->sites, child->family->site);
    const double a_week = MAP_ITEM(therapy_row, file->therapies, site->therapy_index)->sessions_per_week;
    const double sessions = reference_started(child->family) ? floor(child->family->received_days / 7 * a_week) : 0;
    return sessions >= (double)child->term->needs_sessions;
}

/** After window_set: the day of being at home counts from the event. */
static bool is_eligible(const child_term *child)
{
    const term_row *term = child->term;
    const reference_family *family = child->family;
    const int32_t home_day = child->event + (int32_t)term->needs_home_at_day;
    return (!term->needs_start || reference_started(family)) &&
           (!term->needs_completion || (reference_started(family) && family->completed)) && has_sessions(child) &&
           (term->needs_home_at_day == 0 || reference_is_home(child->all->at.file, reference_state_on(child->measured, home_day))) &&
           family->verification < reference_quantity(&child->all->at, term->verified_share);
}

/** Whether a day in state `state` counts. */
static bool state_counts(const child_term *child, size_t state)
{
    const scenario *file = child->all->at.file;
    if (child->term->counts.count == 0) {
        return !reference_is_class(file, (int)state, CLASS_CARE);
    }
    return reference_is_named(&child->term->counts, MAP_ITEM(state_row, file->states, state)->name);
}

/** The most units that a child can achieve; TIME_NEVER where nothing limits them. */
static double child_limit(const child_term *child)
{
    const reference_case *at = &child->all->at;
    const double pays = 1 - reference_quantity(at, child->term->deadweight);
    const double units = reference_quantity(at, child->term->per_child_limit_units);
    const double gbp = reference_quantity(at, child->term->per_child_limit_gbp);
    const double by_units = units < 0 ? TIME_NEVER : units / pays;
    const double by_gbp = gbp < 0 ? TIME_NEVER : gbp / (reference_quantity(at, child->term->price_gbp) * pays);
    return fmin(by_units, by_gbp);
}

/** What is the same for all children of a term, looked up once. */
typedef struct {
    const claim_calendar *calendar;
    unit_rule *rule;
    double parameter[KIND_PARAMETERS_MAX];
    bool counts[STATES_MAX];
    double limit;
    double *achieved, *window_days; /* by period; borrowed */
} term_sums;

static term_sums term_sums_of(const child_term *child)
{
    term_sums sums = { .rule = unit_rule_named(child->term->unit.kind->name), .limit = child_limit(child) };
    reference_parameters(&child->all->at, &child->term->unit, sums.parameter);
    for (size_t s = 0; s < child->all->at.file->states.count; s++) {
        sums.counts[s] = state_counts(child, s);
    }
    return sums;
}

static void day_add(const term_sums *sums, const child_term *child, unit_day *day, size_t period, double *so_far)
{
    const bool in_window = day->day >= child->first && day->day <= child->last;
    const int state = reference_state_on(child->measured, day->day);
    day->counts = in_window && state >= 0 && sums->counts[state];
    day->run = day->counts ? day->run + 1 : 0;
    const double units = fmin(sums->rule(sums->parameter, day), fmax(0, sums->limit - *so_far));
    *so_far += units;
    sums->achieved[period] += units;
    sums->window_days[period] += in_window;
}

/** Day by day from the event to the window's last day or the report date; days outside the claim calendar bring nothing. */
static void child_add(const term_sums *sums, const child_term *child)
{
    const reference_family *family = child->family;
    unit_day day = { .last = child->last, .started_day = INT32_MIN, .completed_day = INT32_MIN };
    if (reference_started(family)) {
        day.started_day = reference_start_day(family);
        day.completed_day = family->completed ? reference_completion_day(family) : INT32_MIN;
    }
    double so_far = 0;
    size_t period = 0;
    const int32_t known = earlier(child->last, reference_as_of(child->all->at.file));
    for (day.day = child->event; day.day <= known; day.day++) {
        while (period < sums->calendar->count && sums->calendar->items[period].until_day <= day.day) {
            period++;
        }
        if (period < sums->calendar->count && sums->calendar->items[period].from_day <= day.day) {
            day_add(sums, child, &day, period, &so_far);
        }
    }
}

void reference_units(const reference_replicate *all, const contract_row *contract, const term_row *term, const claim_calendar *calendar, career_arm arm,
                     double achieved[], double window_days[])
{
    const child_term nobody = { .all = all, .contract = contract, .term = term };
    term_sums sums = term_sums_of(&nobody);
    sums.calendar = calendar;
    sums.achieved = achieved;
    sums.window_days = window_days;
    for (size_t i = 0; i < all->families.count; i++) {
        child_term child = { .all = all, .contract = contract, .term = term, .family = &all->families.items[i],
                             .treated = &all->days[i * ARM_COUNT + ARM_TREATED], .measured = &all->days[i * ARM_COUNT + (size_t)arm] };
        if (is_covered(&child) && window_set(&child) && is_eligible(&child)) {
            child_add(&sums, &child);
        }
    }
}
