#include <stdlib.h>

#include "people/latent.h"
#include "support/expect.h"
#include "support/kinds.h"
#include "support/scenario_text.h"

/* Drift multiplies a hazard by the same factor from each year since the scenario's start to the next, in all arms. */

#define YEAR 365.25
#define MEAN_DAYS 1511.0

static const char drifting[] =
    "{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 1511}, \"multipliers\": {\"drift_per_year\": 1.23}},"
    "   \"return_home\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}},"
    " \"people\": {\"age_years\": 8.9}, \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30000]}}}}}}";

static void entries_grow_from_year_to_year_in_every_arm(void **state)
{
    (void)state;
    const char *const patches[] = {drifting, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
        for (int year = 1; year < 6; year++) {
            double at_risk = 0;
            double entered = 0;
            for (size_t i = 0; i < drawn->families.count; i++) {
                const double entry = career_first_entry(run.self, &drawn->arm[arm], i, CLASS_CARE);
                at_risk += entry >= year * YEAR;
                entered += entry >= year * YEAR && entry < (year + 1) * YEAR;
            }
            const double p = 1 - exp(-pow(1.23, year) * YEAR / MEAN_DAYS);
            expect_close(entered / at_risk, p, 4 * sqrt(p * (1 - p) / at_risk));
        }
    }
    test_engine_free(&run);
}

static career_model *model_with_drift(double per_year)
{
    career_model *model = calloc(1, sizeof *model);
    assert_non_null(model);
    model->transition[0] = (transition_model){.kind = (const hazard_kind *)kind_named(&hazard_family, "exponential"), .p = {700}, .level = 1,
                                              .largest_cumulative = HUGE_VAL, .drifts = true};
    for (int year = 0; year <= DRIFT_YEARS; year++) {
        model->transition[0].drift[year] = pow(per_year, year);
    }
    return model;
}

static void a_latent_time_crosses_the_ends_of_years(void **state)
{
    (void)state;
    career_model *model = model_with_drift(1.1);
    time_steps steps;
    time_steps_set(model, 0, NULL, 0, &steps);
    /* From day 300 at 1/700 a day: 65.25 days plain, a year at 1.1, then 1.21; 0.9 is 0.093214 + 0.573964 + 0.232821, the last 134.69 days. */
    const double left = 0.9 - (65.25 + 1.1 * YEAR) / 700;
    expect_relative(latent_time(&model->transition[0], 1, 300, 0, 0.9, &steps, 9000), 2 * YEAR + left * 700 / 1.21, 1e-12);
    free(model);
}

static void after_thirty_years_drift_stays_where_it_is(void **state)
{
    (void)state;
    career_model *model = model_with_drift(0.93);
    time_steps steps;
    time_steps_set(model, 0, NULL, 0, &steps);
    const double from = 30 * YEAR + 11;
    expect_relative(latent_time(&model->transition[0], 1, from, 0, 2.1, &steps, 1e6), from + 2.1 * 700 / pow(0.93, 30), 1e-12);
    assert_int_equal(steps.count, 31);
    free(model);
}

static void drift_cuts_the_steps_of_therapy_and_shocks(void **state)
{
    (void)state;
    career_model *model = model_with_drift(1.2);
    model->shocks = 1;
    model->shock[0] = (shock_model){.from = 100, .until = 500, .ratio = 2, .transition_mask = 1};
    const effect_steps therapy = {.count = 2, .from = {0, 80}, .ratio = {0.9, 0.5}};
    time_steps steps;
    time_steps_set(model, 0, &therapy, 350, &steps);
    const double from[] = {100, 350, YEAR, 430, 500, 2 * YEAR};
    const double ratio[] = {2, 1.8, 1.8 * 1.2, 1.2, 0.6, 0.72};
    for (size_t i = 0; i < 6; i++) {
        expect_close(steps.from[i + 1], from[i], 1e-12 * from[i]);
        expect_relative(steps.ratio[i + 1], ratio[i], 1e-14);
    }
    free(model);
}

static void a_share_by_a_day_is_solved_without_drift(void **state)
{
    (void)state;
    const char *const plain[] = {drifting, "{\"transitions\": {\"entry\": {\"share_by\": {\"days\": 400, \"share\": 0.3, \"conditional\": true}, \"multipliers\": null}}}", NULL};
    const char *const drifts[] = {drifting, "{\"transitions\": {\"entry\": {\"share_by\": {\"days\": 400, \"share\": 0.3, \"conditional\": true}}}}", NULL};
    const char *const *const both[] = {plain, drifts};
    double level[2];
    for (size_t i = 0; i < 2; i++) {
        test_engine run;
        test_engine_make(&run, scenario_small, both[i]);
        test_engine_run(&run, 0, 0);
        level[i] = replicate_engine_levels(run.engine)[0];
        test_engine_free(&run);
    }
    expect_close(level[0], level[1], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_grow_from_year_to_year_in_every_arm),
        cmocka_unit_test(a_latent_time_crosses_the_ends_of_years),
        cmocka_unit_test(after_thirty_years_drift_stays_where_it_is),
        cmocka_unit_test(drift_cuts_the_steps_of_therapy_and_shocks),
        cmocka_unit_test(a_share_by_a_day_is_solved_without_drift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
