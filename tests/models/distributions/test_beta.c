#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below_by_shapes(const double p[], double x)
{
    return gsl_cdf_beta_P(x, p[0], p[1]);
}

/* Mean 0.24, sd 0.06: a + b = 0.24 0.76 / 0.0036 - 1 = 49.6666..., a = 11.92, b = 37.74666... by hand. */
static double share_below_by_moments(const double p[], double x)
{
    (void)p;
    return gsl_cdf_beta_P(x, 11.92, 37.746666666666667);
}

static const distribution_case items[] = {
    { .kind = "beta", .p = { 2.3, 0.7, -1, -1 }, .share_below = share_below_by_shapes, .mean = 2.3 / 3, .lowest = 0, .highest = 1 },
    { .kind = "beta", .p = { -1, -1, 0.24, 0.06 }, .share_below = share_below_by_moments, .mean = 0.24, .lowest = 0, .highest = 1 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

static void neither_or_both_descriptions_are_a_fault(void **state)
{
    (void)state;
    const double bad[][4] = { { -1, -1, -1, -1 }, { 2, 3, 0.4, 0.1 }, { 2, -1, -1, -1 }, { -1, -1, 0.4, -1 },
                              { 2, -1, -1, 0.1 }, { 0.001, 3, -1, -1 }, { -1, -1, 0.4, 0.49 }, { -1, -1, 0, 0.1 }, { -1, -1, 0.4, 0 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect_distribution_fault("beta", bad[i], NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(neither_or_both_descriptions_are_a_fault) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
