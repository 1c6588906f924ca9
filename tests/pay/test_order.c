#include "pay/order_bench.h"

/* Pairs of clauses that stand in the contract's order: in each case the other order would give another number, which the comment names. */

static double rates[] = { 0.4, 0.7 };
static double pays[] = { 0.5, 0.9 };

static void bands_of(term_row *term, band_over over)
{
    term->success_rates = (number_list){ rates, 2 };
    term->success_pays = (number_list){ pays, 2 };
    term->success_over = (int)over;
}

/* 57.42 x 1.03 x 26.3 = 1,555.45038. With the grown price rounded (59.14) it were 1,555.38. */
static void the_price_grows_before_amounts_are_rounded(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.terms[0].price_gbp = fixed(57.42);
    b.terms[0].index_per_year = fixed(0.03);
    b.achieved[3] = 26.3; /* ends the day before the anniversary: 57.42 x 26.3 = 1,510.146 */
    b.achieved[4] = 26.3;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 0, 0, 0, 151015, 155545 }, 5);
    order_bench_free(&b);
}

/* 12.5 pence x 0.9 = 11.25: 11. Rounded before bands it were 13 x 0.9 = 11.7: 12. */
static void bands_come_before_rounding(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.terms[0].price_gbp = fixed(0.25);
    bands_of(&b.terms[0], OVER_PERIOD);
    b.achieved[1] = 0.5;
    b.assessed[1] = 0.7;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.accrued[1], 11);
    expect_close(b.out.payable[1], 0.5, 0); /* units are not banded */
    order_bench_free(&b);
}

/* 7 x 100.10 = 700.70 by bands (7 of 13: 0.5) are 350.35; the minimum of 3 x 200 lacks 249.65. Before bands it would lack nothing. */
static void terms_by_period_see_what_bands_leave(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 2);
    b.terms[1].price_gbp = fixed(100.1);
    bands_of(&b.terms[1], OVER_PERIOD);
    b.terms[0].unit = unit_named("minimum_payment", 200); /* first in the file, and still after terms by child */
    b.achieved[ORDER_PERIODS + 2] = 7;
    b.assessed[ORDER_PERIODS + 2] = 13;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.term_entitled[2], 24965);
    assert_int_equal(b.out.term_entitled[ORDER_PERIODS + 2], 35035);
    assert_int_equal(b.out.term_entitled[0], 60000);
    order_bench_free(&b);
}

/* A fee of 3 x 70.07 stands before the minimum of 3 x 200 in the file: 389.79 lack. In the other order 600 would. */
static void terms_by_period_see_those_before_them(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 2);
    b.terms[0].price_gbp = fixed(70.07);
    b.terms[0].unit = unit_named("block_fee", 0);
    b.terms[1].unit = unit_named("minimum_payment", 200);
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.term_entitled[0], 21021);
    assert_int_equal(b.out.term_entitled[ORDER_PERIODS], 38979);
    order_bench_free(&b);
}

/* Units of -100.07 leave the minimum of 600 short by 700.07, of which 100.07 are taken back at once. Taken back first, nothing could be, and it were carried. */
static void claw_back_comes_after_terms_by_period(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 2);
    b.terms[1].unit = unit_named("minimum_payment", 200);
    b.achieved[2] = -100.07;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.term_entitled[2], -10007);
    assert_int_equal(b.out.term_entitled[ORDER_PERIODS + 2], 70007);
    assert_int_equal(b.out.taken_back[2], 10007);
    assert_int_equal(b.out.accrued[2], 60000);
    assert_int_equal(b.out.claw_back_owed, 0);
    order_bench_free(&b);
}

/* 120.02 are owed from the period before: 500.05 - 120.02 = 380.03, cut to 300. Cut first it were 300 - 120.02 = 179.98. */
static void claw_back_comes_before_the_limit(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.contract.limit_gbp = fixed(300);
    b.achieved[0] = -120.02;
    b.achieved[1] = 500.05;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 0, 30000, 0, 0, 0 }, 5);
    expect_amounts(b.out.taken_back, (pence[]){ 0, 12002, 0, 0, 0 }, 5);
    assert_int_equal(b.out.lost[1], 8003);
    order_bench_free(&b);
}

/* Of 7.01, 5.03 and 2.99 the year leaves 10.00, the contract 9.00: one cut gives 4.1976, 3.0120, 1.7904. Cut to 10.00 (4.66, 3.35, 1.99) and then to 9.00 the pennies
 * were 4.19, 3.02, 1.79. */
static void two_limits_are_one_cut_to_the_smaller_room(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 3);
    b.contract.limit_gbp_per_year = fixed(10);
    b.contract.limit_gbp = fixed(9);
    b.achieved[0] = 7.01;
    b.achieved[ORDER_PERIODS] = 5.03;
    b.achieved[2 * ORDER_PERIODS] = 2.99;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.term_amount[0], 420);
    assert_int_equal(b.out.term_amount[ORDER_PERIODS], 301);
    assert_int_equal(b.out.term_amount[2 * ORDER_PERIODS], 179);
    assert_int_equal(b.out.lost[0], 603);
    order_bench_free(&b);
}

/* The contract's limit leaves 300 of 380.03: shares 180 and 120; the first payer's own limit of 170 leaves 10 unpaid. Payers first, they would have 228.02 cut to 170 and
 * 152.01, and the contract's limit would then bind on 322.01. */
static void the_contracts_limit_comes_before_payers(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.payers[0] = payer_of(0.6, 170, 1, CAPPED_LOST, UINT32_MAX);
    b.payers[1] = payer_of(-1, -1, 2, CAPPED_LOST, UINT32_MAX);
    b.contract.payers.count = 2;
    b.contract.limit_gbp = fixed(300);
    b.achieved[1] = 380.03;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.by_payer[1], 17000);
    assert_int_equal(b.out.by_payer[ORDER_PERIODS + 1], 12000);
    assert_int_equal(b.out.unpaid[1], 1000);
    assert_int_equal(b.out.lost[1], 8003);
    order_bench_free(&b);
}

/* Of 180.06 the payer's limit leaves 170: half is disputed, 0.4 of 85 lost, so 136 are paid, 51 of them late. Disputed first, 180.06 - 36.01 would be within the limit. */
static void payers_limits_come_before_disputes(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.payers[0].limit_gbp = fixed(170);
    b.contract.disputed_share = fixed(0.5);
    b.contract.dispute_lost_share = fixed(0.4);
    b.contract.dispute_days = 100;
    b.achieved[0] = 180.06;
    order_bench_pay(&b, b.calendar.items[0].paid - b.self.starts);
    assert_int_equal(b.out.by_payer[0], 13600);
    assert_int_equal(b.out.disputed[0], 5100);
    assert_int_equal(b.out.dispute_lost[0], 3400);
    assert_int_equal(b.out.unpaid[0], 1006);
    assert_int_equal(b.out.paid_total, 8500);
    order_bench_pay(&b, b.calendar.items[0].paid + 99 - b.self.starts);
    assert_int_equal(b.out.paid_total, 8500);
    order_bench_pay(&b, b.calendar.items[0].paid + 100 - b.self.starts);
    assert_int_equal(b.out.paid_total, 13600);
    order_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_price_grows_before_amounts_are_rounded),
        cmocka_unit_test(bands_come_before_rounding),
        cmocka_unit_test(terms_by_period_see_what_bands_leave),
        cmocka_unit_test(terms_by_period_see_those_before_them),
        cmocka_unit_test(claw_back_comes_after_terms_by_period),
        cmocka_unit_test(claw_back_comes_before_the_limit),
        cmocka_unit_test(two_limits_are_one_cut_to_the_smaller_room),
        cmocka_unit_test(the_contracts_limit_comes_before_payers),
        cmocka_unit_test(payers_limits_come_before_disputes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
