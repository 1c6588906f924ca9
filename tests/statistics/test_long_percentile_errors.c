#include "statistics/percentile_errors.h"

static void percentiles_spread_over_seeds_as_far_as_they_claim(void **state)
{
    (void)state;
    static const size_t worlds[] = { 50, 100, 200, 400 };
    expect_honest_percentiles(worlds, 4, 60, &(honest){ 0.7, 1.35, 0.9, 1.1 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percentiles_spread_over_seeds_as_far_as_they_claim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
