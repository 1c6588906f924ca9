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

/** What payers pay in cash in the month. */
static pence month_receipt(const claim_calendar *calendar, const reference_ledger *paid, int month)
{
    pence sum = 0;
    for (size_t period = 0; period < paid->periods; period++) {
        for (size_t payer = 0; payer < paid->payers && calendar->items[period].paid_month == month; payer++) {
            sum += paid->by_payer[payer * paid->periods + period];
        }
    }
    return sum;
}

/** Cash under way. */
typedef struct {
    const reference_case *at;
    const contract_row *contract;
    reference_cash_book *book;
    pence balance, drawn, distributed, owed; /* so far; owed: what the provider carries */
} cash_pass;

/** Whether there is cost in this month or later. */
static bool cost_to_come(const reference_cash_book *book, size_t month)
{
    for (size_t m = month; m < book->months; m++) {
        if (book->cost[m] != 0) {
            return true;
        }
    }
    return false;
}

/** Whether there has been cost in this month or before. */
static bool cost_has_begun(const reference_cash_book *book, size_t month)
{
    for (size_t m = 0; m <= month; m++) {
        if (book->cost[m] != 0) {
            return true;
        }
    }
    return false;
}

static bool is_after_recycling(const cash_pass *self, size_t month)
{
    const date until = self->contract->capital.recycle_until == DATE_NONE ? self->contract->last_claimable : self->contract->capital.recycle_until;
    return (int)month > date_months_between(self->at->file->starts, until);
}

/** The provider gets back what it carries from what is above `buffer`. */
static void repay(cash_pass *self, size_t month, pence buffer)
{
    const pence repaid = pence_least(self->owed, pence_above(self->balance, buffer));
    self->owed -= repaid;
    self->balance -= repaid;
    self->book->carried[month] -= repaid;
}

static void draw(cash_pass *self, size_t month, pence buffer)
{
    const pence left = gbp_pence(self->at, self->contract->capital.commitment_gbp) - self->drawn;
    const pence drawn = pence_least(left, pence_above(buffer, self->balance));
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

static void distribute(cash_pass *self, size_t month, pence kept)
{
    const bool is_last = month + 1 == self->book->months;
    if (is_last || is_after_recycling(self, month)) {
        self->book->distributed[month] = pence_above(self->balance, is_last ? 0 : kept);
        self->distributed += self->book->distributed[month];
        self->balance -= self->book->distributed[month];
    }
}

static void month_pass(cash_pass *self, size_t month)
{
    const pence buffer = gbp_pence(self->at, self->contract->capital.buffer_gbp);
    const pence kept = cost_to_come(self->book, month + 1) ? buffer : 0;
    self->balance += self->book->receipt[month] - self->book->cost[month];
    repay(self, month, kept);
    if (cost_has_begun(self->book, month) && cost_to_come(self->book, month)) {
        draw(self, month, buffer);
    }
    carry(self, month);
    distribute(self, month, kept);
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

reference_cash_book reference_cash(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar,
                                   const reference_ledger *paid, size_t months)
{
    reference_cash_book book = book_make(months);
    cash_pass pass = { .at = &all->at, .contract = contract, .book = &book };
    for (size_t month = 0; month < months; month++) {
        book.cost[month] = reference_delivery_cost(all, contract, (int)month);
        book.receipt[month] = month_receipt(calendar, paid, (int)month);
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
