#include "statistics/percentile_errors.h"

/* A smaller one than test_long_percentile_errors: sixteen ratios, each known to 9 %, their mean to about 5 %. */
static void percentiles_of_fifty_worlds_spread_over_seeds_as_far_as_they_claim(void **state)
{
    (void)state;
    static const size_t worlds[] = { 50 };
    expect_honest_percentiles(worlds, 1, 60, &(honest){ 0.65, 1.4, 0.85, 1.15 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_of_fifty_worlds_spread_over_seeds_as_far_as_they_claim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
