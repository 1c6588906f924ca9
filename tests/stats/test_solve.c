#include "stats/solve.h"

#include "support/expect.h"
#include "support/integral.h"

static double cube_less(double x, void *context)
{
    const double *const level = context;
    return x * x * x - *level;
}

static double never_zero(double x, void *context)
{
    (void)context;
    return x * x + 0.3;
}

static double pole(double x, void *context)
{
    (void)context;
    return x > 0 ? log(x) + 1 : -HUGE_VAL;
}

static double undefined(double x, void *context)
{
    (void)context;
    return x > 0.4 && x < 0.6 ? (double)NAN : x - 0.55;
}

static void a_zero_between_signs_is_found(void **state)
{
    (void)state;
    double level = 7.3;
    double zero;
    expect_true(solve_zero(cube_less, &level, -1.5, 17, 1e-13, &zero));
    expect_close(zero, cbrt(7.3), 1e-12);
}

static void a_zero_at_either_end_is_found(void **state)
{
    (void)state;
    double level = 8;
    double zero;
    expect_true(solve_zero(cube_less, &level, 2, 5, 1e-12, &zero));
    expect_close(zero, 2, 1e-12);
    expect_true(solve_zero(cube_less, &level, -3, 2, 1e-12, &zero));
    expect_close(zero, 2, 1e-12);
}

static void without_a_change_of_sign_there_is_none(void **state)
{
    (void)state;
    double zero;
    expect_true(!solve_zero(never_zero, NULL, -2.2, 3.1, 1e-9, &zero));
    expect_true(!solve_zero(never_zero, NULL, 3.1, -2.2, 1e-9, &zero));
}

static void infinite_values_are_only_large(void **state)
{
    (void)state;
    double zero;
    expect_true(solve_zero(pole, NULL, 0, 3, 1e-13, &zero));
    expect_close(zero, exp(-1), 1e-12);
}

static void undefined_values_give_no_zero(void **state)
{
    (void)state;
    double zero;
    expect_true(!solve_zero(undefined, NULL, 0, 1, 1e-9, &zero));
}

static double bump(double x, void *context)
{
    const double *const width = context;
    return exp(-0.5 * x * x / (*width * *width));
}

static double root(double x, void *context)
{
    (void)context;
    return sqrt(fabs(x - 0.317));
}

/* The normal density's integral; 2/3 (0.317^1.5 + 0.683^1.5) across the kink of a root. */
static void integrals_of_peaks_and_kinks_are_right(void **state)
{
    (void)state;
    double width = 0.013;
    expect_relative(integral_between(bump, &width, -1, 2, 1e-11), width * sqrt(2 * M_PI), 1e-10);
    expect_relative(integral_between(root, NULL, 0, 1, 1e-10), 2.0 / 3 * (pow(0.317, 1.5) + pow(0.683, 1.5)), 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zero_between_signs_is_found),          cmocka_unit_test(a_zero_at_either_end_is_found),
        cmocka_unit_test(without_a_change_of_sign_there_is_none), cmocka_unit_test(infinite_values_are_only_large),
        cmocka_unit_test(undefined_values_give_no_zero),          cmocka_unit_test(integrals_of_peaks_and_kinks_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
