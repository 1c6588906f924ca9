#include "tranches/tranche.h"

#define TRANCHE_KIND(name) extern const tranche_kind tranche_##name;
#include "tranches/kinds.def"
#undef TRANCHE_KIND

#define TRANCHE_KIND(name) &tranche_##name.base,
static const kind *const tranche_kinds[] = {
#include "tranches/kinds.def"
};

const kind_family tranche_family = {
    .title = "tranche",
    .kinds = tranche_kinds,
    .count = sizeof tranche_kinds / sizeof tranche_kinds[0],
};
