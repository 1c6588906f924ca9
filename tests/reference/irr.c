#include <math.h>

#include "reference/reference.h"

/* From the lowest to the highest yearly rate that is looked for. */
#define RATE_LOWEST -0.99
#define RATE_HIGHEST 10.0

/** What goes in and comes out by month. Borrowed. */
typedef struct {
    size_t months;
    const pence *drawn, *distributed;
} flows;

static pence flow_of(const flows *self, size_t month)
{
    return self->distributed[month] - self->drawn[month];
}

/** What the flows are worth at the start of the months, in pence. */
static double worth(const flows *self, double rate)
{
    double sum = 0;
    for (size_t m = 0; m < self->months; m++) {
        sum += (double)flow_of(self, m) * pow(1 + rate, -(double)m / 12);
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

static size_t sign_changes(const flows *self)
{
    size_t changes = 0;
    pence before = 0;
    for (size_t m = 0; m < self->months; m++) {
        const pence now = flow_of(self, m);
        changes += (before < 0 && now > 0) || (before > 0 && now < 0);
        before = now != 0 ? now : before;
    }
    return changes;
}

/** The rate between the bounds at which the flows are worth nothing, by bisection. */
static double rate_between(const flows *self, double low, double high)
{
    const bool falls = worth(self, low) > 0;
    while (high - low > 1e-13) {
        const double middle = (low + high) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        if ((worth(self, middle) > 0) == falls) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (low + high) / 2;
}

#define RATES_TRIED 5000

/** Tries rates all over the range, so that 1 + rate grows by the same factor each time: how often the worth changes sign, and the rates around the last change. */
static size_t rates_found(const flows *self, double *low, double *high)
{
    size_t found = 0;
    double before = RATE_LOWEST;
    bool was_above = worth(self, before) > 0;
    for (int i = 1; i <= RATES_TRIED; i++) {
        const double rate = (1 + RATE_LOWEST) * pow((1 + RATE_HIGHEST) / (1 + RATE_LOWEST), (double)i / RATES_TRIED) - 1;
        const bool above = worth(self, rate) > 0;
        if (above != was_above) {
            found++;
            *low = before;
            *high = rate;
        }
        before = rate;
        was_above = above;
    }
    return found;
}

/** The rate of return, and what there is to say where there is none or not one. */
static irr_status status_of(const flows *self, double *per_year)
{
    double low = RATE_LOWEST, high = RATE_HIGHEST;
    *per_year = (double)NAN;
    if (sum_of(self->drawn, self->months) == 0) {
        return IRR_NOTHING_DRAWN;
    }
    if (sum_of(self->distributed, self->months) == 0) {
        return IRR_TOTAL_LOSS;
    }
    const size_t found = sign_changes(self) > 1 ? rates_found(self, &low, &high) : (worth(self, low) > 0) != (worth(self, high) > 0);
    if (found != 1) {
        return found == 0 ? IRR_NONE : IRR_SEVERAL;
    }
    *per_year = rate_between(self, low, high);
    return IRR_FOUND;
}

/** Whether from a month on all that was drawn so far has come back, at each month's end. */
static bool is_paid_back_from(const flows *self, size_t month)
{
    pence drawn = 0;
    pence distributed = 0;
    for (size_t m = 0; m < self->months; m++) {
        drawn += self->drawn[m];
        distributed += self->distributed[m];
        if (m >= month && (drawn == 0 || distributed < drawn)) {
            return false;
        }
    }
    return true;
}

/** Months from the contract's start until distributions have for good reached what was drawn; NaN: never. */
static double payback(const flows *self, int contract_month)
{
    for (size_t m = 0; m < self->months; m++) {
        if (is_paid_back_from(self, m)) {
            return (double)m - contract_month;
        }
    }
    return (double)NAN;
}

/** Fills in what a tranche's flows come to. */
static void returns_set(const reference_case *at, const contract_row *contract, size_t months, tranche_cash *out)
{
    const flows self = { months, out->drawn, out->distributed };
    const int contract_month = date_months_between(at->file->starts, contract->starts);
    const double npv_rate = reference_quantity(at, contract->capital.npv_rate_per_year);
    out->drawn_total = sum_of(out->drawn, months);
    out->distributed_total = sum_of(out->distributed, months);
    out->irr = status_of(&self, &out->irr_per_year);
    out->moic = out->drawn_total > 0 ? (double)out->distributed_total / (double)out->drawn_total : (double)NAN;
    out->moic_on_commitment = out->commitment > 0 ? (double)out->distributed_total / (double)out->commitment : (double)NAN;
    out->npv_gbp = worth(&self, npv_rate) * pow(1 + npv_rate, contract_month / 12.0) / 100;
    out->payback_months = payback(&self, contract_month);
}

void reference_returns(const reference_case *at, const contract_row *contract, cash *book)
{
    tranche_cash all = { .drawn = book->drawn, .distributed = book->distributed };
    for (size_t t = 0; t < book->tranches; t++) {
        returns_set(at, contract, book->months, &book->tranche[t]);
        all.commitment += book->tranche[t].commitment;
    }
    returns_set(at, contract, book->months, &all);
    book->irr = all.irr;
    book->irr_per_year = all.irr_per_year;
    book->moic = all.moic;
    book->moic_on_commitment = all.moic_on_commitment;
    book->npv_gbp = all.npv_gbp;
    book->payback_months = all.payback_months;
    for (size_t m = 0; m < book->months; m++) { /* and were all surplus theirs */
        book->before_cap[m] = book->distributed[m] + book->surplus[m];
    }
    const flows before = { book->months, book->drawn, book->before_cap };
    const double drawn = (double)sum_of(book->drawn, book->months);
    book->irr_before_cap = status_of(&before, &book->irr_before_cap_per_year);
    book->moic_before_cap = drawn > 0 ? (double)sum_of(book->before_cap, book->months) / drawn : (double)NAN;
}
