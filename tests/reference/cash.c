#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>

static pence gbp_pence(const reference_case *at, quantity gbp)
{
    return (pence)round(100 * reference_quantity(at, gbp));
}

static pence pence_least(pence a, pence b)
{
    return a < b ? a : b;
}

static pence pence_above(pence amount, pence floor_)
{
    return amount > floor_ ? amount - floor_ : 0;
}

/** What payers pay in cash in the month, by the report date. */
static pence month_receipt(const reference_case *at, const claim_calendar *calendar, const reference_ledger *paid, int month)
{
    pence sum = 0;
    for (size_t period = 0; period < paid->periods; period++) {
        const claim_period *due = &calendar->items[period];
        const bool is_now = date_months_between(at->file->starts, due->paid) == month && reference_day_of(at->file, due->paid) <= reference_as_of(at->file);
        for (size_t payer = 0; payer < paid->payers && is_now; payer++) {
            sum += paid->by_payer[payer * paid->periods + period];
        }
    }
    return sum;
}

/** Cash under way. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    reference_cash_book *book;
    pence balance, drawn, distributed, owed; /* so far; owed: what the provider carries */
} cash_pass;

static date month_last_day(const cash_pass *self, size_t month)
{
    date_parts first = date_to_parts(self->all->at.file->starts);
    first.day = 1;
    return date_month_end(date_add_months(date_from_parts(first), (int)month));
}

static void draw(cash_pass *self, size_t month, pence reserve)
{
    const pence left = gbp_pence(&self->all->at, self->contract->capital.commitment_gbp) - self->drawn;
    const pence drawn = pence_least(left, pence_above(reserve, self->balance));
    self->book->drawn[month] = drawn;
    self->drawn += drawn;
    self->balance += drawn;
}

static void carry(cash_pass *self, size_t month)
{
    const pence missing = pence_above(0, self->balance);
    self->book->exhausted = self->book->exhausted || missing > 0;
    self->book->carried[month] += missing;
    self->owed += missing;
    self->balance += missing;
}

/** At the month's end the provider gets back what it carries from what is above the reserve. */
static void repay(cash_pass *self, size_t month, pence reserve)
{
    const pence repaid = pence_least(self->owed, pence_above(self->balance, reserve));
    self->owed -= repaid;
    self->balance -= repaid;
    self->book->carried[month] -= repaid;
}

static void distribute(cash_pass *self, size_t month, pence reserve)
{
    const date until = self->contract->capital.recycle_until == DATE_NONE ? self->contract->last_claimable : self->contract->capital.recycle_until;
    if (month + 1 == self->book->months || month_last_day(self, month) > until) {
        self->book->distributed[month] = pence_above(self->balance, reserve);
        self->distributed += self->book->distributed[month];
        self->balance -= self->book->distributed[month];
    }
}

static void month_pass(cash_pass *self, size_t month)
{
    const bool goes_on = (int)month < reference_last_delivery_month(self->all, self->contract);
    const pence reserve = goes_on ? gbp_pence(&self->all->at, self->contract->capital.buffer_gbp) : 0;
    const scenario *file = self->all->at.file;
    self->balance += self->book->receipt[month] - self->book->cost[month];
    if (self->book->cost[month] != 0) {
        draw(self, month, reserve);
    }
    carry(self, month);
    if (reference_day_of(file, month_last_day(self, month)) <= reference_as_of(file)) {
        repay(self, month, reserve);
        distribute(self, month, reserve);
    }
    self->book->balance[month] = self->balance;
    const pence at_risk = self->drawn - self->distributed + self->owed;
    self->book->peak_funding = at_risk > self->book->peak_funding ? at_risk : self->book->peak_funding;
}

static reference_cash_book book_make(size_t months)
{
    return (reference_cash_book){ .months = months, .cost = reference_room(months, sizeof(pence)), .receipt = reference_room(months, sizeof(pence)),
                                  .drawn = reference_room(months, sizeof(pence)), .distributed = reference_room(months, sizeof(pence)),
                                  .carried = reference_room(months, sizeof(pence)), .balance = reference_room(months, sizeof(pence)) };
}

/** To the month of the last payment, 12 months after the last site's closing, or the contract's first month. */
static size_t account_months(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar)
{
    const scenario *file = all->at.file;
    int last = date_months_between(file->starts, contract->starts);
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = MAP_ITEM(site_row, file->sites, s);
        const int closed = date_months_between(file->starts, site->closes) + 12;
        const bool is_covered = contract->sites.count == 0 || reference_is_named(&contract->sites, site->name);
        last = is_covered && closed > last ? closed : last;
    }
    for (size_t p = 0; p < calendar->count; p++) {
        const int paid = date_months_between(file->starts, calendar->items[p].paid);
        last = paid > last ? paid : last;
    }
    return (size_t)last + 1;
}

reference_cash_book reference_cash(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar,
                                   const reference_ledger *paid)
{
    const size_t months = account_months(all, contract, calendar);
    reference_cash_book book = book_make(months);
    cash_pass pass = { .all = all, .contract = contract, .book = &book };
    for (int month = 0; month <= reference_last_delivery_month(all, contract) || month < (int)months; month++) {
        book.cost[pence_least(month, (pence)months - 1)] += reference_delivery_cost(all, contract, month);
    }
    for (size_t month = 0; month < months; month++) {
        book.receipt[month] = month_receipt(&all->at, calendar, paid, (int)month);
    }
    for (size_t month = 0; month < months; month++) {
        month_pass(&pass, month);
    }
    reference_returns(&all->at, contract, &book);
    return book;
}

void reference_cash_free(reference_cash_book *self)
{
    free(self->cost);
    free(self->receipt);
    free(self->drawn);
    free(self->distributed);
    free(self->carried);
    free(self->balance);
    *self = (reference_cash_book){ 0 };
}
