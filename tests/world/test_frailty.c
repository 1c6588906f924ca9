#include "world/frailty.h"
#include "support/expect.h"
#include "support/integral.h"
#include "support/scenario_text.h"

/* The Laplace transform of frailty: against adaptive integration over the log-normal, and against the shares that simulated children realise. */

typedef struct {
    double variance, x;
} point;

static double sigma_of(double variance)
{
    return sqrt(log(1 + variance));
}

static double integrand(double z, void *context)
{
    const point *at = context;
    const double s = sigma_of(at->variance);
    return 0.39894228040143267794 * exp(-z * z / 2 - at->x * exp(s * z - s * s / 2));
}

static frailty_model log_normal_of(double variance)
{
    scenario self = {.people = {.frailty_distribution = FRAILTY_LOG_NORMAL, .frailty_variance = {.value = variance, .draw = -1}}};
    return frailty_in_world(&self, true);
}

static void the_log_normal_transform_agrees_with_integration(void **state)
{
    (void)state;
    const double variances[] = {0.03, 0.5, 1.1, 2, 20};
    const double xs[] = {1e-6, 0.013, 0.41, 2.7, 31, 900};
    for (size_t v = 0; v < 5; v++) {
        const frailty_model frailty = log_normal_of(variances[v]);
        for (size_t i = 0; i < 6; i++) {
            point at = {variances[v], xs[i]};
            const double weight = 1;
            double sum;
            double slope;
            frailty_survivors(&frailty, &weight, &xs[i], 1, 1, &sum, &slope);
            expect_close(sum, integral_between(integrand, &at, -12, 12, 1e-12), 1e-9);
            double more;
            double less;
            frailty_survivors(&frailty, &weight, &xs[i], 1, exp(1e-4), &more, &slope);
            frailty_survivors(&frailty, &weight, &xs[i], 1, exp(-1e-4), &less, &slope);
            frailty_survivors(&frailty, &weight, &xs[i], 1, 1, &sum, &slope);
            expect_close(slope, (more - less) / 2e-4, 1e-7);
        }
    }
}

static void log_normal_frailty_has_mean_one_and_its_variance(void **state)
{
    (void)state;
    const frailty_model frailty = log_normal_of(1.4);
    double sum = 0;
    double mean = 0;
    double square = 0;
    for (size_t i = 0; i < FRAILTY_POINTS; i++) {
        sum += frailty.weight[i];
        mean += frailty.weight[i] * frailty.at[i];
        square += frailty.weight[i] * frailty.at[i] * frailty.at[i];
    }
    expect_close(sum, 1, 1e-13);
    expect_close(mean, 1, 1e-12);
    expect_close(square - 1, 1.4, 1e-9);
}

static const char frail[] =
    "{\"transitions\": {\"entry\": {\"clock\": \"referral\", \"hazard\": {\"kind\": \"weibull\", \"mean_days\": null, \"shape\": 0.8, \"scale_days\": 365},"
    "   \"share_by\": {\"days\": 548, \"share\": 0.33}, \"multipliers\": {\"frailty\": true}}},"
    " \"people\": {\"age_years\": 9.1, \"wait_days\": 43, \"nominal_wait_days\": 43, \"frailty\": {\"distribution\": \"log_normal\", \"variance\": 1.3}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [40000]}}}}}}";

static void simulated_starters_realise_the_share_under_log_normal_frailty(void **state)
{
    (void)state;
    const char *const patches[] = {frail, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const families *people = &drawn->families;
    double mean = 0;
    double starters = 0;
    double entered = 0;
    for (size_t i = 0; i < people->count; i++) {
        mean += people->frailty[i] / (double)people->count;
        if (people->started_at[i] < TIME_NEVER) {
            starters += 1;
            entered += career_first_entry(run.self, &drawn->arm[ARM_UNTREATED_SHARED], i, CLASS_CARE) <= people->started_at[i] + 548;
        }
    }
    expect_close(mean, 1, 5 * sqrt(1.3 / (double)people->count));
    assert_true(starters > 30000);
    expect_close(entered / starters, 0.33, 4 * sqrt(0.33 * 0.67 / starters));
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_log_normal_transform_agrees_with_integration),
        cmocka_unit_test(log_normal_frailty_has_mean_one_and_its_variance),
        cmocka_unit_test(simulated_starters_realise_the_share_under_log_normal_frailty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
