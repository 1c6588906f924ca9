#ifndef EDGECARE_MODELS_TRANCHES_DUES_H
#define EDGECARE_MODELS_TRANCHES_DUES_H

#include "tranches/tranche.h"

/* Parts that kinds share. */

/** Nothing is added: a tranche is owed its principal. */
static inline double owed_without_interest(const double p[], const tranche_account *account)
{
    (void)p;
    return account->principal;
}

/** A tranche is due its principal at its rank. */
static inline double principal_due(const double p[], const tranche_account *account)
{
    (void)p;
    return account->principal;
}

#endif
