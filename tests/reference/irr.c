#include "reference/reference.h"

#include <math.h>

/* From the lowest to the highest yearly rate that is looked for. */
#define RATE_LOWEST -0.99
#define RATE_HIGHEST 10.0

static pence flow_of(const reference_cash_book *book, size_t month)
{
    return book->distributed[month] - book->drawn[month];
}

/** What the flows are worth at the start of the months, in pence. */
static double worth(const reference_cash_book *book, double rate)
{
    double sum = 0;
    for (size_t m = 0; m < book->months; m++) {
        sum += (double)flow_of(book, m) * pow(1 + rate, -(double)m / 12);
    }
    return sum;
}

static pence sum_of(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

static size_t sign_changes(const reference_cash_book *book)
{
    size_t changes = 0;
    pence before = 0;
    for (size_t m = 0; m < book->months; m++) {
        const pence now = flow_of(book, m);
        changes += (before < 0 && now > 0) || (before > 0 && now < 0);
        before = now != 0 ? now : before;
    }
    return changes;
}

/** The rate between the bounds at which the flows are worth nothing, by bisection. */
static double rate_between(const reference_cash_book *book, double low, double high)
{
    const bool falls = worth(book, low) > 0;
    while (high - low > 1e-13) {
        const double middle = (low + high) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        if ((worth(book, middle) > 0) == falls) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (low + high) / 2;
}

static irr_status status_of(const reference_cash_book *book)
{
    if (sum_of(book->drawn, book->months) == 0) {
        return IRR_NOTHING_DRAWN;
    }
    if (sum_of(book->distributed, book->months) == 0) {
        return IRR_TOTAL_LOSS;
    }
    const size_t changes = sign_changes(book);
    if (changes > 1) {
        return IRR_SEVERAL;
    }
    const bool crosses = (worth(book, RATE_LOWEST) > 0) != (worth(book, RATE_HIGHEST) > 0);
    return changes == 1 && crosses ? IRR_FOUND : IRR_NONE;
}

/** Months from the contract's start until distributions first reach what was drawn; NaN: never. */
static double payback(const reference_cash_book *book, int contract_month)
{
    pence drawn = 0;
    pence distributed = 0;
    for (size_t m = 0; m < book->months; m++) {
        drawn += book->drawn[m];
        distributed += book->distributed[m];
        if (drawn > 0 && distributed >= drawn) {
            return (double)m - contract_month;
        }
    }
    return (double)NAN;
}

void reference_returns(const reference_case *at, const contract_row *contract, reference_cash_book *book)
{
    const int contract_month = date_months_between(at->file->starts, contract->starts);
    const double npv_rate = reference_quantity(at, contract->capital.npv_rate_per_year);
    const pence drawn = sum_of(book->drawn, book->months);
    book->irr = status_of(book);
    book->irr_per_year = book->irr == IRR_FOUND ? rate_between(book, RATE_LOWEST, RATE_HIGHEST) : (double)NAN;
    book->moic = drawn > 0 ? (double)sum_of(book->distributed, book->months) / (double)drawn : (double)NAN;
    book->npv_gbp = worth(book, npv_rate) * pow(1 + npv_rate, contract_month / 12.0) / 100;
    book->payback_months = payback(book, contract_month);
}
