#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_beta_P((x - p[0]) / (p[2] - p[0]), 1 + 4 * (p[1] - p[0]) / (p[2] - p[0]),
                          1 + 4 * (p[2] - p[1]) / (p[2] - p[0]));
}

/* Mean (min + 4 mode + max) / 6. */
static const distribution_case items[] = {
    { .kind = "pert", .p = { 2.1, 3.3, 9.9 }, .share_below = share_below, .mean = 4.2, .lowest = 2.1, .highest = 9.9 },
    { .kind = "pert", .p = { -4, -4, 2 }, .share_below = share_below, .mean = -3, .lowest = -4, .highest = 2 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

static void values_out_of_order_are_a_fault(void **state)
{
    (void)state;
    expect_distribution_fault("pert", (const double[]){ 2, 1, 3 }, NULL);
    expect_distribution_fault("pert", (const double[]){ 1, 4, 3 }, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(values_out_of_order_are_a_fault) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
