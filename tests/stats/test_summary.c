#include "stats/summary.h"

#include "stats/normal.h"
#include "stats/rng.h"
#include "support/expect.h"


/* Standard normals by place: world, history, and which repetition of the experiment. */
static double normal_at(uint32_t repeat, uint32_t world, uint32_t history)
{
    return normal_quantile(rng_draw_words(rng_stream_of(77, "tests", "summary"), world, history, repeat, 0).u[0]);
}

static summary resampled_summary_of(const double value[], size_t worlds, size_t histories, const resamples *by)
{
    moments sums = { .shift = value[0] };
    summary out = { 0 };
    uint64_t *const scratch = test_malloc(4 * worlds * histories * sizeof *scratch);
    for (size_t w = 0; w < worlds; w++) {
        moments_add_world(&sums, value + w * histories, histories, 1);
    }
    moments_finish(&sums, &out);
    summary_quantiles(&(world_values){ value, worlds, histories }, by, scratch, &out);
    test_free(scratch);
    return out;
}

static summary summary_of(const double value[], size_t worlds, size_t histories)
{
    return resampled_summary_of(value, worlds, histories, NULL);
}

/* By hand: values 1 2 4 3 6; sum of squares about 3.2 is 14.8; world means 1.5, 4, 4.5 have squared deviations 5.1666...; / 2 / 3. */
static void three_worlds_worked_by_hand(void **state)
{
    (void)state;
    const double value[] = { 1, 2, 4, (double)NAN, 3, 6 };
    const summary out = summary_of(value, 3, 2);
    expect_close(out.mean, 3.2, 1e-15);
    expect_close(out.sd, sqrt(14.8 / 4), 1e-14);
    expect_close(out.se, sqrt(5.0 / 6 + 1.0 / 36), 1e-14);
    assert_int_equal(out.n, 5);
    assert_int_equal(out.undefined, 1);
    expect_true(isnan(out.luck_share) && isnan(out.quantile_se[3]));
}

/* By hand: ranks 0.15 0.3 0.75 1.5 2.25 2.7 2.85 among 10 20 40 80. */
static void quantiles_are_of_type_seven(void **state)
{
    (void)state;
    const double value[] = { 40, 10, 80, 20 };
    const double expected[] = { 11.5, 13, 17.5, 30, 50, 68, 74 };
    const summary out = summary_of(value, 2, 2);
    for (int q = 0; q < SUMMARY_QUANTILES; q++) {
        expect_close(out.quantile[q], expected[q], 1e-12);
    }
}

static void nothing_defined_has_no_figures(void **state)
{
    (void)state;
    const double value[] = { (double)NAN, (double)NAN };
    moments sums = { 0 };
    summary out = { 0 };
    uint64_t *const scratch = test_malloc(8 * sizeof *scratch);
    moments_add_world(&sums, value, 2, 1);
    moments_finish(&sums, &out);
    summary_quantiles(&(world_values){ value, 1, 2 }, NULL, scratch, &out);
    expect_true(isnan(out.mean) && isnan(out.sd) && isnan(out.se) && isnan(out.luck_share) && isnan(out.quantile[3]));
    assert_int_equal(out.undefined, 2);
    test_free(scratch);
}

static void one_value_is_all_its_quantiles(void **state)
{
    (void)state;
    const double value[] = { -7.3 };
    const summary out = summary_of(value, 1, 1);
    expect_close(out.quantile[0], -7.3, 0);
    expect_close(out.quantile[6], -7.3, 0);
    expect_true(isnan(out.sd) && isnan(out.se));
}

static void infinite_values_leave_the_other_quantiles_alone(void **state)
{
    (void)state;
    const double value[] = { HUGE_VAL, 2, HUGE_VAL, 1 };
    uint64_t *const scratch = test_malloc(16 * sizeof *scratch);
    summary out = { 0 };
    summary_quantiles(&(world_values){ value, 2, 2 }, NULL, scratch, &out);
    expect_close(out.quantile[1], 1.3, 1e-12);
    expect_close(out.quantile[6], HUGE_VAL, 0);
    test_free(scratch);
}

static void values_far_from_nought_lose_no_digits(void **state)
{
    (void)state;
    double value[60];
    for (int i = 0; i < 60; i++) {
        value[i] = 1e12 + i;
    }
    const summary out = summary_of(value, 30, 2);
    expect_close(out.mean, 1e12 + 29.5, 1e-3);
    expect_relative(out.sd, sqrt((60 * 60 - 1) / 12.0 * 60 / 59), 1e-12); /* of 0 .. 59 */
}

static void strided_blocks_merge_to_the_whole(void **state)
{
    (void)state;
    double value[120];
    moments whole = { .shift = 0.4 }, parts[2] = { { .shift = 0.4 }, { .shift = 0.4 } };
    summary a = { 0 }, b = { 0 };
    for (uint32_t i = 0; i < 120; i++) {
        value[i] = normal_at(3, i, 0);
    }
    for (size_t w = 0; w < 60; w++) {
        const double strided[] = { value[2 * w], -1e9, value[2 * w + 1] };
        moments_add_world(&whole, value + 2 * w, 2, 1);
        moments_add_world(&parts[w / 23 > 0], strided, 2, 2);
    }
    moments_merge(&parts[0], &parts[1]);
    moments_finish(&whole, &a);
    moments_finish(&parts[0], &b);
    expect_relative(b.mean, a.mean, 1e-12);
    expect_relative(b.sd, a.sd, 1e-12);
    expect_relative(b.se, a.se, 1e-12);
    expect_relative(b.luck_share, a.luck_share, 1e-12);
}

/* Worlds with sd 1 and histories with sd 2 within them: luck is 4 / 5 of the variance, also with some histories undefined. */
static double planted_luck(uint32_t repeat, double world_sd, double luck_sd)
{
    enum { WORLDS = 200, HISTORIES = 3 };
    double value[WORLDS * HISTORIES];
    for (uint32_t w = 0; w < WORLDS; w++) {
        for (uint32_t h = 0; h < HISTORIES; h++) {
            const double x = world_sd * normal_at(repeat, w, 99) + luck_sd * normal_at(repeat, w, h);
            value[w * HISTORIES + h] = (w + h) % 7 == 0 ? (double)NAN : x;
        }
    }
    moments sums = { 0 };
    summary out = { 0 };
    for (size_t w = 0; w < WORLDS; w++) {
        moments_add_world(&sums, value + w * HISTORIES, HISTORIES, 1);
    }
    moments_finish(&sums, &out);
    return out.luck_share;
}

static void luck_share_is_found_again_without_bias(void **state)
{
    (void)state;
    const double planted[][3] = { { 1, 2, 0.8 }, { 3, 1, 0.1 } };
    for (int i = 0; i < 2; i++) {
        double sum = 0, squares = 0;
        for (uint32_t r = 0; r < 200; r++) {
            const double share = planted_luck(r, planted[i][0], planted[i][1]);
            sum += share;
            squares += share * share;
        }
        const double sd = sqrt(squares / 200 - sum * sum / 40000);
        expect_close(sum / 200, planted[i][2], 5 * sd / sqrt(200));
    }
}

static void luck_share_stays_between_nought_and_one(void **state)
{
    (void)state;
    expect_close(planted_luck(5, 1, 0), 0, 1e-12);
    for (uint32_t r = 0; r < 20; r++) {
        const double share = planted_luck(r, 0, 1);
        expect_true(share > 0.7 && share <= 1);
    }
}

/* Over repetitions, claimed standard errors must agree with the spread of what they are claimed for. */
static void claimed_errors_agree_with_the_spread_over_repetitions(void **state)
{
    (void)state;
    enum { REPEATS = 150, WORLDS = 200, HISTORIES = 2 };
    static double value[WORLDS * HISTORIES];
    resamples by;
    assert_true(resamples_make(29, WORLDS, &by));
    double sums[2] = { 0 }, squares[2] = { 0 }, claimed[2] = { 0 };
    for (uint32_t r = 0; r < REPEATS; r++) {
        for (uint32_t i = 0; i < WORLDS * HISTORIES; i++) {
            value[i] = normal_at(r, i / HISTORIES, 50) + normal_at(r, i / HISTORIES, i % HISTORIES);
        }
        const summary out = resampled_summary_of(value, WORLDS, HISTORIES, &by);
        const double figures[] = { out.mean, out.quantile[3] };
        const double errors[] = { out.se, out.quantile_se[3] };
        for (int k = 0; k < 2; k++) {
            sums[k] += figures[k] / REPEATS;
            squares[k] += figures[k] * figures[k] / REPEATS;
            claimed[k] += errors[k] / REPEATS;
        }
    }
    resamples_free(&by);
    for (int k = 0; k < 2; k++) {
        /* The sd of REPEATS numbers is known to 1 / sqrt(2 REPEATS), 5.8 %; four of these. */
        expect_relative(claimed[k], sqrt((squares[k] - sums[k] * sums[k]) * REPEATS / (REPEATS - 1)), 0.23);
    }
}

/* By hand: means 4 and 5/3; variances of the means 4/3, 1/9, covariance 1/3; t of 2 degrees 4.302652729749462; roots of Fieller's equation. */
static void a_ratio_worked_by_hand(void **state)
{
    (void)state;
    const double num[] = { 2, 4, 6 };
    const double den[] = { 1, 2, 2 };
    const ratio_summary out = ratio_of_means(num, den, 3);
    expect_close(out.ratio, 2.4, 1e-14);
    expect_close(out.se, 0.36660605559646714, 1e-13);
    expect_close(out.lower, -2.850674479026149, 1e-9);
    expect_close(out.upper, 4.22616855017241, 1e-9);
}

static void a_denominator_that_may_be_nought_has_no_interval(void **state)
{
    (void)state;
    const ratio_summary wide = ratio_of_means((const double[]){ 2, 4, 6 }, (const double[]){ -1, 2, 2 }, 3);
    expect_close(wide.ratio, 4, 1e-14);
    expect_true(isnan(wide.lower) && isnan(wide.upper) && wide.se > 0);
    const ratio_summary none = ratio_of_means((const double[]){ 2, 4 }, (const double[]){ -1, 1 }, 2);
    expect_true(isnan(none.ratio) && isnan(none.se));
    const ratio_summary one = ratio_of_means((const double[]){ 3 }, (const double[]){ 2 }, 1);
    expect_close(one.ratio, 1.5, 0);
    expect_true(isnan(one.se) && isnan(one.lower));
}

static void fiellers_interval_covers_the_ratio_in_95_of_100(void **state)
{
    (void)state;
    enum { REPEATS = 2000, WORLDS = 12 };
    int covered = 0;
    for (uint32_t r = 0; r < REPEATS; r++) {
        double num[WORLDS], den[WORLDS];
        for (uint32_t w = 0; w < WORLDS; w++) {
            den[w] = 5 + 2 * normal_at(r, w, 0);
            num[w] = 8 + 0.9 * (den[w] - 5) + 3 * normal_at(r, w, 1);
        }
        const ratio_summary out = ratio_of_means(num, den, WORLDS);
        covered += out.lower <= 1.6 && 1.6 <= out.upper;
    }
    expect_close(covered / (double)REPEATS, 0.95, 5 * sqrt(0.95 * 0.05 / REPEATS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_worlds_worked_by_hand),
        cmocka_unit_test(quantiles_are_of_type_seven),
        cmocka_unit_test(nothing_defined_has_no_figures),
        cmocka_unit_test(one_value_is_all_its_quantiles),
        cmocka_unit_test(infinite_values_leave_the_other_quantiles_alone),
        cmocka_unit_test(values_far_from_nought_lose_no_digits),
        cmocka_unit_test(strided_blocks_merge_to_the_whole),
        cmocka_unit_test(luck_share_is_found_again_without_bias),
        cmocka_unit_test(luck_share_stays_between_nought_and_one),
        cmocka_unit_test(claimed_errors_agree_with_the_spread_over_repetitions),
        cmocka_unit_test(a_ratio_worked_by_hand),
        cmocka_unit_test(a_denominator_that_may_be_nought_has_no_interval),
        cmocka_unit_test(fiellers_interval_covers_the_ratio_in_95_of_100),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
