#include "pay/rules.h"

#include <math.h>
#include <string.h>

#include "records/ledger.h"

pence limit_pence(double limit_gbp)
{
    return limit_gbp < 0 ? PENCE_UNLIMITED : pence_from_pounds(limit_gbp);
}

double deadweight_payable(double achieved, double deadweight)
{
    return (1 - deadweight) * achieved;
}

double baseline_saved(double achieved, double window_days, double baseline_share)
{
    return achieved - (1 - baseline_share) * window_days;
}

double baseline_payable(baseline_account *account, double saved)
{
    account->sum += saved;
    const double payable = fmax(0, account->sum - account->highest);
    account->highest = fmax(account->highest, account->sum);
    return payable;
}

#define HALF_PENNY_TOLERANCE 1e-6

pence amount_entitled(double price_gbp, double units)
{
    return pence_round(100 * price_gbp * units + HALF_PENNY_TOLERANCE);
}

static pence sum_of(const pence amount[], size_t count)
{
    pence sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

pence limit_cut(pence room, const pence entitled[], pence amount[], size_t terms)
{
    const pence sum = sum_of(entitled, terms);
    if (sum <= room) {
        memcpy(amount, entitled, terms * sizeof *amount);
        return 0;
    }
    double weight[TERMS_MAX];
    for (size_t i = 0; i < terms; i++) {
        weight[i] = (double)entitled[i];
    }
    pence_split(room, weight, NULL, amount, terms);
    return sum - room;
}
