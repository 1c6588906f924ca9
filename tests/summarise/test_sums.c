#include "support/expect.h"

#include "summarise/sums.h"

static const double num[7] = {412.5, 398.25, 377, 455.75, 401.5, 390.25, 433};
static const double den[7] = {13.5, 12.25, 11.75, 15.5, 12.5, 13.25, 14};

static ratio_sums ratio_of(size_t from, size_t until)
{
    ratio_sums sums = {0};
    for (size_t i = from; i < until; i++) {
        ratio_sums_add(&sums, num[i], den[i]);
    }
    return sums;
}

static void a_ratio_by_sums_is_the_ratio_by_arrays(void **state)
{
    (void)state;
    const ratio_sums sums = ratio_of(0, 7);
    const ratio_summary made = ratio_sums_finish(&sums), expected = ratio_of_means(num, den, 7);
    expect_relative(made.ratio, expected.ratio, 1e-13);
    expect_relative(made.se, expected.se, 1e-10);
    expect_relative(made.lower, expected.lower, 1e-12);
    expect_relative(made.upper, expected.upper, 1e-12);
}

static void joined_blocks_give_what_one_block_gives(void **state)
{
    (void)state;
    for (size_t cut = 0; cut <= 7; cut++) {
        ratio_sums left = ratio_of(0, cut);
        const ratio_sums right = ratio_of(cut, 7), whole = ratio_of(0, 7);
        ratio_sums_merge(&left, &right);
        expect_relative(left.num, whole.num, 1e-14);
        expect_relative(left.num_num, whole.num_num, 1e-12);
        expect_relative(left.num_den, whole.num_den, 1e-12);
        assert_int_equal(left.worlds, 7);
    }
}

static void a_ratio_whose_denominator_may_be_zero_has_no_interval(void **state)
{
    (void)state;
    ratio_sums sums = {0};
    ratio_sums_add(&sums, 3.5, -1.25);
    ratio_sums_add(&sums, 2.5, 1.5);
    const ratio_summary made = ratio_sums_finish(&sums);
    expect_close(made.ratio, 24, 1e-12); /* 3 / 0.125 */
    assert_true(isnan(made.lower) && isnan(made.upper));
}

static void moments_about_different_shifts_join(void **state)
{
    (void)state;
    const double number[8] = {1203.5, 1187.25, (double)NAN, 1251.75, 1199.5, 1207, 1190.25, 1222.5};
    moments whole = {.shift = 1203.5}, left = {.shift = 1203.5}, right = {.shift = 1199.5};
    for (size_t world = 0; world < 4; world++) {
        moments_add_world(&whole, number + 2 * world, 2, 1);
        moments_add_world(world < 2 ? &left : &right, number + 2 * world, 2, 1);
    }
    moments joined = {0};
    moments_join(&joined, &left);
    moments_join(&joined, &right);
    summary expected = {0}, made = {0};
    moments_finish(&whole, &expected);
    moments_finish(&joined, &made);
    expect_relative(made.mean, expected.mean, 1e-14);
    expect_relative(made.sd, expected.sd, 1e-11);
    expect_relative(made.se, expected.se, 1e-11);
    assert_int_equal(made.undefined, 1);
}

static void an_empty_block_changes_nothing(void **state)
{
    (void)state;
    moments sums = {.shift = 5, .sum = 3.5, .n = 2, .worlds = 1};
    const moments before = sums, empty = {.undefined = 3};
    moments_join(&sums, &empty);
    expect_close(sums.sum, before.sum, 0);
    assert_int_equal(sums.undefined, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_by_sums_is_the_ratio_by_arrays),
        cmocka_unit_test(joined_blocks_give_what_one_block_gives),
        cmocka_unit_test(a_ratio_whose_denominator_may_be_zero_has_no_interval),
        cmocka_unit_test(moments_about_different_shifts_join),
        cmocka_unit_test(an_empty_block_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
