#include "support/expect.h"
#include "support/hazards.h"

#include <gsl/gsl_cdf.h>

static double share_by(const double p[], double t)
{
    return t < HUGE_VAL ? gsl_cdf_weibull_P(t, p[1], p[0]) : 1;
}

/* Mean scale Gamma(1 + 1/shape), variance scale^2 (Gamma(1 + 2/shape) - Gamma(1 + 1/shape)^2); shape 0.5 gives 2 scale and sqrt(20) scale,
 * shape 2 gives sqrt(pi)/2 scale and sqrt(1 - pi/4) scale. */
static const hazard_case items[] = {
    { .kind = "weibull", .p = { 0.5, 301.7 }, .share_by = share_by, .mean = 2 * 301.7, .sd = 4.47213595499958 * 301.7 },
    { .kind = "weibull", .p = { 2, 93.1 }, .share_by = share_by, .mean = 0.886226925452758 * 93.1, .sd = 0.463251375176824 * 93.1 },
    { .kind = "weibull", .p = { 0.83, 1107 }, .share_by = share_by, .mean = (double)NAN },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
