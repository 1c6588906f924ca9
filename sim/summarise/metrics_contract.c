#include <math.h>
#include <string.h>

#include "summarise/metrics_functions.h"
#include "terms/term.h"
#include "world/world.h"

/* Metrics of what a contract counts and pays. */

/** Payable units of the contract's terms that are paid by `unit`, before limits, or after them. */
static double units_of(const metric_source *from, const char *unit, bool after_limits)
{
    const ledger *book = &from->contract->ledger;
    double sum = 0;
    for (size_t term = 0; term < book->terms; term++) {
        const term_row *row = &from->row->terms.items[term];
        if (strcmp(((const term_kind *)(const void *)row->unit.kind)->unit_name, unit) != 0) {
            continue;
        }
        for (size_t period = 0; period < book->periods; period++) {
            sum += book->payable[term * book->periods + period] * (after_limits ? book->paid_share[period] : 1);
        }
    }
    return sum;
}

#define CONTRACT(name, expression) \
    double name(const metric_source *from, size_t each) \
    { \
        const ledger *book = &from->contract->ledger; \
        (void)book; \
        (void)each; \
        return (expression); \
    }

CONTRACT(contract_days_payable, units_of(from, "day", false))
CONTRACT(contract_days_paid, units_of(from, "day", true))
CONTRACT(contract_blocks_payable, units_of(from, "block", false))
CONTRACT(contract_milestones_payable, units_of(from, "milestone", false))

/** A total of the source's contract, or of all contracts of the programme, in pounds. */
#define LEDGER_TOTAL(name, total) \
    double name(const metric_source *from, size_t each) \
    { \
        pence sum = 0; \
        (void)each; \
        for (size_t c = 0; !from->contract && c < from->scenario->contracts.count; c++) { \
            sum += from->replicate->contracts[c].ledger.total; \
        } \
        return pounds_from_pence(from->contract ? from->contract->ledger.total : sum); \
    }

LEDGER_TOTAL(contract_accrued, accrued_total)
LEDGER_TOTAL(contract_claimed, claimed_total)
LEDGER_TOTAL(contract_certified, certified_total)
LEDGER_TOTAL(contract_paid, paid_total)
LEDGER_TOTAL(contract_unpaid, unpaid_total)
LEDGER_TOTAL(contract_lost, lost_total)

static bool is_stopped(const ledger *book)
{
    return book->stopped_day != INT32_MAX;
}

CONTRACT(contract_taken_back, pounds_from_pence(book->taken_back_total))
CONTRACT(contract_claw_back_owed, pounds_from_pence(book->claw_back_owed))
CONTRACT(contract_dispute_lost, pounds_from_pence(book->dispute_lost_total))
CONTRACT(contract_stopped_early, is_stopped(book))
CONTRACT(contract_stopped_date, is_stopped(book) ? (double)from->scenario->starts + book->stopped_day : (double)NAN)
CONTRACT(contract_families_dropped, (double)from->contract->families_dropped)
CONTRACT(contract_premium, pounds_from_pence(book->paid_total - from->contract->cash.cost_total))
CONTRACT(contract_non_additional, from->how == COUPLED_SHARED ? pounds_from_pence(from->contract->non_additional) : (double)NAN)
CONTRACT(contract_additional, from->how == COUPLED_SHARED ? pounds_from_pence(book->paid_total - from->contract->non_additional) : (double)NAN)
CONTRACT(payer_paid, pounds_from_pence(book->payer_total[from->at]))

double other_payers_paid(const metric_source *from, size_t each)
{
    pence sum = 0;
    (void)each;
    for (size_t p = 0; p < from->row->payers.count; p++) {
        sum += from->row->payers.items[p].council_index == INDEX_NONE ? from->contract->ledger.payer_total[p] : 0;
    }
    return pounds_from_pence(sum);
}

/** The period in which the limit of the contract or payer bound first, or below 0. */
static int32_t cap_period(const metric_source *from)
{
    const ledger *book = &from->contract->ledger;
    return from->level == LEVEL_PAYER ? book->payer_limit_period[from->at] : book->limit_period;
}

CONTRACT(contract_cap_reached, cap_period(from) >= 0)
CONTRACT(contract_cap_date, cap_period(from) >= 0 ? (double)from->calendar->items[cap_period(from)].claimed : (double)NAN)

static bool by_report_date(const metric_source *from, date day)
{
    return (int64_t)day - from->scenario->starts <= from->replicate->as_of_day;
}

/** What the period earned, if `day` has come by the report date. */
static double accrued_by(const metric_source *from, date day)
{
    return by_report_date(from, day) ? pounds_from_pence(from->contract->ledger.accrued[from->at]) : 0;
}

static pence payers_sum(const ledger *book, const pence amount[], size_t period)
{
    pence sum = 0;
    for (size_t payer = 0; payer < book->payers; payer++) {
        sum += amount[payer * book->periods + period];
    }
    return sum;
}

/** What payers have paid of a period by the report date, disputed parts on their own date. */
static double paid_of_period(const metric_source *from)
{
    const ledger *book = &from->contract->ledger;
    const date due = from->calendar->items[from->at].paid;
    const pence disputed = payers_sum(book, book->disputed, from->at);
    const pence prompt = payers_sum(book, book->by_payer, from->at) - disputed;
    const date later = due + (date)from->row->dispute_days;
    return pounds_from_pence((by_report_date(from, due) ? prompt : 0) + (by_report_date(from, later) ? disputed : 0));
}

/** What a payer pays in the source's financial year, disputed parts on their own date. */
double payer_paid_in_year(const metric_source *from, size_t payer)
{
    const ledger *book = &from->contract->ledger;
    pence sum = 0;
    for (size_t k = 0; k < book->periods; k++) {
        const size_t at = payer * book->periods + k;
        const date due = from->calendar->items[k].paid, later = due + (date)from->row->dispute_days;
        sum += date_financial_year(due) == from->year && by_report_date(from, due) ? book->by_payer[at] - book->disputed[at] : 0;
        sum += date_financial_year(later) == from->year && by_report_date(from, later) ? book->disputed[at] : 0;
    }
    return pounds_from_pence(sum);
}

/** The limit in all as it stands at the end of the source's financial year, less what is earned in periods that end by then; NaN where there is none. */
double contract_limit_left(const metric_source *from, size_t each)
{
    const contract_row *row = &from->replicate->in->known.contracts.items[from->row - from->scenario->contracts.items];
    const double limit = contract_limit_on(row, date_from_parts((date_parts){.year = from->year + 1, .month = 3, .day = 31})).value;
    pence earned = 0;
    (void)each;
    for (size_t k = 0; k < from->contract->ledger.periods; k++) {
        earned += date_financial_year(from->calendar->items[k].end) <= from->year ? from->contract->ledger.accrued[k] : 0;
    }
    return limit < 0 ? (double)NAN : pounds_from_pence(pence_from_pounds(limit) - earned);
}

CONTRACT(period_accrued, pounds_from_pence(book->accrued[from->at]))
CONTRACT(period_claimed, accrued_by(from, from->calendar->items[from->at].claimed))
CONTRACT(period_certified, accrued_by(from, from->calendar->items[from->at].certified))
CONTRACT(period_paid, paid_of_period(from))

static double averted(const metric_source *from)
{
    return people_averted(from, 0);
}

CONTRACT(flag_paid_without_effect, book->paid_total > 0 && averted(from) <= 0)
CONTRACT(flag_effect_unpaid, averted(from) > 0 && book->paid_total < from->contract->cash.cost_total)
