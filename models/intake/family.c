#include "intake/intake.h"

#define INTAKE_KIND(name) extern const intake_kind intake_##name;
#include "intake/kinds.def"
#undef INTAKE_KIND

#define INTAKE_KIND(name) &intake_##name.base,
static const kind *const intake_kinds[] = {
#include "intake/kinds.def"
};

const kind_family intake_family = {
    .title = "intake",
    .kinds = intake_kinds,
    .count = sizeof intake_kinds / sizeof intake_kinds[0],
};
