#include "support/expect.h"
#include "support/scenario_text.h"

#define REPLICATES 400

/* Therapy does nothing; so the children behind a baseline, who are alike, are in care for the same share of their windows as those who are treated. */
static const char *const patches[] = {
    "{\"people\": {\"wait_days\": 41, \"nominal_wait_days\": 41}, \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [40, 31, 17]}}}}}, \"contracts\": {\"days\": {\"terms\": {"
    " \"day\": {\"baseline\": {\"kind\": \"live_control\", \"children\": 150}},"
    " \"past\": {\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": 57.42,"
    "   \"baseline\": {\"kind\": \"historical_cohort\", \"children\": 150}}}}}}",
    NULL
};

/** Mean and standard error of what is put in. */
typedef struct {
    double sum, squares, count;
} moments;

static void put(moments *to, double value_)
{
    to->sum += value_;
    to->squares += value_ * value_;
    to->count += 1;
}

static double mean_of(const moments *of)
{
    return of->sum / of->count;
}

static double error_of(const moments *of)
{
    return sqrt((of->squares / of->count - mean_of(of) * mean_of(of)) / of->count);
}

/** The share of window days that did not count, at the end. */
static double in_care(const quantities *units, size_t term)
{
    double achieved = 0, window = 0;
    for (size_t k = 0; k < units->periods; k++) {
        achieved += units->achieved[term * units->periods + k];
        window += units->window_days[term * units->periods + k];
    }
    return 1 - achieved / window;
}

static void without_an_effect_a_baseline_of_children_saves_nothing(void **state)
{
    (void)state;
    for (size_t term = 0; term < 2; term++) {
        test_engine engine;
        test_engine_make(&engine, scenario_small, patches);
        moments saved = { 0 };
        for (uint32_t i = 0; i < REPLICATES; i++) {
            const quantities *units = &test_engine_run(&engine, i, 0)->contracts[0].treated;
            put(&saved, units->baseline[(term + 1) * units->periods - 1] - in_care(units, term));
        }
        expect_true(error_of(&saved) < 0.004);
        expect_close(mean_of(&saved), 0, 5 * error_of(&saved));
        test_engine_free(&engine);
    }
}

/* The children of earlier years are the same in all histories of a world; those followed beside the programme are not. */
static void a_historical_cohort_belongs_to_the_world(void **state)
{
    (void)state;
    test_engine engine;
    double share[2][2];
    test_engine_make(&engine, scenario_small, patches);
    for (uint32_t history = 0; history < 2; history++) {
        const quantities *units = &test_engine_run(&engine, 3, history)->contracts[0].treated;
        share[0][history] = units->baseline[units->periods - 1];
        share[1][history] = units->baseline[2 * units->periods - 1];
    }
    expect_true(share[0][0] != share[0][1]);
    expect_close(share[1][0], share[1][1], 0);
    test_engine_free(&engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_an_effect_a_baseline_of_children_saves_nothing),
        cmocka_unit_test(a_historical_cohort_belongs_to_the_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
