#include "effects/effect.h"
#include "support/expect.h"
#include "support/kinds.h"

static effect_steps steps_of(const double p[], effect_course course)
{
    const effect_kind *const effect = (const effect_kind *)kind_named(&effect_family, "ramp");
    effect_steps steps;
    effect->steps(p, &course, &steps);
    return steps;
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&effect_family, "ramp"));
}

static void expect_piece(const effect_steps *steps, size_t i, double from, double ratio)
{
    expect_close(steps->from[i], from, 1e-12 * (1 + from));
    expect_relative(steps->ratio[i], ratio, 1e-14);
}

/* 0.0256 = 0.4^4: eighths of its logarithm are powers of sqrt(0.4) = 0.632455532033675866. */
static void the_ratio_is_reached_in_four_steps(void **state)
{
    (void)state;
    const double p[] = { 0.0256, 0.25 };
    const double root = 0.632455532033675866;
    const effect_steps steps = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    assert_int_equal(steps.count, 5);
    expect_piece(&steps, 0, 0, root);
    expect_piece(&steps, 1, 35, 0.4 * root);
    expect_piece(&steps, 2, 70, 0.16 * root);
    expect_piece(&steps, 3, 105, 0.064 * root);
    expect_piece(&steps, 4, 140, 0.0256);
}

/* A quarter of the logarithm of 0.0256 is that of 0.4; its eighths are powers of 0.4^(1/8) = 0.891765755862105. */
static void families_who_drop_out_reach_their_share_by_their_last_session(void **state)
{
    (void)state;
    const double p[] = { 0.0256, 0.25 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 60, 0, 1, 1 });
    assert_int_equal(steps.count, 5);
    expect_piece(&steps, 0, 0, pow(0.4, 0.125));
    expect_piece(&steps, 3, 45, pow(0.4, 0.875));
    expect_piece(&steps, 4, 60, 0.4);
}

static void the_multiplier_scales_the_logarithm(void **state)
{
    (void)state;
    const double p[] = { 0.81, 0.25 };
    const effect_steps steps = steps_of(p, (effect_course){ 91, 91, 1, 1.5, 1 });
    expect_piece(&steps, 4, 91, 0.729);
}

static void a_course_without_length_acts_at_once(void **state)
{
    (void)state;
    const double p[] = { 0.81, 0.5 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 0, 0, 1, 1 });
    assert_int_equal(steps.count, 1);
    expect_piece(&steps, 0, 0, 0.9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(the_ratio_is_reached_in_four_steps),
        cmocka_unit_test(families_who_drop_out_reach_their_share_by_their_last_session),
        cmocka_unit_test(the_multiplier_scales_the_logarithm),
        cmocka_unit_test(a_course_without_length_acts_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
