#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

#include <gsl/gsl_cdf.h>

static double share_by(const double p[], double t)
{
    return p[0] * (t < HUGE_VAL ? gsl_cdf_lognormal_P(t, log(p[1]), p[2]) : 1);
}

/* With everybody susceptible it is the log-normal, whose moments at sigma 0.5 are 1.1331484530668263 and 0.6039005332108811 times the median. */
static const hazard_case items[] = {
    { .kind = "mixture_cure", .p = { 0.31, 140.9, 1.1 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "mixture_cure", .p = { 0.07, 333, 0.4 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "mixture_cure", .p = { 1, 140.9, 0.5 }, .share_by = share_by, .mean = 1.1331484530668263 * 140.9, .sd = 0.6039005332108811 * 140.9 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static void hazard_beyond_the_susceptible_share_is_never_reached(void **state)
{
    (void)state;
    const hazard_kind *const cure = (const hazard_kind *)kind_named(&hazard_family, "mixture_cure");
    const double most = -log(1 - 0.31);
    expect_close(cure->cumulative(items[0].p, NULL, HUGE_VAL), most, 1e-15);
    expect_true(cure->inverse(items[0].p, NULL, most * 0.999) < HUGE_VAL);
    expect_close(cure->inverse(items[0].p, NULL, most * 1.001), HUGE_VAL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases), cmocka_unit_test(hazard_beyond_the_susceptible_share_is_never_reached) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
