#ifndef EDGECARE_TESTS_TERM_PERIODS_H
#define EDGECARE_TESTS_TERM_PERIODS_H

#include "support/expect.h"
#include "support/kinds.h"
#include "terms/term.h"

/** One claim period, and the units that it earns with the kind's parameter `p`. */
typedef struct {
    const char *says;
    double p;
    period_view view;
    double units;
} period_case;

static inline void expect_periods(const char *name, const period_case cases[], size_t count)
{
    const kind *found = kind_named(&term_family, name);
    const term_kind *paid = (const term_kind *)(const void *)found;
    expect_kind_is_described(found);
    assert_null(paid->units);
    assert_false(paid->once);
    for (size_t i = 0; i < count; i++) {
        expect_close_at(paid->period_units(&cases[i].p, &cases[i].view), cases[i].units, 1e-9, cases[i].says, __FILE__, __LINE__);
    }
}

#define EXPECT_PERIODS(name, cases) expect_periods(name, cases, sizeof(cases) / sizeof((cases)[0]))

#endif
