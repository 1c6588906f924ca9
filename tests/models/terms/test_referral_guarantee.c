#include "periods.h"

/* By hand: 0.8 x 23.5 = 18.8. */
static const period_case cases[] = {
    { .says = "four short", .p = 0.8, .view = { .planned_referrals = 23.5, .referrals = 14.8 }, .units = 4 },
    { .says = "nobody came", .p = 0.8, .view = { .planned_referrals = 23.5, .referrals = 0 }, .units = 18.8 },
    { .says = "more than was guaranteed", .p = 0.8, .view = { .planned_referrals = 23.5, .referrals = 19 }, .units = 0 },
    { .says = "all that was planned is guaranteed", .p = 1, .view = { .planned_referrals = 7.25, .referrals = 7, .starts = 3 }, .units = 0.25 },
    { .says = "nothing planned", .p = 0.9, .view = { .planned_referrals = 0, .referrals = 2 }, .units = 0 },
};

static void families_short_of_the_guarantee_earn_units(void **state)
{
    (void)state;
    EXPECT_PERIODS("referral_guarantee", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(families_short_of_the_guarantee_earn_units) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
