#include "support/expect.h"

#include <string.h>

#include "compare/ranking.h"

/* Sides made by hand: three worlds of two histories. */

static void add_side(comparison *self, const char *name, double seed, double values[6])
{
    side *added = comparison_next(self, name);
    assert_non_null(added);
    added->seed = seed;
    added->worlds = 3;
    added->histories = 2;
    double mean = 0;
    for (int i = 0; values && i < 6; i++) {
        mean += values[i] / 6;
    }
    added->answers[0] = (answer){.known = true, .mean = mean, .se = 1.5 * (double)self->side_count, .values = values};
}

static void one_question(comparison *self, bool lower_is_better)
{
    *self = (comparison){.by = QUESTION_NONE, .question_count = 1};
    self->questions[0] = (question){"Investors", "investor_npv_gbp", metric_find("investor_npv_gbp", LEVEL_CONTRACT), lower_is_better, false, false};
}

static void a_side_against_itself_differs_by_0_and_ties_count_one_half(void **state)
{
    (void)state;
    double numbers[6] = {17.3, -4.1, 26.3, 0.9, 120.5, 7.7};
    comparison self;
    one_question(&self, false);
    add_side(&self, "norfolk", 7, numbers);
    add_side(&self, "norfolk", 7, numbers);
    expect_text(self.sides[1].name, "norfolk (2)");
    const ranking of = ranking_of(&self, 0);
    assert_true(of.paired[1]);
    expect_close(of.difference[1], 0, 0);
    expect_close(of.difference_se[1], 0, 0);
    expect_close(of.better[0][1], 0.5, 0);
    expect_close(of.best[0], 0.5, 0);
    expect_close(of.best[1], 0.5, 0);
    comparison_free(&self);
}

static void paired_differences_are_worked_by_hand(void **state)
{
    (void)state;
    double a[6] = {10, 14, 21, 13, 35, 9}, b[6] = {13, 13, 26, 20, 30, 18}; /* b - a: 3 -1 | 5 7 | -5 9; world means 1, 6, 2 */
    comparison self;
    one_question(&self, false);
    add_side(&self, "a", 7, a);
    add_side(&self, "b", 7, b);
    const ranking of = ranking_of(&self, 0);
    assert_int_equal(of.order[0], 1); /* b's mean is 20, a's 17 */
    expect_close(of.difference[1], -3, 1e-12);
    expect_close(of.difference_se[1], sqrt((4 + 9 + 1) / 2.0 / 3), 1e-12);
    expect_close(of.better[0][1], 4.0 / 6, 1e-12);
    expect_close(of.better[1][0], 2.0 / 6, 1e-12);
    expect_close(of.best[0], 4.0 / 6, 1e-12);
    comparison_free(&self);
}

static void less_may_be_better_and_what_is_undefined_is_left_out(void **state)
{
    (void)state;
    double a[6] = {10, 14, 21, 13, 35, 9}, b[6] = {13, 13, (double)NAN, 20, 30, 18};
    comparison self;
    one_question(&self, true);
    add_side(&self, "a", 7, a);
    add_side(&self, "b", 7, b);
    self.sides[1].answers[0].mean = 18.8;
    const ranking of = ranking_of(&self, 0);
    assert_int_equal(of.order[0], 0);
    expect_close(of.better[0][1], 3.0 / 5, 1e-12); /* 10 < 13, 13 < 20, 9 < 18 */
    expect_close(of.difference[1], (3 - 1 + 7 - 5 + 9) / 5.0, 1e-12);
    comparison_free(&self);
}

static void the_best_of_three_shares_ties(void **state)
{
    (void)state;
    double a[6] = {5, 7, 1, 8, 3, 2}, b[6] = {5, 6, 1, 9, 4, 2}, c[6] = {4, 7, 1, 2, 5, 3};
    comparison self;
    one_question(&self, false);
    add_side(&self, "a", 7, a);
    add_side(&self, "b", 7, b);
    add_side(&self, "c", 7, c);
    const ranking of = ranking_of(&self, 0);
    /* Means 26, 27, 22 sixths. Best: ab, ac, abc, b, c, c: a 1/2 + 1/2 + 1/3, b 1/2 + 1/3 + 1, c 1/2 + 1/3 + 2. */
    assert_int_equal(of.order[0], 1);
    assert_int_equal(of.order[2], 2);
    expect_close(of.best[1], (4.0 / 3) / 6, 1e-12);
    expect_close(of.best[0], (11.0 / 6) / 6, 1e-12);
    expect_close(of.best[2], (17.0 / 6) / 6, 1e-12);
    comparison_free(&self);
}

static void unpaired_sides_combine_their_errors_and_know_no_probability(void **state)
{
    (void)state;
    double a[6] = {10, 14, 21, 13, 35, 9}, b[6] = {13, 13, 26, 20, 30, 18};
    static const struct {
        double seed;
        bool draws;
    } cases[] = {{11, true}, {7, false}};
    for (size_t i = 0; i < 2; i++) {
        comparison self;
        one_question(&self, false);
        add_side(&self, "a", 7, a);
        add_side(&self, "b", cases[i].seed, b);
        if (!cases[i].draws) {
            self.sides[1].answers[0].values = NULL;
        }
        const ranking of = ranking_of(&self, 0);
        assert_false(of.paired[1]);
        expect_close(of.difference[1], -3, 1e-12);
        expect_close(of.difference_se[1], hypot(1.5, 3), 1e-12);
        assert_true(isnan(of.better[0][1]) && isnan(of.best[0]));
        comparison_free(&self);
    }
}

static void one_metric_may_order_all_rankings(void **state)
{
    (void)state;
    double a[6] = {10, 14, 21, 13, 35, 9}, b[6] = {13, 13, 26, 20, 30, 18};
    comparison self = {0};
    comparison_ask_all(&self);
    const size_t asked = self.question_count;
    assert_true(comparison_order_by(&self, NULL, "care_days"));
    assert_int_equal(self.by, asked);
    assert_true(self.questions[self.by].lower_is_better);
    assert_false(comparison_order_by(&self, NULL, "care_dayz"));
    assert_true(comparison_order_by(&self, NULL, "days_averted")); /* one of the usual ones */
    assert_int_equal(self.question_count, asked + 1);
    add_side(&self, "a", 7, a);
    add_side(&self, "b", 7, b);
    self.sides[0].answers[self.by] = (answer){.known = true, .mean = 41};
    self.sides[1].answers[self.by] = (answer){.known = true, .mean = 37};
    const ranking of = ranking_of(&self, 0);
    assert_int_equal(of.order[0], 0); /* though b's own mean is better */
    expect_close(of.difference[1], 3, 1e-12);
    comparison_free(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_side_against_itself_differs_by_0_and_ties_count_one_half),
        cmocka_unit_test(paired_differences_are_worked_by_hand),
        cmocka_unit_test(less_may_be_better_and_what_is_undefined_is_left_out),
        cmocka_unit_test(the_best_of_three_shares_ties),
        cmocka_unit_test(unpaired_sides_combine_their_errors_and_know_no_probability),
        cmocka_unit_test(one_metric_may_order_all_rankings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
