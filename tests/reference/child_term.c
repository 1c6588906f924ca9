#include "reference/child_term.h"
#include "reference/contract.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LABEL_ROOM 256

/** The first time home or with kin after care since the start; TIME_NEVER: never. */
static double return_home(const child_term *child)
{
    const scenario *file = child->all->at.file;
    const reference_career_spells *career = child->treated->career;
    bool was_in_care = false;
    for (size_t i = 0; i < career->count && reference_started(child->family); i++) {
        const double ends = i + 1 < career->count ? career->spells[i + 1].from : career->until;
        const int state = (int)career->spells[i].state;
        if (ends <= child->family->started_at) {
            continue;
        }
        if (reference_is_class(file, state, CLASS_CARE)) {
            was_in_care = true;
        } else if (was_in_care && reference_is_home(file, state)) {
            return career->spells[i].from;
        }
    }
    return TIME_NEVER;
}

/** When the event of the term's window happens; TIME_NEVER: never. Children of a baseline have the nominal wait in place of a start. */
static double event_time(const child_term *child)
{
    const reference_family *family = child->family;
    if (child->is_control && child->term->window_from != FROM_REFERRAL) {
        return family->referred_at + child->all->at.file->people.nominal_wait_days;
    }
    switch (child->term->window_from) {
    case FROM_REFERRAL:
        return family->referred_at;
    case FROM_START:
        return family->started_at;
    case FROM_COMPLETION:
        return family->completed ? family->started_at + family->received_days : TIME_NEVER;
    default:
        return return_home(child);
    }
}

static bool shortens(const child_term *child, int32_t day)
{
    const int state = reference_state_on(child->treated, day);
    return state >= 0 && reference_is_named(&child->term->shortens, child->all->at.file->states.items[state].name);
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

bool child_window_set(child_term *child)
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
    if (!child->is_control) {
        child->last = earlier(child->last, reference_day_of(file, child->contract->last_claimable));
    }
    if (!child->is_control && child->first < reference_day_of(file, child->contract->starts)) {
        child->first = reference_day_of(file, child->contract->starts);
    }
    child->over = child->last;
    for (int32_t day = child->event + 1; child->term->shortens.count > 0 && day <= child->last; day++) {
        if (shortens(child, day)) {
            child->last = day - 1;
            child->over = day;
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
    const site_row *site = &child->all->at.file->sites.items[child->family->site];
    if (child->term->localities.count == 0) {
        return true;
    }
    return site->localities.count > 0 &&
           reference_is_named(&child->term->localities, site->localities.items[child->family->locality].name);
}

static bool band_is_listed(const child_term *child)
{
    return child->all->at.file->people.bands.count == 0 || is_listed(&child->term->bands, child->all->at.file->people.bands.items[child->family->band].name);
}

/** Whether a "GROUP/LABEL" of the term's list is of this group, and whether it is the child's. */
static bool group_is_asked(const child_term *child, const group_row *group)
{
    const size_t length = strlen(group->name);
    for (size_t i = 0; i < child->term->labels.count; i++) {
        const char *asked = child->term->labels.items[i];
        if (strncmp(asked, group->name, length) == 0 && asked[length] == '/') {
            return true;
        }
    }
    return false;
}

static bool labels_are_listed(const child_term *child)
{
    for (size_t g = 0; g < child->all->at.file->people.groups.count; g++) {
        const group_row *group = &child->all->at.file->people.groups.items[g];
        char own[LABEL_ROOM];
        snprintf(own, sizeof own, "%s/%s", group->name, group->labels.names[child->family->label[g]]);
        if (group_is_asked(child, group) && !reference_is_named(&child->term->labels, own)) {
            return false;
        }
    }
    return true;
}

bool child_is_covered(const child_term *child)
{
    const scenario *file = child->all->at.file;
    const term_row *term = child->term;
    const char *site = file->sites.items[child->family->site].name;
    const char *cohort = file->cohorts.items[child->family->cohort].name;
    return is_listed(&child->contract->sites, site) && is_listed(&term->sites, site) && is_listed(&term->cohorts, cohort) && locality_is_listed(child) &&
           band_is_listed(child) && labels_are_listed(child) && child->family->age_years >= term->age_from && child->family->age_years < term->age_until &&
           (term->children == COUNTS_EVERY_CHILD || child->family->sibling == 0);
}

static bool has_sessions(const child_term *child)
{
    const double sessions = reference_started(child->family) ? floor(child->family->received_days / 7 * reference_therapy(&child->all->at, child->family)->sessions_per_week) : 0;
    return sessions >= (double)child->term->needs_sessions;
}

bool term_is_split_by_start(const contract_row *contract, const term_row *term)
{
    bool is_cut = false, goes_on = false;
    for (size_t t = 0; t < contract->terms.count; t++) {
        const term_row *version = &contract->terms.items[t];
        if (!reference_alike(contract, term, version)) {
            continue;
        }
        goes_on = goes_on || version->started_until == DATE_NONE;
        for (size_t v = 0; v < contract->variations.count && version->started_from == DATE_NONE; v++) {
            const variation_row *change = &contract->variations.items[v];
            is_cut = is_cut || (change->in_force == IN_FORCE_START && version->started_until == change->from - 1);
        }
    }
    return is_cut && goes_on;
}

/** Whether versions by start are all that asks when the child starts. */
static bool by_start_alone(const child_term *child)
{
    const term_row *term = child->term;
    return !child->is_control && !term->needs_start && !term->needs_completion && term->needs_sessions == 0 && child->is_split;
}

int32_t child_holds_from(const child_term *child)
{
    return by_start_alone(child) && child->term->started_from != DATE_NONE ? reference_start_day(child->family) : INT32_MIN;
}

bool child_holds_on(const child_term *child, int32_t day)
{
    if (!by_start_alone(child) || !reference_started(child->family)) {
        return true;
    }
    const int32_t started = reference_start_day(child->family);
    const bool is_later = child->term->started_until != DATE_NONE && child->all->at.file->starts + started > child->term->started_until;
    return child->term->started_from != DATE_NONE ? day >= started : day < started || !is_later;
}

static bool starts_in_time(const child_term *child)
{
    const term_row *term = child->term;
    if (term->started_from == DATE_NONE && term->started_until == DATE_NONE) {
        return true;
    }
    if (!reference_started(child->family)) {
        return term->started_from == DATE_NONE && child->is_split;
    }
    const date day = child->all->at.file->starts + reference_start_day(child->family);
    if (term->started_from == DATE_NONE && by_start_alone(child)) {
        return true;
    }
    return (term->started_from == DATE_NONE || day >= term->started_from) && (term->started_until == DATE_NONE || day <= term->started_until);
}

bool child_is_eligible(const child_term *child)
{
    const term_row *term = child->term;
    const reference_family *family = child->family;
    return (!term->needs_start || reference_started(family)) && (!term->needs_completion || (reference_started(family) && family->completed)) &&
           has_sessions(child) && starts_in_time(child) && family->verification < reference_quantity(&child->all->at, term->verified_share);
}

bool child_is_home(const child_term *child)
{
    const int32_t home_day = child->event + (int32_t)child->term->needs_home_at_day;
    return child->term->needs_home_at_day == 0 || reference_is_home(child->all->at.file, reference_state_on(child->measured, home_day));
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** The day of the first session, if one is asked for: a control child's is that after the nominal wait. */
static int32_t start_known_day(const child_term *child)
{
    const term_row *term = child->term;
    const reference_family *family = child->family;
    if (child->is_control) {
        return term->needs_start ? (int32_t)floor(family->referred_at + child->all->at.file->people.nominal_wait_days) : child->event;
    }
    const bool dated = (term->started_from != DATE_NONE || term->started_until != DATE_NONE) && !child->is_split;
    return term->needs_start || dated ? reference_start_day(family) : child->event;
}

int32_t child_known_day(const child_term *child)
{
    const term_row *term = child->term;
    const reference_family *family = child->family;
    int32_t known = later(child->event, start_known_day(child));
    known = later(known, child->event + (int32_t)term->needs_home_at_day);
    if (term->needs_completion && !child->is_control) {
        known = later(known, reference_completion_day(family));
    }
    if (term->needs_sessions > 0 && !child->is_control) {
        const double days = 7 * (double)term->needs_sessions / reference_therapy(&child->all->at, family)->sessions_per_week;
        known = later(known, (int32_t)floor(family->started_at + days));
    }
    return known;
}

bool term_counts(const scenario *file, const term_row *term, size_t state)
{
    if (term->counts.count == 0) {
        return !reference_is_class(file, (int)state, CLASS_CARE);
    }
    return reference_is_named(&term->counts, file->states.items[state].name);
}

static double whole_pence(double gbp)
{
    return round(100 * gbp) / 100;
}

double term_gbp(const reference_case *at, const term_row *term, int state)
{
    if (state < 0 || !reference_is_class(at->file, state, CLASS_CARE)) {
        return 0;
    }
    const state_row *row = &at->file->states.items[state];
    for (size_t i = 0; i < term->placement_prices.count; i++) {
        const placement_price_row *price = &term->placement_prices.items[i];
        if (strcmp(price->name, row->name) == 0) {
            return whole_pence(reference_quantity(at, price->gbp_per_day));
        }
    }
    return whole_pence(reference_quantity(at, row->day_cost_gbp));
}

bool term_is_priced(const term_row *term)
{
    return strcmp(term->unit.kind->name, "placement_cost") == 0;
}

bool term_pays_on(const term_row *term, date day)
{
    return (term->pays_from == DATE_NONE || day >= term->pays_from) && (term->pays_until == DATE_NONE || day <= term->pays_until);
}

size_t period_of_day(const claim_calendar *calendar, int32_t day)
{
    for (size_t k = 0; k < calendar->count; k++) {
        if (calendar->items[k].from_day <= day && day < calendar->items[k].until_day) {
            return k;
        }
    }
    return calendar->count;
}
