#include "stats/elementary.c" /* the source itself, so that every vector width can be run and not only the widest of this CPU */

#include "support/expect.h"

#include <stdint.h>

#define VALUES 1000003 /* not a multiple of any width */

typedef double scalar_function(double x);
typedef void many_function(double x[], size_t count);

/* Values over many magnitudes from a multiplicative sequence; `exponents` scales the logarithm's range. */
static double *values_over(double exponents)
{
    double *const x = test_malloc(VALUES * sizeof *x);
    uint64_t word = 88172645463325252u;
    for (size_t i = 0; i < VALUES; i++) {
        word = word * 6364136223846793005u + 1442695040888963407u;
        x[i] = exponents * ((double)(word >> 11) * 0x1p-53 - 0.5);
    }
    return x;
}

static void expect_same_bits(scalar_function *scalar, many_function *many, const double x[], size_t count)
{
    double *const y = test_malloc(count * sizeof *y);
    memcpy(y, x, count * sizeof *y);
    many(y, count);
    for (size_t i = 0; i < count; i++) {
        const double one = scalar(x[i]);
        if (memcmp(&one, &y[i], sizeof one) != 0) {
            print_error("value %zu, %.17g: %.17g by itself, %.17g among many\n", i, x[i], one, y[i]);
            fail();
        }
    }
    test_free(y);
}

static void log_among_a_million_has_the_bits_of_log_alone(void **state)
{
    (void)state;
    double *const x = values_over(1400);
    for (size_t i = 0; i < VALUES; i++) {
        x[i] = exp(x[i]);
    }
    expect_same_bits(elementary_log, elementary_log_many, x, VALUES);
    test_free(x);
}

static void exp_among_a_million_has_the_bits_of_exp_alone(void **state)
{
    (void)state;
    double *const x = values_over(1500);
    expect_same_bits(elementary_exp, elementary_exp_many, x, VALUES);
    test_free(x);
}

static void every_length_has_a_right_tail(void **state)
{
    (void)state;
    double *const x = values_over(9);
    for (size_t count = 0; count < 40; count++) {
        expect_same_bits(elementary_exp, elementary_exp_many, x, count);
    }
    test_free(x);
}

static void every_vector_width_gives_the_same_bits(void **state)
{
    (void)state;
    double *const x = values_over(700);
    expect_same_bits(elementary_exp, exp_by_1, x, 1003);
#ifdef __x86_64__
    if (cpu_has_fma()) {
        expect_same_bits(elementary_exp, exp_by_4, x, 100003);
    }
    for (size_t i = 0; i < 100003; i++) {
        x[i] = fabs(x[i]);
    }
    expect_same_bits(elementary_log, log_by_1, x, 1003);
    if (cpu_has_fma()) {
        expect_same_bits(elementary_log, log_by_4, x, 100003);
    }
#endif
    test_free(x);
}

static void both_agree_with_the_mathematics_library(void **state)
{
    (void)state;
    double *const x = values_over(600);
    for (size_t i = 0; i < 10007; i++) {
        expect_relative(elementary_exp(x[i]), exp(x[i]), 3e-16);
        expect_relative(elementary_log(fabs(x[i])), log(fabs(x[i])), 3e-16);
    }
    test_free(x);
}

static void ends_of_the_line_are_kept(void **state)
{
    (void)state;
    double ends[] = { 0, 1, HUGE_VAL };
    elementary_log_many(ends, 3);
    expect_close(ends[0], -HUGE_VAL, 0);
    expect_close(ends[1], 0, 0);
    expect_close(ends[2], HUGE_VAL, 0);
    elementary_exp_many(ends, 3);
    expect_close(ends[0], 0, 0);
    expect_close(ends[1], 1, 0);
    expect_close(ends[2], HUGE_VAL, 0);
}

static double power_of_sample(double x)
{
    return elementary_pow(x, 0.731);
}

static void powers_of_sample(double x[], size_t count)
{
    elementary_pow_many(x, 0.731, count);
}

static void powers_agree_alone_among_many_and_with_the_library(void **state)
{
    (void)state;
    double *const x = values_over(5000);
    for (size_t i = 0; i < 10007; i++) {
        x[i] = fabs(x[i]);
        expect_relative(elementary_pow(x[i], 0.731), pow(x[i], 0.731), 3e-15);
    }
    expect_same_bits(power_of_sample, powers_of_sample, x, 10007);
    test_free(x);
}

static void powers_keep_nought_and_infinity(void **state)
{
    (void)state;
    expect_close(elementary_pow(0, 1.9), 0, 0);
    expect_close(elementary_pow(HUGE_VAL, 0.3), HUGE_VAL, 0);
    double x[] = { 0, HUGE_VAL };
    elementary_pow_many(x, 2.7, 2);
    expect_close(x[0], 0, 0);
    expect_close(x[1], HUGE_VAL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_among_a_million_has_the_bits_of_log_alone),
        cmocka_unit_test(exp_among_a_million_has_the_bits_of_exp_alone),
        cmocka_unit_test(every_length_has_a_right_tail),
        cmocka_unit_test(every_vector_width_gives_the_same_bits),
        cmocka_unit_test(both_agree_with_the_mathematics_library),
        cmocka_unit_test(ends_of_the_line_are_kept),
        cmocka_unit_test(powers_agree_alone_among_many_and_with_the_library),
        cmocka_unit_test(powers_keep_nought_and_infinity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
