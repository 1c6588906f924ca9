#include "replicate/settlement.h"

#include <stdlib.h>

#include "pay/ledger_account.h"
#include "pay/cash_account.h"
#include "pay/payers.h"
#include "people/places.h"
#include "replicate/contract.h"
#include "replicate/endings.h"

const char *const replicate_stage_name[STAGE_COUNT] = {
    [STAGE_WORLD] = "world", [STAGE_REFER] = "refer", [STAGE_FOLLOW] = "follow", [STAGE_MEASURE] = "measure", [STAGE_PAY] = "pay", [STAGE_APPRAISE] = "appraise"};

static const contract_row *contract_at(const settlement *self, size_t contract)
{
    return &self->scenario->contracts.items[contract];
}

static bool contract_make(settlement *self, size_t c)
{
    const contract_row *row = contract_at(self, c);
    const claim_calendar *calendar = &self->calendars[c];
    contract_outcome *out = &self->out->contracts[c];
    self->settled[c] = (settled){.contract = row, .calendar = calendar, .ledger = &out->ledger, .cash = &out->cash};
    bool fine = quantities_make(row, self->scenario->sites.count, calendar->count, &self->memory, &out->treated) &&
                ledger_make(row->terms.count, row->payers.count, calendar->count, &out->ledger) &&
                cash_workspace_make(self->scenario, row, calendar, &self->cash[c]) && cash_make(self->scenario, row, cash_months(self->scenario, row, calendar), &out->cash);
    fine = fine && quantities_make(row, self->scenario->sites.count, calendar->count, &self->memory, &out->untreated) &&
           ledger_make(row->terms.count, row->payers.count, calendar->count, &self->without[c]);
    return fine && (!contract_may_end(row) || measure_results_make(self->measure, self->scopes, &self->memory, &self->own[c]));
}

/** The most months that any contract's account has. */
static size_t most_months(const scenario *self, const claim_calendar calendars[])
{
    size_t most = 0;
    for (size_t c = 0; c < self->contracts.count; c++) {
        const size_t months = cash_months(self, &self->contracts.items[c], &calendars[c]);
        most = months > most ? months : most;
    }
    return most;
}

bool settlement_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes, const bool couples[COUPLINGS], replicate *out,
                     settlement *made)
{
    const size_t contracts = self->contracts.count;
    *made = (settlement){.scenario = self, .calendars = calendars, .scopes = scopes, .out = out};
    for (size_t how = 0; how < COUPLINGS; how++) {
        made->couples[how] = couples[how];
    }
    made->measure = measure_workspace_make(self, calendars);
    made->cash = calloc(contracts + 1, sizeof *made->cash);
    made->settled = calloc(contracts + 1, sizeof *made->settled);
    made->without = calloc(contracts + 1, sizeof *made->without);
    out->contracts = calloc(contracts + 1, sizeof *out->contracts);
    made->own = calloc(contracts + 1, sizeof *made->own);
    made->paying = arena_take(&made->memory, 1, sizeof *made->paying);
    made->paused = arena_take(&made->memory, most_months(self, calendars) + 1, sizeof *made->paused);
    bool fine = made->own && made->paying && made->paused && made->measure && made->cash && made->settled && made->without && out->contracts &&
                measure_results_make(made->measure, scopes, &made->memory, out);
    for (size_t c = 0; fine && c < contracts; c++) {
        fine = contract_make(made, c);
    }
    return fine;
}

void settlement_free(settlement *self)
{
    const size_t contracts = self->cash && self->without && self->out->contracts ? self->scenario->contracts.count : 0;
    for (size_t c = 0; c < contracts; c++) {
        cash_workspace_free(&self->cash[c]);
        ledger_free(&self->out->contracts[c].ledger);
        cash_free(&self->out->contracts[c].cash);
        ledger_free(&self->without[c]);
    }
    if (self->out != NULL) {
        free(self->out->contracts);
        self->out->contracts = NULL;
    }
    measure_workspace_free(self->measure);
    free(self->cash);
    free(self->settled);
    free(self->without);
    free(self->own);
    own_view_free(&self->view);
    arena_free(&self->memory);
    *self = (settlement){0};
}

void settlement_set_world(settlement *self)
{
    appraise_prices_set(self->scenario, self->out->exposure.first_year, &self->prices);
}

bool settlement_begin(settlement *self, const replicate *from)
{
    self->subject = (measure_subject){.families = &from->families, .as_of_day = DAY_UNBOUNDED};
    self->subject.controls = self->scenario->control_count > 0 ? from->controls : NULL;
    self->subject.arm[ARM_TREATED] = &from->arm[ARM_TREATED];
    self->untreated = &from->arm[ARM_UNTREATED_SHARED];
    self->staff = &from->staff;
    for (size_t how = 0; how < COUPLINGS; how++) {
        const career_arm arm = untreated_arm((coupling)how);
        self->subject.arm[arm] = self->couples[how] ? &from->arm[arm] : NULL;
    }
    return measure_begin(self->measure, &self->subject);
}

static void appraise_all(settlement *self, int horizon, coupling how)
{
    replicate *out = self->out;
    const size_t contracts = self->scenario->contracts.count;
    appraisal of = { .scenario = self->scenario, .prices = &self->prices, .horizon = horizon, .how = how, .as_of_day = self->subject.as_of_day };
    for (size_t c = 0; c < contracts; c++) {
        of.days = out->contracts[c].own_tallies ? &self->own[c].exposure : &out->exposure;
        appraise_contract(&of, &self->settled[c], &out->contracts[c].value[horizon][how]);
    }
    of.days = &out->exposure;
    appraise_programme(&of, self->settled, contracts, &out->value[horizon][how]);
}

/** Tallies, exposure and months; those of a replicate with the same careers where they were counted before. */
static void count_people(settlement *self)
{
    if (self->counted == NULL) {
        measure_tallies(self->measure, &self->subject, self->scopes, self->out);
        return;
    }
    self->out->tallies = self->counted->tallies;
    self->out->exposure = self->counted->exposure;
    self->out->monthly = self->counted->monthly;
}

bool settlement_as_of(settlement *self, int32_t day)
{
    self->subject.as_of_day = day;
    self->out->as_of_day = day;
    for (size_t c = 0; c < self->scenario->contracts.count; c++) {
        if (!contract_settle(self, c)) {
            return false;
        }
    }
    count_people(self);
    self->out->team = places_used(self->scenario, self->subject.families, self->staff, day == DAY_UNBOUNDED ? TIME_NEVER : (double)day + 1);
    stopwatch_lap(&self->watch, STAGE_MEASURE);
    for (size_t how = 0; how < COUPLINGS; how++) {
        for (int horizon = 0; self->couples[how] && horizon < HORIZONS; horizon++) {
            appraise_all(self, horizon, (coupling)how);
        }
    }
    stopwatch_lap(&self->watch, STAGE_APPRAISE);
    return true;
}
