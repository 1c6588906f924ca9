#ifndef EDGECARE_TESTS_REPORT_TOLD_RUN_H
#define EDGECARE_TESTS_REPORT_TOLD_RUN_H

#include "report/csv.h"
#include "report/result_json.h"
#include "report/tables.h"
#include "summarise/fixture.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/** A small contract's result of two replicates. */
typedef struct {
    test_engine run;
    result *from; /* owned */
} told_run;

static inline void told_make(told_run *self, const char *patch)
{
    test_engine_make(&self->run, scenario_small, (const char *const[]){ patch, NULL });
    const replicate *drawn = test_engine_run(&self->run, 0, 0);
    const run_extent extent = { .calendars = self->run.plan.calendars, .series_months = drawn->monthly.months,
                                .cash_months = drawn->contracts[0].cash.months, .first_year = drawn->exposure.first_year, .years = drawn->exposure.years };
    collector *gathered = collector_make(self->run.self, &extent);
    for (uint32_t history = 0; history < 2; history++) {
        assert_true(collector_add(gathered, test_engine_run(&self->run, 0, history)));
    }
    self->from = fixture_finish(gathered);
}

static inline void told_free(told_run *self)
{
    result_free(self->from);
    test_engine_free(&self->run);
}

static inline char *written(void (*write)(const result *self, FILE *out), const result *from)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    write(from, out);
    fclose(out);
    return text;
}

static inline const json_value *member_at(const json_value *from, const char *const keys[])
{
    for (size_t i = 0; keys[i]; i++) {
        from = json_get(from, keys[i]);
        assert_non_null(from);
    }
    return from;
}

#endif
