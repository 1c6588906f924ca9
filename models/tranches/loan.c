#include "tranches/tranche.h"

#include <math.h>

enum { RATE_PER_YEAR };

static const setting rows[] = {
    [RATE_PER_YEAR] = { .key = "rate_per_year",
                        .type = SETTING_QUANTITY,
                        .unit = "per year",
                        .minimum = 0,
                        .maximum = 1,
                        .doc = "Yearly interest on what is owed, added month by month.",
                        .usual = "0.06 to 0.09, assumed",
                        .moves = "what the lender gets, and what is left for the others" },
};

/** owed x (1 + rate)^(1/12). */
static double loan_grow(const double p[], const tranche_account *account)
{
    return account->owed * pow(1 + p[RATE_PER_YEAR], 1.0 / 12);
}

static double loan_due(const double p[], const tranche_account *account)
{
    (void)p;
    return account->owed;
}

const tranche_kind tranche_loan = {
    .base = { .name = "loan",
              .doc = "Capital at interest: what is owed grows month by month and is due in full at its rank; nothing beyond.",
              .parameters = SETTINGS("loan tranche", "Gets its principal and interest.", rows, quantity) },
    .grow = loan_grow,
    .due = loan_due,
};
