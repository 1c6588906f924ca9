#include "pay/rules.h"

#include "support/expect.h"

static void deadweight_leaves_its_complement_payable(void **state)
{
    (void)state;
    expect_close(deadweight_payable(26.3, 0.33), 17.621, 1e-12); /* 0.67 x 26.3 */
    expect_close(deadweight_payable(26.3, 0), 26.3, 0);
    expect_close(deadweight_payable(41.7, 1), 0, 0);
}

static void baseline_saves_what_exceeds_the_expected_days(void **state)
{
    (void)state;
    expect_close(baseline_saved(812, 1000, 0.55), 362, 1e-9);  /* 812 - 0.45 x 1000 */
    expect_close(baseline_saved(401.5, 1000, 0.55), -48.5, 1e-9);
    expect_close(baseline_saved(33.25, 71, 1), 33.25, 0);      /* everyone expected in care: each day counts */
}

typedef struct {
    double saved, payable;
} baseline_step;

static void expect_baseline(const baseline_step steps[], size_t count)
{
    baseline_account account = { 0 };
    for (size_t i = 0; i < count; i++) {
        expect_close(baseline_payable(&account, steps[i].saved), steps[i].payable, 1e-12);
    }
}

static void baseline_pays_only_beyond_its_highest_sum(void **state)
{
    (void)state;
    /* Sums 37.5, -14.75, 5.25, 0.25, 50, 61: a set-back is made up before anything is paid again. */
    const baseline_step setback[] = { { 37.5, 37.5 }, { -52.25, 0 }, { 20, 0 }, { -5, 0 }, { 49.75, 12.5 }, { 11, 11 } };
    expect_baseline(setback, 6);
    /* Sums -10, -6, 7.5: a bad beginning is made up too. */
    const baseline_step bad_beginning[] = { { -10, 0 }, { 4, 0 }, { 13.5, 7.5 } };
    expect_baseline(bad_beginning, 3);
}

static void amounts_are_rounded_once_halves_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        double price_gbp, units;
        pence amount;
    } cases[] = {
        { 57.35, 17.621, 101056 }, /* 101,056.435 */
        { 57.35, 51.925, 297790 }, /* 297,789.875 */
        { 0.25, 0.5, 13 },         /* 12.5: to the even penny it would be 12 */
        { 0.05, 0.5, 3 },          /* 2.5 */
        { 120.5, 26.3, 316915 },   /* 3,169.15 */
        { 57.42, (1 - 0.33) * 75, 288536 }, /* 57.42 x 50.25 = 2,885.355 pounds, in doubles a little less */
        { 57.42, (1 - 0.33) * 77, 296230 }, /* 57.42 x 51.59 = 2,962.2978 pounds */
        { 1, 12.3449998, 1234 },            /* not quite half a penny */
        { 120.5, 0, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(amount_entitled(cases[i].price_gbp, cases[i].units), cases[i].amount);
    }
}

static void limits_below_zero_mean_none(void **state)
{
    (void)state;
    assert_int_equal(limit_pence(4037.29), 403729);
    assert_int_equal(limit_pence(0), 0);
    assert_int_equal(limit_pence(-1), PENCE_UNLIMITED);
}

static void a_period_over_the_limit_is_cut_in_proportion_by_largest_remainder(void **state)
{
    (void)state;
    static const struct {
        pence room;
        pence entitled[3], amount[3];
        pence lost;
    } cases[] = {
        /* 466.40, 334.66, 198.94: the two pennies left go to the largest remainders. */
        { 1000, { 701, 503, 299 }, { 466, 335, 199 }, 503 },
        { 1503, { 701, 503, 299 }, { 701, 503, 299 }, 0 },
        { 1502, { 701, 503, 299 }, { 700, 503, 299 }, 1 }, /* 700.53, 502.67, 298.80 */
        { 7, { 5, 5, 5 }, { 3, 2, 2 }, 8 },                /* 2.33 each: the tie goes to the earlier term */
        { 0, { 701, 0, 299 }, { 0, 0, 0 }, 1000 },
        { 5, { 0, 0, 0 }, { 0, 0, 0 }, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pence amount[3];
        assert_int_equal(limit_cut(cases[i].room, cases[i].entitled, amount, 3), cases[i].lost);
        for (size_t t = 0; t < 3; t++) {
            assert_int_equal(amount[t], cases[i].amount[t]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadweight_leaves_its_complement_payable),
        cmocka_unit_test(baseline_saves_what_exceeds_the_expected_days),
        cmocka_unit_test(baseline_pays_only_beyond_its_highest_sum),
        cmocka_unit_test(amounts_are_rounded_once_halves_away_from_zero),
        cmocka_unit_test(limits_below_zero_mean_none),
        cmocka_unit_test(a_period_over_the_limit_is_cut_in_proportion_by_largest_remainder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
