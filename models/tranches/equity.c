#include "tranches/dues.h"

const tranche_kind tranche_equity = {
    .base = { .name = "equity",
              .doc = "Capital without interest: its principal at its rank, then a share of what is left.",
              .parameters = { .title = "equity tranche", .doc = "Gets its principal back, then shares in what is left by capital drawn.", .size = sizeof(quantity) } },
    .grow = owed_without_interest,
    .due = principal_due,
    .shares_residual = true,
};
