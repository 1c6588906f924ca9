#include "support/expect.h"
#include "support/hazards.h"

#include <gsl/gsl_cdf.h>

static double share_by(const double p[], double t)
{
    return t < HUGE_VAL ? gsl_cdf_lognormal_P(t, log(p[0]), p[1]) : 1;
}

/* Mean median exp(sigma^2 / 2), sd mean sqrt(exp(sigma^2) - 1): at sigma 0.5, 1.1331484530668263 and 0.6039005332108811 times the median. */
static const hazard_case items[] = {
    { .kind = "log_normal", .p = { 151.3, 0.5 }, .share_by = share_by, .mean = 1.1331484530668263 * 151.3, .sd = 0.6039005332108811 * 151.3 },
    { .kind = "log_normal", .p = { 2311, 1.9 }, .share_by = share_by, .mean = (double)NAN },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
