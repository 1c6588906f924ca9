#include "support/expect.h"

#include <stdlib.h>

#include "stats/normal.h"
#include "stats/rng.h"
#include "verify/joint.h"

#define FIGURES 5
#define REPLICATES 3001
#define TRUTHS 2003

static double normal_at(uint64_t seed, uint32_t row, uint32_t ordinal)
{
    return normal_quantile(rng_draw(rng_stream_of(seed, "", "test"), (rng_place){ .world = row, .ordinal = ordinal }).u[0]);
}

/** Rows of standard normals, any two of a row with correlation rho. To be freed. */
static double *planted_rows(uint64_t seed, size_t rows, double rho)
{
    double *out = malloc(rows * FIGURES * sizeof *out);
    for (size_t r = 0; r < rows; r++) {
        const double common = normal_at(seed, (uint32_t)r, FIGURES);
        for (size_t k = 0; k < FIGURES; k++) {
            out[r * FIGURES + k] = sqrt(rho) * common + sqrt(1 - rho) * normal_at(seed, (uint32_t)r, (uint32_t)k);
        }
    }
    return out;
}

static bool truth_is_within(const double truth[], const sample samples[], double limit)
{
    for (size_t k = 0; k < FIGURES; k++) {
        if (sample_extremity(&samples[k], truth[k]) > limit) {
            return false;
        }
    }
    return true;
}

/** Share of fresh truths of the same model that are within the limit. */
static double share_passing(const sample samples[], double rho, double limit)
{
    double *truths = planted_rows(77, TRUTHS, rho);
    size_t passed = 0;
    for (size_t r = 0; r < TRUTHS; r++) {
        passed += truth_is_within(truths + r * FIGURES, samples, limit);
    }
    free(truths);
    return (double)passed / TRUTHS;
}

/* Expected: 0.9 by construction, within 4 standard errors of both the limit and the count: sqrt(0.09 (1 / 3001 + 1 / 2003)) = 0.0087. */
static void a_true_model_passes_nine_times_in_ten_whatever_the_dependence(void **state)
{
    (void)state;
    const double correlations[] = { 0, 0.37, 0.93 };
    const size_t column[FIGURES] = { 0, 1, 2, 3, 4 };
    for (size_t i = 0; i < 3; i++) {
        double *rows = planted_rows(11, REPLICATES, correlations[i]);
        sample samples[FIGURES];
        for (size_t k = 0; k < FIGURES; k++) {
            assert_true(sample_make(rows + k, FIGURES, REPLICATES, &samples[k]));
        }
        const double limit = joint_limit(rows, FIGURES, REPLICATES, samples, column, FIGURES, 0.9);
        expect_close(share_passing(samples, correlations[i], limit), 0.9, 4 * 0.0087);
        /* figure by figure in the central 90 %: 0.9^5 = 0.59 without dependence */
        if (correlations[i] == 0) {
            expect_close(share_passing(samples, 0, 0.9), 0.59049, 4 * 0.0155);
        }
        for (size_t k = 0; k < FIGURES; k++) {
            sample_free(&samples[k]);
        }
        free(rows);
    }
}

static void a_wrong_model_fails(void **state)
{
    (void)state;
    double *rows = planted_rows(11, REPLICATES, 0.37);
    const size_t column[1] = { 2 };
    sample samples[1];
    assert_true(sample_make(rows + 2, FIGURES, REPLICATES, &samples[0]));
    const double limit = joint_limit(rows, FIGURES, REPLICATES, samples, column, 1, 0.9);
    expect_close(limit, 0.9, 0.001); /* one figure: the plain central band */
    assert_true(sample_extremity(&samples[0], 3.1) > limit);
    assert_true(sample_extremity(&samples[0], 1.2) < limit);
    expect_close(sample_extremity(&samples[0], 1e9), 1, 0);
    sample_free(&samples[0]);
    free(rows);
}

/* By hand: of 3, 5, 5, 9 (the undefined left out) 5 has 1 below and 2 equal, rank (1 + 2 / 2) / 4 = 0.5; 9 has rank 3.5 / 4. */
static void ranks_count_half_of_what_is_equal_and_leave_out_the_undefined(void **state)
{
    (void)state;
    const double values[] = { 9, (double)NAN, 5, 3, 5 };
    sample all;
    assert_true(sample_make(values, 1, 5, &all));
    assert_int_equal(all.count, 4);
    expect_close(sample_rank(&all, 5), 0.5, 0);
    expect_close(sample_rank(&all, 9), 0.875, 0);
    expect_close(sample_rank(&all, 2.9), 0, 0);
    expect_close(sample_quantile(&all, 0.5), 5, 0);
    expect_close(sample_quantile(&all, 0.9), 7.8, 1e-12); /* 5 + 0.7 x 4 */
    sample_free(&all);
}

/* By hand on 1 .. 5: the median 3 lies in 2.6 .. 3.4, so nothing is off; of 4.2 .. 5.5 the nearer end 4.2 speaks: rank 4 / 5, 2 x 0.8 - 1 = 0.6. */
static void rounding_speaks_for_the_figure(void **state)
{
    (void)state;
    const double values[] = { 4, 1, 5, 2, 3 };
    sample all;
    assert_true(sample_make(values, 1, 5, &all));
    expect_close(sample_extremity_between(&all, 2.6, 3.4), 0, 0);
    expect_close(sample_extremity_between(&all, 4.2, 5.5), 0.6, 1e-12);
    expect_close(sample_extremity_between(&all, -3.1, 1.5), 0.6, 1e-12);
    sample_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_true_model_passes_nine_times_in_ten_whatever_the_dependence),
        cmocka_unit_test(a_wrong_model_fails),
        cmocka_unit_test(ranks_count_half_of_what_is_equal_and_leave_out_the_undefined),
        cmocka_unit_test(rounding_speaks_for_the_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
