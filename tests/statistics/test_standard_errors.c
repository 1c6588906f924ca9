#include <stdio.h>

#include "stats/normal.h"
#include "stats/summary.h"
#include "support/expect.h"
#include "support/kolmogorov.h"

/* A Monte Carlo is tested by its errors too: what is claimed as standard error agrees with the spread of 200 repeats, whatever the share of luck. A value
 * is a world's effect plus a history's luck, (sqrt(1 - luck) Z_world + sqrt(luck) Z_history), K = 8 histories a world. */

#define REPEATS 200
#define WORLDS 1000
#define HISTORIES 8
#define VALUES (WORLDS * HISTORIES)

enum { MEAN, P5, P95, PROBABILITY, RATIO, ESTIMATES };

/* of a standard deviation from 200 repeats: 1 / sqrt(2 x 199), about; quantiles' own estimates scatter a little more */
static const double relative_error = 0.0501;

typedef struct {
    double sum, squares, claimed; /* of estimates; of claimed variances */
} spread_of;

typedef struct {
    spread_of estimate[ESTIMATES];
    spread_of naive; /* the mean with sd / sqrt(N) */
    double luck_share;
} repeats;

/** Room for one repeat. */
typedef struct {
    double u[WORLDS * (HISTORIES + 1)];
    double value[VALUES], flag[VALUES];
    double world_mean[WORLDS], world_base[WORLDS];
    uint64_t scratch[4 * VALUES];
    resamples by;
} room;

static void spread_add(spread_of *to, double estimate, double se)
{
    to->sum += estimate;
    to->squares += estimate * estimate;
    to->claimed += se * se;
}

/** Claimed standard error (root mean square) by the spread of the estimates. */
static double claimed_by_true(const spread_of *self)
{
    const double mean = self->sum / REPEATS;
    return sqrt(self->claimed / REPEATS / ((self->squares - REPEATS * mean * mean) / (REPEATS - 1)));
}

static void draw_values(room *at, double luck, int repeat)
{
    char purpose[64];
    snprintf(purpose, sizeof purpose, "repeat %d at %g", repeat, luck);
    test_uniforms(purpose, at->u, WORLDS * (HISTORIES + 1));
    for (size_t w = 0; w < WORLDS; w++) {
        const double *u = at->u + w * (HISTORIES + 1);
        const double effect = sqrt(1 - luck) * normal_quantile(u[0]);
        at->world_mean[w] = 0;
        for (size_t h = 0; h < HISTORIES; h++) {
            const double value = effect + sqrt(luck) * normal_quantile(u[h + 1]);
            at->value[w * HISTORIES + h] = value;
            at->flag[w * HISTORIES + h] = value > 0.7;
            at->world_mean[w] += value / HISTORIES;
        }
        /* a denominator that goes with the numerator */
        at->world_base[w] = 5 + 0.4 * at->world_mean[w] + 0.3 * effect;
    }
}

static summary summarised(const double value[], const resamples *by, uint64_t scratch[])
{
    moments sums = {.shift = value[0]};
    summary found = {0};
    for (size_t w = 0; w < WORLDS; w++) {
        moments_add_world(&sums, value + w * HISTORIES, HISTORIES, 1);
    }
    moments_finish(&sums, &found);
    summary_quantiles(&(world_values){value, WORLDS, HISTORIES}, by, scratch, &found);
    return found;
}

static void add_repeat(room *at, repeats *all)
{
    const summary values = summarised(at->value, &at->by, at->scratch);
    const summary flags = summarised(at->flag, NULL, at->scratch);
    const ratio_summary ratio = ratio_of_means(at->world_mean, at->world_base, WORLDS);
    spread_add(&all->estimate[MEAN], values.mean, values.se);
    spread_add(&all->estimate[P5], values.quantile[0], values.quantile_se[0]);
    spread_add(&all->estimate[P95], values.quantile[SUMMARY_QUANTILES - 1], values.quantile_se[SUMMARY_QUANTILES - 1]);
    spread_add(&all->estimate[PROBABILITY], flags.mean, flags.se);
    spread_add(&all->estimate[RATIO], ratio.ratio, ratio.se);
    spread_add(&all->naive, values.mean, values.sd / sqrt((double)VALUES));
    all->luck_share += values.luck_share / REPEATS;
}

static repeats repeated(double luck)
{
    repeats all = {.luck_share = 0};
    room *at = test_malloc(sizeof *at);
    assert_true(resamples_make(17, WORLDS, &at->by));
    for (int r = 0; r < REPEATS; r++) {
        draw_values(at, luck, r);
        add_repeat(at, &all);
    }
    resamples_free(&at->by);
    test_free(at);
    return all;
}

static void claimed_standard_errors_are_the_spread_of_repeats_at_any_share_of_luck(void **state)
{
    (void)state;
    const double lucks[] = {0.003, 0.5, 0.9};
    for (size_t l = 0; l < 3; l++) {
        const repeats all = repeated(lucks[l]);
        for (int e = 0; e < ESTIMATES; e++) {
            expect_close(claimed_by_true(&all.estimate[e]), 1, 5 * relative_error);
        }
        expect_close(all.luck_share, lucks[l], 0.01);
        /* P(Z > 0.7) */
        expect_close(all.estimate[PROBABILITY].sum / REPEATS, normal_cdf(-0.7), 5 * sqrt(all.estimate[PROBABILITY].claimed) / REPEATS);
    }
}

static void the_formula_for_independent_replicates_claims_too_little(void **state)
{
    (void)state;
    /* sqrt(1 / 8) and sqrt(1 / 4.5) of the true error */
    const double lucks[] = {0.003, 0.5};
    for (size_t l = 0; l < 2; l++) {
        const repeats all = repeated(lucks[l]);
        assert_true(claimed_by_true(&all.naive) < 1 - 5 * relative_error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claimed_standard_errors_are_the_spread_of_repeats_at_any_share_of_luck),
        cmocka_unit_test(the_formula_for_independent_replicates_claims_too_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
