#include <math.h>
#include <stdlib.h>

#include "reference/contract.h"
#include "reference/cost.h"
#include "reference/reserve.h"
#include "reference/waterfall.h"

/** Cash under way. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    reference_outlook ahead;
    cash *book;
    capital_state capital;
    pence balance, drawn, distributed;
    pence received, given; /* from payers; out, above the reserve */
    pence owed[PROVIDERS_MAX]; /* what providers carry */
} cash_pass;

static pence owed_sum(const cash_pass *self)
{
    pence sum = 0;
    for (size_t p = 0; p < self->book->providers; p++) {
        sum += self->owed[p];
    }
    return sum;
}

static date month_last_day(const cash_pass *self, size_t month)
{
    date_parts first = date_to_parts(self->all->at.file->starts);
    first.day = 1;
    return date_month_end(date_add_months(date_from_parts(first), (int)month));
}

static pence pence_above(pence amount, pence floor_)
{
    return amount > floor_ ? amount - floor_ : 0;
}

/** Books what a payer pays on a date, if that has come. */
static void receipt_book(const reference_case *at, cash *book, size_t payer, date when, pence amount)
{
    const int month = date_months_between(at->file->starts, when);
    if (reference_day_of(at->file, when) <= reference_as_of(at->file)) {
        book->payer_receipt[payer * book->months + (size_t)month] += amount;
        book->receipt[month] += amount;
    }
}

static void receipts_set(const reference_case *at, const contract_row *contract, const claim_calendar *calendar, const ledger *paid, cash *book)
{
    for (size_t i = 0; i < paid->payers * paid->periods; i++) {
        const date when = calendar->items[i % paid->periods].paid;
        receipt_book(at, book, i / paid->periods, when, paid->by_payer[i] - paid->disputed[i]);
        if (paid->disputed[i] != 0) {
            receipt_book(at, book, i / paid->periods, when + (date)contract->dispute_days, paid->disputed[i]);
        }
    }
}

static void costs_set(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, cash *book)
{
    const double margin = reference_quantity(&all->at, contract->delivery.provider_margin_share);
    for (size_t m = 0; m < book->months; m++) {
        month_cost now;
        reference_month_cost(all, contract, calendar, m, book->months, &now);
        book->cost[m] = now.total;
        book->intermediary[m] = now.intermediary;
        for (size_t p = 0; p < book->providers; p++) {
            book->provider_cost[p * book->months + m] = now.provider[p];
            book->provider_fee[p * book->months + m] = (pence)round((double)now.provider[p] * (1 + margin));
            book->fee[m] += book->provider_fee[p * book->months + m];
        }
    }
}

/** Providers put in (`sign` 1) or get back (-1) an amount, in proportion to weights. */
static void carried_add(cash_pass *self, size_t month, pence amount, int sign, const double weight[])
{
    pence part[PROVIDERS_MAX] = { 0 };
    if (amount == 0) {
        return;
    }
    reference_split(amount, weight, NULL, part, self->book->providers);
    for (size_t p = 0; p < self->book->providers; p++) {
        self->owed[p] += sign * part[p];
        self->book->provider_carried[p * self->book->months + month] += sign * part[p];
    }
    self->book->carried[month] += sign * amount;
    self->balance += sign * amount;
}

static bool takes_part(const cash_pass *self, size_t provider)
{
    const scenario *file = self->all->at.file;
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = &file->sites.items[s];
        for (size_t t = 0; cost_has_site(self->all, self->contract, s) && t < site->teams.count; t++) {
            if ((size_t)site->teams.items[t].provider_index == provider) {
                return true;
            }
        }
    }
    return false;
}

/** What is missing to zero the providers put in by their cost of the month, equally where there is none. */
static void carry(cash_pass *self, size_t month)
{
    double weight[PROVIDERS_MAX] = { 0 };
    const pence missing = pence_above(0, self->balance);
    for (size_t p = 0; p < self->book->providers; p++) {
        const bool has_cost = self->book->cost[month] > 0;
        weight[p] = has_cost ? (double)self->book->provider_cost[p * self->book->months + month] : takes_part(self, p);
    }
    self->book->exhausted_month = missing > 0 && !self->book->exhausted ? (int32_t)month : self->book->exhausted_month;
    self->book->exhausted = self->book->exhausted || missing > 0;
    carried_add(self, month, missing, 1, weight);
}

/** At the month's end providers get back what they carry from what is above the reserve. */
static void repay(cash_pass *self, size_t month, pence reserve)
{
    double weight[PROVIDERS_MAX] = { 0 };
    const pence excess = pence_above(self->balance, reserve);
    const pence owed = owed_sum(self);
    for (size_t p = 0; p < self->book->providers; p++) {
        weight[p] = (double)self->owed[p];
    }
    carried_add(self, month, owed < excess ? owed : excess, -1, weight);
}

/** The months from one that gives out to the next, counted from the first month whose last day is after `from` and, with a schedule, after the month of its
 *  last date. */
static bool is_distribution_month(const cash_pass *self, size_t month)
{
    const capital_settings *capital = &self->contract->capital;
    size_t first = 0;
    while (month_last_day(self, first) <= capital->distribute_from) {
        first++;
    }
    for (size_t d = 0; capital->draw_when == DRAW_SCHEDULED && d < capital->draw_dates.count; d++) {
        const int drawn = date_months_between(self->all->at.file->starts, capital->draw_dates.items[d].when);
        first = (size_t)drawn + 1 > first ? (size_t)drawn + 1 : first;
    }
    return capital->distribute_when == DISTRIBUTE_ABOVE_RESERVE && month >= first && (month - first) % (size_t)capital->every_months == 0;
}

static void give_out(cash_pass *self, size_t month, pence buffer)
{
    pence excess = 0;
    if (month + 1 == self->book->months) {
        excess = pence_above(self->balance, buffer);
    } else if (is_distribution_month(self, month)) {
        excess = pence_above(self->balance, reference_reserve(&self->ahead, month, buffer));
        if (self->contract->capital.draw_when == DRAW_SCHEDULED && excess > self->received - self->given) {
            excess = pence_above(self->received, self->given);
        }
    }
    self->given += excess;
    self->balance -= excess;
    if (excess > 0) {
        reference_capital_give(&self->capital, month, excess);
    }
}

/** What the schedule has drawn by the end of a month: whole pence of all commitments. */
static pence scheduled_by(const cash_pass *self, int month)
{
    const capital_settings *capital = &self->contract->capital;
    const scenario *file = self->all->at.file;
    double share = 0;
    pence commitments = 0;
    for (size_t d = 0; capital->draw_when == DRAW_SCHEDULED && d < capital->draw_dates.count; d++) {
        const draw_row *row = &capital->draw_dates.items[d];
        const bool has_come = reference_day_of(file, row->when) <= reference_as_of(file);
        share += has_come && date_months_between(file->starts, row->when) <= month ? reference_quantity(&self->all->at, row->share) : 0;
    }
    for (size_t t = 0; t < self->capital.count; t++) {
        commitments += self->capital.tranche[t].commitment;
    }
    return (pence)round(share * (double)commitments);
}

static void month_pass(cash_pass *self, size_t month)
{
    cash *book = self->book;
    const scenario *file = self->all->at.file;
    const int last_delivery = reference_last_delivery_month(self->all, self->contract);
    const bool goes_on = (int)month < last_delivery && month + 1 < book->months;
    const pence reserve = goes_on ? (pence)round(100 * reference_quantity(&self->all->at, self->contract->capital.buffer_gbp)) : 0;
    const pence outgo = book->fee[month] + book->intermediary[month];
    self->balance += book->receipt[month] - outgo;
    self->received += book->receipt[month];
    self->balance += reference_capital_draw(&self->capital, month, scheduled_by(self, (int)month) - scheduled_by(self, (int)month - 1));
    if (outgo > 0) {
        self->balance += reference_capital_draw(&self->capital, month, pence_above(reserve, self->balance));
    }
    carry(self, month);
    if (reference_day_of(file, month_last_day(self, month)) <= reference_as_of(file)) {
        repay(self, month, reserve);
        give_out(self, month, reserve);
    }
    book->balance[month] = self->balance;
    self->drawn += book->drawn[month];
    self->distributed += book->distributed[month];
    const pence at_risk = self->drawn - self->distributed + owed_sum(self);
    book->peak_funding = at_risk > book->peak_funding ? at_risk : book->peak_funding;
    reference_capital_month_end(&self->capital, month);
}

/** To the month of the last payment, disputed parts too, 12 months after the last site's closing, or the contract's first month. */
static size_t account_months(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar)
{
    const scenario *file = all->at.file;
    int last = date_months_between(file->starts, contract->starts);
    for (size_t s = 0; s < file->sites.count; s++) {
        const int closed = date_months_between(file->starts, file->sites.items[s].closes) + 12;
        last = cost_has_site(all, contract, s) && closed > last ? closed : last;
    }
    for (size_t p = 0; p < calendar->count; p++) {
        const int paid = date_months_between(file->starts, calendar->items[p].paid + (date)contract->dispute_days);
        last = paid > last ? paid : last;
    }
    return (size_t)last + 1;
}

static cash book_make(const scenario *file, const contract_row *contract, size_t months)
{
    cash book = { .months = months, .providers = file->providers.count, .payers = contract->payers.count,
                  .tranches = contract->capital.tranches.count > 0 ? contract->capital.tranches.count : 1, .exhausted_month = -1 };
    pence **plain[] = { &book.cost, &book.receipt, &book.drawn, &book.distributed, &book.carried, &book.balance, &book.fee, &book.intermediary, &book.surplus,
                        &book.outstanding,  &book.before_cap };
    pence **by_payer[] = { &book.payer_receipt, &book.surplus_payer };
    pence **by_provider[] = { &book.provider_cost, &book.provider_fee, &book.provider_carried, &book.surplus_provider };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        *plain[i] = reference_room(months, sizeof(pence));
    }
    for (size_t i = 0; i < sizeof by_payer / sizeof by_payer[0]; i++) {
        *by_payer[i] = reference_room(months * book.payers, sizeof(pence));
    }
    for (size_t i = 0; i < sizeof by_provider / sizeof by_provider[0]; i++) {
        *by_provider[i] = reference_room(months * book.providers, sizeof(pence));
    }
    for (size_t t = 0; t < book.tranches; t++) {
        book.tranche[t].drawn = reference_room(months, sizeof(pence));
        book.tranche[t].distributed = reference_room(months, sizeof(pence));
    }
    return book;
}

cash reference_cash(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, const ledger *paid)
{
    cash book = book_make(all->at.file, contract, account_months(all, contract, calendar));
    cash_pass pass = { .all = all, .contract = contract, .book = &book };
    costs_set(all, contract, calendar, &book);
    if (!paid) {
        return book;
    }
    receipts_set(&all->at, contract, calendar, paid, &book);
    pass.capital = reference_capital(&all->at, contract, &book);
    pass.ahead = (reference_outlook){ all, contract, calendar, paid, book.months };
    for (size_t month = 0; month < book.months; month++) {
        month_pass(&pass, month);
    }
    reference_returns(&all->at, contract, &book);
    return book;
}

void reference_cash_free(cash *self)
{
    pence *arrays[] = { self->cost,    self->receipt,     self->drawn,       self->distributed,   self->carried,       self->balance,
                        self->fee,     self->intermediary, self->surplus,    self->outstanding,   self->before_cap,   self->payer_receipt, self->surplus_payer,
                        self->provider_cost, self->provider_fee, self->provider_carried, self->surplus_provider };
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    for (size_t t = 0; t < self->tranches; t++) {
        free(self->tranche[t].drawn);
        free(self->tranche[t].distributed);
    }
    *self = (cash){ 0 };
}
