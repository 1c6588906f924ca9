#include "periods.h"

static const int64_t costs[] = { 1234567, 50001, 0, 2000000 };

/* By hand, in pounds: 12,345.67 + 500.01 + 0 + 20,000.00; limited to 12,345.66 and 20,000.00 a month. */
static const period_case cases[] = {
    { .says = "all is paid", .p = -1, .view = { .months = 4, .cost = costs, .cost_months = 4 }, .units = 32845.68 },
    { .says = "each month has its limit", .p = 12345.66, .view = { .months = 4, .cost = costs, .cost_months = 4 }, .units = 25191.33 },
    { .says = "the limit is reached exactly", .p = 20000, .view = { .months = 4, .cost = costs, .cost_months = 4 }, .units = 32845.68 },
    { .says = "nothing is paid", .p = 0, .view = { .months = 4, .cost = costs, .cost_months = 4 }, .units = 0 },
    { .says = "others do not matter", .p = -1, .view = { .months = 1, .others_gbp = 7e5, .cost = costs, .cost_months = 1 }, .units = 12345.67 },
    { .says = "no month ended", .p = -1, .view = { .months = 0 }, .units = 0 },
};

static void pounds_of_delivery_cost_earn_units(void **state)
{
    (void)state;
    EXPECT_PERIODS("actual_cost", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(pounds_of_delivery_cost_earn_units) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
