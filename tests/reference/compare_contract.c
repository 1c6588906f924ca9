#include "reference/compare.h"

#include <math.h>
#include <stdlib.h>

/** Units of all terms of a contract in one arm. */
typedef struct {
    double *achieved, *window_days; /* [term][period] */
} contract_units;

static contract_units units_make(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, career_arm arm)
{
    const size_t count = contract->terms.count * calendar->count;
    const contract_units units = { reference_room(count, sizeof(double)), reference_room(count, sizeof(double)) };
    for (size_t t = 0; t < contract->terms.count; t++) {
        reference_units(all, contract, MAP_ITEM(term_row, contract->terms, t), calendar, arm, units.achieved + t * calendar->count,
                        units.window_days + t * calendar->count);
    }
    return units;
}

static void units_free(contract_units *units)
{
    free(units->achieved);
    free(units->window_days);
}

static void compare_units(comparison *seen, const char *what, const quantities *engine, const contract_units *mine, const reference_replicate *all,
                          const contract_row *contract)
{
    for (size_t i = 0; i < engine->terms * engine->periods; i++) {
        const term_row *term = MAP_ITEM(term_row, contract->terms, i / engine->periods);
        seen->row = (long)(i / engine->periods);
        seen->column = (long)(i % engine->periods);
        compare_relative(seen, what, engine->achieved[i], mine->achieved[i], 1e-9);
        if (reference_quantity(&all->at, term->baseline_share) >= 0) {
            compare_relative(seen, "window_days", engine->window_days[i], mine->window_days[i], 1e-9);
        }
    }
    seen->row = seen->column = -1;
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

static void compare_payable(comparison *seen, const ledger *engine, const reference_ledger *mine)
{
    for (size_t i = 0; i < mine->terms * mine->periods; i++) {
        seen->row = (long)(i / mine->periods);
        seen->column = (long)(i % mine->periods);
        compare_relative(seen, "payable", engine->payable[i], mine->payable[i], 1e-9);
    }
    seen->row = seen->column = -1;
}

static void compare_totals(comparison *seen, const ledger *engine, const reference_ledger *mine)
{
    compare_pence(seen, "entitled_total", engine->entitled_total, mine->entitled_total);
    compare_pence(seen, "accrued_total", engine->accrued_total, mine->accrued_total);
    compare_pence(seen, "claimed_total", engine->claimed_total, mine->claimed_total);
    compare_pence(seen, "certified_total", engine->certified_total, mine->certified_total);
    compare_pence(seen, "paid_total", engine->paid_total, mine->paid_total);
    compare_pence(seen, "lost_total", engine->lost_total, mine->lost_total);
    compare_pence(seen, "unpaid_total", engine->unpaid_total, mine->unpaid_total);
    compare_list(seen, "payer_total", engine->payer_total, mine->payer_total, mine->payers, PAYERS_MAX);
}

static void compare_ledger(comparison *seen, const ledger *engine, const reference_ledger *mine)
{
    if (mine->periods == 0) {
        return;
    }
    compare_payable(seen, engine, mine);
    compare_list(seen, "term_entitled", engine->term_entitled, mine->entitled, mine->terms * mine->periods, mine->periods);
    compare_list(seen, "term_amount", engine->term_amount, mine->amount, mine->terms * mine->periods, mine->periods);
    compare_list(seen, "by_payer", engine->by_payer, mine->by_payer, mine->payers * mine->periods, mine->periods);
    compare_list(seen, "lost", engine->lost, mine->lost, mine->periods, mine->periods);
    compare_list(seen, "unpaid", engine->unpaid, mine->unpaid, mine->periods, mine->periods);
    compare_totals(seen, engine, mine);
}

static void compare_cash(comparison *seen, const cash *engine, const reference_cash_book *mine)
{
    const size_t months = mine->months;
    if (!compare_numbers(seen, "months", (double)engine->months, (double)months, 0)) {
        return;
    }
    compare_list(seen, "cost", engine->cost, mine->cost, months, months);
    compare_list(seen, "receipt", engine->receipt, mine->receipt, months, months);
    compare_list(seen, "drawn", engine->drawn, mine->drawn, months, months);
    compare_list(seen, "distributed", engine->distributed, mine->distributed, months, months);
    compare_list(seen, "carried", engine->carried, mine->carried, months, months);
    compare_list(seen, "balance", engine->balance, mine->balance, months, months);
    compare_pence(seen, "peak_funding", engine->peak_funding, mine->peak_funding);
    compare_numbers(seen, "exhausted", engine->exhausted, mine->exhausted, 0);
    if (compare_numbers(seen, "irr status", engine->irr, mine->irr, 0) && mine->irr == IRR_FOUND) {
        compare_numbers(seen, "irr_per_year", engine->irr_per_year, mine->irr_per_year, 1e-9);
    }
    compare_relative(seen, "moic", engine->moic, mine->moic, 1e-12);
    compare_relative(seen, "npv_gbp", engine->npv_gbp, mine->npv_gbp, 1e-9);
    compare_numbers(seen, "payback_months", engine->payback_months, mine->payback_months, 0);
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

/** What the contract would have paid on the untreated careers, at most what it pays. */
static pence non_additional(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, const contract_units *untreated,
                            pence paid)
{
    reference_ledger unpaid_for = reference_settle(&all->at, contract, calendar, untreated->achieved, untreated->window_days);
    const pence anyway = unpaid_for.paid_total;
    reference_ledger_free(&unpaid_for);
    return anyway < paid ? anyway : paid;
}

static void compare_coupling(comparison *seen, const contract_outcome *engine, const reference_replicate *all, const contract_row *contract,
                             const claim_calendar *calendar, coupling how, const reference_ledger *paid)
{
    contract_units untreated = units_make(all, contract, calendar, untreated_arm(how));
    compare_units(seen, how == COUPLED_SHARED ? "untreated units, shared" : "untreated units, independent", &engine->untreated[how], &untreated, all, contract);
    compare_pence(seen, "non_additional", engine->non_additional[how], non_additional(all, contract, calendar, &untreated, paid->paid_total));
    units_free(&untreated);
}

/** All that became of one contract. */
typedef struct {
    reference_ledger paid;
    reference_cash_book book;
} contract_account;

static contract_account contract_account_of(comparison *seen, const replicate *engine, const reference_replicate *all, size_t number,
                                            const claim_calendar *calendar)
{
    const contract_row *contract = MAP_ITEM(contract_row, all->at.file->contracts, number);
    const contract_outcome *outcome = &engine->contracts[number];
    seen->contract = contract->name;
    contract_units units = units_make(all, contract, calendar, ARM_TREATED);
    contract_account account = { .paid = reference_settle(&all->at, contract, calendar, units.achieved, units.window_days) };
    account.book = reference_cash(all, contract, calendar, &account.paid);
    compare_units(seen, "units", &outcome->treated, &units, all, contract);
    compare_ledger(seen, &outcome->ledger, &account.paid);
    compare_cash(seen, &outcome->cash, &account.book);
    for (int how = 0; how < COUPLINGS; how++) {
        compare_coupling(seen, outcome, all, contract, calendar, (coupling)how, &account.paid);
    }
    units_free(&units);
    seen->contract = NULL;
    return account;
}

/** The value of each contract and of the programme in one horizon and coupling. */
static void compare_values(comparison *seen, const replicate *engine, const reference_replicate *all, const reference_settled settled[], int horizon,
                           coupling how)
{
    const size_t count = all->at.file->contracts.count;
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
        mine = reference_value(all, &from);
        compare_value(seen, &engine->contracts[c].value[horizon][how], &mine);
    }
    seen->contract = NULL;
    seen->row = seen->column = -1;
}

void compare_contracts(comparison *seen, const replicate *engine, const reference_replicate *all, const claim_calendar calendars[])
{
    const size_t count = all->at.file->contracts.count;
    contract_account *accounts = reference_room(count, sizeof *accounts);
    reference_settled *settled = reference_room(count, sizeof *settled);
    for (size_t c = 0; c < count; c++) {
        accounts[c] = contract_account_of(seen, engine, all, c, &calendars[c]);
        settled[c] = (reference_settled){ MAP_ITEM(contract_row, all->at.file->contracts, c), &calendars[c], &accounts[c].paid, &accounts[c].book };
    }
    for (int how = 0; how < COUPLINGS; how++) {
        for (int horizon = 0; horizon < HORIZONS; horizon++) {
            compare_values(seen, engine, all, settled, horizon, (coupling)how);
        }
    }
    for (size_t c = 0; c < count; c++) {
        reference_cash_free(&accounts[c].book);
        reference_ledger_free(&accounts[c].paid);
    }
    free(settled);
    free(accounts);
}
