#include "support/expect.h"
#include "support/intake.h"

#include <gsl/gsl_cdf.h>

static const double p[] = { 87, 0.43 };

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(&intake_named("negative_binomial")->base);
}

static void a_month_is_a_twelfth_of_the_year(void **state)
{
    (void)state;
    expect_close(intake_named("negative_binomial")->planned(p, NULL, 5), 7.25, 1e-15);
}

static void the_variance_grows_with_the_square_of_the_mean(void **state)
{
    (void)state;
    const double means[] = { 0.6, 3.9, 61.3, 711 };
    for (size_t i = 0; i < 4; i++) {
        expect_count_moments(intake_named("negative_binomial"), p, means[i], means[i] + 0.43 * means[i] * means[i]);
    }
    const double even[] = { 87, 0.0013 };
    expect_count_moments(intake_named("negative_binomial"), even, 1013, 1013 + 0.0013 * 1013 * 1013);
}

/* GSL's negative binomial counts failures before n = 1 / dispersion successes of chance 1 / (1 + dispersion mean). */
static void counts_are_quantiles_by_gsl(void **state)
{
    (void)state;
    const double means[] = { 0.31, 7.25, 155.7 };
    for (size_t i = 0; i < 3; i++) {
        const double success = 1 / (1 + 0.43 * means[i]);
        for (double u = 0.0007; u < 1; u += 0.0131) {
            const uint32_t k = intake_named("negative_binomial")->count(p, NULL, 0, means[i], u);
            expect_true(gsl_cdf_negative_binomial_P(k, success, 1 / 0.43) >= u);
            expect_true(k == 0 || gsl_cdf_negative_binomial_P(k - 1, success, 1 / 0.43) < u);
        }
    }
}

static void without_dispersion_it_is_poisson(void **state)
{
    (void)state;
    const double plain[] = { 87, 0 };
    for (double u = 0.003; u < 1; u += 0.0171) {
        assert_int_equal(intake_named("negative_binomial")->count(plain, NULL, 0, 17.3, u), intake_named("poisson")->count(plain, NULL, 0, 17.3, u));
    }
}

static void a_higher_mean_takes_no_family_away(void **state)
{
    (void)state;
    expect_counts_rise_with_the_mean(intake_named("negative_binomial"), p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),
        cmocka_unit_test(a_month_is_a_twelfth_of_the_year),
        cmocka_unit_test(the_variance_grows_with_the_square_of_the_mean),
        cmocka_unit_test(counts_are_quantiles_by_gsl),
        cmocka_unit_test(without_dispersion_it_is_poisson),
        cmocka_unit_test(a_higher_mean_takes_no_family_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
