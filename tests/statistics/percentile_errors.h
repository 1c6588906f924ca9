#ifndef EDGECARE_TESTS_PERCENTILE_ERRORS_H
#define EDGECARE_TESTS_PERCENTILE_ERRORS_H

#include <stdio.h>

#include "run/run.h"
#include "stats/tail.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Spread of what seeds say by the standard error that they claim, of percentiles and the mean of the worst 5 % of four quantities. */

enum { SAID_P5, SAID_P50, SAID_P95, SAID_WORST, SAID_COUNT, QUANTITIES = 4 };

static const char *const said_of[QUANTITIES] = { "outcomes_payments_paid_gbp", "commissioner_net_gbp", "value_to_government_gbp", "days_averted" };

/** Bounds of a ratio and of the mean of all. */
typedef struct {
    double least, most, mean_least, mean_most;
} honest;

typedef struct {
    double sum, squares, claimed;
} said_spread;

static void spread_add(said_spread *to, double says, double se)
{
    to->sum += says;
    to->squares += says * says;
    to->claimed += se * se;
}

/** Standard deviation of what is said by the claimed one (root mean square). */
static double spread_by_claim(const said_spread *self, int seeds)
{
    const double mean = self->sum / seeds;
    return sqrt((self->squares - seeds * mean * mean) / (seeds - 1) / (self->claimed / seeds));
}

static void add_quantity(const result *all, const resamples *by, const char *name, said_spread to[SAID_COUNT])
{
    const size_t at = columns_find(&all->columns, name, LEVEL_PROGRAMME, 0, 0);
    const size_t worlds = (size_t)all->scenario->run.worlds, histories = (size_t)all->scenario->run.histories;
    double *number = test_malloc(all->replicates * sizeof *number);
    uint64_t *scratch = test_malloc(4 * all->replicates * sizeof *scratch);
    assert_true(at != COLUMN_NONE && result_values(all, at, number));
    const told said = result_told(all, at);
    const tail worst = tail_of(&(world_values){ number, worlds, histories }, by, scratch); /* told of some only */
    spread_add(&to[SAID_P5], said.quantile[0], said.quantile_se[0]);
    spread_add(&to[SAID_P50], said.quantile[3], said.quantile_se[3]);
    spread_add(&to[SAID_P95], said.quantile[6], said.quantile_se[6]);
    spread_add(&to[SAID_WORST], worst.conditional, worst.conditional_se);
    test_free(number);
    test_free(scratch);
}

static void add_seed(scenario *self, int64_t seed, said_spread to[QUANTITIES][SAID_COUNT])
{
    const run_options options = { .threads = 0 };
    result *all = NULL;
    resamples by;
    self->run.seed = seed;
    assert_int_equal(run_scenario(self, &options, &all), RUN_DONE);
    assert_true(resamples_make((uint64_t)seed, (size_t)self->run.worlds, &by));
    for (size_t q = 0; q < QUANTITIES; q++) {
        add_quantity(all, &by, said_of[q], to[q]);
    }
    resamples_free(&by);
    result_free(all);
}

/** Tells and checks the ratios of a number of worlds; returns their mean. */
static double expect_ratios(said_spread of[QUANTITIES][SAID_COUNT], size_t worlds, int seeds, const honest *bounds)
{
    double mean = 0;
    for (size_t q = 0; q < QUANTITIES; q++) {
        print_message("%-28s %5zu worlds:", said_of[q], worlds);
        for (size_t s = 0; s < SAID_COUNT; s++) {
            const double ratio = spread_by_claim(&of[q][s], seeds);
            print_message(" %5.2f", ratio);
            mean += ratio / (QUANTITIES * SAID_COUNT);
        }
        print_message("\n");
    }
    for (size_t i = 0; i < QUANTITIES * SAID_COUNT; i++) {
        const double ratio = spread_by_claim(&of[i / SAID_COUNT][i % SAID_COUNT], seeds);
        assert_true(ratio >= bounds->least && ratio <= bounds->most);
    }
    return mean;
}

/** Runs the typical programme under each of `seeds` seeds at each number of worlds. Its contract has no limit, at which upper percentiles would stand still. */
static inline void expect_honest_percentiles(const size_t worlds[], size_t count, int seeds, const honest *bounds)
{
    scenario *self = scenario_of_file("scenarios/typical-edge-of-care.json");
    double mean = 0;
    self->contracts.items[0].limit_gbp.value = 1e12;
    print_message("spread by claimed error:                   P5   P50   P95 worst\n");
    for (size_t i = 0; i < count; i++) {
        said_spread of[QUANTITIES][SAID_COUNT] = { { { 0 } } };
        self->run.worlds = (int64_t)worlds[i];
        for (int seed = 0; seed < seeds; seed++) {
            add_seed(self, 4000 + seed, of);
        }
        mean += expect_ratios(of, worlds[i], seeds, bounds) / (double)count;
    }
    scenario_free(self);
    print_message("mean %.3f\n", mean);
    assert_true(mean >= bounds->mean_least && mean <= bounds->mean_most);
}

#endif
