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

double amount_exact(double price_gbp, double units)
{
    return 100 * price_gbp * units;
}

#define HALF_PENNY_TOLERANCE 1e-6

pence amount_entitled(double exact)
{
    return pence_round(exact + copysign(HALF_PENNY_TOLERANCE, exact));
}

claw_back claw_back_take(pence owed, const pence entitled[], pence amount[], size_t terms)
{
    pence earned = 0;
    for (size_t i = 0; i < terms; i++) {
        amount[i] = pence_max(0, entitled[i]);
        earned += amount[i];
        owed -= pence_min(0, entitled[i]);
    }
    const pence taken = pence_min(owed, earned);
    if (taken > 0) {
        limit_cut(earned - taken, amount, amount, terms);
    }
    return (claw_back){ taken, owed - taken };
}

pence limit_cut(pence room, const pence entitled[], pence amount[], size_t terms)
{
    const pence sum = pence_sum(entitled, terms);
    if (sum <= room) {
        memmove(amount, entitled, terms * sizeof *amount);
        return 0;
    }
    double weight[TERMS_MAX + 1];
    for (size_t i = 0; i < terms; i++) {
        weight[i] = (double)entitled[i];
    }
    pence_split(room, weight, NULL, amount, terms);
    return sum - room;
}

dispute dispute_of(pence part, double disputed_share, double lost_share)
{
    const pence disputed = pence_round((double)part * disputed_share);
    const pence lost = pence_round((double)disputed * lost_share);
    return (dispute){ disputed - lost, lost };
}
