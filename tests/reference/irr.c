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

static irr_status status_of(const flows *self)
{
    if (sum_of(self->drawn, self->months) == 0) {
        return IRR_NOTHING_DRAWN;
    }
    if (sum_of(self->distributed, self->months) == 0) {
        return IRR_TOTAL_LOSS;
    }
    const size_t changes = sign_changes(self);
    if (changes > 1) {
        return IRR_SEVERAL;
    }
    const bool crosses = (worth(self, RATE_LOWEST) > 0) != (worth(self, RATE_HIGHEST) > 0);
    return changes == 1 && crosses ? IRR_FOUND : IRR_NONE;
}

/** Months from the contract's start until distributions first reach what was drawn; NaN: never. */
static double payback(const flows *self, int contract_month)
{
    pence drawn = 0;
    pence distributed = 0;
    for (size_t m = 0; m < self->months; m++) {
        drawn += self->drawn[m];
        distributed += self->distributed[m];
        if (drawn > 0 && distributed >= drawn) {
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
    out->irr = status_of(&self);
    out->irr_per_year = out->irr == IRR_FOUND ? rate_between(&self, RATE_LOWEST, RATE_HIGHEST) : (double)NAN;
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
}
