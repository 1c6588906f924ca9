#include "support/distributions.h"
#include "support/expect.h"

#include "support/kinds.h"

#include <gsl/gsl_cdf.h>

static double two[] = { 0.7, 0.98, 0.06, 0.3, 0.61, 0.23 };
static double apart[] = { 1, 0.001, 0.02, 3, 1000, 0.02 };

static double share_below_two(const double p[], double x)
{
    (void)p;
    return 0.7 * gsl_cdf_lognormal_P(x, log(0.98), 0.06) + 0.3 * gsl_cdf_lognormal_P(x, log(0.61), 0.23);
}

static double share_below_apart(const double p[], double x)
{
    (void)p;
    return 0.25 * gsl_cdf_lognormal_P(x, log(0.001), 0.02) + 0.75 * gsl_cdf_lognormal_P(x, log(1000), 0.02);
}

/* Means: 0.7 0.98 exp(0.0018) + 0.3 0.61 exp(0.02645); (0.001 + 3000) exp(0.0002) / 4. */
static const distribution_case items[] = {
    { .kind = "mixture", .list = { two, 6 }, .share_below = share_below_two, .mean = 0.8751408437545065, .lowest = 0, .highest = HUGE_VAL },
    { .kind = "mixture", .list = { apart, 6 }, .share_below = share_below_apart, .mean = 750.1502650510051, .lowest = 0, .highest = HUGE_VAL },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

static void quantiles_have_their_share_below_to_twelve_digits(void **state)
{
    (void)state;
    const distribution_kind *const mixture = (const distribution_kind *)kind_named(&distribution_family, "mixture");
    for (double u = 1e-12; u < 1; u = u < 0.01 ? 3 * u : u + 0.0173) {
        for (size_t i = 0; i < 2; i++) {
            expect_relative(items[i].share_below(NULL, mixture->quantile(NULL, &items[i].list, u)), u, 1e-11);
        }
    }
}

static void lists_that_are_no_components_are_faults(void **state)
{
    (void)state;
    double flat[] = { 1, 2, 0 };
    double negative[] = { 1, -2, 0.3 };
    double weightless[] = { 0, 2, 0.3 };
    const number_list bad[] = { { flat, 0 }, { flat, 2 }, { flat, 3 }, { negative, 3 }, { weightless, 3 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect_distribution_fault("mixture", NULL, &bad[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases), cmocka_unit_test(quantiles_have_their_share_below_to_twelve_digits),
                                        cmocka_unit_test(lists_that_are_no_components_are_faults) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
