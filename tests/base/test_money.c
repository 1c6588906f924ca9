#include "support/expect.h"

#include "base/hash.h"
#include "base/money.h"

static void halves_are_rounded_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(pence_round(1204.5), 1205);
    assert_int_equal(pence_round(-1204.5), -1205);
    assert_int_equal(pence_round(1204.4999), 1204);
    assert_int_equal(pence_round(-0.49), 0);
    assert_int_equal(pence_from_pounds(3471.27), 347127);
    assert_int_equal(pence_from_pounds(-0.125), -13);
    expect_close(pounds_from_pence(347127), 3471.27, 1e-12);
    assert_int_equal(pence_min(-3, 8), -3);
    assert_int_equal(pence_max(-3, 8), 8);
}

static void what_no_contract_pays_is_held_at_the_most(void **state)
{
    (void)state;
    assert_int_equal(pence_round(7.3e22), PENCE_MOST);
    assert_int_equal(pence_round(-7.3e22), -PENCE_MOST);
    assert_int_equal(pence_floor((double)INFINITY), PENCE_MOST);
    assert_int_equal(pence_floor(-2.5), -3);
    assert_int_equal(pence_floor(1204.99), 1204);
}

static void the_largest_remainders_get_the_odd_pence_and_the_earlier_wins_a_tie(void **state)
{
    (void)state;
    /* 1000 p by 3 : 3 : 5 is 272.7, 272.7, 454.5: two pence are left for the two largest remainders. */
    pence part[3];
    pence_split(1000, (const double[]){ 3, 3, 5 }, NULL, part, 3);
    assert_int_equal(part[0], 273);
    assert_int_equal(part[1], 273);
    assert_int_equal(part[2], 454);
    /* 100 p in three equal shares: one penny is left, the first has it. */
    pence_split(100, (const double[]){ 0.7, 0.7, 0.7 }, NULL, part, 3);
    assert_int_equal(part[0], 34);
    assert_int_equal(part[1], 33);
    assert_int_equal(part[2], 33);
}

static void who_has_no_weight_gets_nothing(void **state)
{
    (void)state;
    pence part[3];
    pence_split(9173, (const double[]){ 0, 2.5, 0 }, NULL, part, 3);
    assert_int_equal(part[0], 0);
    assert_int_equal(part[1], 9173);
    assert_int_equal(part[2], 0);
}

/** Splits 1,000 amounts below `limit` pence among `count` payers; checks each split, and each payer's total against its share. */
static void check_many_splits(size_t count, uint64_t limit, double tolerance)
{
    static const double weight[] = { 41.7, 3.1, 17, 0.9, 26.3, 8.8, 120.5 };
    double carry[7] = { 0 };
    double share[7] = { 0 };
    pence total[7] = { 0 };
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
    }
    for (uint64_t period = 1; period <= 1000; period++) {
        const pence amount = (pence)(hash_mix(period) % limit);
        pence part[7];
        pence paid = 0;
        pence_split(amount, weight, carry, part, count);
        for (size_t i = 0; i < count; i++) {
            expect_true(part[i] >= 0);
            paid += part[i];
            total[i] += part[i];
            share[i] += (double)amount * weight[i] / sum;
            expect_close((double)total[i], share[i], tolerance);
        }
        assert_int_equal(paid, amount);
    }
}

static void over_many_periods_each_payer_is_within_a_penny_of_its_share(void **state)
{
    (void)state;
    check_many_splits(3, 4000003, 1.0001); /* a penny and the rounding of doubles */
    check_many_splits(7, 4000003, 1.0001);
}

static void amounts_of_a_few_pence_make_no_payer_negative(void **state)
{
    (void)state;
    check_many_splits(3, 4, 2);
    check_many_splits(7, 4, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_are_rounded_away_from_zero),
        cmocka_unit_test(what_no_contract_pays_is_held_at_the_most),
        cmocka_unit_test(the_largest_remainders_get_the_odd_pence_and_the_earlier_wins_a_tie),
        cmocka_unit_test(who_has_no_weight_gets_nothing),
        cmocka_unit_test(over_many_periods_each_payer_is_within_a_penny_of_its_share),
        cmocka_unit_test(amounts_of_a_few_pence_make_no_payer_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
