#include "pay/rules.h"
#include "records/calendar.h"

#include "support/expect.h"
#include "world/price.h"

static void deadweight_leaves_its_complement_payable(void **state)
{
    (void)state;
    expect_close(deadweight_payable(26.3, 0.33), 17.621, 1e-12); /* 0.67 x 26.3 */
    expect_close(deadweight_payable(26.3, 0), 26.3, 0);
    expect_close(deadweight_payable(41.7, 1), 0, 0);
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
        { 0.25, -0.5, -13 },                /* what is taken back is rounded away from zero too */
        { 57.35, -17.621, -101056 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(amount_entitled(amount_exact(cases[i].price_gbp, cases[i].units)), cases[i].amount);
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

static date day_of_text(const char *text)
{
    date day = 0;
    expect_true(date_read(text, &day));
    return day;
}

static void a_price_grows_on_each_anniversary(void **state)
{
    (void)state;
    static const struct {
        const char *from, *day;
        int years;
    } cases[] = {
        { "2019-02-05", "2020-02-04", 0 }, { "2019-02-05", "2020-02-05", 1 }, { "2019-02-05", "2023-06-30", 4 },
        { "2019-02-05", "2018-12-31", 0 }, { "2019-02-05", "2016-01-01", 0 },
        { "2020-02-29", "2021-02-27", 0 }, { "2020-02-29", "2021-02-28", 1 }, { "2020-02-29", "2024-02-28", 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(years_since(day_of_text(cases[i].from), day_of_text(cases[i].day)), cases[i].years);
    }
    expect_close(price_indexed(57.42, 0.035, 0), 57.42, 0);
    expect_close(price_indexed(57.42, 0.035, 3), 57.42 * 1.035 * 1.035 * 1.035, 1e-12);
    expect_close(price_indexed(57.42, -0.02, 2), 57.42 * 0.9604, 1e-12);
}

typedef struct {
    pence owed;
    pence entitled[3], amount[3];
    pence taken, carried;
} claw_back_case;

static void what_is_owed_is_taken_back_in_proportion_and_the_rest_carried(void **state)
{
    (void)state;
    static const claw_back_case cases[] = {
        { 0, { 701, 503, 299 }, { 701, 503, 299 }, 0, 0 },
        /* 503 of 1,503 are taken, which leaves 466.40, 334.66 and 198.94. */
        { 503, { 701, 503, 299 }, { 466, 335, 199 }, 503, 0 },
        /* 41 and 62 of before: of 1,000 there stay 897: 628.797 and 268.203. */
        { 62, { 701, -41, 299 }, { 629, 0, 268 }, 103, 0 },
        { 62, { 31, -900, 17 }, { 0, 0, 0 }, 48, 914 },
        { 62, { 0, 0, 0 }, { 0, 0, 0 }, 0, 62 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pence amount[3];
        const claw_back back = claw_back_take(cases[i].owed, cases[i].entitled, amount, 3);
        assert_int_equal(back.taken, cases[i].taken);
        assert_int_equal(back.carried, cases[i].carried);
        for (size_t t = 0; t < 3; t++) {
            assert_int_equal(amount[t], cases[i].amount[t]);
        }
    }
}

static void of_a_part_a_share_is_disputed_and_of_that_a_share_lost(void **state)
{
    (void)state;
    static const struct {
        pence part;
        double disputed, lost;
        pence later, gone;
    } cases[] = {
        { 10037, 0.13, 0.4, 783, 522 }, /* 1,304.81: 1,305; 522 */
        { 10037, 0.13, 0, 1305, 0 },
        { 10037, 0.13, 1, 0, 1305 },
        { 10037, 0, 0.7, 0, 0 },
        { 3, 0.5, 0.5, 1, 1 },          /* 1.5: 2; 1 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const dispute found = dispute_of(cases[i].part, cases[i].disputed, cases[i].lost);
        assert_int_equal(found.later, cases[i].later);
        assert_int_equal(found.lost, cases[i].gone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadweight_leaves_its_complement_payable),
        cmocka_unit_test(a_price_grows_on_each_anniversary),
        cmocka_unit_test(what_is_owed_is_taken_back_in_proportion_and_the_rest_carried),
        cmocka_unit_test(of_a_part_a_share_is_disputed_and_of_that_a_share_lost),
        cmocka_unit_test(amounts_are_rounded_once_halves_away_from_zero),
        cmocka_unit_test(limits_below_zero_mean_none),
        cmocka_unit_test(a_period_over_the_limit_is_cut_in_proportion_by_largest_remainder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
