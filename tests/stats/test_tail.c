#include "stats/tail.h"

#include "stats/normal.h"
#include "stats/rng.h"
#include "support/expect.h"

static tail found(const double value[], size_t count, size_t histories)
{
    const resamples none = {0}; /* few or many worlds: they need none */
    uint64_t *scratch = test_malloc((4 * count + 1) * sizeof *scratch);
    const tail out = tail_of(&(world_values){value, count / histories, histories}, &none, scratch);
    test_free(scratch);
    return out;
}

/* By hand: 30 values, the worst 1.5 of them are -71 and half of -43: (-71 - 21.5) / 1.5. Rank 0.05 x 29 = 1.45 between -43 and -40. */
static void the_worst_values_are_worked_by_hand(void **state)
{
    (void)state;
    double value[30];
    for (int i = 0; i < 30; i++) {
        value[i] = -40 + 3.5 * (i - 2 > 0 ? i - 2 : 0);
    }
    value[17] = -71;
    value[23] = -43;
    value[0] = value[1] = 99;
    const tail out = found(value, 30, 2);
    expect_close(out.conditional, (-71 - 21.5) / 1.5, 1e-12);
    expect_close(out.value_at_risk, -43 + 0.45 * 3, 1e-12);
    assert_true(isnan(out.conditional_se)); /* 15 worlds */
}

static void few_or_no_values_have_the_worst_or_none(void **state)
{
    (void)state;
    const double few[5] = {(double)NAN, 7, -3.5, 11, (double)NAN}, none[2] = {(double)NAN, (double)NAN};
    expect_close(found(few, 5, 1).conditional, -3.5, 0);
    assert_true(isnan(found(none, 2, 1).conditional) && isnan(found(none, 2, 1).value_at_risk));
    assert_true(isnan(found(none, 0, 1).conditional));
}

enum { WORLDS = 3000, HISTORIES = 3, REPEATS = 40 };
#define MEAN 170.5
#define WORLD_SD 30.0
#define LUCK_SD 40.0 /* together 50 */

static void fill_normal(double value[], uint32_t repeat)
{
    const rng_stream stream = rng_stream_of(91, "tests", "tail");
    for (uint32_t w = 0; w < WORLDS; w++) {
        const double world = normal_quantile(rng_draw_words(stream, w, 999, repeat, 0).u[0]);
        for (uint32_t h = 0; h < HISTORIES; h++) {
            value[w * HISTORIES + h] = MEAN + WORLD_SD * world + LUCK_SD * normal_quantile(rng_draw_words(stream, w, h, repeat, 1).u[0]);
        }
    }
}

/* Of a normal: VaR = mean + sd z with z = -1.6448536269514722, CVaR = mean - sd phi(z) / 0.05, phi(z) = 0.10313564037537139. */
static void a_normal_has_its_closed_form_and_the_errors_claimed(void **state)
{
    (void)state;
    const double at_risk = MEAN - 50 * 1.6448536269514722, conditional = MEAN - 50 * 0.10313564037537139 / 0.05;
    double *value = test_malloc(WORLDS * HISTORIES * sizeof *value);
    double off[2] = {0, 0}, claimed[2] = {0, 0}, bias[2] = {0, 0};
    for (uint32_t repeat = 0; repeat < REPEATS; repeat++) {
        fill_normal(value, repeat);
        const tail out = found(value, WORLDS * HISTORIES, HISTORIES);
        assert_true(fabs(out.value_at_risk - at_risk) < 5 * out.value_at_risk_se);
        assert_true(fabs(out.conditional - conditional) < 5 * out.conditional_se);
        bias[0] += (out.value_at_risk - at_risk) / REPEATS;
        bias[1] += (out.conditional - conditional) / REPEATS;
        off[0] += pow(out.value_at_risk - at_risk, 2) / REPEATS;
        off[1] += pow(out.conditional - conditional, 2) / REPEATS;
        claimed[0] += pow(out.value_at_risk_se, 2) / REPEATS;
        claimed[1] += pow(out.conditional_se, 2) / REPEATS;
    }
    test_free(value);
    for (int i = 0; i < 2; i++) {
        /* The variance of 40 repeats has a relative sd of sqrt(2 / 40) = 0.22. */
        expect_relative(claimed[i], off[i], 0.8);
        assert_true(fabs(bias[i]) < 4 * sqrt(off[i] / REPEATS));
    }
}

static void a_histogram_gives_the_same_within_its_bins(void **state)
{
    (void)state;
    double *value = test_malloc(WORLDS * HISTORIES * sizeof *value);
    fill_normal(value, 7);
    histogram *counts = histogram_new();
    for (size_t i = 0; i < WORLDS * HISTORIES; i++) {
        histogram_add(counts, value[i]);
    }
    const tail exact = found(value, WORLDS * HISTORIES, HISTORIES), counted = tail_of_histogram(counts);
    expect_close(counted.value_at_risk, exact.value_at_risk, 0.3);
    expect_close(counted.conditional, exact.conditional, 0.3);
    assert_true(isnan(counted.conditional_se));
    histogram_free(counts);
    test_free(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_values_are_worked_by_hand),
        cmocka_unit_test(few_or_no_values_have_the_worst_or_none),
        cmocka_unit_test(a_normal_has_its_closed_form_and_the_errors_claimed),
        cmocka_unit_test(a_histogram_gives_the_same_within_its_bins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
