#include "support/expect.h"
#include "support/hazards.h"
#include "support/kinds.h"

#include <gsl/gsl_cdf.h>

/* As the distribution is written by Prentice: of x = (t / location)^(q / sigma) / q^2, gamma with shape 1 / q^2. */
static double share_by(const double p[], double t)
{
    const double shape = 1 / (p[2] * p[2]);
    if (!(t < HUGE_VAL)) {
        return 1;
    }
    const double x = shape * pow(t / p[0], p[2] / p[1]);
    return p[2] > 0 ? gsl_cdf_gamma_P(x, shape, 1) : gsl_cdf_gamma_Q(x, shape, 1);
}

/* At q = 1 and sigma 0.5 a Weibull of shape 2 (moments: test_weibull.c). */
static const hazard_case items[] = {
    { .kind = "generalised_gamma", .p = { 311.3, 1.21, 0.47 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "generalised_gamma", .p = { 190.7, 2.2, -0.6 }, .share_by = share_by, .mean = (double)NAN },
    { .kind = "generalised_gamma", .p = { 93.1, 0.5, 1 }, .share_by = share_by, .mean = 0.886226925452758 * 93.1, .sd = 0.463251375176824 * 93.1 },
};
static hazard_cases cases = { items, sizeof items / sizeof items[0] };

static double hazard_of(const char *name, const double p[], double t)
{
    return ((const hazard_kind *)kind_named(&hazard_family, name))->cumulative(p, NULL, t);
}

static const double days[] = { 1.3, 40.1, 365, 1904, 7011 };

typedef struct {
    double generalised[3];
    const char *kind;
    double p[2];
} special;

static void special_cases_are_the_kinds_they_are_named_for(void **state)
{
    (void)state;
    const special known[] = {
        { { 411, 1.3, 0 }, "log_normal", { 411, 1.3 } },
        { { 411, 1.3, 0.0005 }, "log_normal", { 411, 1.3 } },
        { { 411, 1.25, 1 }, "weibull", { 0.8, 411 } },
        { { 411, 0.5, 0.5 }, "gamma", { 4, 411 } },
        { { 411, 1, 1 }, "exponential", { 411 } },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
            expect_relative(hazard_of("generalised_gamma", known[i].generalised, days[d]), hazard_of(known[i].kind, known[i].p, days[d]), 1e-11);
        }
    }
}

static void q_of_minus_one_is_the_inverse_weibull(void **state)
{
    (void)state;
    /* Frechet: the share by t is exp(-(t / location)^(-1 / sigma)). */
    const double p[] = { 411, 1.6, -1 };
    for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
        expect_relative(hazard_of("generalised_gamma", p, days[d]), -log1p(-exp(-pow(days[d] / 411, -1 / 1.6))), 1e-11);
    }
}

static void near_nought_the_form_goes_over_into_the_log_normal(void **state)
{
    (void)state;
    const double plain[] = { 411, 1.3, 0 };
    const double near[] = { 411, 1.3, 0.0011 };
    const double below[] = { 411, 1.3, -0.0011 };
    for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
        expect_relative(hazard_of("generalised_gamma", near, days[d]), hazard_of("generalised_gamma", plain, days[d]), 0.02);
        expect_relative(hazard_of("generalised_gamma", below, days[d]), hazard_of("generalised_gamma", plain, days[d]), 0.02);
    }
}

static void every_form_comes_back_from_its_inverse(void **state)
{
    (void)state;
    const double forms[] = { -5, -2.1, -1, -0.3, -0.02, 0, 0.02, 0.3, 1, 2.1, 5 };
    const hazard_kind *const hazard = (const hazard_kind *)kind_named(&hazard_family, "generalised_gamma");
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const double p[] = { 365, 1.1, forms[i] };
        for (double h = 1e-7; h < 25; h *= 1.9) {
            const double t = hazard->inverse(p, NULL, h);
            if (t < 1e290) {
                expect_relative(hazard->cumulative(p, NULL, t), h, 1e-9);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { HAZARD_TESTS(cases),
                                        cmocka_unit_test(special_cases_are_the_kinds_they_are_named_for),
                                        cmocka_unit_test(q_of_minus_one_is_the_inverse_weibull),
                                        cmocka_unit_test(near_nought_the_form_goes_over_into_the_log_normal),
                                        cmocka_unit_test(every_form_comes_back_from_its_inverse) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
