#ifndef EDGECARE_MODELS_TRANCHE_H
#define EDGECARE_MODELS_TRANCHE_H

#include <stdbool.h>

#include "records/setting.h"

/** Where a tranche stands. Pounds. */
typedef struct {
    double principal; /* drawn and not yet repaid */
    double owed;      /* principal and what has been added by `grow`, not yet paid */
} tranche_account;

/** One sort of capital: what it is due at its rank, and whether it shares in what is left. */
typedef struct tranche_kind {
    kind base;
    /** What is owed after another month. `p` are parameters in row order. Pure, as all here. */
    double (*grow)(const double p[], const tranche_account *account);
    /** What the tranche is due at its rank. */
    double (*due)(const double p[], const tranche_account *account);
    bool shares_residual; /* shares, by capital drawn, in what is left when all ranks have what they are due */
} tranche_kind;

extern const kind_family tranche_family;

#endif
