#include "periods.h"

/* Provenance: the months themselves. */
static const period_case cases[] = {
    { .says = "a quarter", .view = { .months = 3, .referrals = 17, .by_units = 41.5 }, .units = 3 },
    { .says = "a first period that ends within its month", .view = { .months = 0, .referrals = 5 }, .units = 0 },
    { .says = "five months at once", .view = { .months = 5 }, .units = 5 },
};

static void every_month_earns_one_unit(void **state)
{
    (void)state;
    EXPECT_PERIODS("block_fee", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_month_earns_one_unit) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
