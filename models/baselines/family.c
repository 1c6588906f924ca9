#include "baselines/baseline.h"

#define BASELINE_KIND(name) extern const baseline_kind baseline_##name;
#include "baselines/kinds.def"
#undef BASELINE_KIND

#define BASELINE_KIND(name) &baseline_##name.base,
static const kind *const baseline_kinds[] = {
#include "baselines/kinds.def"
};

const kind_family baseline_family = {
    .title = "baseline",
    .kinds = baseline_kinds,
    .count = sizeof baseline_kinds / sizeof baseline_kinds[0],
};
