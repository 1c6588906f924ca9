#include <stdlib.h>
#include <string.h>

#include "run/run.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Random numbers have coordinates, not an order: what is added beside a family changes nothing about it. */

/* Capacity does not bind, so that families do not meet in the line; therapy acts; two localities. */
static const char apart[] =
    "{\"sites\": {\"here\": {\"therapists\": 0, \"localities\": {\"east\": {\"share\": 0.4, \"ratio\": 0.8}, \"west\": {\"share\": 0.6, \"ratio\": 1.2}}}},"
    " \"transitions\": {\"entry\": {\"multipliers\": {\"place\": true, \"prior_care_ratio\": 1.7}}}, \"people\": {\"prior_care_share\": 0.3},"
    " \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"waning\", \"hazard_ratio\": 0.5, \"half_life_days\": 300}}}}}";

typedef struct {
    test_engine run;
    const replicate *drawn;
} drawn_case;

static drawn_case *draw_with(const char *more, uint32_t world, uint32_t history)
{
    const char *const patches[] = {scenario_busy, apart, more, NULL};
    drawn_case *self = test_malloc(sizeof *self);
    test_engine_make(&self->run, scenario_small, patches);
    self->drawn = test_engine_run(&self->run, world, history);
    return self;
}

static void draw_free(drawn_case *self)
{
    test_engine_free(&self->run);
    test_free(self);
}

static void expect_same_family(const families *a, size_t i, const families *b, size_t j)
{
    assert_int_equal(a->person[i], b->person[j]);
    assert_int_equal(a->locality[i], b->locality[j]);
    assert_int_equal(a->band[i], b->band[j]);
    assert_int_equal(a->prior_care[i], b->prior_care[j]);
    assert_int_equal(a->accepted[i], b->accepted[j]);
    assert_int_equal(a->completed[i], b->completed[j]);
    assert_int_equal(a->first_state[i], b->first_state[j]);
    const double *const pairs[][2] = {{a->referred_at, b->referred_at},   {a->age_years, b->age_years},         {a->adult_at, b->adult_at},
                                        {a->frailty, b->frailty},           {a->first_elapsed, b->first_elapsed}, {a->ready_at, b->ready_at},
                                        {a->verification, b->verification}, {a->started_at, b->started_at},       {a->course_days, b->course_days},
                                        {a->received_days, b->received_days}};
    for (size_t c = 0; c < sizeof pairs / sizeof pairs[0]; c++) {
        assert_memory_equal(&pairs[c][0][i], &pairs[c][1][j], sizeof(double));
    }
}

static bool visits(const careers *arm, size_t child, size_t state)
{
    bool found = false;
    for (uint32_t at = arm->first[child]; at < arm->first[child + 1]; at++) {
        found = found || arm->state[at] == state;
    }
    return found;
}

static void expect_same_careers(const replicate *a, size_t i, const replicate *b, size_t j)
{
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        const careers *one = &a->arm[arm];
        const careers *other = &b->arm[arm];
        const size_t count = one->first[i + 1] - one->first[i];
        assert_int_equal(other->first[j + 1] - other->first[j], count);
        assert_memory_equal(one->from + one->first[i], other->from + other->first[j], count * sizeof *one->from);
        assert_memory_equal(one->state + one->first[i], other->state + other->first[j], count);
        assert_memory_equal(one->price_mark + one->first[i], other->price_mark + other->first[j], count * sizeof *one->price_mark);
    }
}

static void what_is_added_beside_families_changes_nothing_about_them(void **state)
{
    (void)state;
    const char *const additions[] = {
        "{\"contracts\": {\"more\": {\"starts\": \"2019-03-01\", \"last_claimable\": \"2022-02-28\", \"terms\": {\"begun\": {\"unit\": {\"kind\": \"milestone_start\"},"
        "  \"window\": {\"from\": \"start\", \"length_days\": 1}, \"price_gbp\": 911}}, \"payers\": {\"here\": {}}}}}",
        "{\"states\": {\"cloister\": {\"class\": \"elsewhere\"}}, \"transitions\": {\"leaves\": {\"from\": [\"cloister\"], \"to\": {\"home\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 3}}}}",
        "{\"people\": {\"groups\": {\"sex\": {\"labels\": {\"female\": 0.51, \"male\": 0.49}}}}}",
        "{\"cohorts\": {\"others\": {\"begins_in\": {\"hostel\": 0.5, \"home\": 0.5}}}, \"sites\": {\"here\": {\"cohorts\": {\"others\": {\"intake\": {\"kind\": \"poisson\", \"per_year\": 400}}}}}}",
        "{\"sites\": {\"there\": {\"therapy\": \"fft\", \"starts\": \"2019-04-01\", \"closes\": \"2020-03-31\", \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"per_year\": 300}}}}}}",
        "{\"therapies\": {\"other\": {\"course_days\": 31}}}",
    };
    drawn_case *base = draw_with(NULL, 4, 1);
    assert_int_equal(base->drawn->families.count, 900);
    for (size_t a = 0; a < sizeof additions / sizeof additions[0]; a++) {
        drawn_case *with = draw_with(additions[a], 4, 1);
        assert_true(with->drawn->families.count >= 900);
        for (size_t i = 0; i < 900; i++) {
            expect_same_family(&base->drawn->families, i, &with->drawn->families, i);
            expect_same_careers(base->drawn, i, with->drawn, i);
        }
        draw_free(with);
    }
    draw_free(base);
}

static void a_further_way_out_changes_only_those_who_take_it(void **state)
{
    (void)state;
    drawn_case *base = draw_with(NULL, 2, 0);
    drawn_case *with = draw_with("{\"states\": {\"kin\": {\"class\": \"kin\"}}, \"transitions\": {\"to_kin\": {\"from\": [\"home\", \"care\"], \"to\": {\"kin\": 1},"
                                 " \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 1907}, \"clock\": \"state\"}}}", 2, 0);
    const size_t kin = state_named(with->run.self, "kin");
    size_t same = 0;
    for (size_t i = 0; i < base->drawn->families.count; i++) {
        bool taken = false;
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            taken = taken || visits(&with->drawn->arm[arm], i, kin);
        }
        if (!taken) {
            expect_same_careers(base->drawn, i, with->drawn, i);
            same++;
        }
    }
    assert_true(same > 100 && same < 850);
    draw_free(base);
    draw_free(with);
}

static void more_families_change_nothing_of_those_already_drawn(void **state)
{
    (void)state;
    drawn_case *base = draw_with(NULL, 1, 1);
    drawn_case *with = draw_with("{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [411, 377, 20]}}}}}}", 1, 1);
    const families *few = &base->drawn->families;
    const families *many = &with->drawn->families;
    size_t j = 0;
    for (size_t i = 0; i < few->count; i++) {
        while (j < many->count && (many->cohort[j] != few->cohort[i] || many->person[j] != few->person[i])) {
            j++;
        }
        assert_true(j < many->count);
        expect_same_family(few, i, many, j);
        expect_same_careers(base->drawn, i, with->drawn, j);
    }
    assert_int_equal(many->count, 900 + 111 + 77 + 20);
    draw_free(base);
    draw_free(with);
}

static void a_replicate_is_the_same_whatever_ran_before(void **state)
{
    (void)state;
    drawn_case *alone = draw_with(NULL, 5, 1);
    drawn_case *after = draw_with(NULL, 5, 0);
    test_engine_run(&after->run, 0, 0);
    test_engine_run(&after->run, 7, 3);
    after->drawn = test_engine_run(&after->run, 5, 1);
    for (size_t i = 0; i < alone->drawn->families.count; i++) {
        expect_same_family(&alone->drawn->families, i, &after->drawn->families, i);
        expect_same_careers(alone->drawn, i, after->drawn, i);
    }
    assert_memory_equal(alone->drawn->tallies, after->drawn->tallies, sizeof(tally));
    draw_free(alone);
    draw_free(after);
}

static result *run_of(scenario *self, int64_t worlds, int64_t histories)
{
    self->run.worlds = worlds;
    self->run.histories = histories;
    const run_options options = {.threads = 1};
    result *found = NULL;
    assert_int_equal(run_scenario(self, &options, &found), RUN_DONE);
    assert_non_null(found->rows);
    return found;
}

static void more_worlds_or_histories_change_no_replicate_already_drawn(void **state)
{
    (void)state;
    const char *const patches[] = {"{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": {\"dist\": \"lognormal\", \"median\": 613, \"sigma\": 0.4}}}}}", NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    result *few = run_of(self, 5, 2);
    result *many = run_of(self, 9, 3);
    const size_t width = few->columns.count;
    assert_int_equal(many->columns.count, width);
    for (size_t world = 0; world < 5; world++) {
        for (size_t history = 0; history < 2; history++) {
            assert_memory_equal(few->rows + (world * 2 + history) * width, many->rows + (world * 3 + history) * width, width * sizeof(double));
        }
    }
    result_free(few);
    result_free(many);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_beside_families_changes_nothing_about_them),
        cmocka_unit_test(a_further_way_out_changes_only_those_who_take_it),
        cmocka_unit_test(more_families_change_nothing_of_those_already_drawn),
        cmocka_unit_test(a_replicate_is_the_same_whatever_ran_before),
        cmocka_unit_test(more_worlds_or_histories_change_no_replicate_already_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
