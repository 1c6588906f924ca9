#include "effects/effect.h"
#include "support/expect.h"
#include "support/kinds.h"

static effect_steps steps_of(const double p[], effect_course course)
{
    const effect_kind *const effect = (const effect_kind *)kind_named(&effect_family, "constant");
    effect_steps steps;
    effect->steps(p, &course, &steps);
    return steps;
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&effect_family, "constant"));
}

static void expect_piece(const effect_steps *steps, size_t i, double from, double ratio)
{
    expect_close(steps->from[i], from, 1e-12 * (1 + from));
    expect_relative(steps->ratio[i], ratio, 1e-14);
}

static void the_ratio_acts_at_once_and_for_ever(void **state)
{
    (void)state;
    const double p[] = { 0.64, 0.5 };
    const effect_steps completed = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    const effect_steps dropped = steps_of(p, (effect_course){ 140, 35, 0, 1, 1 });
    const effect_steps half = steps_of(p, (effect_course){ 140, 140, 1, 0.5, 1 });
    assert_int_equal(completed.count, 1);
    expect_piece(&completed, 0, 0, 0.64);
    expect_piece(&dropped, 0, 0, 0.8); /* the root of 0.64 */
    expect_piece(&half, 0, 0, 0.8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(the_ratio_acts_at_once_and_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
