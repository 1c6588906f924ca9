#include "stats/resamples.h"

#include "support/expect.h"

enum { WORLDS = 700 };

static void a_world_is_drawn_as_a_poisson_number_of_mean_one(void **state)
{
    (void)state;
    resamples of;
    size_t counts[16] = { 0 };
    double together = 0;
    assert_true(resamples_make(90210, WORLDS, &of));
    for (size_t i = 0; i < (size_t)RESAMPLES * WORLDS; i++) {
        counts[of.times[i]]++;
        together += i % WORLDS > 0 ? (of.times[i] - 1.0) * (of.times[i - 1] - 1.0) : 0;
    }
    double probability = exp(-1);
    const double n = (double)RESAMPLES * WORLDS;
    for (int k = 0; k < 6; k++) {
        expect_close((double)counts[k] / n, probability, 5 * sqrt(probability / n));
        probability /= k + 1;
    }
    expect_close(together / n, 0, 5 / sqrt(n)); /* neighbours know nothing of one another */
    resamples_free(&of);
}

static void more_worlds_change_no_world_and_another_seed_changes_all(void **state)
{
    (void)state;
    resamples few, many, other;
    size_t same = 0;
    assert_true(resamples_make(5, 40, &few) && resamples_make(5, WORLDS, &many) && resamples_make(6, 40, &other));
    for (size_t b = 0; b < RESAMPLES; b++) {
        for (size_t w = 0; w < 40; w++) {
            assert_int_equal(few.times[b * 40 + w], many.times[b * WORLDS + w]);
            same += few.times[b * 40 + w] == other.times[b * 40 + w];
        }
    }
    expect_close((double)same / (40 * RESAMPLES), 0.3085, 0.04); /* sum over k of (e^-1 / k!)^2 */
    resamples_free(&few);
    resamples_free(&many);
    resamples_free(&other);
}

static void at_most_as_many_worlds_are_kept_as_need_them(void **state)
{
    (void)state;
    resamples of;
    assert_true(resamples_make(5, 123456, &of));
    assert_int_equal(of.worlds, RESAMPLED_WORLDS_MAX);
    resamples_free(&of);
    resamples_free(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_is_drawn_as_a_poisson_number_of_mean_one),
        cmocka_unit_test(more_worlds_change_no_world_and_another_seed_changes_all),
        cmocka_unit_test(at_most_as_many_worlds_are_kept_as_need_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
