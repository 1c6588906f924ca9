#include "effects/effect.h"

#define EFFECT_KIND(name) extern const effect_kind effect_##name;
#include "effects/kinds.def"
#undef EFFECT_KIND

#define EFFECT_KIND(name) &effect_##name.base,
static const kind *const effect_kinds[] = {
#include "effects/kinds.def"
};

const kind_family effect_family = {
    .title = "effect",
    .kinds = effect_kinds,
    .count = sizeof effect_kinds / sizeof effect_kinds[0],
};
