#include "support/distributions.h"
#include "support/expect.h"

#include <gsl/gsl_cdf.h>
#include <string.h>

static double share_below(const double p[], double x)
{
    return (gsl_cdf_gaussian_P(x - p[0], p[1]) - gsl_cdf_gaussian_P(p[2] - p[0], p[1])) /
           (gsl_cdf_gaussian_P(p[3] - p[0], p[1]) - gsl_cdf_gaussian_P(p[2] - p[0], p[1]));
}

/* Means by the textbook formula, evaluated apart in double precision: mu + sd (phi(low) - phi(high)) / (Phi(high) - Phi(low)). */
static double mean_of(double mean, double sd, double low, double high)
{
    const double a = (low - mean) / sd;
    const double b = (high - mean) / sd;
    return mean + sd * (exp(-a * a / 2) - exp(-b * b / 2)) / sqrt(2 * M_PI) / (gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(a));
}

static distribution_case items[] = {
    { .kind = "truncated_normal", .p = { 0.27, 0.11, 0, 0.6 }, .share_below = share_below, .lowest = 0, .highest = 0.6 },
    { .kind = "truncated_normal", .p = { 5, 2.3, 6.1, 31 }, .share_below = share_below, .lowest = 6.1, .highest = 31 },
    { .kind = "truncated_normal", .p = { 5, 2.3, -40, 1.7 }, .share_below = share_below, .lowest = -40, .highest = 1.7 },
};
static distribution_cases cases = { items, sizeof items / sizeof items[0] };

/* Beyond 9 sd the excess is about exponential with mean 1/9 sd: its median lies between log(2)/9 less 2 % and that. */
static void far_tails_keep_their_digits(void **state)
{
    (void)state;
    const double p[] = { 0, 1, 9, 50 };
    for (size_t i = 0; i < distribution_family.count; i++) {
        if (strcmp(distribution_family.kinds[i]->name, "truncated_normal") == 0) {
            const distribution_kind *const kind_ = (const distribution_kind *)distribution_family.kinds[i];
            const double excess = kind_->quantile(p, NULL, 0.5) - 9;
            expect_true(excess > 0.98 * M_LN2 / 9 && excess < M_LN2 / 9);
        }
    }
}

static void impossible_bounds_are_faults(void **state)
{
    (void)state;
    expect_distribution_fault("truncated_normal", (const double[]){ 1, 2, 3, 3 }, NULL);
    expect_distribution_fault("truncated_normal", (const double[]){ 1, 2, 3, -3 }, NULL);
    expect_distribution_fault("truncated_normal", (const double[]){ 0, 1, 31, 40 }, NULL);
    expect_distribution_fault("truncated_normal", (const double[]){ 0, 1, -40, -31 }, NULL);
}

static int fill_means(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases.count; i++) {
        items[i].mean = mean_of(items[i].p[0], items[i].p[1], items[i].p[2], items[i].p[3]);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { DISTRIBUTION_TESTS(cases),
                                        cmocka_unit_test(far_tails_keep_their_digits), cmocka_unit_test(impossible_bounds_are_faults) };
    return cmocka_run_group_tests(tests, fill_means, NULL);
}
