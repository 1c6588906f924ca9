#include "pay/tranches.h"

#include <string.h>

#include "pay/fixture.h"

#define MOST 4

/** A tranche of the kind `earns`; `rate` is a loan's. */
static tranche_row tranche_of(const char *earns, double rate, double commitment_gbp, int64_t draws_rank, int64_t repaid_rank)
{
    return (tranche_row){ .name = earns, .kind = { .kind = kind_named(&tranche_family, earns), .parameter = { fixed(rate) } },
                          .commitment_gbp = fixed(commitment_gbp), .draws_rank = draws_rank, .repaid_rank = repaid_rank };
}

static capital_stack stack_of(tranche_row tranches[], size_t count)
{
    const capital_settings capital = { .commitment_gbp = fixed(0), .tranches = { .any = { tranches, count } } };
    capital_stack stack;
    capital_stack_begin(&capital, &stack);
    return stack;
}

static void expect_parts(const pence found[], const pence expected[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(found[i], expected[i]);
    }
}

static void capital_is_drawn_by_rank_and_within_a_rank_by_commitments_left(void **state)
{
    (void)state;
    tranche_row rows[] = { tranche_of("equity", 0, 300.01, 2, 1), tranche_of("loan", 0.1, 700.02, 2, 1), tranche_of("first_loss", 0, 50.05, 1, 2),
                           tranche_of("equity", 0, 1000, 7, 1) };
    /* Amount by amount. 100.00 + 50.05: 30.00 and 70.00 (300.01 : 700.02 is 29.9992 : 70.0008). Then 270.01 : 630.02 of 900.03; 1.01 is 30.30 : 70.70. */
    static const struct {
        pence amount, part[MOST];
    } cases[] = {
        { 5000, { 0, 0, 5000, 0 } },
        { 10005, { 3000, 7000, 5, 0 } },
        { 101, { 30, 71, 0, 0 } },
        { 89902, { 26971, 62931, 0, 0 } },
        { 100001, { 0, 0, 0, 100000 } }, /* a penny more than there is */
    };
    capital_stack stack = stack_of(rows, MOST);
    assert_int_equal(capital_left(&stack), 205008);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pence part[MOST];
        capital_draw(&stack, cases[i].amount, part);
        expect_parts(part, cases[i].part, MOST);
    }
    assert_int_equal(capital_left(&stack), 0);
    assert_int_equal(capital_outstanding(&stack), 205008);
}

static void ranks_are_filled_in_order_and_by_largest_remainder(void **state)
{
    (void)state;
    static const size_t order[] = { 1, 3, 0, 2 };
    static const int64_t rank[] = { 4, -1, 4, -1 };
    static const pence room[] = { 700, 20, 300, 10 };
    static const struct {
        pence amount, part[MOST], left;
    } cases[] = {
        { 0, { 0, 0, 0, 0 }, 0 },
        { 10, { 0, 7, 0, 3 }, 0 },        /* 6.67 : 3.33 */
        { 31, { 1, 20, 0, 10 }, 0 },      /* 0.7 : 0.3 */
        { 530, { 350, 20, 150, 10 }, 0 },
        { 1041, { 700, 20, 300, 10 }, 11 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pence part[MOST];
        assert_int_equal(ranks_fill(MOST, order, rank, room, cases[i].amount, part), cases[i].left);
        expect_parts(part, cases[i].part, MOST);
    }
}

/* 1 % a month: 1.01^12 = 1.126825030131969720661201. */
#define PER_CENT_A_MONTH 0.126825030131969720661201

static void a_payment_meets_interest_before_principal(void **state)
{
    (void)state;
    tranche_row rows[] = { tranche_of("loan", PER_CENT_A_MONTH, 5000, 1, 1) };
    capital_stack stack = stack_of(rows, 1);
    pence part[1];
    capital_draw(&stack, 200000, part);
    capital_grow(&stack);
    capital_grow(&stack); /* 2,040.20 owed, 40.20 of it interest */
    assert_int_equal(capital_repay(&stack, 3000, part), 0);
    assert_int_equal(capital_outstanding(&stack), 200000);
    assert_int_equal(capital_repay(&stack, 2020, part), 0);
    assert_int_equal(capital_outstanding(&stack), 199000);
    capital_grow(&stack); /* 1,990.00 x 1.01 = 2,009.90 */
    assert_int_equal(capital_repay(&stack, 250000, part), 250000 - 200990);
    assert_int_equal(part[0], 200990);
    assert_int_equal(capital_outstanding(&stack), 0);
}

static void what_is_left_goes_to_equity_by_capital_drawn(void **state)
{
    (void)state;
    tranche_row rows[] = { tranche_of("equity", 0, 100, 1, 1), tranche_of("loan", 0.05, 900, 1, 1), tranche_of("equity", 0, 800, 2, 1) };
    capital_stack stack = stack_of(rows, 3);
    pence part[3] = { 1, 2, 3 };
    expect_true(capital_shares_residual(&stack));
    capital_residual(&stack, 900, part); /* nothing drawn yet: by commitments, 100 : 800 */
    expect_parts(part, (pence[]){ 101, 2, 803 }, 3);
    capital_draw(&stack, 130000, part); /* 100.00, 900.00, then 300.00 */
    expect_parts(part, (pence[]){ 10000, 90000, 30000 }, 3);
    memset(part, 0, sizeof part);
    capital_residual(&stack, 10001, part); /* 1 : 3 of 100.01: 25.0025 and 75.0075 */
    expect_parts(part, (pence[]){ 2500, 0, 7501 }, 3);
    tranche_row lender[] = { rows[1] };
    const capital_stack without = stack_of(lender, 1);
    expect_true(!capital_shares_residual(&without));
}

static void a_contract_without_tranches_has_one_of_equity(void **state)
{
    (void)state;
    const capital_settings capital = { .commitment_gbp = fixed(123.45) };
    capital_stack stack;
    capital_stack_begin(&capital, &stack);
    assert_int_equal(stack.count, 1);
    assert_int_equal(capital_left(&stack), 12345);
    expect_true(capital_shares_residual(&stack));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capital_is_drawn_by_rank_and_within_a_rank_by_commitments_left),
        cmocka_unit_test(ranks_are_filled_in_order_and_by_largest_remainder),
        cmocka_unit_test(a_payment_meets_interest_before_principal),
        cmocka_unit_test(what_is_left_goes_to_equity_by_capital_drawn),
        cmocka_unit_test(a_contract_without_tranches_has_one_of_equity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
