#include "stats/normal.h"

#include "support/expect.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_erf.h>
#include <string.h>

static void cdf_agrees_with_gsl(void **state)
{
    (void)state;
    for (double z = -36.3; z < 9; z += 0.0371) {
        expect_relative(normal_cdf(z), gsl_cdf_ugaussian_P(z), 1e-12);
    }
}

static void quantile_agrees_with_gsl(void **state)
{
    (void)state;
    for (int i = 1; i < 20011; i++) {
        const double p = i / 20011.0;
        expect_close(normal_quantile(p), gsl_cdf_ugaussian_Pinv(p), 1e-14 * (1 + fabs(gsl_cdf_ugaussian_Pinv(p))));
    }
    for (double p = 0.31; p > 1e-290; p *= 0.37) {
        expect_relative(normal_quantile(p), gsl_cdf_ugaussian_Pinv(p), 1e-14);
    }
}

static void quantile_inverts_the_cdf(void **state)
{
    (void)state;
    for (double z = -30.1; z < 5; z += 0.0731) {
        /* A step of p in its last digit moves z by p 1e-16 / phi(z). */
        expect_close(normal_quantile(normal_cdf(z)), z, 1e-14 + fabs(z) * 1e-14 + 3e-16 / exp(-z * z / 2) * sqrt(2 * M_PI) * normal_cdf(z));
    }
}

static void quantile_is_finite_at_both_ends_of_the_uniforms(void **state)
{
    (void)state;
    /* Phi^-1(2^-53) from R: qnorm(2^-53) = -8.209536151601387. */
    expect_relative(normal_quantile(0x1p-53), -8.209536151601387, 1e-14);
    expect_relative(normal_quantile(1 - 0x1p-53), 8.209536151601387, 1e-14);
}

static void hazard_agrees_with_gsls_logarithm_of_the_error_function(void **state)
{
    (void)state;
    for (double z = 0.013; z < 60; z += 0.0373) {
        expect_relative(normal_hazard(z), M_LN2 - gsl_sf_log_erfc(z * M_SQRT1_2), 1e-13);
    }
    for (double z = -0.013; z > -30; z -= 0.0373) {
        expect_relative(normal_hazard(z), -log1p(-gsl_cdf_ugaussian_P(z)), 1e-12);
    }
}

static void hazard_has_its_ends(void **state)
{
    (void)state;
    expect_close(normal_hazard(-HUGE_VAL), 0, 0);
    expect_close(normal_hazard(HUGE_VAL), HUGE_VAL, 0);
    expect_close(normal_hazard_inverse(0), -HUGE_VAL, 0);
    expect_close(normal_hazard_inverse(HUGE_VAL), HUGE_VAL, 0);
}

static void inverse_returns_to_the_hazard_over_three_hundred_magnitudes(void **state)
{
    (void)state;
    for (double h = 1e-280; h < 1e7; h *= 1.093) {
        const double z = normal_hazard_inverse(h);
        /* d log h / dz is about |z| in the lower tail and 2/z in the upper. */
        expect_relative(normal_hazard(z), h, 1e-14 * (2 + z * z));
    }
}

static void inverse_never_falls(void **state)
{
    (void)state;
    double before = -HUGE_VAL;
    for (double h = 1e-17; h < 2000; h *= 1.0007) {
        const double z = normal_hazard_inverse(h);
        expect_true(z >= before);
        before = z;
    }
}

static void many_inverses_have_the_bits_of_single_ones(void **state)
{
    (void)state;
    enum { COUNT = 1531 };
    double h[COUNT];
    double many[COUNT];
    h[0] = 0;
    h[1] = HUGE_VAL;
    for (int i = 2; i < COUNT; i++) {
        h[i] = exp(i * 0.04 - 50);
    }
    memcpy(many, h, sizeof h);
    normal_hazard_inverse_many(many, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const double one = normal_hazard_inverse(h[i]);
        assert_memory_equal(&one, &many[i], sizeof one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cdf_agrees_with_gsl),
        cmocka_unit_test(quantile_agrees_with_gsl),
        cmocka_unit_test(quantile_inverts_the_cdf),
        cmocka_unit_test(quantile_is_finite_at_both_ends_of_the_uniforms),
        cmocka_unit_test(hazard_agrees_with_gsls_logarithm_of_the_error_function),
        cmocka_unit_test(hazard_has_its_ends),
        cmocka_unit_test(inverse_returns_to_the_hazard_over_three_hundred_magnitudes),
        cmocka_unit_test(inverse_never_falls),
        cmocka_unit_test(many_inverses_have_the_bits_of_single_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
