#include "stats/quantile.h"

#include "support/expect.h"

#include <gsl/gsl_cdf.h>

static const double shares[] = { 0x1p-53, 1e-11, 3.7e-6, 0.0041, 0.093, 0.31, 0.5, 0.677, 0.912, 0.9987, 1 - 2.3e-7, 1 - 1e-12, 1 - 0x1p-53 };
#define SHARES (sizeof shares / sizeof shares[0])

static const double shapes[] = { 0.011, 0.073, 0.37, 0.94, 1, 2.6, 17.3, 411, 8731, 903000 };
#define SHAPES (sizeof shapes / sizeof shapes[0])

/* The smaller tail at the quantile must be that of u; values below 1e-290 have no digits to test. At a shape of 900,000 the shares themselves are known
 * to eight digits. */
static void gamma_quantiles_have_their_share_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < SHAPES; i++) {
        for (size_t j = 0; j < SHARES; j++) {
            const double x = gamma_quantile(shapes[i], shares[j]);
            expect_true(x >= 0 && x < HUGE_VAL);
            if (shares[j] < 0.5 && x > 1e-290) {
                expect_relative(gsl_cdf_gamma_P(x, shapes[i], 1), shares[j], 1e-8);
            } else if (shares[j] >= 0.5) {
                expect_relative(gsl_cdf_gamma_Q(x, shapes[i], 1), 1 - shares[j], 1e-8);
            }
        }
    }
}

static void gamma_of_shape_one_is_exponential(void **state)
{
    (void)state;
    for (size_t j = 0; j < SHARES; j++) {
        expect_relative(gamma_quantile(1, shares[j]), -log1p(-shares[j]), 1e-13);
    }
}

static void gamma_agrees_with_gsl_where_gsl_converges(void **state)
{
    (void)state;
    for (double u = 0.013; u < 1; u += 0.0307) {
        expect_relative(gamma_quantile(2.7, u), gsl_cdf_gamma_Pinv(u, 2.7, 1), 1e-9);
        expect_relative(gamma_quantile(0.6, u), gsl_cdf_gamma_Pinv(u, 0.6, 1), 1e-9);
    }
}

static void beta_quantiles_have_their_share_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < SHAPES - 1; i++) {
        for (size_t k = 0; k < SHAPES - 1; k++) {
            for (size_t j = 0; j < 7; j++) {
                const double x = beta_quantile(shapes[i], shapes[k], shares[j]);
                expect_true(x >= 0 && x <= 1);
                if (x > 1e-290 && x < 0.99) {
                    expect_relative(gsl_cdf_beta_P(x, shapes[i], shapes[k]), shares[j], 3e-8);
                }
            }
        }
    }
}

static void beta_is_symmetric_in_its_ends(void **state)
{
    (void)state;
    for (size_t j = 3; j < SHARES - 3; j++) {
        expect_close(beta_quantile(2.3, 0.71, shares[j]), 1 - beta_quantile(0.71, 2.3, 1 - shares[j]), 1e-12);
    }
}

/* With b = 1 the share below x is x^a. */
static void beta_with_one_shape_one_is_a_power(void **state)
{
    (void)state;
    for (size_t j = 0; j < SHARES; j++) {
        expect_relative(beta_quantile(3.7, 1, shares[j]), pow(shares[j], 1 / 3.7), 1e-13);
        expect_relative(beta_quantile(0.4, 1, shares[j]), pow(shares[j], 1 / 0.4), 1e-13);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gamma_quantiles_have_their_share_below),
        cmocka_unit_test(gamma_of_shape_one_is_exponential),
        cmocka_unit_test(gamma_agrees_with_gsl_where_gsl_converges),
        cmocka_unit_test(beta_quantiles_have_their_share_below),
        cmocka_unit_test(beta_is_symmetric_in_its_ends),
        cmocka_unit_test(beta_with_one_shape_one_is_a_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
