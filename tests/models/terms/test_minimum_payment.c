#include "periods.h"

/* By hand: 3 x 41,237.5 = 123,712.5. */
static const period_case cases[] = {
    { .says = "nothing else was paid", .p = 41237.5, .view = { .months = 3 }, .units = 123712.5 },
    { .says = "some was", .p = 41237.5, .view = { .months = 3, .others_gbp = 100000.25 }, .units = 23712.25 },
    { .says = "more was", .p = 41237.5, .view = { .months = 3, .others_gbp = 123712.75 }, .units = 0 },
    { .says = "no month ended", .p = 41237.5, .view = { .months = 0, .others_gbp = 0 }, .units = 0 },
    { .says = "what is taken back is made up for", .p = 1000, .view = { .months = 1, .others_gbp = -231.5 }, .units = 1231.5 },
};

static void pounds_short_of_the_minimum_earn_units(void **state)
{
    (void)state;
    EXPECT_PERIODS("minimum_payment", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(pounds_short_of_the_minimum_earn_units) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
