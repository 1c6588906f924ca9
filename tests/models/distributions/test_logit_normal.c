#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_gaussian_P(log(x / (1 - x)) - log(p[0] / (1 - p[0])), p[1]);
}

static const distribution_case items[] = {
    { .kind = "logit_normal", .p = { 0.24, 0.41 }, .share_below = share_below, .mean = (double)NAN, .lowest = 0, .highest = 1 },
    { .kind = "logit_normal", .p = { 0.917, 1.3 }, .share_below = share_below, .mean = (double)NAN, .lowest = 0, .highest = 1 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
