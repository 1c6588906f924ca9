#include "measure/workspace.h"

#include "base/text.h"
#include "measure/pass.h"
#include "records/calendar.h"

#include <stdlib.h>
#include <string.h>

#define LATEST_AGE_YEARS 18
#define MONTHLY_TAIL_MONTHS 120

static date last_close(const scenario *self)
{
    date last = self->starts;
    for (size_t s = 0; s < self->sites.count; s++) {
        const date closes = self->sites.items[s].closes;
        last = closes > last ? closes : last;
    }
    return last;
}

int32_t measure_as_of_day(const scenario *self)
{
    return self->reporting.as_of == DATE_NONE ? DAY_UNBOUNDED : self->reporting.as_of - self->starts;
}

/** How many months a monthly series has: those until ten years after the last site closes. */
static size_t measure_months(const scenario *self)
{
    return (size_t)date_months_between(self->starts, last_close(self)) + 1 + MONTHLY_TAIL_MONTHS;
}

static void read_states(measure_workspace *ws)
{
    for (size_t s = 0; s < ws->states; s++) {
        const state_row *state = &ws->scenario->states.items[s];
        const uint32_t bit = UINT32_C(1) << s;
        const bool at_home = state->class_of == CLASS_HOME || state->class_of == CLASS_KIN;
        ws->care |= state->class_of == CLASS_CARE ? bit : 0;
        ws->home |= at_home ? bit : 0;
        ws->family |= at_home || state->with_family ? bit : 0;
    }
}

static void read_reporting(measure_workspace *ws)
{
    const number_list *days = &ws->scenario->reporting.at_days;
    ws->at_count = days->count < AT_DAYS_MAX ? days->count : AT_DAYS_MAX;
    for (size_t k = 0; k < ws->at_count; k++) {
        ws->at_day[k] = (int32_t)days->items[k];
        ws->at_last = day_max(ws->at_last, ws->at_day[k]);
    }
}

static bool make_years(measure_workspace *ws)
{
    const scenario *self = ws->scenario;
    const date latest = date_add_months(last_close(self), 12 * LATEST_AGE_YEARS + 1);
    int32_t end[FINANCIAL_YEARS_MAX];
    size_t years = 0;
    for (date day = self->starts; day <= latest && years < FINANCIAL_YEARS_MAX; years++) {
        day = date_financial_year_end(day) + 1;
        end[years] = day - self->starts;
    }
    ws->first_year = date_financial_year(self->starts);
    return staircase_make(0, end, years, &ws->memory, &ws->years);
}

static bool make_months(measure_workspace *ws)
{
    const scenario *self = ws->scenario;
    ws->months = measure_months(self);
    ws->month_days = date_month_end(date_add_months(self->starts, (int)ws->months - 1)) + 1 - self->starts;
    ws->month_of = arena_take(&ws->memory, (size_t)ws->month_days + 1, sizeof *ws->month_of);
    if (!ws->month_of) {
        return false;
    }
    date month_end = date_month_end(self->starts);
    uint16_t month = 0;
    for (int32_t day = 0; day < ws->month_days; day++) {
        if (self->starts + day > month_end) {
            month_end = date_month_end(self->starts + day);
            month++;
        }
        ws->month_of[day] = month;
    }
    ws->month_of[ws->month_days] = (uint16_t)ws->months;
    ws->series = arena_take(&ws->memory, (SERIES_STATES + SLOTS * ws->states) * (ws->months + 1), sizeof *ws->series);
    return ws->series != NULL;
}

static bool make_sites(measure_workspace *ws)
{
    ws->locality_base = arena_take(&ws->memory, ws->sites + 1, sizeof *ws->locality_base);
    if (!ws->locality_base) {
        return false;
    }
    for (size_t s = 0; s < ws->sites; s++) {
        const site_row *site = &ws->scenario->sites.items[s];
        ws->locality_base[s + 1] = ws->locality_base[s] + site->localities.count + 1;
    }
    return true;
}

static void mark_localities(const measure_workspace *ws, const name_list *names, uint8_t counts[])
{
    for (size_t s = 0; s < ws->sites; s++) {
        for (size_t l = 0; l < ws->scenario->sites.items[s].localities.count; l++) {
            counts[ws->locality_base[s] + l] = PLACE_OF(ws->scenario->sites.items[s].localities.items[l].name, *names) < names->count;
        }
    }
}

static bool asks_return(const contract_row *contract)
{
    for (size_t t = 0; t < contract->terms.count; t++) {
        if (contract->terms.items[t].window_from == FROM_RETURN_HOME) {
            return true;
        }
    }
    return false;
}

static bool make_locality_filters(measure_workspace *ws, const contract_row *contract, contract_plan *plan)
{
    plan->locality_counts = arena_take(&ws->memory, contract->terms.count + 1, sizeof *plan->locality_counts);
    if (!plan->locality_counts) {
        return false;
    }
    for (size_t t = 0; t < contract->terms.count; t++) {
        const name_list *names = &contract->terms.items[t].localities;
        if (names->count == 0) {
            continue;
        }
        uint8_t *counts = arena_take(&ws->memory, ws->locality_base[ws->sites] + 1, sizeof *counts);
        if (!counts) {
            return false;
        }
        mark_localities(ws, names, counts);
        plan->locality_counts[t] = counts;
    }
    return true;
}

static bool make_periods(measure_workspace *ws, const claim_calendar *calendar, contract_plan *plan)
{
    arena scratch = { 0 };
    int32_t *end = arena_take(&scratch, calendar->count + 1, sizeof *end);
    bool fine = end != NULL;
    for (size_t i = 0; fine && i < calendar->count; i++) {
        end[i] = calendar->items[i].until_day;
    }
    const int32_t first = calendar->count > 0 ? calendar->items[0].from_day : 0;
    fine = fine && staircase_make(first, end, calendar->count, &ws->memory, &plan->periods);
    arena_free(&scratch);
    return fine;
}

/** What the terms of a contract want to know besides children's units. */
static void read_wishes(const contract_row *contract, contract_plan *plan)
{
    const int trigger = contract->early_end.trigger;
    plan->asks_success = trigger == END_SUCCESS_BELOW;
    plan->asks_periods = trigger != END_NEVER;
    plan->asks_planned = trigger == END_REFERRALS_BELOW || trigger == END_STARTS_BELOW;
    for (size_t t = 0; t < contract->terms.count; t++) {
        const term_row *term = &contract->terms.items[t];
        const bool by_period = ((const term_kind *)(const void *)term->unit.kind)->period_units != NULL;
        plan->asks_success = plan->asks_success || term->success_rates.count > 0 || by_period;
        plan->asks_periods = plan->asks_periods || by_period;
        plan->asks_planned = plan->asks_planned || by_period;
    }
}

static bool make_months_of_periods(measure_workspace *ws, const claim_calendar *calendar, contract_plan *plan)
{
    plan->months = arena_take(&ws->memory, calendar->count + 1, sizeof *plan->months);
    for (size_t k = 0; plan->months && k < calendar->count; k++) {
        plan->months[k] = months_ending(calendar->items[k].start, calendar->items[k].end);
    }
    return plan->months != NULL;
}

/** Where up to `terms` terms of a contract of fewer than `steps` periods are summed. */
static bool make_sums(measure_workspace *ws, size_t terms, size_t steps)
{
    ws->term_steps = steps;
    ws->period_stairs = arena_take(&ws->memory, terms * 3 * ARM_COUNT * steps, sizeof *ws->period_stairs);
    ws->period_lots = arena_take(&ws->memory, terms * 2 * ARM_COUNT * steps, sizeof *ws->period_lots);
    ws->child_saved = arena_take(&ws->memory, terms * ARM_COUNT * steps, sizeof *ws->child_saved);
    ws->step_sums = arena_take(&ws->memory, 2 * steps, sizeof *ws->step_sums);
    ws->units = arena_take(&ws->memory, terms * TERM_RUNS_MAX, sizeof *ws->units);
    ws->terms = arena_take(&ws->memory, terms, sizeof *ws->terms);
    double **rows[] = { &ws->assessed, &ws->expected, &ws->price };
    bool fine = ws->period_stairs && ws->period_lots && ws->child_saved && ws->step_sums && ws->units && ws->terms;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        *rows[i] = arena_take(&ws->memory, terms * steps, sizeof(double));
        fine = fine && *rows[i];
    }
    return fine;
}

static bool make_contracts(measure_workspace *ws, const claim_calendar calendars[])
{
    const scenario *self = ws->scenario;
    size_t steps = 0, terms = 1;
    ws->contracts = arena_take(&ws->memory, self->contracts.count + 1, sizeof *ws->contracts);
    for (size_t c = 0; ws->contracts && c < self->contracts.count; c++) {
        const contract_row *contract = &self->contracts.items[c];
        contract_plan *plan = &ws->contracts[c];
        plan->starts = contract->starts - self->starts;
        plan->ends = contract->last_claimable + 1 - self->starts;
        ws->asks_return = ws->asks_return || asks_return(contract);
        read_wishes(contract, plan);
        if (!make_locality_filters(ws, contract, plan) || !make_periods(ws, &calendars[c], plan) || !make_months_of_periods(ws, &calendars[c], plan)) {
            return false;
        }
        steps = plan->periods.steps > steps ? plan->periods.steps : steps;
        terms = contract->terms.count > terms ? contract->terms.count : terms;
    }
    return ws->contracts && make_sums(ws, terms, steps + 2);
}

static bool make_scratch(measure_workspace *ws)
{
    scope_list scopes = { 0 };
    if (!scope_list_make(ws->scenario, &scopes)) {
        return false;
    }
    ws->scope_capacity = scopes.count;
    scope_list_free(&scopes);
    ws->at_risk = arena_take(&ws->memory, ws->scope_capacity, sizeof *ws->at_risk);
    ws->surviving = arena_take(&ws->memory, ws->scope_capacity, sizeof *ws->surviving);
    ws->exit_first = arena_take(&ws->memory, 2 * (size_t)ws->at_last + 4, sizeof *ws->exit_first);
    ws->rows = arena_take(&ws->memory, (ws->scope_capacity + 2) * TALLY_ROW_MAX, sizeof *ws->rows);
    ws->year_row = 2 * (ws->years.steps + 1);
    ws->year_steps = arena_take(&ws->memory, SLOTS * ws->states * ws->year_row, sizeof *ws->year_steps);
    return ws->at_risk && ws->surviving && ws->exit_first && ws->rows && ws->year_steps;
}

measure_workspace *measure_workspace_make(const scenario *self, const claim_calendar calendars[])
{
    measure_workspace *ws = calloc(1, sizeof *ws);
    if (!ws) {
        return NULL;
    }
    ws->scenario = self;
    ws->states = self->states.count;
    ws->sites = self->sites.count;
    read_states(ws);
    read_reporting(ws);
    if (make_years(ws) && make_months(ws) && make_sites(ws) && make_contracts(ws, calendars) && make_scratch(ws)) {
        return ws;
    }
    measure_workspace_free(ws);
    return NULL;
}

void measure_workspace_free(measure_workspace *ws)
{
    if (!ws) {
        return;
    }
    free(ws->children);
    free(ws->exit_key);
    free(ws->exit_order);
    free(ws->eligible);
    free(ws->blocks);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        free(ws->first_day[arm]);
        free(ws->runs[arm].first);
        free(ws->runs[arm].items);
    }
    arena_free(&ws->memory);
    free(ws);
}
