#include "reference/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reference/contract.h"
#include "terms/term.h"

/** Compares numbers by [row][column]. */
static void compare_rows(comparison *seen, const char *what, const double engine[], const double mine[], size_t count, size_t columns)
{
    for (size_t i = 0; i < count; i++) {
        seen->row = (long)(i / columns);
        seen->column = (long)(i % columns);
        compare_relative(seen, what, engine[i], mine[i], 1e-9);
    }
    seen->row = seen->column = -1;
}

/** Whether the engine counts who could succeed, and what has happened in periods: only where the contract asks for it. */
static bool asks(const contract_row *contract, bool (*of)(const term_row *))
{
    for (size_t t = 0; t < contract->terms.count; t++) {
        if (of(&contract->terms.items[t])) {
            return true;
        }
    }
    return false;
}

static bool is_banded(const term_row *term)
{
    return term->success_rates.count > 0;
}

static bool is_by_period(const term_row *term)
{
    return !((const term_kind *)(const void *)term->unit.kind)->units;
}

static void compare_units(comparison *seen, const char *what, const quantities *engine, const quantities *mine, const contract_row *contract)
{
    const size_t count = mine->terms * mine->periods;
    const int trigger = contract->early_end.trigger;
    compare_rows(seen, what, engine->achieved, mine->achieved, count, mine->periods);
    compare_rows(seen, "worth", engine->worth, mine->worth, count, mine->periods);
    compare_rows(seen, "baseline", engine->baseline, mine->baseline, count, mine->periods);
    compare_rows(seen, "child_saved", engine->child_saved, mine->child_saved, count, mine->periods);
    for (size_t t = 0; t < mine->terms; t++) {
        if (contract->terms.items[t].baseline.kind) {
            compare_rows(seen, "window_days", engine->window_days + t * mine->periods, mine->window_days + t * mine->periods, mine->periods, mine->periods);
        }
    }
    if (trigger == END_SUCCESS_BELOW || asks(contract, is_banded)) {
        compare_rows(seen, "assessed", engine->assessed, mine->assessed, count, mine->periods);
    }
    if (engine->by_site) {
        compare_rows(seen, "by_site", engine->by_site, mine->by_site, count * mine->sites, mine->periods);
    }
    if (trigger != END_NEVER || asks(contract, is_by_period)) {
        compare_rows(seen, "referrals", engine->referrals, mine->referrals, mine->periods, mine->periods);
        compare_rows(seen, "starts", engine->starts, mine->starts, mine->periods, mine->periods);
        compare_rows(seen, "months", engine->months, mine->months, mine->periods, mine->periods);
    }
    if (trigger == END_REFERRALS_BELOW || trigger == END_STARTS_BELOW || asks(contract, is_by_period)) {
        compare_rows(seen, "planned_referrals", engine->planned_referrals, mine->planned_referrals, mine->periods, mine->periods);
        compare_rows(seen, "planned_starts", engine->planned_starts, mine->planned_starts, mine->periods, mine->periods);
    }
}

static void compare_list(comparison *seen, const char *what, const pence engine[], const pence mine[], size_t count, size_t columns)
{
    for (size_t i = 0; i < count; i++) {
        seen->row = (long)(i / columns);
        seen->column = (long)(i % columns);
        compare_pence(seen, what, engine[i], mine[i]);
    }
    seen->row = seen->column = -1;
}

static void compare_totals(comparison *seen, const ledger *engine, const ledger *mine)
{
    compare_pence(seen, "entitled_total", engine->entitled_total, mine->entitled_total);
    compare_pence(seen, "accrued_total", engine->accrued_total, mine->accrued_total);
    compare_pence(seen, "claimed_total", engine->claimed_total, mine->claimed_total);
    compare_pence(seen, "certified_total", engine->certified_total, mine->certified_total);
    compare_pence(seen, "paid_total", engine->paid_total, mine->paid_total);
    compare_pence(seen, "lost_total", engine->lost_total, mine->lost_total);
    compare_pence(seen, "unpaid_total", engine->unpaid_total, mine->unpaid_total);
    compare_pence(seen, "taken_back_total", engine->taken_back_total, mine->taken_back_total);
    compare_pence(seen, "dispute_lost_total", engine->dispute_lost_total, mine->dispute_lost_total);
    compare_pence(seen, "claw_back_owed", engine->claw_back_owed, mine->claw_back_owed);
    compare_numbers(seen, "stopped_day", engine->stopped_day, mine->stopped_day, 0);
    compare_numbers(seen, "limit_period", engine->limit_period, mine->limit_period, 0);
    compare_list(seen, "payer_total", engine->payer_total, mine->payer_total, mine->payers, PAYERS_MAX);
}

static void compare_ledger(comparison *seen, const ledger *engine, const ledger *mine)
{
    const size_t periods = mine->periods;
    if (periods == 0) {
        return;
    }
    compare_rows(seen, "payable", engine->payable, mine->payable, mine->terms * periods, periods);
    compare_list(seen, "term_entitled", engine->term_entitled, mine->term_entitled, mine->terms * periods, periods);
    compare_list(seen, "term_amount", engine->term_amount, mine->term_amount, mine->terms * periods, periods);
    compare_list(seen, "cost_plus", engine->cost_plus, mine->cost_plus, periods, periods);
    compare_list(seen, "cost_plus_amount", engine->cost_plus_amount, mine->cost_plus_amount, periods, periods);
    compare_list(seen, "by_payer", engine->by_payer, mine->by_payer, mine->payers * periods, periods);
    compare_list(seen, "disputed", engine->disputed, mine->disputed, mine->payers * periods, periods);
    compare_list(seen, "dispute_lost", engine->dispute_lost, mine->dispute_lost, periods, periods);
    compare_list(seen, "taken_back", engine->taken_back, mine->taken_back, periods, periods);
    compare_list(seen, "accrued", engine->accrued, mine->accrued, periods, periods);
    compare_list(seen, "lost", engine->lost, mine->lost, periods, periods);
    compare_list(seen, "unpaid", engine->unpaid, mine->unpaid, periods, periods);
    compare_totals(seen, engine, mine);
}

static void compare_irr(comparison *seen, irr_status engine_status, double engine, irr_status status, double mine)
{
    if (compare_numbers(seen, "irr status", engine_status, status, 0) && status == IRR_FOUND) {
        compare_numbers(seen, "irr_per_year", engine, mine, 1e-9);
    }
}

static void compare_tranche(comparison *seen, const tranche_cash *engine, const tranche_cash *mine, size_t months)
{
    compare_list(seen, "tranche drawn", engine->drawn, mine->drawn, months, months);
    compare_list(seen, "tranche distributed", engine->distributed, mine->distributed, months, months);
    compare_pence(seen, "tranche commitment", engine->commitment, mine->commitment);
    compare_irr(seen, engine->irr, engine->irr_per_year, mine->irr, mine->irr_per_year);
    compare_relative(seen, "tranche moic", engine->moic, mine->moic, 1e-12);
    compare_relative(seen, "tranche moic_on_commitment", engine->moic_on_commitment, mine->moic_on_commitment, 1e-12);
    compare_relative(seen, "tranche npv_gbp", engine->npv_gbp, mine->npv_gbp, 1e-9);
    compare_numbers(seen, "tranche payback_months", engine->payback_months, mine->payback_months, 0);
}

static void compare_months(comparison *seen, const cash *engine, const cash *mine)
{
    const size_t months = mine->months;
    compare_list(seen, "cost", engine->cost, mine->cost, months, months);
    compare_list(seen, "intermediary", engine->intermediary, mine->intermediary, months, months);
    compare_list(seen, "provider_cost", engine->provider_cost, mine->provider_cost, mine->providers * months, months);
    compare_list(seen, "provider_fee", engine->provider_fee, mine->provider_fee, mine->providers * months, months);
    compare_list(seen, "fee", engine->fee, mine->fee, months, months);
    compare_list(seen, "receipt", engine->receipt, mine->receipt, months, months);
    compare_list(seen, "payer_receipt", engine->payer_receipt, mine->payer_receipt, mine->payers * months, months);
    compare_list(seen, "drawn", engine->drawn, mine->drawn, months, months);
    compare_list(seen, "distributed", engine->distributed, mine->distributed, months, months);
    compare_list(seen, "carried", engine->carried, mine->carried, months, months);
    compare_list(seen, "provider_carried", engine->provider_carried, mine->provider_carried, mine->providers * months, months);
    compare_list(seen, "surplus", engine->surplus, mine->surplus, months, months);
    compare_list(seen, "surplus_payer", engine->surplus_payer, mine->surplus_payer, mine->payers * months, months);
    compare_list(seen, "surplus_provider", engine->surplus_provider, mine->surplus_provider, mine->providers * months, months);
    compare_list(seen, "outstanding", engine->outstanding, mine->outstanding, months, months);
    compare_list(seen, "balance", engine->balance, mine->balance, months, months);
}

static void compare_cash(comparison *seen, const cash *engine, const cash *mine)
{
    if (!compare_numbers(seen, "months", (double)engine->months, (double)mine->months, 0)) {
        return;
    }
    compare_months(seen, engine, mine);
    for (size_t t = 0; t < mine->tranches; t++) {
        seen->row = (long)t;
        compare_tranche(seen, &engine->tranche[t], &mine->tranche[t], mine->months);
    }
    compare_pence(seen, "peak_funding", engine->peak_funding, mine->peak_funding);
    compare_pence(seen, "surplus_investors", engine->surplus_investors, mine->surplus_investors);
    compare_numbers(seen, "exhausted", engine->exhausted, mine->exhausted, 0);
    compare_numbers(seen, "exhausted_month", engine->exhausted_month, mine->exhausted_month, 0);
    compare_numbers(seen, "paused_months", (double)engine->paused_months, (double)mine->paused_months, 0);
    compare_irr(seen, engine->irr, engine->irr_per_year, mine->irr, mine->irr_per_year);
    compare_relative(seen, "moic", engine->moic, mine->moic, 1e-12);
    compare_relative(seen, "moic_on_commitment", engine->moic_on_commitment, mine->moic_on_commitment, 1e-12);
    compare_relative(seen, "npv_gbp", engine->npv_gbp, mine->npv_gbp, 1e-9);
    compare_numbers(seen, "payback_months", engine->payback_months, mine->payback_months, 0);
    compare_irr(seen, engine->irr_before_cap, engine->irr_before_cap_per_year, mine->irr_before_cap, mine->irr_before_cap_per_year);
    compare_relative(seen, "moic_before_cap", engine->moic_before_cap, mine->moic_before_cap, 1e-12);
}

static void compare_value(comparison *seen, const value *engine, const value *mine)
{
    compare_numbers(seen, "days_averted", engine->days_averted, mine->days_averted, 1e-6);
    compare_relative(seen, "care_cost_avoided", engine->care_cost_avoided, mine->care_cost_avoided, 1e-9);
    compare_relative(seen, "benefit_discounted", engine->benefit_discounted, mine->benefit_discounted, 1e-9);
    compare_relative(seen, "cost_discounted", engine->cost_discounted, mine->cost_discounted, 1e-9);
    compare_relative(seen, "cost_society_discounted", engine->cost_society_discounted, mine->cost_society_discounted, 1e-9);
    /* Differences of sums: as exact as the sums are. */
    const double digits = 1e-9 * (1 + fabs(mine->benefit_discounted) + fabs(mine->cost_discounted));
    compare_numbers(seen, "value_to_government", engine->value_to_government, mine->value_to_government, digits);
    compare_relative(seen, "cashable_saving", engine->cashable_saving, mine->cashable_saving, 1e-9);
    compare_relative(seen, "home_support", engine->home_support, mine->home_support, 1e-9);
    compare_relative(seen, "top_up_admin", engine->top_up_admin, mine->top_up_admin, 1e-9);
    compare_numbers(seen, "commissioner_net", engine->commissioner_net, mine->commissioner_net, 10 * digits);
    compare_numbers(seen, "commissioner_net_cashable", engine->commissioner_net_cashable, mine->commissioner_net_cashable, 10 * digits);
    compare_numbers(seen, "commissioner_net_pv", engine->commissioner_net_pv, mine->commissioner_net_pv, 10 * digits);
    for (size_t i = 0; i < REFERENCE_YEARS; i++) {
        compare_numbers(seen, "net_by_year", engine->net_by_year[i], mine->net_by_year[i], 10 * digits);
        compare_numbers(seen, "net_cashable_by_year", engine->net_cashable_by_year[i], mine->net_cashable_by_year[i], 10 * digits);
    }
    for (size_t c = 0; c < 16; c++) {
        compare_numbers(seen, "council_net", engine->council_net[c], mine->council_net[c], 10 * digits);
    }
}

static reference_outcome outcome_of(comparison *seen, const replicate *engine, const reference_replicate *all, size_t number,
                                    const claim_calendar *calendar)
{
    const contract_row *contract = &all->at.file->contracts.items[number];
    const contract_outcome *theirs = &engine->contracts[number];
    reference_outcome mine = reference_contract(all, contract, calendar);
    seen->contract = contract->name;
    compare_numbers(seen, "families_dropped", (double)theirs->families_dropped, (double)mine.dropped, 0);
    compare_units(seen, "units", &theirs->treated, &mine.treated, contract);
    compare_ledger(seen, &theirs->ledger, &mine.paid);
    compare_cash(seen, &theirs->cash, &mine.book);
    compare_units(seen, "untreated units", &theirs->untreated, &mine.untreated, contract);
    compare_pence(seen, "non_additional", theirs->non_additional, mine.non_additional);
    seen->contract = NULL;
    return mine;
}

/** The people metrics of a contract that dropped families are those of its own view. */
static void compare_own_view(comparison *seen, const replicate *engine, const reference_outcome *mine, size_t number, const scope_list *scopes)
{
    const tally *own = engine->contracts[number].own_tallies;
    seen->contract = mine->contract->name;
    compare_numbers(seen, "own view", own != NULL, mine->dropped > 0, 0);
    if (own && mine->dropped > 0) {
        replicate view = *engine;
        view.tallies = reference_room(scopes->count, sizeof *view.tallies);
        memcpy(view.tallies, own, scopes->count * sizeof *own);
        compare_tallies(seen, &view, &mine->view, scopes);
        free(view.tallies);
    }
    seen->contract = NULL;
}

static reference_settled settled_of(const reference_outcome *mine)
{
    return (reference_settled){ mine->contract, mine->calendar, &mine->paid, &mine->book };
}

/** The value of each contract, in its own view, and of the programme in one horizon and coupling. */
static void compare_values(comparison *seen, const replicate *engine, const reference_replicate *all, const reference_outcome outcomes[], int horizon,
                           coupling how)
{
    const size_t count = all->at.file->contracts.count;
    reference_settled *settled = reference_room(count, sizeof *settled);
    for (size_t c = 0; c < count; c++) {
        settled[c] = settled_of(&outcomes[c]);
    }
    reference_appraisal from = { .contracts = settled, .contracts_count = count, .is_programme = true, .horizon = horizon, .untreated = untreated_arm(how) };
    seen->row = horizon;
    seen->column = (long)how;
    value mine = reference_value(all, &from);
    compare_value(seen, &engine->value[horizon][how], &mine);
    from.is_programme = false;
    from.contracts_count = 1;
    for (size_t c = 0; c < count; c++) {
        seen->contract = settled[c].contract->name;
        from.contracts = &settled[c];
        mine = reference_value(outcomes[c].dropped > 0 ? &outcomes[c].view : all, &from);
        compare_value(seen, &engine->contracts[c].value[horizon][how], &mine);
    }
    seen->contract = NULL;
    seen->row = seen->column = -1;
    free(settled);
}

void compare_contracts(comparison *seen, const replicate *engine, const reference_replicate *all, const claim_calendar calendars[], const scope_list *scopes)
{
    const size_t count = all->at.file->contracts.count;
    reference_outcome *outcomes = reference_room(count, sizeof *outcomes);
    for (size_t c = 0; c < count; c++) {
        outcomes[c] = outcome_of(seen, engine, all, c, &calendars[c]);
        compare_own_view(seen, engine, &outcomes[c], c, scopes);
    }
    for (int how = 0; how < COUPLINGS; how++) {
        for (int horizon = 0; horizon < HORIZONS; horizon++) {
            compare_values(seen, engine, all, outcomes, horizon, (coupling)how);
        }
    }
    for (size_t c = 0; c < count; c++) {
        reference_outcome_free(&outcomes[c]);
    }
    free(outcomes);
}
