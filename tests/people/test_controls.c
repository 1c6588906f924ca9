#include "support/expect.h"
#include "support/scenario_text.h"

/* The untreated children behind baselines: where they come from, that a smaller group is part of a larger one, and when they are drawn anew. */

#define TERM(kind, children, more) \
    "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"window\": {\"from\": \"referral\"}, \"baseline\": {\"kind\": \"" kind "\", \"children\": " children more "}}}}}}"

/* Two cohorts planned 3 to 1 and a site of its own, planned 2. */
static const char places[] =
    "{\"reporting\": {\"coupling\": \"shared\"}, \"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 7.5, \"max\": 12.5}},"
    " \"cohorts\": {\"late\": {\"begins_in\": {\"home\": 1}}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30, 60]}}, \"late\": {\"intake\": {\"kind\": \"schedule\", \"families\": [0, 0, 30]}}}},"
    "  \"there\": {\"therapy\": \"fft\", \"starts\": \"2019-06-05\", \"closes\": \"2020-02-04\","
    "   \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [60]}}}}}}";

static size_t in_place(const families *people, size_t site, size_t cohort)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        count += people->site[i] == site && people->cohort[i] == cohort;
    }
    return count;
}

static size_t first_of_place(const families *people, size_t site, size_t cohort)
{
    size_t i = 0;
    while (people->site[i] != site || people->cohort[i] != cohort) {
        i++;
    }
    return i;
}

/* Planned 90, 30 and 60 of 180: of 61 children 30.5, 10.17, 20.33, by Sainte-Lague 31, 10, 20 (the last seats: 90 / 61 = 1.475 and 60 / 41 = 1.463 a child). */
static void control_children_come_from_the_places_in_proportion_to_plan(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){places, TERM("live_control", "61", ""), NULL});
    const families *people = &test_engine_run(&run, 0, 0)->controls[0].families;
    assert_int_equal(people->count, 61);
    assert_int_equal(in_place(people, 0, 0), 31);
    assert_int_equal(in_place(people, 0, 1), 10);
    assert_int_equal(in_place(people, 1, 0), 20);
    for (size_t i = 0; i < people->count; i++) {
        const double at = people->referred_at[i];
        const bool late = people->cohort[i] == 1, there = people->site[i] == 1;
        assert_true(at >= (there ? 120 : late ? 59 : 0) && at < (there ? 150 : late ? 89 : 59)); /* service months of 28, 31, 30 days; from 5 June: 30 */
        assert_true(people->started_at[i] == at + 28); /* nominal_wait_days */
    }
    test_engine_free(&run);
}

static void a_smaller_group_is_the_beginning_of_a_larger_one_in_every_place(void **state)
{
    (void)state;
    test_engine few, many;
    test_engine_make(&few, scenario_small, (const char *const[]){places, TERM("live_control", "23", ""), NULL});
    test_engine_make(&many, scenario_small, (const char *const[]){places, TERM("live_control", "157", ""), NULL});
    const control_group *a = &test_engine_run(&few, 3, 1)->controls[0], *b = &test_engine_run(&many, 3, 1)->controls[0];
    static const size_t place[3][2] = {{0, 0}, {0, 1}, {1, 0}};
    for (size_t p = 0; p < 3; p++) {
        const size_t count = in_place(&a->families, place[p][0], place[p][1]);
        const size_t i = first_of_place(&a->families, place[p][0], place[p][1]), j = first_of_place(&b->families, place[p][0], place[p][1]);
        assert_true(count > 0 && in_place(&b->families, place[p][0], place[p][1]) > count);
        for (size_t k = 0; k < count; k++) {
            assert_true(a->families.age_years[i + k] == b->families.age_years[j + k] && a->families.referred_at[i + k] == b->families.referred_at[j + k]);
            assert_true(career_first_entry(few.self, &a->career, i + k, CLASS_CARE) == career_first_entry(many.self, &b->career, j + k, CLASS_CARE));
        }
    }
    test_engine_free(&few);
    test_engine_free(&many);
}

/** The sum of ages: tells whether children are the same. */
static double ages_of(const replicate *drawn)
{
    double sum = 0;
    for (size_t i = 0; i < drawn->controls[0].families.count; i++) {
        sum += drawn->controls[0].families.age_years[i];
    }
    return sum;
}

static void historical_children_are_drawn_once_a_world_and_live_ones_each_history(void **state)
{
    (void)state;
    test_engine historical, live;
    test_engine_make(&historical, scenario_small, (const char *const[]){places, TERM("historical_cohort", "40", ""), NULL});
    test_engine_make(&live, scenario_small, (const char *const[]){places, TERM("live_control", "40", ""), NULL});
    const double past = ages_of(test_engine_run(&historical, 5, 0)), now = ages_of(test_engine_run(&live, 5, 0));
    assert_true(ages_of(test_engine_run(&historical, 5, 1)) == past && ages_of(test_engine_run(&live, 5, 1)) != now);
    assert_true(ages_of(test_engine_run(&historical, 6, 1)) != past);
    assert_true(ages_of(test_engine_run(&historical, 5, 1)) == past); /* whatever ran before */
    assert_true(past == now); /* the kind has no chance of its own: only history differs */
    test_engine_free(&historical);
    test_engine_free(&live);
}

/* Exponential entries with mean 613 days, ratio 1.6 x 1.05^-3: 1 - exp(-ratio 400 / 613) have entered by day 400 after referral. */
static void control_children_enter_care_at_their_own_ratio(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){places, TERM("historical_cohort", "6000", ", \"selection_ratio\": 1.6, \"drift_per_year\": 1.05, \"years_before\": 3"), NULL});
    const control_group *group = &test_engine_run(&run, 0, 0)->controls[0];
    const double ratio = 1.6 / (1.05 * 1.05 * 1.05), expected = 1 - exp(-ratio * 400 / 613), n = (double)group->families.count;
    double entered = 0;
    for (size_t i = 0; i < group->families.count; i++) {
        entered += career_first_entry(run.self, &group->career, i, CLASS_CARE) <= group->families.referred_at[i] + 400;
    }
    expect_close(entered / n, expected, 5 * sqrt(expected * (1 - expected) / n));
    test_engine_free(&run);
}

static void control_children_do_not_change_those_of_the_programme(void **state)
{
    (void)state;
    test_engine plain, with;
    test_engine_make(&plain, scenario_small, (const char *const[]){places, NULL});
    test_engine_make(&with, scenario_small, (const char *const[]){places, TERM("live_control", "40", ""), NULL});
    const replicate *a = test_engine_run(&plain, 2, 2), *b = test_engine_run(&with, 2, 2);
    assert_int_equal(a->families.count, b->families.count);
    assert_memory_equal(a->families.age_years, b->families.age_years, a->families.count * sizeof *a->families.age_years);
    assert_int_equal(a->arm[ARM_TREATED].spells, b->arm[ARM_TREATED].spells);
    assert_memory_equal(a->arm[ARM_TREATED].from, b->arm[ARM_TREATED].from, a->arm[ARM_TREATED].spells * sizeof(double));
    test_engine_free(&plain);
    test_engine_free(&with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_children_come_from_the_places_in_proportion_to_plan),
        cmocka_unit_test(a_smaller_group_is_the_beginning_of_a_larger_one_in_every_place),
        cmocka_unit_test(historical_children_are_drawn_once_a_world_and_live_ones_each_history),
        cmocka_unit_test(control_children_enter_care_at_their_own_ratio),
        cmocka_unit_test(control_children_do_not_change_those_of_the_programme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
