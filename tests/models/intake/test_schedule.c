#include "support/expect.h"
#include "support/intake.h"

static double months[] = { 4, 0, 7.25 };
static const number_list list = { months, 3 };

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(&intake_named("schedule")->base);
}

static void months_are_as_listed_and_none_follow(void **state)
{
    (void)state;
    const double expected[] = { 4, 0, 7.25, 0, 0 };
    for (unsigned i = 0; i < 5; i++) {
        expect_close(intake_named("schedule")->planned(NULL, &list, i), expected[i], 0);
    }
}

static void whole_numbers_come_exactly(void **state)
{
    (void)state;
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 0, 13, 0x1p-53), 13);
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 0, 13, 1 - 0x1p-53), 13);
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 0, 0, 0.37), 0);
}

static void parts_of_families_come_with_their_chance(void **state)
{
    (void)state;
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 2, 7.25, 0.249), 8);
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 2, 7.25, 0.251), 7);
    expect_count_moments(intake_named("schedule"), NULL, 7.25, 0.25 * 0.75);
}

static void a_higher_mean_takes_no_family_away(void **state)
{
    (void)state;
    expect_counts_rise_with_the_mean(intake_named("schedule"), NULL);
}

static void counts_stop_at_the_most_that_is_numbered(void **state)
{
    (void)state;
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 0, 1e9, 0.1), 65535);
    assert_int_equal(intake_named("schedule")->count(NULL, &list, 0, 65534.5, 0.1), 65535);
}

static void an_empty_schedule_is_a_fault(void **state)
{
    (void)state;
    assert_non_null(intake_named("schedule")->base.fault(NULL, &(number_list){ 0 }));
    assert_null(intake_named("schedule")->base.fault(NULL, &list));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(months_are_as_listed_and_none_follow),
        cmocka_unit_test(whole_numbers_come_exactly),
        cmocka_unit_test(parts_of_families_come_with_their_chance),
        cmocka_unit_test(a_higher_mean_takes_no_family_away),
        cmocka_unit_test(counts_stop_at_the_most_that_is_numbered),
        cmocka_unit_test(an_empty_schedule_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
