#include "stats/summary.h"
#include "support/expect.h"
#include "support/kolmogorov.h"

#include <stdlib.h>

#define COUNT 5003

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void fill_values(double x[])
{
    test_uniforms("histogram", x, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = i % 5 == 0 ? 0 : (i % 3 == 0 ? -1 : 1) * exp(20 * x[i] - 6);
    }
}

static void quantiles_lie_within_a_thousandth_of_the_ranked_value(void **state)
{
    (void)state;
    static double x[COUNT];
    histogram *const counts = histogram_new();
    fill_values(x);
    for (size_t i = 0; i < COUNT; i++) {
        histogram_add(counts, x[i]);
    }
    histogram_add(counts, (double)NAN);
    qsort(x, COUNT, sizeof x[0], compare_doubles);
    for (double level = 0; level <= 1; level += 0.0078125) {
        expect_relative(histogram_quantile(counts, level), x[(size_t)(level * (COUNT - 1) + 0.5)], 0.001);
    }
    histogram_free(counts);
}

static void an_empty_histogram_has_no_quantile(void **state)
{
    (void)state;
    histogram *const counts = histogram_new();
    expect_true(isnan(histogram_quantile(counts, 0.5)));
    histogram_free(counts);
    histogram_free(NULL);
}

static void magnitudes_beyond_the_bins_stand_at_their_ends(void **state)
{
    (void)state;
    histogram *const counts = histogram_new();
    histogram_add(counts, HUGE_VAL);
    histogram_add(counts, -1e300);
    histogram_add(counts, 1e-300);
    expect_relative(histogram_quantile(counts, 0), -0x1p60, 0.001);
    expect_close(histogram_quantile(counts, 0.5), 0, 0);
    expect_relative(histogram_quantile(counts, 1), 0x1p60, 0.001);
    histogram_free(counts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_lie_within_a_thousandth_of_the_ranked_value),
        cmocka_unit_test(an_empty_histogram_has_no_quantile),
        cmocka_unit_test(magnitudes_beyond_the_bins_stand_at_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
