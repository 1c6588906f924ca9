#include "terms/term.h"

#define TERM_KIND(name) extern const term_kind term_##name;
#include "terms/kinds.def"
#undef TERM_KIND

#define TERM_KIND(name) &term_##name.base,
static const kind *const term_kinds[] = {
#include "terms/kinds.def"
};

const kind_family term_family = {
    .title = "term",
    .kinds = term_kinds,
    .count = sizeof term_kinds / sizeof term_kinds[0],
};
