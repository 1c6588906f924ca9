#include "tranches/dues.h"

const tranche_kind tranche_first_loss = {
    .base = { .name = "first_loss",
              .doc = "Capital that bears losses first and earns nothing: its principal at its rank, the last as a rule, and no more.",
              .parameters = { .title = "first-loss tranche", .doc = "Gets its principal back and nothing else; as a rule drawn first and repaid last.", .size = sizeof(quantity) } },
    .grow = owed_without_interest,
    .due = principal_due,
};
