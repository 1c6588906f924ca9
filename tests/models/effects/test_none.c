#include "effects/effect.h"
#include "support/expect.h"
#include "support/kinds.h"

static effect_steps steps_of(const double p[], effect_course course)
{
    const effect_kind *const effect = (const effect_kind *)kind_named(&effect_family, "none");
    effect_steps steps;
    effect->steps(p, &course, &steps);
    return steps;
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&effect_family, "none"));
}

static void expect_piece(const effect_steps *steps, size_t i, double from, double ratio)
{
    expect_close(steps->from[i], from, 1e-12 * (1 + from));
    expect_relative(steps->ratio[i], ratio, 1e-14);
}

static void the_ratio_is_one_for_ever(void **state)
{
    (void)state;
    const effect_steps steps = steps_of(NULL, (effect_course){ 140, 63, 0, 1.7, 1 });
    assert_int_equal(steps.count, 1);
    expect_piece(&steps, 0, 0, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(the_ratio_is_one_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
