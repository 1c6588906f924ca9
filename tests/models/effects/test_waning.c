#include "effects/effect.h"
#include "support/expect.h"
#include "support/kinds.h"

static effect_steps steps_of(const double p[], effect_course course)
{
    const effect_kind *const effect = (const effect_kind *)kind_named(&effect_family, "waning");
    effect_steps steps;
    effect->steps(p, &course, &steps);
    return steps;
}

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(kind_named(&effect_family, "waning"));
}

static void expect_piece(const effect_steps *steps, size_t i, double from, double ratio)
{
    expect_close(steps->from[i], from, 1e-12 * (1 + from));
    expect_relative(steps->ratio[i], ratio, 1e-14);
}

static void the_ratio_halves_in_the_logarithm_each_half_life(void **state)
{
    (void)state;
    const double p[] = { 0.6, 360, 0.35 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    assert_int_equal(steps.count, 4 + 24 + 1);
    expect_piece(&steps, 3, 105, pow(0.6, 0.875));
    /* Middles of the first, fifth and last quarters of half-lives: 2^-0.125, half of it, 2^-5.875. */
    expect_piece(&steps, 4, 140, pow(0.6, 0.917004043204671232));
    expect_piece(&steps, 8, 500, pow(0.6, 0.458502021602335616));
    expect_piece(&steps, 27, 140 + 23 * 90, pow(0.6, 0.01703918332289465));
    expect_piece(&steps, 28, 140 + 24 * 90, 1);
}

static void families_who_drop_out_wane_from_their_share_and_last_session(void **state)
{
    (void)state;
    const double p[] = { 0.49, 200, 0.5 };
    const effect_steps steps = steps_of(p, (effect_course){ 140, 42, 0, 1, 1 });
    assert_int_equal(steps.count, 29);
    expect_piece(&steps, 1, 10.5, pow(0.7, 0.375));
    expect_piece(&steps, 4, 42, pow(0.7, 0.917004043204671232));
}

static void a_longer_half_life_stretches_only_what_comes_after_the_course(void **state)
{
    (void)state;
    const double p[] = { 0.6, 360, 0.35 };
    const effect_steps plain = steps_of(p, (effect_course){ 140, 140, 1, 1, 1 });
    const effect_steps longer = steps_of(p, (effect_course){ 140, 140, 1, 1, 1.75 });
    assert_int_equal(longer.count, plain.count);
    for (size_t i = 0; i < plain.count; i++) {
        expect_piece(&longer, i, plain.from[i] <= 140 ? plain.from[i] : 140 + 1.75 * (plain.from[i] - 140), plain.ratio[i]);
    }
}

static void pieces_follow_one_another_and_fit(void **state)
{
    (void)state;
    const effect_steps steps = steps_of((const double[]){ 1.4, 1, 1 }, (effect_course){ 0, 0, 1, 2, 1 });
    expect_true(steps.count <= EFFECT_PIECES_MAX);
    expect_close(steps.from[0], 0, 0);
    for (size_t i = 1; i < steps.count; i++) {
        expect_true(steps.from[i] > steps.from[i - 1]);
        expect_true(steps.ratio[i] < steps.ratio[i - 1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(the_ratio_halves_in_the_logarithm_each_half_life),
        cmocka_unit_test(families_who_drop_out_wane_from_their_share_and_last_session),
        cmocka_unit_test(a_longer_half_life_stretches_only_what_comes_after_the_course),
        cmocka_unit_test(pieces_follow_one_another_and_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
