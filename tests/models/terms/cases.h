#ifndef EDGECARE_TESTS_TERM_CASES_H
#define EDGECARE_TESTS_TERM_CASES_H

#include "support/expect.h"
#include "support/kinds.h"
#include "terms/term.h"

#define LOTS_MAX 12

/** One child, and the days on which it earns a unit, ascending; a case without days earns none. */
typedef struct {
    const char *says;
    double days;  /* the kind's parameter, where it has one */
    int32_t event, started, completed;
    day_run window;
    day_run counted[4];
    size_t runs;
    int32_t earns[LOTS_MAX];
    size_t lots;
} term_case;

/** Lists the days of all lots, one by one. */
static inline size_t lots_of(const unit_run runs[], size_t count, int32_t days[])
{
    size_t lots = 0;
    for (size_t i = 0; i < count; i++) {
        expect_close(runs[i].units, 1.0, 0.0);
        for (int32_t day = runs[i].from + runs[i].every - 1; day < runs[i].until; day += runs[i].every) {
            expect_true(lots < LOTS_MAX);
            days[lots++] = day;
        }
    }
    return lots;
}

static inline void expect_case(const term_kind *paid, const term_case *it)
{
    const term_view view = { .event_day = it->event,
                             .window = it->window,
                             .counted = it->counted,
                             .counted_count = it->runs,
                             .started_day = it->started,
                             .completed_day = it->completed };
    unit_run runs[TERM_RUNS_MAX];
    int32_t days[LOTS_MAX];
    const size_t count = paid->units(&it->days, &view, runs);
    const size_t lots = lots_of(runs, count, days);
    assert_true(count <= it->runs || count == 1);
    if (lots != it->lots) {
        print_error("%s: %zu units, expected %zu\n", it->says, lots, it->lots);
    }
    assert_int_equal(lots, it->lots);
    for (size_t i = 0; i < lots; i++) {
        expect_close_at(days[i], it->earns[i], 0.0, it->says, __FILE__, __LINE__);
    }
}

static inline void expect_cases(const char *name, const term_case cases[], size_t count)
{
    const kind *found = kind_named(&term_family, name);
    expect_kind_is_described(found);
    for (size_t i = 0; i < count; i++) {
        expect_case((const term_kind *)(const void *)found, &cases[i]);
    }
}

#define EXPECT_CASES(name, cases) expect_cases(name, cases, sizeof(cases) / sizeof((cases)[0]))

#endif
