#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

static double goes_on_items[] = { 91, 0.12, 274, 0.2, 365, 0.07 };
static double stops_items[] = { 30.5, 0, 60, 0.31, 100, 0 };

/* By hand: of all 0.88 are left after 91 days, of these 0.8 after 274 more; then 0.93 of those left are left a year later, and so on. */
static double share_by_goes_on(const double p[], double t)
{
    (void)p;
    const double log_left = t < 91 ? t / 91 * log(0.88) : t < 365 ? log(0.88) + (t - 91) / 274 * log(0.8) : log(0.88 * 0.8) + (t - 365) / 365 * log(0.93);
    return -expm1(log_left);
}

/* By hand: nobody for 30.5 days, 31 % in the next 60, nobody ever after. */
static double share_by_stops(const double p[], double t)
{
    (void)p;
    return t < 30.5 ? 0 : -expm1(t < 90.5 ? (t - 30.5) / 60 * log(0.69) : log(0.69));
}

static const hazard_case items[] = {
    { .kind = "life_table", .list = { goes_on_items, 6 }, .share_by = share_by_goes_on, .mean = (double)NAN },
    { .kind = "life_table", .list = { stops_items, 6 }, .share_by = share_by_stops, .mean = (double)NAN },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static const hazard_kind *life_table(void)
{
    return (const hazard_kind *)kind_named(&hazard_family, "life_table");
}

static void the_share_of_each_interval_is_that_of_those_who_reach_it(void **state)
{
    (void)state;
    const double at_91 = life_table()->cumulative(NULL, &items[0].list, 91);
    const double at_365 = life_table()->cumulative(NULL, &items[0].list, 365);
    const double at_730 = life_table()->cumulative(NULL, &items[0].list, 730);
    const double at_1095 = life_table()->cumulative(NULL, &items[0].list, 1095);
    expect_close(1 - exp(-at_91), 0.12, 1e-14);
    expect_close(1 - exp(at_91 - at_365), 0.2, 1e-14);
    expect_close(1 - exp(at_365 - at_730), 0.07, 1e-14);
    expect_close(1 - exp(at_730 - at_1095), 0.07, 1e-14);
}

static void nobody_has_the_event_after_a_last_interval_without_risk(void **state)
{
    (void)state;
    expect_close(life_table()->inverse(NULL, &items[1].list, -log(0.69) * 1.0001), HUGE_VAL, 0);
    expect_true(life_table()->inverse(NULL, &items[1].list, -log(0.69) * 0.9999) < 90.5);
}

static void lists_that_are_no_life_table_are_faults(void **state)
{
    (void)state;
    double sure[] = { 91, 1 };
    double instant[] = { 0, 0.2 };
    double quick[] = { 3, 0.9 };
    const number_list bad[] = { { sure, 0 }, { goes_on_items, 5 }, { sure, 2 }, { instant, 2 }, { quick, 2 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_non_null(life_table()->base.fault(NULL, &bad[i]));
    }
    assert_null(life_table()->base.fault(NULL, &items[0].list));
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(the_share_of_each_interval_is_that_of_those_who_reach_it),
                                        cmocka_unit_test(nobody_has_the_event_after_a_last_interval_without_risk),
                                        cmocka_unit_test(lists_that_are_no_life_table_are_faults) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
