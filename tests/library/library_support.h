#ifndef EDGECARE_TESTS_LIBRARY_SUPPORT_H
#define EDGECARE_TESTS_LIBRARY_SUPPORT_H

#include "edgecare.h"
#include "support/expect.h"

#define TYPICAL EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json"
#define CONTRACT "per_day_saved"

static const char *const few[] = {"/run/worlds=7", "/run/histories=3", "/run/seed=26"};
static const edgecare_place programme = {0};
static const edgecare_place county = {.site = "county"};
static const edgecare_place contract = {.contract = CONTRACT};

/** The typical programme in 21 replicates. */
static inline edgecare_scenario *read_few(void)
{
    edgecare_scenario *self = NULL;
    assert_int_equal(edgecare_scenario_read(TYPICAL, few, 3, NULL, &self), EDGECARE_FINE);
    assert_non_null(self);
    return self;
}

static inline edgecare_result *run_few(const edgecare_scenario *from, int threads)
{
    const edgecare_run_options how = {.threads = threads};
    edgecare_result *out = NULL;
    assert_int_equal(edgecare_run(from, &how, &out), EDGECARE_FINE);
    assert_non_null(out);
    return out;
}

static inline edgecare_statistics told_of(const edgecare_result *from, edgecare_place where, const char *name)
{
    edgecare_statistics out;
    assert_int_equal(edgecare_result_metric(from, where, name, &out), EDGECARE_FINE);
    return out;
}

#endif
