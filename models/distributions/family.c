#include "distributions/distribution.h"

#define DISTRIBUTION_KIND(name) extern const distribution_kind distribution_##name;
#include "distributions/kinds.def"
#undef DISTRIBUTION_KIND

#define DISTRIBUTION_KIND(name) &distribution_##name.base,
static const kind *const distribution_kinds[] = {
#include "distributions/kinds.def"
};

const kind_family distribution_family = {
    .title = "distribution",
    .kinds = distribution_kinds,
    .count = sizeof distribution_kinds / sizeof distribution_kinds[0],
};
