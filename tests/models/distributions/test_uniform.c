#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_flat_P(x, p[0], p[1]);
}

static const distribution_case items[] = {
    { .kind = "uniform", .p = { -1.7, 4.3 }, .share_below = share_below, .mean = 1.3, .lowest = -1.7, .highest = 4.3 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

static void bounds_the_wrong_way_round_are_a_fault(void **state)
{
    (void)state;
    expect_distribution_fault("uniform", (const double[]){ 4.3, -1.7 }, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(bounds_the_wrong_way_round_are_a_fault) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
