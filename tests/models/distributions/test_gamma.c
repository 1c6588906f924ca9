#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_gamma_P(x, p[0], p[1]);
}

static const distribution_case items[] = {
    { .kind = "gamma", .p = { 2.7, 31.3 }, .share_below = share_below, .mean = 84.51, .lowest = 0, .highest = HUGE_VAL },
    { .kind = "gamma", .p = { 0.4, 2.5 }, .share_below = share_below, .mean = 1, .lowest = 0, .highest = HUGE_VAL },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
