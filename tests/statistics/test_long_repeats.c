#include <stdlib.h>

#include "run/run.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Whole runs, repeated under 200 seeds: the standard errors a result claims against the spread of what it says, where little, half and nearly all of
 * the variance is luck. */

#define REPEATS 200

/* of a standard deviation from 200 repeats: 1 / sqrt(2 x 199) */
static const double relative_error = 0.0501;

typedef struct {
    const char *metric;
    metric_level level;
} asked_metric;

/* a mean, a share that no ratio gives, a probability, two ratios, and a difference of arms */
static const asked_metric asked[] = {
    {"care_days", LEVEL_PROGRAMME},          {"never_in_care_share_at_days_365", LEVEL_PROGRAMME}, {"cap_reached", LEVEL_CONTRACT},
    {"time_with_family_share", LEVEL_PROGRAMME}, {"payment_per_family_gbp", LEVEL_CONTRACT},       {"days_averted", LEVEL_PROGRAMME}};
#define ASKED (sizeof asked / sizeof asked[0])

typedef struct {
    double sum, squares, claimed;
} spread_of;

/* 25 families; the limit binds in about half of the replicates */
static const char limited[] =
    "{\"run\": {\"worlds\": 60, \"histories\": 4}, \"people\": {\"wait_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 40, \"sigma\": 0.5}},"
    " \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.7}}}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"families\": null, \"per_year\": 31}}}}},"
    " \"contracts\": {\"days\": {\"limit_gbp\": 960000}}}";

static void add_run(scenario *self, int64_t seed, spread_of found[], double *luck)
{
    const run_options options = {.threads = 0};
    result *all = NULL;
    self->run.seed = seed;
    assert_int_equal(run_scenario(self, &options, &all), RUN_DONE);
    for (size_t a = 0; a < ASKED; a++) {
        const size_t at = columns_find(&all->columns, asked[a].metric, asked[a].level, 0, 0);
        assert_true(at != COLUMN_NONE);
        const told said = result_told(all, at);
        const bool ratio = said.column->metric->nature == NATURE_RATIO;
        const double says = ratio ? all->of_column[at].ratio.ratio : said.mean;
        const double se = ratio ? all->of_column[at].ratio.se : said.se;
        found[a].sum += says;
        found[a].squares += says * says;
        found[a].claimed += se * se;
        *luck += a == 0 ? said.luck_share / REPEATS : 0;
    }
    result_free(all);
}

/** Compares claims with spreads; returns the luck share of the first metric. */
static double expect_honest_errors(const char *uncertainty)
{
    const char *const patches[] = {limited, uncertainty, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    spread_of found[ASKED] = {{0}};
    double luck = 0;
    for (int64_t r = 0; r < REPEATS; r++) {
        add_run(self, 1000 + r, found, &luck);
    }
    for (size_t a = 0; a < ASKED; a++) {
        const double mean = found[a].sum / REPEATS;
        const double variance = (found[a].squares - REPEATS * mean * mean) / (REPEATS - 1);
        expect_close(sqrt(found[a].claimed / REPEATS / variance), 1, 5 * relative_error);
    }
    scenario_free(self);
    return luck;
}

static void runs_claim_the_errors_they_make_where_luck_is_small(void **state)
{
    (void)state;
    const double luck = expect_honest_errors("{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": {\"dist\": \"lognormal\", \"median\": 613, \"sigma\": 1.5}}}},"
                                             " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"per_year\": 310}}}}}, \"contracts\": {\"days\": {\"limit_gbp\": 9600000}}}");
    expect_close(luck, 0, 0.15);
}

static void runs_claim_the_errors_they_make_where_half_is_luck(void **state)
{
    (void)state;
    const double luck = expect_honest_errors("{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": {\"dist\": \"lognormal\", \"median\": 613, \"sigma\": 0.6}}}}}");
    expect_close(luck, 0.5, 0.15);
}

static void runs_claim_the_errors_they_make_where_nearly_all_is_luck(void **state)
{
    (void)state;
    const double luck = expect_honest_errors("{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": {\"dist\": \"lognormal\", \"median\": 613, \"sigma\": 0.1}}}}}");
    expect_close(luck, 0.95, 0.06);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_claim_the_errors_they_make_where_luck_is_small),
        cmocka_unit_test(runs_claim_the_errors_they_make_where_half_is_luck),
        cmocka_unit_test(runs_claim_the_errors_they_make_where_nearly_all_is_luck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
