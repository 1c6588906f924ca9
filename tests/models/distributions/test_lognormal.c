#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static double share_below(const double p[], double x)
{
    return gsl_cdf_lognormal_P(x, log(p[0]), p[1]);
}

/* Mean median exp(sigma^2 / 2): at sigma 0.5, 1.1331484530668263 times the median. */
static const distribution_case items[] = {
    { .kind = "lognormal", .p = { 731, 0.5 }, .share_below = share_below, .mean = 731 * 1.1331484530668263, .lowest = 0, .highest = HUGE_VAL },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
