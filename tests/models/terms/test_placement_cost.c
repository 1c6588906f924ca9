#include "support/expect.h"
#include "support/kinds.h"
#include "terms/term.h"

/* By hand: 3 days at home, 4 at 131.5 and 2 at 870.25 are 9 window days and 4 x 131.5 + 2 x 870.25 = 2,266.5 pounds; against 300 a window day 2,700 - 2,266.5 =
 * 433.5 are saved. */
static void a_day_is_worth_one_less_its_pounds_so_that_what_is_left_against_a_baseline_are_the_pounds_saved(void **state)
{
    (void)state;
    const kind *found = kind_named(&term_family, "placement_cost");
    const term_kind *paid = (const term_kind *)(const void *)found;
    const day_run counted[] = { { 31, 34 }, { 34, 38 }, { 38, 40 } };
    const double gbp[] = { 0, 131.5, 870.25 };
    const term_view view = { .window = { 31, 40 }, .counted = counted, .counted_count = 3, .gbp_per_day = gbp };
    unit_run runs[4];
    expect_kind_is_described(found);
    assert_true(paid->priced && !paid->once);
    assert_int_equal(paid->units(NULL, &view, runs), 3);
    double achieved = 0;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(runs[i].every, 1);
        achieved += runs[i].units * (runs[i].until - runs[i].from);
    }
    expect_close(achieved, 9 - 2266.5, 1e-9);
    expect_close(achieved - (1 - 300) * 9, 433.5, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_day_is_worth_one_less_its_pounds_so_that_what_is_left_against_a_baseline_are_the_pounds_saved) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
