#include "measure/term.h"

#include <math.h>

#include "records/calendar.h"
#include "world/price.h"

#define AGE_UNBOUNDED 25.0

void kind_parameters(const kind_use *use, double out[KIND_PARAMETERS_MAX])
{
    for (size_t i = 0; use->kind && i < use->kind->parameters.count && i < KIND_PARAMETERS_MAX; i++) {
        out[i] = use->parameter[i].value;
    }
}

static day_run days_between(const scenario *self, date from, date until)
{
    return (day_run){ from == DATE_NONE ? INT32_MIN : from - self->starts, until == DATE_NONE ? INT32_MAX : until + 1 - self->starts };
}

void term_prices(const measure_workspace *ws, size_t contract, const term_row *row, double out[])
{
    const staircase *periods = &ws->contracts[contract].periods;
    for (size_t k = 0; k < periods->steps; k++) {
        out[k] = term_price_on(&ws->scenario->contracts.items[contract], row, ws->scenario->starts + periods->end[k] - 1);
    }
}

static double limit_in_world(quantity limit)
{
    const double number = limit.value;
    return number < 0.0 ? (double)INFINITY : number;
}

/** Whether the term itself, and not variations, says when its families start. */
static bool asks_when_started(const term_row *row)
{
    return (row->started_from != DATE_NONE || row->started_until != DATE_NONE) && !row->split_by_start;
}

/** Whole pence of an amount of pounds, as pounds. */
static double to_the_penny(double gbp)
{
    return round(gbp * PENCE_PER_GBP) / PENCE_PER_GBP;
}

/** What the contract takes a day in each state to cost: its own price of a placement, else the council's. */
static void placement_prices_set(const scenario *self, const term_row *row, double gbp_per_day[STATES_MAX])
{
    for (size_t s = 0; s < self->states.count; s++) {
        const state_row *state = &self->states.items[s];
        gbp_per_day[s] = state->class_of == CLASS_CARE ? to_the_penny(state->day_cost_gbp.value) : 0.0;
    }
    for (size_t i = 0; i < row->placement_prices.count; i++) {
        const placement_price_row *price = &row->placement_prices.items[i];
        gbp_per_day[price->state_index] = to_the_penny(price->gbp_per_day.value);
    }
}

static bool is_choosy(const term_row *row, bool index_only)
{
    return index_only || row->bands.count > 0 || row->labels.count > 0 || row->age_from > 0.0 || row->age_until < AGE_UNBOUNDED ||
           row->started_from != DATE_NONE || row->started_until != DATE_NONE;
}

/** The days from the first to the last on which a term or one of its versions pays. */
static day_run days_of_versions(const scenario *self, const contract_row *contract, size_t origin)
{
    day_run days = { INT32_MAX, INT32_MIN };
    for (size_t t = origin; t < contract->terms.count; t++) {
        const term_row *row = &contract->terms.items[t];
        if (term_is_of(row, t, origin)) {
            const day_run pays = days_between(self, row->pays_from, row->pays_until);
            days = (day_run){ day_min(days.from, pays.from), day_max(days.until, pays.until) };
        }
    }
    return days;
}

term_setting term_in_world(const measure_workspace *ws, size_t contract_index, size_t term)
{
    const contract_row *contract = &ws->scenario->contracts.items[contract_index];
    const contract_plan *plan = &ws->contracts[contract_index];
    const term_row *row = &contract->terms.items[term];
    term_setting chosen = { .row = row,
                            .kind = (const term_kind *)(const void *)row->unit.kind,
                            .baseline = (const baseline_kind *)(const void *)row->baseline.kind,
                            .locality_counts = plan->locality_counts[term],
                            .sites = row->site_mask & contract->site_mask,
                            .verified_share = row->verified_share.value,
                            .taper = { &row->taper_after_days, &row->taper_pays },
                            .payable_share = 1.0 - row->deadweight.value,
                            .limit_units = limit_in_world(row->per_child_limit_units),
                            .limit_gbp = limit_in_world(row->per_child_limit_gbp),
                            .pays = days_between(ws->scenario, row->pays_from, row->pays_until),
                            .live = days_of_versions(ws->scenario, contract, term - row->origin_back),
                            .started = days_between(ws->scenario, row->started_from, row->started_until) };
    chosen.index_only = row->children == COUNTS_INDEX_CHILD && ws->scenario->people.siblings.count > 0;
    chosen.chooses = is_choosy(row, chosen.index_only);
    chosen.asks_start = row->needs_start || row->needs_completion || row->needs_sessions > 0 || asks_when_started(row);
    kind_parameters(&row->unit, chosen.parameter);
    if (chosen.kind->priced) {
        placement_prices_set(ws->scenario, row, chosen.gbp_per_day);
    }
    return chosen;
}

/** The therapy that a family is offered: its team's. */
static const therapy_row *therapy_of(const measure_workspace *ws, const families *people, size_t i)
{
    const site_row *site = &ws->scenario->sites.items[people->site[i]];
    int32_t index = site->therapy_index;
    if (site->teams.count > 0) {
        const size_t team = site->teams.count == 1 ? 0 : people->team[i] - site->team_from;
        index = site->teams.items[team].therapy_index;
    }
    return &ws->scenario->therapies.items[(size_t)index];
}

static double sessions_had(const measure_workspace *ws, const families *people, size_t i)
{
    return floor(people->received_days[i] / 7.0 * therapy_of(ws, people, i)->sessions_per_week);
}

/** Within a group any of the labels asked for, between groups all. */
static bool labels_match(const measure_workspace *ws, const term_row *row, const families *people, size_t i)
{
    for (size_t g = 0; row->labels.count > 0 && g < ws->scenario->people.groups.count; g++) {
        if (!state_in(row->label_mask[g], people->label[g][i])) {
            return false;
        }
    }
    return true;
}

static bool child_matches(const measure_workspace *ws, const term_setting *term, const families *people, size_t i)
{
    const term_row *row = term->row;
    return (!term->index_only || people->index_child[i] == i) && (row->bands.count == 0 || state_in(row->band_mask, people->band[i])) &&
           (row->age_from <= 0.0 || people->age_years[i] >= row->age_from) && (row->age_until >= AGE_UNBOUNDED || people->age_years[i] < row->age_until) &&
           labels_match(ws, row, people, i);
}

static bool place_matches(const measure_workspace *ws, const term_setting *term, const families *people, size_t i)
{
    return !term->locality_counts || term->locality_counts[ws->locality_base[people->site[i]] + people->locality[i]];
}

bool term_takes_child(const measure_workspace *ws, const term_setting *term, const families *people, size_t i)
{
    return place_matches(ws, term, people, i) && (!term->chooses || child_matches(ws, term, people, i));
}

static bool start_matches(const term_setting *term, int32_t started_day)
{
    const bool open = term->row->started_from == DATE_NONE && term->row->started_until == DATE_NONE;
    const bool is_first = term->row->split_by_start && term->row->started_from == DATE_NONE;
    const bool not_yet = started_day == DAY_NONE || (!term->asks_start && started_day >= term->started.until);
    return open || (is_first && not_yet) || (started_day != DAY_NONE && term->started.from <= started_day && started_day < term->started.until);
}

day_run term_own_days(const term_setting *term, int32_t started_day)
{
    const bool later = started_day != DAY_NONE && started_day >= term->started.until;
    if (term->row->started_from == DATE_NONE) {
        return (day_run){ INT32_MIN, later ? started_day : INT32_MAX };
    }
    return (day_run){ started_day, INT32_MAX };
}

bool term_takes_record(const measure_workspace *ws, const term_setting *term, const families *people, size_t i, int32_t started_day)
{
    const term_row *row = term->row;
    const bool started = started_day != DAY_NONE;
    return people->verification[i] < term->verified_share && (started || !term->asks_start) && (!row->needs_completion || people->completed[i]) &&
           place_matches(ws, term, people, i) && (row->needs_sessions <= 0 || sessions_had(ws, people, i) >= (double)row->needs_sessions) &&
           (!term->chooses || (child_matches(ws, term, people, i) && start_matches(term, started_day)));
}

/** The day of the last of the sessions asked for. */
static int32_t sessions_day(const measure_workspace *ws, const families *people, size_t i, double sessions)
{
    return day_of(people->started_at[i] + 7.0 * sessions / therapy_of(ws, people, i)->sessions_per_week);
}

int32_t term_known_on(const measure_workspace *ws, const term_setting *term, const families *people, size_t i, int32_t event)
{
    const term_row *row = term->row;
    const int32_t *day = ws->children[i].event;
    int32_t known = term->asks_start ? day_max(event, day[FROM_START]) : event;
    if (row->needs_completion) {
        known = day_max(known, day[FROM_COMPLETION]);
    }
    if (row->needs_sessions > 0) {
        known = day_max(known, sessions_day(ws, people, i, (double)row->needs_sessions));
    }
    return day_max(known, event + (int32_t)row->needs_home_at_day);
}
