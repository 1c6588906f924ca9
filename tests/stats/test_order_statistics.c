#include "stats/order_statistics.h"

#include <stdlib.h>
#include <string.h>

#include "stats/rng.h"
#include "support/expect.h"

enum { WORLDS = 60, HISTORIES = 3, VALUES = WORLDS * HISTORIES, ASKED = 4 };

static const order_statistic asked_of[ASKED] = {
    { .kind = ORDER_QUANTILE, .level = 0.05 }, { .kind = ORDER_QUANTILE, .level = 0.37 }, { .kind = ORDER_QUANTILE, .level = 0.95 }, { .kind = ORDER_MEAN_BELOW, .level = 0.05 }
};

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/** Values of which some are equal and some undefined. */
static void fill(double number[])
{
    for (uint32_t i = 0; i < VALUES; i++) {
        const double u = rng_draw_words(rng_stream_of(8, "tests", "order"), i / HISTORIES, i % HISTORIES, 0, 0).u[0];
        number[i] = i % 17 == 3 ? (double)NAN : floor(53 * (u + sin((double)(i / HISTORIES)))) * 11.7;
    }
}

static double of_sorted(const double sorted[], size_t n, const order_statistic *asked)
{
    if (asked->kind == ORDER_QUANTILE) {
        const double rank = asked->level * (double)(n - 1);
        const size_t below = (size_t)rank;
        return below + 1 < n ? sorted[below] + (rank - (double)below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
    const double worst = asked->level * (double)n;
    double sum = 0;
    for (size_t i = 0; i < n && (double)i < worst; i++) {
        sum += fmin(1, worst - (double)i) * sorted[i];
    }
    return worst < 1 ? sorted[0] : sum / worst;
}

/** The plain way: the values of each world written down as often as it is drawn, and sorted. */
static double plain_resampled(const double number[], const uint8_t times[], const order_statistic *asked)
{
    static double all[16 * VALUES];
    size_t n = 0;
    for (size_t i = 0; i < VALUES; i++) {
        for (int k = 0; k < times[i / HISTORIES] && !isnan(number[i]); k++) {
            all[n++] = number[i];
        }
    }
    qsort(all, n, sizeof all[0], compare_doubles);
    return of_sorted(all, n, asked);
}

static void errors_are_those_of_samples_written_down_and_sorted(void **state)
{
    (void)state;
    double number[VALUES];
    uint64_t scratch[4 * VALUES];
    uint8_t once[WORLDS];
    order_statistic asked[ASKED];
    resamples by;
    fill(number);
    memset(once, 1, sizeof once);
    assert_true(resamples_make(11, WORLDS, &by));
    for (int a = 0; a < ASKED; a++) {
        asked[a] = asked_of[a];
    }
    order_statistics(&(world_values){ number, WORLDS, HISTORIES }, &by, asked, ASKED, scratch);
    for (int a = 0; a < ASKED; a++) {
        double mean = 0, squares = 0;
        for (size_t b = 0; b < RESAMPLES; b++) {
            mean += plain_resampled(number, by.times + b * WORLDS, &asked[a]) / RESAMPLES;
        }
        for (size_t b = 0; b < RESAMPLES; b++) {
            squares += pow(plain_resampled(number, by.times + b * WORLDS, &asked[a]) - mean, 2);
        }
        expect_close(asked[a].value, plain_resampled(number, once, &asked[a]), 1e-9);
        expect_relative(asked[a].se, sqrt(squares / (RESAMPLES - 1)), 1e-9);
        assert_true(asked[a].se > 0);
    }
    resamples_free(&by);
}

static double error_of(const double number[], size_t worlds, size_t histories, const resamples *by)
{
    order_statistic asked = { .kind = ORDER_QUANTILE, .level = 0.5 };
    uint64_t *scratch = test_malloc(4 * worlds * histories * sizeof *scratch);
    order_statistics(&(world_values){ number, worlds, histories }, by, &asked, 1, scratch);
    test_free(scratch);
    return asked.se;
}

static void errors_need_fifty_worlds_with_a_value(void **state)
{
    (void)state;
    double number[VALUES];
    resamples by;
    assert_true(resamples_make(11, WORLDS, &by));
    for (size_t i = 0; i < VALUES; i++) {
        number[i] = i / HISTORIES < 49 || i == VALUES - 1 ? (double)(i % 7) : (double)NAN;
    }
    assert_true(error_of(number, WORLDS, HISTORIES, &by) > 0);
    number[VALUES - 1] = (double)NAN;
    assert_true(isnan(error_of(number, WORLDS, HISTORIES, &by)));
    fill(number);
    assert_true(isnan(error_of(number, 49, HISTORIES, &by)) && isnan(error_of(number, WORLDS, HISTORIES, NULL)));
    resamples_free(&by);
}

/* The median of 2,100 worlds of two: 1 and 2 in 1,050 worlds, 5 and 6 in the others. A share 1/2 lies at or below 3.5, with standard error sqrt(1/4 / 2099): 0.01091; half of
 * the distance from the quantile at 0.48909 to that at 0.51091 is (5 - 2) / 2. */
static void many_worlds_need_no_resamples(void **state)
{
    (void)state;
    enum { MANY = 2100 };
    double *number = test_malloc(2 * MANY * sizeof *number);
    const resamples none = { 0 };
    for (size_t i = 0; i < 2 * MANY; i++) {
        number[i] = (i < MANY ? 1 : 5) + (double)(i % 2);
    }
    expect_close(error_of(number, MANY, 2, &none), 1.5, 1e-12);
    test_free(number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_those_of_samples_written_down_and_sorted),
        cmocka_unit_test(errors_need_fifty_worlds_with_a_value),
        cmocka_unit_test(many_worlds_need_no_resamples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
