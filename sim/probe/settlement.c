#include "probe/settlement.h"

#include <stdlib.h>

#include "pay/accounts.h"
#include "pay/settle.h"

static const contract_row *contract_at(const settlement *self, size_t contract)
{
    return MAP_ITEM(const contract_row, self->scenario->contracts, contract);
}

static bool contract_make(settlement *self, size_t c)
{
    const contract_row *row = contract_at(self, c);
    const claim_calendar *calendar = &self->calendars[c];
    contract_outcome *out = &self->out.contracts[c];
    self->settled[c] = (settled){ .contract = row, .calendar = calendar, .ledger = &out->ledger, .cash = &out->cash };
    return quantities_make(row->terms.count, calendar->count, &self->memory, &out->treated) &&
           quantities_make(row->terms.count, calendar->count, &self->memory, &out->untreated[self->how]) &&
           ledger_make(row->terms.count, row->payers.count, calendar->count, &out->ledger) &&
           ledger_make(row->terms.count, row->payers.count, calendar->count, &self->without[c]) &&
           cash_workspace_make(self->scenario, row, calendar, &self->cash[c]) && cash_make(cash_months(self->scenario, row, calendar), &out->cash);
}

bool settlement_make(const scenario *self, const claim_calendar calendars[], const scope_list *scopes, settlement *out)
{
    const size_t contracts = self->contracts.count;
    *out = (settlement){ .scenario = self, .calendars = calendars, .scopes = scopes };
    out->how = self->reporting.coupling == COUPLING_SHARED ? COUPLED_SHARED : COUPLED_INDEPENDENT;
    out->measure = measure_workspace_make(self, calendars);
    out->cash = calloc(contracts + 1, sizeof *out->cash);
    out->settled = calloc(contracts + 1, sizeof *out->settled);
    out->without = calloc(contracts + 1, sizeof *out->without);
    out->out.contracts = calloc(contracts + 1, sizeof *out->out.contracts);
    bool fine = out->measure && out->cash && out->settled && out->without && out->out.contracts &&
                measure_results_make(out->measure, scopes, &out->memory, &out->out);
    for (size_t c = 0; fine && c < contracts; c++) {
        fine = contract_make(out, c);
    }
    return fine;
}

void settlement_free(settlement *self)
{
    const size_t contracts = self->cash && self->without && self->out.contracts ? self->scenario->contracts.count : 0;
    for (size_t c = 0; c < contracts; c++) {
        cash_workspace_free(&self->cash[c]);
        ledger_free(&self->without[c]);
        ledger_free(&self->out.contracts[c].ledger);
        cash_free(&self->out.contracts[c].cash);
    }
    measure_workspace_free(self->measure);
    free(self->cash);
    free(self->settled);
    free(self->without);
    free(self->out.contracts);
    arena_free(&self->memory);
    *self = (settlement){ 0 };
}

bool settlement_begin(settlement *self, const replicate *from)
{
    replicate *out = &self->out;
    if (out->draws != from->draws || out->world != from->world || self->prices.world == NULL) {
        appraise_prices_set(self->scenario, from->draws, out->exposure.first_year, &self->prices);
    }
    out->world = from->world;
    out->history = from->history;
    out->draws = from->draws;
    out->team = from->team;
    self->subject = (measure_subject){ .world = from->draws, .families = &from->families, .as_of_day = DAY_UNBOUNDED };
    self->subject.arm[ARM_TREATED] = &from->arm[ARM_TREATED];
    self->subject.arm[untreated_arm(self->how)] = &from->arm[untreated_arm(self->how)];
    return measure_begin(self->measure, &self->subject);
}

static void contract_settle(settlement *self, size_t c)
{
    const contract_row *row = contract_at(self, c);
    const claim_calendar *calendar = &self->calendars[c];
    const measure_subject *subject = &self->subject;
    contract_outcome *out = &self->out.contracts[c];
    quantities *by_arm[ARM_COUNT] = { [ARM_TREATED] = &out->treated };
    by_arm[untreated_arm(self->how)] = &out->untreated[self->how];
    measure_contract(self->measure, subject, c, by_arm);
    pay_contract(self->scenario, subject->world, row, calendar, subject->as_of_day, &out->treated, &out->ledger);
    pay_contract(self->scenario, subject->world, row, calendar, subject->as_of_day, &out->untreated[self->how], &self->without[c]);
    out->non_additional[self->how] = non_additional(&out->ledger, &self->without[c]);
    cash_run(&self->cash[c], subject->world, subject->as_of_day, subject->families, &out->ledger, &out->cash);
}

void settlement_as_of(settlement *self, int32_t day)
{
    replicate *out = &self->out;
    self->subject.as_of_day = day;
    for (size_t c = 0; c < self->scenario->contracts.count; c++) {
        contract_settle(self, c);
    }
    measure_tallies(self->measure, &self->subject, self->scopes, out);
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
        for (size_t c = 0; c < self->scenario->contracts.count; c++) {
            appraise_contract(self->scenario, &self->prices, &out->exposure, &self->settled[c], horizon, self->how, &out->contracts[c].value[horizon][self->how]);
        }
    }
}
