#include "hazards/hazard.h"

#define HAZARD_KIND(name) extern const hazard_kind hazard_##name;
#include "hazards/kinds.def"
#undef HAZARD_KIND

#define HAZARD_KIND(name) &hazard_##name.base,
static const kind *const hazard_kinds[] = {
#include "hazards/kinds.def"
};

const kind_family hazard_family = {
    .title = "hazard",
    .kinds = hazard_kinds,
    .count = sizeof hazard_kinds / sizeof hazard_kinds[0],
};

void hazard_inverse_each(const hazard_kind *hazard, const double p[], const number_list *list, double h[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        h[i] = hazard->inverse(p, list, h[i]);
    }
}
