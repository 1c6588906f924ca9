#include "support/expect.h"

#include "records/careers.h"

static void days_of_times_are_rounded_down_and_first_days_to_the_midnight_that_comes(void **state)
{
    (void)state;
    assert_int_equal(day_of(17.3), 17);
    assert_int_equal(day_of(17), 17);
    assert_int_equal(day_of(-0.3), -1);
    assert_int_equal(first_day_of(17.3), 17);
    assert_int_equal(first_day_of(17), 16);
    assert_int_equal(first_day_of(-0.3), -1);
}

static void times_without_end_have_the_farthest_day(void **state)
{
    (void)state;
    const int32_t farthest = (int32_t)DAY_FARTHEST;
    assert_int_equal(day_of((double)INFINITY), farthest);
    assert_int_equal(day_of(1.46e11), farthest);
    assert_int_equal(day_of(-1.46e11), -farthest);
    assert_int_equal(first_day_of((double)INFINITY), farthest - 1);
    assert_int_equal(first_day_of(-3.1e19), -farthest - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_times_are_rounded_down_and_first_days_to_the_midnight_that_comes),
        cmocka_unit_test(times_without_end_have_the_farthest_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
