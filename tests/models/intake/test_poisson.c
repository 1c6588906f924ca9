#include "support/expect.h"
#include "support/intake.h"

#include <gsl/gsl_cdf.h>

static const double p[] = { 87 };

static void kind_is_described(void **state)
{
    (void)state;
    expect_kind_is_described(&intake_named("poisson")->base);
}

static void a_month_is_a_twelfth_of_the_year(void **state)
{
    (void)state;
    expect_close(intake_named("poisson")->planned(p, NULL, 5), 7.25, 1e-15);
}

static void mean_and_variance_are_equal(void **state)
{
    (void)state;
    const double means[] = { 0.07, 3.9, 61.3, 803 };
    for (size_t i = 0; i < 4; i++) {
        expect_count_moments(intake_named("poisson"), p, means[i], means[i]);
    }
}

/* The count at u is the smallest k whose share below, by GSL, is u or more. */
static void counts_are_quantiles_by_gsl(void **state)
{
    (void)state;
    const double means[] = { 0.31, 7.25, 155.7, 2011 };
    for (size_t i = 0; i < 4; i++) {
        for (double u = 0.0007; u < 1; u += 0.0131) {
            const uint32_t k = intake_named("poisson")->count(p, NULL, 0, means[i], u);
            expect_true(gsl_cdf_poisson_P(k, means[i]) >= u);
            expect_true(k == 0 || gsl_cdf_poisson_P(k - 1, means[i]) < u);
        }
    }
}

static void a_higher_mean_takes_no_family_away(void **state)
{
    (void)state;
    expect_counts_rise_with_the_mean(intake_named("poisson"), p);
}

static void the_ends_are_bounded(void **state)
{
    (void)state;
    assert_int_equal(intake_named("poisson")->count(p, NULL, 0, 0, 0.9), 0);
    assert_int_equal(intake_named("poisson")->count(p, NULL, 0, 1e6, 0.5), 65535);
    assert_int_equal(intake_named("poisson")->count(p, NULL, 0, 7, 0x1p-53), 0);
    expect_true(intake_named("poisson")->count(p, NULL, 0, 7, 1 - 0x1p-53) < 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_is_described),          cmocka_unit_test(a_month_is_a_twelfth_of_the_year),
        cmocka_unit_test(mean_and_variance_are_equal), cmocka_unit_test(counts_are_quantiles_by_gsl),
        cmocka_unit_test(a_higher_mean_takes_no_family_away), cmocka_unit_test(the_ends_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
