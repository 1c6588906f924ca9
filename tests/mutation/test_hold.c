#include "support/expect.h"

#include <string.h>

#include "mutation/hold.h"
#include "mutation/inside.h"
#include "records/replicate.h"

/* Each check of the mutation program sees the fault that it is there for. */

static void expect_result(const char *text, const char *broken, const char *expected_where)
{
    char where[100];
    const char *found = hold_result(text, where);
    assert_int_equal(found != NULL, broken != NULL);
    if (broken) {
        expect_text(found, broken);
        expect_text(where, expected_where);
    }
}

static void planted_numbers_are_seen(void **state)
{
    (void)state;
    expect_result("{\"metrics\": {\"outcomes_payments_paid_gbp\": {\"mean\": 26.3, \"p5\": 0}, \"commissioner_net_gbp\": {\"mean\": -7, \"probability_above_zero\": 0.25}}}", NULL, "");
    expect_result("{\"metrics\": {\"outcomes_payments_paid_gbp\": {\"mean\": 26.3, \"p5\": -0.01}}}", "negative", "outcomes_payments_paid_gbp/p5");
    expect_result("[{\"delivery_cost_gbp\": {\"mean\": -1}}]", "negative", "delivery_cost_gbp/mean");
    expect_result("{\"capital_drawn_gbp\": {\"p95\": -1}}", "negative", "capital_drawn_gbp/p95");
    expect_result("{\"distributed_gbp\": {\"p50\": -1}}", "negative", "distributed_gbp/p50");
    expect_result("{\"days\": {\"probability_above_zero\": 1.0001}}", "a probability outside 0 .. 1", "days/probability_above_zero");
    expect_result("{\"days\": [{\"probability\": -0.0001}]}", "a probability outside 0 .. 1", "/probability");
    expect_result("{\"days\": {\"mean\": NaN}}", "the result is no JSON", "");
    expect_result("{\"days\": {\"mean\": inf}}", "the result is no JSON", "");
    expect_result("{\"days\": {\"mean\": 1e999}}", "a number that is none", "days/mean");
    expect_result("{\"days\": [1, -1e999]}", "a number that is none", "days/");
    expect_result("{\"days\": {\"mean\": 1}", "the result is no JSON", "");
    expect_result("", "the result is no JSON", "");
}

static void refusals_without_a_place_are_seen(void **state)
{
    (void)state;
    assert_null(hold_refusal("x: warning: odd\ncase.json:12:3: error: /sites: wrong\n"));
    assert_null(hold_refusal("a:b.json:1:1: error: x"));
    static const char *const bare[] = { "", "\n", "case.json: error: wrong", "case.json:12: error: wrong", "12:3: error: wrong", "case.json:12:3: warning: odd\n", "case.json:12:0: error: wrong",
                                        "case.json:12:x: error: wrong", "error: wrong", ": error: ", "case.json:1:1\n: error: x" };
    for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++) {
        assert_non_null(hold_refusal(bare[i]));
    }
    assert_null(hold_goal_refusal("goal:1:6: error: no such metric", "mean(x) > 1"));
    assert_null(hold_goal_refusal("goal:1:5: error: a number is missing at the end", "mean"));
    assert_non_null(hold_goal_refusal("goal:1:6: error: a number is missing at the end", "mean"));
    assert_non_null(hold_goal_refusal("case.json:1:2: error: wrong", "mean"));
    assert_non_null(hold_goal_refusal("goal: error: wrong", "mean"));
    assert_null(hold_answers_refusal("Which? [x]: \nline 3 of the answers: \"x\" is not a number\n"));
    assert_null(hold_answers_refusal("drafted.json:4:2: error: wrong\n"));
    assert_non_null(hold_answers_refusal("line x of the answers: \"x\" is not a number\n"));
    assert_non_null(hold_answers_refusal("edgecare: 1 answer is wrong\n"));
}

static void spoil_investors(contract_outcome *found)
{
    found->cash.distributed[found->cash.months / 2] += 1;
}

static void spoil_balance(contract_outcome *found)
{
    found->cash.balance[0] -= 1;
}

static void spoil_payment(contract_outcome *found)
{
    found->cash.receipt[found->cash.months / 2] -= 100000000000;
}

static void books_that_do_not_hold_are_seen(void **state)
{
    (void)state;
    static void (*const spoilers[])(contract_outcome *) = { spoil_investors, spoil_balance, spoil_payment };
    assert_null(inside_broken("tests/load/small.json", NULL));
    for (size_t i = 0; i < sizeof spoilers / sizeof spoilers[0]; i++) {
        assert_non_null(inside_broken("tests/load/small.json", spoilers[i]));
    }
    expect_text(inside_broken("tests/load/no-such.json", NULL), "it cannot be loaded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_numbers_are_seen),
        cmocka_unit_test(refusals_without_a_place_are_seen),
        cmocka_unit_test(books_that_do_not_hold_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
