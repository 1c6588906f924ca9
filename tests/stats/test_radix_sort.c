#include "stats/summary.h"
#include "support/expect.h"
#include "support/kolmogorov.h"

#include <stdlib.h>

#define COUNT 10007

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void expect_sorted_as_qsort(double value[], size_t count)
{
    double *const expected = test_malloc(COUNT * sizeof *expected);
    uint64_t *const scratch = test_malloc(COUNT * sizeof *scratch);
    for (size_t i = 0; i < count; i++) {
        expected[i] = value[i];
    }
    qsort(expected, count, sizeof expected[0], compare_doubles);
    radix_sort_doubles(value, count, scratch);
    for (size_t i = 0; i < count; i++) {
        expect_close(value[i], expected[i], 0);
    }
    test_free(expected);
    test_free(scratch);
}

static void numbers_of_both_signs_and_all_magnitudes_are_sorted(void **state)
{
    (void)state;
    static double x[COUNT];
    test_uniforms("sort", x, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = (i % 2 == 0 ? 1 : -1) * exp(1400 * (x[i] - 0.5));
    }
    x[17] = HUGE_VAL;
    x[18] = -HUGE_VAL;
    expect_sorted_as_qsort(x, COUNT);
}

static void money_and_counts_are_sorted(void **state)
{
    (void)state;
    static double x[COUNT];
    test_uniforms("money", x, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = floor(5e8 * (x[i] - 0.3)) / 100;
    }
    expect_sorted_as_qsort(x, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        x[i] = (double)(i * 7919 % 3);
    }
    expect_sorted_as_qsort(x, COUNT);
}

static void short_and_equal_lists_are_sorted(void **state)
{
    (void)state;
    double x[] = { 3.7, -1.2, 3.7 };
    for (size_t count = 0; count <= 3; count++) {
        expect_sorted_as_qsort(x, count);
    }
    double same[] = { 2.5, 2.5, 2.5 };
    expect_sorted_as_qsort(same, 3);
}

static void negative_nought_comes_before_nought(void **state)
{
    (void)state;
    double x[] = { 0.0, -0.0, 0.0, -0.0 };
    uint64_t scratch[4];
    radix_sort_doubles(x, 4, scratch);
    expect_true(signbit(x[0]) && signbit(x[1]) && !signbit(x[2]) && !signbit(x[3]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_both_signs_and_all_magnitudes_are_sorted),
        cmocka_unit_test(money_and_counts_are_sorted),
        cmocka_unit_test(short_and_equal_lists_are_sorted),
        cmocka_unit_test(negative_nought_comes_before_nought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
