#include "effects/effect.h"
#include "support/expect.h"
#include "support/kinds.h"

static effect_steps steps_of(const double p[], effect_course course)
{
    const effect_kind *const effect = (const effect_kind *)kind_named(&effect_family, "dose");
    effect_steps steps;
    effect->steps(p, &course, &steps);
    return steps;
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&effect_family, "dose"));
}

static void expect_piece(const effect_steps *steps, size_t i, double from, double ratio)
{
    expect_close(steps->from[i], from, 1e-12 * (1 + from));
    expect_relative(steps->ratio[i], ratio, 1e-14);
}

static void families_who_complete_have_the_whole_ratio(void **state)
{
    (void)state;
    const double p[] = { 0.0256, 0.5 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    assert_int_equal(steps.count, 5);
    expect_piece(&steps, 0, 0, 0.632455532033675866); /* 0.0256^(1/8) = sqrt(0.4) */
    expect_piece(&steps, 4, 140, 0.0256);
}

/* Half of the course, half counted: a quarter of the logarithm of 0.0256, which is that of 0.4. */
static void families_who_drop_out_have_the_received_share(void **state)
{
    (void)state;
    const double p[] = { 0.0256, 0.5 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 70, 0, 1, 1 });
    assert_int_equal(steps.count, 5);
    expect_piece(&steps, 1, 17.5, pow(0.4, 0.375));
    expect_piece(&steps, 4, 70, 0.4);
}

/* With all of it counted, who leaves half-way has had the same ratio as those who go on: at day 35 of 140, 1/4 of the way. */
static void who_leaves_keeps_what_was_gained_by_then(void **state)
{
    (void)state;
    const double p[] = { 0.0256, 1 };
    const effect_steps stays = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    const effect_steps leaves = steps_of(p, (effect_course){ 140, 70, 0, 1, 1 });
    expect_piece(&leaves, 4, 70, 0.16);
    expect_relative(leaves.ratio[0] * leaves.ratio[1], stays.ratio[0] * stays.ratio[0], 1e-14);
}

static void who_never_came_gains_nothing(void **state)
{
    (void)state;
    const double p[] = { 0.3, 1 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 0, 0, 1, 1 });
    assert_int_equal(steps.count, 1);
    expect_piece(&steps, 0, 0, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(families_who_complete_have_the_whole_ratio),
        cmocka_unit_test(families_who_drop_out_have_the_received_share),
        cmocka_unit_test(who_leaves_keeps_what_was_gained_by_then),
        cmocka_unit_test(who_never_came_gains_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
