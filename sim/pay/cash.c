#include "pay/cash.h"

#include "pay/cash_account.h"
#include "pay/waterfall.h"

/** The first month whose last day is after `day`. */
static size_t month_ending_after(const delivery_plan *delivery, date day)
{
    const int64_t until = (int64_t)day - delivery->scenario->starts;
    size_t month = 0;
    while (month < delivery->months.count && month_last_day(&delivery->months, month) <= until) {
        month++;
    }
    return month;
}

/** The first month at whose end cash may be given out: after distribute.from, and after the month of the last scheduled draw. */
static size_t first_distribution_month(const delivery_plan *delivery)
{
    const capital_settings *capital = &delivery->contract->capital;
    size_t first = month_ending_after(delivery, capital->distribute_from);
    for (size_t i = 0; capital->draw_when == DRAW_SCHEDULED && i < capital->draw_dates.count; i++) {
        const date drawn = capital->draw_dates.items[i].when;
        const size_t after = month_ending_after(delivery, date_month_end(drawn));
        first = after > first ? after : first;
    }
    return capital->distribute_when == DISTRIBUTE_AT_END ? SIZE_MAX : first;
}

bool cash_workspace_make(const scenario *self, const contract_row *contract, const claim_calendar *calendar, cash_workspace *work)
{
    *work = (cash_workspace){ .calendar = calendar };
    if (!delivery_plan_make(self, contract, cash_months(self, contract, calendar), &work->delivery) || !outlook_make(&work->delivery, &work->ahead)) {
        return false;
    }
    work->delivery.paid_until_month = payments_end_month(self, contract, calendar);
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

/** Books an amount of a payer in the month of its date, if that has come. */
static void receipt_book(cash *out, size_t payer, int month, pence amount)
{
    const size_t at = month < 0 ? 0 : (size_t)month;
    const size_t within = at < out->months ? at : out->months - 1;
    out->payer_receipt[payer * out->months + within] += amount;
    out->receipt[within] += amount;
}

/** What a payer pays of a period: the undisputed part on the payment date, the disputed one dispute_days later. */
static void payer_period_book(const cash_workspace *work, int64_t today, const ledger *paid, size_t payer, size_t period, cash *out)
{
    const claim_period *dates = &work->calendar->items[period];
    const size_t at = payer * paid->periods + period;
    const pence disputed = paid->disputed ? paid->disputed[at] : 0;
    if (dates->paid <= today) {
        receipt_book(out, payer, dates->paid_month, paid->by_payer[at] - disputed);
    }
    const date later = dates->paid + (date)work->delivery.contract->dispute_days;
    if (disputed != 0 && later <= today) {
        receipt_book(out, payer, date_months_between(work->delivery.scenario->starts, later), disputed);
    }
}

static void receipts_book(const cash_workspace *work, int64_t today, const ledger *paid, cash *out)
{
    for (size_t p = 0; p < paid->payers; p++) {
        for (size_t k = 0; k < paid->periods; k++) {
            payer_period_book(work, today, paid, p, k, out);
        }
    }
}

/** What providers and the intermediary are paid, from what delivery costs each provider. */
static void fees_book(const cash_workspace *work, cash *out)
{
    const double factor = 1 + work->delivery.contract->delivery.provider_margin_share.value;
    for (size_t p = 0; p < out->providers; p++) {
        for (size_t m = 0; m < out->months; m++) {
            const pence fee = pence_round((double)out->provider_cost[p * out->months + m] * factor);
            out->provider_fee[p * out->months + m] = fee;
            out->fee[m] += fee;
        }
    }
}

/** The account between two months, and what does not change. */
typedef struct {
    const cash_workspace *work;       /* borrowed */
    receipts_due due;
    waterfall capital;
    pence commitment;                 /* of all tranches */
    pence scheduled;                  /* of it, drawn by the schedule so far */
    pence received, given;            /* from payers; out of the account, above the reserve */
    const bool *takes_part;           /* borrowed; by provider */
    pence buffer;
    pence balance;
    pence owed;                       /* to the providers */
    double owed_to[PROVIDERS_MAX];    /* pence; its parts */
    size_t delivers_until;            /* month in which delivery ends */
    int32_t as_of_day;
} account;

static void account_begin(const cash_workspace *work, int32_t as_of_day, const ledger *paid, account *now)
{
    const contract_row *contract = work->delivery.contract;
    *now = (account){
        .work = work,
        .due = { work->calendar, paid, contract },
        .takes_part = work->delivery.takes_part,
        .buffer = pence_from_pounds(contract->capital.buffer_gbp.value),
        .delivers_until = month_at(&work->delivery.months, work->delivery.until_day - 1),
        .as_of_day = as_of_day,
    };
    waterfall_begin(&contract->capital, &now->capital);
    now->commitment = capital_left(&now->capital.stack);
}

/** Books what providers carry (`sign` 1), by their cost of the month, or get back (-1), by what each is owed; equally where there is no
 *  cost. */
static void carried_book(account *now, size_t m, pence amount, int sign, cash *out)
{
    double weight[PROVIDERS_MAX];
    pence part[PROVIDERS_MAX];
    double sum = 0;
    for (size_t p = 0; p < out->providers; p++) {
        weight[p] = sign > 0 ? (double)out->provider_cost[p * out->months + m] : now->owed_to[p];
        sum += weight[p];
    }
    for (size_t p = 0; p < out->providers && sum == 0; p++) {
        weight[p] = now->takes_part[p];
    }
    pence_split(amount, weight, NULL, part, out->providers);
    for (size_t p = 0; p < out->providers; p++) {
        now->owed_to[p] += (double)(sign * part[p]);
        out->provider_carried[p * out->months + m] += sign * part[p];
    }
    now->owed += sign * amount;
    now->balance += sign * amount;
    out->carried[m] += sign * amount;
}

/** The share of the commitment that the schedule has drawn by the end of a month, as far as its days have come. */
static double scheduled_share(const account *now, size_t month)
{
    const delivery_plan *plan = &now->work->delivery;
    double sum = 0;
    for (size_t i = 0; plan->contract->capital.draw_when == DRAW_SCHEDULED && i < plan->contract->capital.draw_dates.count; i++) {
        const draw_row *row = &plan->contract->capital.draw_dates.items[i];
        const int32_t day = row->when - plan->scenario->starts;
        sum += day <= now->as_of_day && month_at(&plan->months, day) <= month ? row->share.value : 0;
    }
    return sum;
}

static void capital_in(account *now, size_t m, pence amount, cash *out)
{
    if (amount > 0) {
        waterfall_draw(&now->capital, m, amount, out);
    }
    now->balance += amount;
}

/** Receipts, fees, then capital by schedule and as needed, or the providers' own money for what is missing. */
static void month_fund(account *now, pence reserve, size_t m, cash *out)
{
    const pence outgo = out->fee[m] + out->intermediary[m];
    surplus_month_paid(&now->capital.surplus, out, m);
    now->received += out->receipt[m];
    now->balance += out->receipt[m] - outgo;
    const pence due = pence_round(scheduled_share(now, m) * (double)now->commitment);
    capital_in(now, m, pence_min(due - now->scheduled, capital_left(&now->capital.stack)), out);
    now->scheduled = due;
    capital_in(now, m, outgo > 0 ? capital_drawn(now->balance, reserve, capital_left(&now->capital.stack)) : 0, out);
    const pence lacking = shortfall_carried(now->balance);
    if (lacking > 0) {
        carried_book(now, m, lacking, 1, out);
        out->exhausted_month = out->exhausted ? out->exhausted_month : (int32_t)m;
        out->exhausted = true;
    }
}

/** What may be given out at a month's end: in the account's last month all; before, in the months of distribution, what exceeds the reserve. Capital drawn by
 *  schedule is not handed back unused: then no more than payers have paid. */
static pence month_excess(const account *now, pence reserve, size_t m, size_t months)
{
    const capital_settings *capital = &now->work->delivery.contract->capital;
    const size_t from = now->work->distributes_from;
    if (m + 1 == months) {
        return excess_distributed(now->balance, reserve);
    }
    if (m < from || (m - from) % (size_t)capital->every_months != 0 || now->balance <= reserve) {
        return 0;
    }
    const pence excess = excess_distributed(now->balance, reserve_at(&now->work->ahead, &now->due, now->buffer, reserve, m));
    return capital->draw_when == DRAW_SCHEDULED ? pence_min(excess, pence_max(0, now->received - now->given)) : excess;
}

/** At the month's end what exceeds the buffer goes back to the providers, and what may be given out down the waterfall. */
static void month_release(account *now, pence reserve, size_t m, cash *out)
{
    const pence repaid = carried_repaid(now->balance, reserve, now->owed);
    if (repaid > 0) {
        carried_book(now, m, repaid, -1, out);
    }
    const pence excess = month_excess(now, reserve, m, out->months);
    if (excess > 0) {
        waterfall_distribute(&now->capital, m, excess, out);
    }
    now->given += excess;
    now->balance -= excess;
}

static void months_run(const cash_workspace *work, int32_t as_of_day, const ledger *paid, cash *out)
{
    account now;
    account_begin(work, as_of_day, paid, &now);
    for (size_t m = 0; m < out->months; m++) {
        const pence reserve = m < now.delivers_until ? now.buffer : 0;
        month_fund(&now, reserve, m, out);
        if (month_last_day(&work->delivery.months, m) <= as_of_day) {
            month_release(&now, reserve, m, out);
        }
        out->balance[m] = now.balance;
        waterfall_month_end(&now.capital, m, out);
    }
    for (size_t t = 0; t < out->tranches; t++) {
        out->tranche[t].commitment = now.capital.stack.items[t].commitment;
    }
}

static void totals_add(cash *out)
{
    out->cost_total = pence_sum(out->cost, out->months);
    out->receipt_total = pence_sum(out->receipt, out->months);
    out->drawn_total = pence_sum(out->drawn, out->months);
    out->distributed_total = pence_sum(out->distributed, out->months);
    out->carried_total = pence_sum(out->carried, out->months);
    out->fee_total = pence_sum(out->fee, out->months);
    out->intermediary_total = pence_sum(out->intermediary, out->months);
    out->surplus_total = pence_sum(out->surplus, out->months);
}

/** The returns of one tranche, or of all together: months and totals are filled in. */
static void tranche_returns(const delivery_plan *delivery, size_t months, tranche_cash *out)
{
    const investor_flows flows = { months, out->drawn, out->distributed };
    const irr_result irr = irr_per_year(&flows);
    out->irr = irr.status;
    out->irr_per_year = irr.per_year;
    out->moic = multiple_on(out->distributed_total, out->drawn_total);
    out->moic_on_commitment = multiple_on(out->distributed_total, out->commitment);
    out->npv_gbp = npv_pounds(&flows, delivery->contract->capital.npv_rate_per_year.value, delivery->first_month);
    out->payback_months = payback_months(&flows, delivery->first_month);
}

/** All tranches as one. */
static tranche_cash tranches_together(const delivery_plan *delivery, const cash *from)
{
    tranche_cash all = { .drawn = from->drawn, .distributed = from->distributed, .drawn_total = from->drawn_total, .distributed_total = from->distributed_total };
    for (size_t t = 0; t < from->tranches; t++) {
        all.commitment += from->tranche[t].commitment;
    }
    tranche_returns(delivery, from->months, &all);
    return all;
}

/** The returns of each of several tranches; a single one is all of them. */
static void tranches_apart(const delivery_plan *delivery, const tranche_cash *all, cash *out)
{
    for (size_t t = 0; t < out->tranches; t++) {
        tranche_cash *one = &out->tranche[t];
        one->drawn_total = pence_sum(one->drawn, out->months);
        one->distributed_total = pence_sum(one->distributed, out->months);
        if (out->tranches > 1) {
            tranche_returns(delivery, out->months, one);
        } else {
            pence *const drawn = one->drawn, *const distributed = one->distributed;
            *one = *all;
            one->drawn = drawn;
            one->distributed = distributed;
        }
    }
}

/** What the investors' returns would be with the surplus theirs. */
static void returns_before_cap(cash *out)
{
    for (size_t m = 0; m < out->months; m++) {
        out->before_cap[m] = out->distributed[m] + out->surplus[m];
    }
    const investor_flows flows = { out->months, out->drawn, out->before_cap };
    const irr_result irr = irr_per_year(&flows);
    out->irr_before_cap = irr.status;
    out->irr_before_cap_per_year = irr.per_year;
    out->moic_before_cap = multiple_on(out->distributed_total + out->surplus_total, out->drawn_total);
}

static void returns_work_out(const delivery_plan *delivery, cash *out)
{
    const tranche_cash all = tranches_together(delivery, out);
    const investor_flows flows = { out->months, out->drawn, out->distributed };
    tranches_apart(delivery, &all, out);
    out->irr = all.irr;
    out->irr_per_year = all.irr_per_year;
    out->moic = all.moic;
    out->moic_on_commitment = all.moic_on_commitment;
    out->npv_gbp = all.npv_gbp;
    out->payback_months = all.payback_months;
    out->peak_funding = funding_peak(&flows, out->carried);
    returns_before_cap(out);
}

void cash_run(cash_workspace *work, int32_t as_of_day, const delivery_subject *subject, const ledger *paid, cash *out)
{
    cash_clear(out);
    delivery_count(&work->delivery, subject, as_of_day);
    delivery_cost(&work->delivery, as_of_day, &(delivery_amounts){ out->cost, out->provider_cost, out->intermediary });
    fees_book(work, out);
    receipts_book(work, (int64_t)work->delivery.scenario->starts + as_of_day, paid, out);
    if (work->distributes_from < out->months && work->delivery.contract->capital.reserve_months > 0) {
        outlook_look(&work->ahead, subject, paid->stopped_day);
    }
    months_run(work, as_of_day, paid, out);
    totals_add(out);
    returns_work_out(&work->delivery, out);
}
