#include "support/distributions.h"
#include "support/expect.h"

static double share_below(const double p[], double x)
{
    const double width = p[2] - p[0];
    return x < p[1] ? (x - p[0]) * (x - p[0]) / (width * (p[1] - p[0])) : 1 - (p[2] - x) * (p[2] - x) / (width * (p[2] - p[1]));
}

/* Mean (min + mode + max) / 3. */
static const distribution_case items[] = {
    { .kind = "triangular", .p = { 2.1, 3.3, 9.6 }, .share_below = share_below, .mean = 5, .lowest = 2.1, .highest = 9.6 },
    { .kind = "triangular", .p = { -4, -4, 2 }, .share_below = share_below, .mean = -2, .lowest = -4, .highest = 2 },
    { .kind = "triangular", .p = { 7, 13, 13 }, .share_below = share_below, .mean = 11, .lowest = 7, .highest = 13 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

static void values_out_of_order_are_a_fault(void **state)
{
    (void)state;
    expect_distribution_fault("triangular", (const double[]){ 2, 1, 3 }, NULL);
    expect_distribution_fault("triangular", (const double[]){ 1, 4, 3 }, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(values_out_of_order_are_a_fault) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
