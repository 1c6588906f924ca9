#include "pay/cash.h"

#include "pay/cash_account.h"

static size_t first_distribution_month(const delivery_plan *delivery)
{
    const int64_t until = (int64_t)delivery->contract->capital.recycle_until - delivery->scenario->starts;
    size_t month = 0;
    while (month < delivery->months.count && month_last_day(&delivery->months, month) <= until) {
        month++;
    }
    return month;
}

bool cash_workspace_make(const scenario *self, const contract_row *contract, const claim_calendar *calendar, cash_workspace *work)
{
    *work = (cash_workspace){ .calendar = calendar };
    if (!delivery_plan_make(self, contract, cash_months(self, contract, calendar), &work->delivery)) {
        return false;
    }
    work->distributes_from = first_distribution_month(&work->delivery);
    return true;
}

void cash_workspace_free(cash_workspace *work)
{
    delivery_plan_free(&work->delivery);
    *work = (cash_workspace){ 0 };
}

pence capital_drawn(pence balance, pence reserve, pence commitment_left)
{
    return pence_min(pence_max(0, reserve - balance), commitment_left);
}

pence shortfall_carried(pence balance)
{
    return pence_max(0, -balance);
}

pence carried_repaid(pence balance, pence reserve, pence owed)
{
    return pence_min(owed, pence_max(0, balance - reserve));
}

pence excess_distributed(pence balance, pence reserve)
{
    return pence_max(0, balance - reserve);
}

static pence period_paid(const ledger *paid, size_t period)
{
    pence sum = 0;
    for (size_t p = 0; p < paid->payers; p++) {
        sum += paid->by_payer[p * paid->periods + period];
    }
    return sum;
}

static void receipts_book(const cash_workspace *work, int64_t today, const ledger *paid, cash *out)
{
    for (size_t k = 0; k < paid->periods; k++) {
        const claim_period *dates = &work->calendar->items[k];
        const size_t month = dates->paid_month < 0 ? 0 : (size_t)dates->paid_month;
        out->receipt[month < out->months ? month : out->months - 1] += dates->paid <= today ? period_paid(paid, k) : 0;
    }
}

/** The account between two months, and what does not change. */
typedef struct {
    pence commitment_left, buffer;
    pence balance;
    pence owed;               /* to the provider */
    size_t delivers_until;    /* month in which delivery ends */
    size_t distributes_from;
} account;

static account account_begin(const cash_workspace *work, const double world[], size_t months)
{
    const capital_settings *capital = &work->delivery.contract->capital;
    const size_t last = months - 1;
    return (account){
        .commitment_left = pence_from_pounds(quantity_at(capital->commitment_gbp, world)),
        .buffer = pence_from_pounds(quantity_at(capital->buffer_gbp, world)),
        .delivers_until = month_at(&work->delivery.months, work->delivery.until_day - 1),
        .distributes_from = work->distributes_from < last ? work->distributes_from : last,
    };
}

/** Receipts, cost, then capital or the provider's own money for what is missing. */
static void month_fund(account *now, pence reserve, size_t m, cash *out)
{
    now->balance += out->receipt[m] - out->cost[m];
    out->drawn[m] = out->cost[m] > 0 ? capital_drawn(now->balance, reserve, now->commitment_left) : 0;
    now->balance += out->drawn[m];
    now->commitment_left -= out->drawn[m];
    out->carried[m] = shortfall_carried(now->balance);
    now->balance += out->carried[m];
    now->owed += out->carried[m];
    out->exhausted = out->exhausted || out->carried[m] > 0;
}

/** What exceeds the reserve at the month's end goes back: to the provider first, then to the investor. */
static void month_release(account *now, pence reserve, size_t m, cash *out)
{
    const pence repaid = carried_repaid(now->balance, reserve, now->owed);
    now->owed -= repaid;
    now->balance -= repaid;
    out->carried[m] -= repaid;
    out->distributed[m] = m >= now->distributes_from ? excess_distributed(now->balance, reserve) : 0;
    now->balance -= out->distributed[m];
}

static void months_run(const cash_workspace *work, const double world[], int32_t as_of_day, cash *out)
{
    account now = account_begin(work, world, out->months);
    for (size_t m = 0; m < out->months; m++) {
        const pence reserve = m < now.delivers_until ? now.buffer : 0;
        month_fund(&now, reserve, m, out);
        if (month_last_day(&work->delivery.months, m) <= as_of_day) {
            month_release(&now, reserve, m, out);
        }
        out->balance[m] = now.balance;
    }
}

static void totals_add(cash *out)
{
    for (size_t m = 0; m < out->months; m++) {
        out->cost_total += out->cost[m];
        out->receipt_total += out->receipt[m];
        out->drawn_total += out->drawn[m];
        out->distributed_total += out->distributed[m];
        out->carried_total += out->carried[m];
    }
}

static void returns_work_out(const delivery_plan *delivery, const double world[], cash *out)
{
    const capital_settings *capital = &delivery->contract->capital;
    const investor_flows flows = { out->months, out->drawn, out->distributed };
    const irr_result irr = irr_per_year(&flows);
    out->irr = irr.status;
    out->irr_per_year = irr.per_year;
    out->moic = multiple_on(out->distributed_total, out->drawn_total);
    out->moic_on_commitment = multiple_on(out->distributed_total, pence_from_pounds(quantity_at(capital->commitment_gbp, world)));
    out->npv_gbp = npv_pounds(&flows, quantity_at(capital->npv_rate_per_year, world), delivery->first_month);
    out->payback_months = payback_months(&flows, delivery->first_month);
    out->peak_funding = funding_peak(&flows, out->carried);
}

void cash_run(cash_workspace *work, const double world[], int32_t as_of_day, const families *people, const ledger *paid, cash *out)
{
    cash_clear(out);
    delivery_count(&work->delivery, people, as_of_day);
    delivery_cost(&work->delivery, world, as_of_day, out->cost);
    receipts_book(work, (int64_t)work->delivery.scenario->starts + as_of_day, paid, out);
    months_run(work, world, as_of_day, out);
    totals_add(out);
    returns_work_out(&work->delivery, world, out);
}
