#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_gaussian_P(x - p[0], p[1]);
}

static const distribution_case items[] = {
    { .kind = "normal", .p = { -3.1, 7.7 }, .share_below = share_below, .mean = -3.1, .lowest = -HUGE_VAL, .highest = HUGE_VAL },
    { .kind = "normal", .p = { 1107, 0.13 }, .share_below = share_below, .mean = 1107, .lowest = -HUGE_VAL, .highest = HUGE_VAL },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
