#include <string.h>

#include "stats/rng.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Siblings: what is the family's, what is a child's own, and that the child referred does not notice them. */

static const char two_each[] = "{\"people\": {\"siblings\": {\"2\": 1}}}";

/** Runs replicate (2, 1) of the busy programme with and without two siblings each. */
static void run_both(test_engine *alone, test_engine *together, const replicate **a, const replicate **b)
{
    test_engine_make(alone, scenario_small, (const char *const[]){scenario_busy, NULL});
    test_engine_make(together, scenario_small, (const char *const[]){scenario_busy, two_each, NULL});
    *a = test_engine_run(alone, 2, 1);
    *b = test_engine_run(together, 2, 1);
}

static void expect_same_career(const careers *a, size_t i, const careers *b, size_t j)
{
    const size_t spells = a->first[i + 1] - a->first[i];
    assert_int_equal(spells, b->first[j + 1] - b->first[j]);
    assert_memory_equal(a->from + a->first[i], b->from + b->first[j], spells * sizeof *a->from);
    assert_memory_equal(a->state + a->first[i], b->state + b->first[j], spells * sizeof *a->state);
}

static void adding_siblings_changes_nothing_about_index_children(void **state)
{
    (void)state;
    test_engine alone, together;
    const replicate *a, *b;
    run_both(&alone, &together, &a, &b);
    const families *one = &a->families, *three = &b->families;
    assert_true(one->count > 700);
    assert_int_equal(three->count, 3 * one->count);
    assert_int_equal(three->index_children, one->count);
    for (size_t i = 0; i < one->count; i++) {
        const size_t j = 3 * i;
        assert_int_equal(three->index_child[j], j);
        assert_int_equal(three->person[j], one->person[i]);
        assert_int_equal(three->band[j], one->band[i]);
        assert_int_equal(three->first_state[j], one->first_state[i]);
        assert_int_equal(three->therapist[j], one->therapist[i]);
        assert_int_equal(three->entered_waiting[j], one->entered_waiting[i]);
        assert_true(three->age_years[j] == one->age_years[i] && three->frailty[j] == one->frailty[i] && three->ready_at[j] == one->ready_at[i]);
        assert_true(three->started_at[j] == one->started_at[i] && three->received_days[j] == one->received_days[i]);
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            expect_same_career(&a->arm[arm], i, &b->arm[arm], j);
        }
    }
    test_engine_free(&alone);
    test_engine_free(&together);
}

static void siblings_share_what_is_the_familys_and_no_more(void **state)
{
    (void)state;
    test_engine alone, together;
    const replicate *a, *b;
    run_both(&alone, &together, &a, &b);
    const families *people = &b->families;
    size_t ages_alike = 0, bands_alike = 0, late = 0;
    for (size_t i = 0; i < people->count; i++) {
        const size_t index = people->index_child[i];
        if (index == i) {
            continue;
        }
        assert_int_equal(people->person[i], people->person[index] | (i - index));
        assert_true(people->site[i] == people->site[index] && people->cohort[i] == people->cohort[index] && people->locality[i] == people->locality[index]);
        assert_true(people->referred_at[i] == people->referred_at[index] && people->ready_at[i] == people->ready_at[index]);
        assert_true(people->frailty[i] == people->frailty[index] && people->entry_ratio[i] == people->entry_ratio[index]);
        assert_true(people->course_days[i] == people->course_days[index] && people->received_days[i] == people->received_days[index]);
        assert_true(people->completed[i] == people->completed[index] && people->accepted[i] == people->accepted[index]);
        assert_true(people->therapist[i] == people->therapist[index] && people->team[i] == people->team[index]);
        const bool in_time = people->started_at[index] < people->adult_at[i];
        assert_true(people->started_at[i] == (in_time ? people->started_at[index] : TIME_NEVER));
        late += people->started_at[index] < TIME_NEVER && !in_time;
        ages_alike += people->age_years[i] == people->age_years[index];
        bands_alike += people->band[i] == people->band[index];
    }
    assert_int_equal(ages_alike, 0);
    assert_true(late > 0); /* ages up to 17.8 and waits of a median of four weeks: some are 18 by then */
    const double siblings = (double)(people->count - people->index_children);
    expect_close((double)bands_alike / siblings, 0.6 * 0.6 + 0.4 * 0.4, 5 * sqrt(0.52 * 0.48 / siblings)); /* independent bands */
    test_engine_free(&alone);
    test_engine_free(&together);
}

/* Shares 0.5, 0.3, 0.2 of none, one and four siblings: 1.1 on average, variance 0.3 + 0.2 x 16 - 1.21 = 2.29. The order of the file does not matter. */
static void families_have_as_many_siblings_as_the_shares_say(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){"{\"people\": {\"siblings\": {\"4\": 0.2, \"0\": 0.5, \"1\": 0.3}}, \"reporting\": {\"coupling\": \"shared\"},"
                                           " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [4100]}}}}}}", NULL});
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const families *people = &drawn->families;
    const double n = (double)people->index_children;
    expect_close(n, 4100, 0);
    size_t with_one = 0;
    for (size_t i = 0; i < people->count; i++) {
        const bool next_is_first = i + 1 < people->count && people->index_child[i + 1] == people->index_child[i];
        const bool another = i + 2 < people->count && people->index_child[i + 2] == people->index_child[i];
        with_one += people->index_child[i] == i && next_is_first && !another;
    }
    expect_close(((double)people->count - n) / n, 1.1, 5 * sqrt(2.29 / n));
    expect_close((double)with_one / n, 0.3, 5 * sqrt(0.21 / n));
    expect_close(drawn->tallies[0].referrals, n, 0);
    expect_close(drawn->tallies[0].starts, n, 0);
    expect_close(drawn->tallies[0].children_referred, (double)people->count, 0);
    expect_close(drawn->tallies[0].children_started, (double)people->count, 0);
    test_engine_free(&run);
}

/* Two children with the same gamma frailty of mean 1 and variance v, each with cumulative hazard H: P(neither has entered) = E exp(-2 H Z) =
 * (1 + 2 v H)^(-1/v), one: s = (1 + v H)^(-1/v). The intraclass correlation of "entered" is (that - s^2) / (s (1 - s)).
 * Source: Hougaard, Analysis of Multivariate Survival Data (2000), ch. 7. v = 1.3, H = 500 / 613. */
static void entries_of_siblings_go_together_as_shared_frailty_says(void **state)
{
    (void)state;
    static const double v = 1.3, h = 500.0 / 613.0;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){"{\"people\": {\"siblings\": {\"1\": 1}, \"frailty\": {\"variance\": 1.3}}, \"reporting\": {\"coupling\": \"shared\"},"
                                           " \"transitions\": {\"entry\": {\"multipliers\": {\"frailty\": true}}},"
                                           " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [9000]}}}}}}", NULL});
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const families *people = &drawn->families;
    double neither = 0, out = 0;
    for (size_t i = 0; i < people->count; i += 2) {
        const double until = people->referred_at[i] + 500;
        const bool a = career_first_entry(run.self, &drawn->arm[ARM_UNTREATED_SHARED], i, CLASS_CARE) > until;
        const bool b = career_first_entry(run.self, &drawn->arm[ARM_UNTREATED_SHARED], i + 1, CLASS_CARE) > until;
        neither += a && b;
        out += a + b;
    }
    const double n = (double)people->index_children;
    const double both = pow(1 + 2 * v * h, -1 / v), one = pow(1 + v * h, -1 / v);
    const double correlation = (both - one * one) / (one * (1 - one));
    expect_close(neither / n, both, 5 * sqrt(both * (1 - both) / n));
    const double share = out / (2 * n);
    expect_close(share, one, 5 * sqrt(one * (1 - one) / n));
    expect_close((neither / n - share * share) / (share * (1 - share)), correlation, 5 / sqrt(n));
    assert_true(correlation > 0.2); /* far from independence, so that the test can fail */
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adding_siblings_changes_nothing_about_index_children),
        cmocka_unit_test(siblings_share_what_is_the_familys_and_no_more),
        cmocka_unit_test(families_have_as_many_siblings_as_the_shares_say),
        cmocka_unit_test(entries_of_siblings_go_together_as_shared_frailty_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
