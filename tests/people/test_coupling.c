#include <string.h>

#include "support/expect.h"
#include "support/scenario_text.h"

/* What the arms of a replicate have in common, and what therapy may and may not do under shared random numbers. */

#define REPLICATES 24

static const char *const effects[] = {
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.43, \"dropout_share\": 0.4}}}}}",
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"waning\", \"hazard_ratio\": 0.57, \"half_life_days\": 311, \"dropout_share\": 0.3}}}}}",
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"ramp\", \"hazard_ratio\": 0.21, \"dropout_share\": 0}}}}}",
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 1, \"dropout_share\": 1}}}}}",
};
#define EFFECTS (sizeof effects / sizeof effects[0])

static bool same_career(const careers *a, const careers *b, size_t child)
{
    const size_t count = a->first[child + 1] - a->first[child];
    const size_t from_a = a->first[child];
    const size_t from_b = b->first[child];
    return b->first[child + 1] - from_b == count && memcmp(a->from + from_a, b->from + from_b, count * sizeof *a->from) == 0 &&
           memcmp(a->state + from_a, b->state + from_b, count) == 0 && memcmp(a->price_mark + from_a, b->price_mark + from_b, count * sizeof *a->price_mark) == 0;
}

/** Whether two careers are the same in all that happens before `time`. */
static bool same_until(const careers *a, const careers *b, size_t child, double time)
{
    uint32_t at = a->first[child];
    uint32_t to = b->first[child];
    while (at < a->first[child + 1] && a->from[at] < time) {
        if (to >= b->first[child + 1] || a->from[at] != b->from[to] || a->state[at] != b->state[to] || a->price_mark[at] != b->price_mark[to]) {
            return false;
        }
        at++;
        to++;
    }
    return to == b->first[child + 1] || b->from[to] >= time;
}

static bool goes_in_order(const careers *arm, const families *people, size_t child)
{
    bool fine = arm->first[child + 1] > arm->first[child] && arm->from[arm->first[child]] == people->referred_at[child];
    for (uint32_t at = arm->first[child] + 1; at < arm->first[child + 1]; at++) {
        fine = fine && arm->from[at] >= arm->from[at - 1] && arm->from[at] < people->adult_at[child];
    }
    return fine;
}

typedef void replicate_check(const scenario *self, const replicate *drawn, void *context);

/** Runs a check on every replicate of the busy scenario with one effect and what else is given (NULL: nothing). */
static void for_replicates(const char *effect, const char *more, replicate_check *check, void *context)
{
    const char *const patches[] = {scenario_busy, effect, more, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        check(run.self, test_engine_run(&run, r / 2, r % 2), context);
    }
    test_engine_free(&run);
}

static void check_first_entries(const scenario *self, const replicate *drawn, void *context)
{
    size_t *later = context;
    for (size_t i = 0; i < drawn->families.count; i++) {
        if (self->states.items[drawn->families.first_state[i]].class_of == CLASS_CARE) {
            continue;
        }
        const double treated = career_first_entry(self, &drawn->arm[ARM_TREATED], i, CLASS_CARE);
        const double untreated = career_first_entry(self, &drawn->arm[ARM_UNTREATED_SHARED], i, CLASS_CARE);
        assert_true(treated >= untreated);
        *later += treated > untreated;
    }
}

static void a_hazard_ratio_up_to_one_on_entry_never_brings_the_first_entry_forward(void **state)
{
    (void)state;
    for (size_t e = 0; e < EFFECTS; e++) {
        size_t later = 0;
        for_replicates(effects[e], NULL, check_first_entries, &later);
        assert_true(e + 1 == EFFECTS ? later == 0 : later > REPLICATES);
    }
}

static void check_nothing_averted(const scenario *self, const replicate *drawn, void *context)
{
    (void)self;
    (void)context;
    const tally *all = &drawn->tallies[0];
    expect_close(all->arm[ARM_UNTREATED_SHARED].care_days_total - all->arm[ARM_TREATED].care_days_total, 0, 0);
    expect_close(all->arm[ARM_UNTREATED_SHARED].care_days_to_18 - all->arm[ARM_TREATED].care_days_to_18, 0, 0);
    assert_true(all->arm[ARM_TREATED].care_days_total > 1000);
    for (size_t i = 0; i < drawn->families.count; i++) {
        assert_true(same_career(&drawn->arm[ARM_TREATED], &drawn->arm[ARM_UNTREATED_SHARED], i));
    }
}

static void a_hazard_ratio_of_one_averts_no_day_in_any_replicate_under_shared_numbers(void **state)
{
    (void)state;
    const char every[] =
        "{\"therapies\": {\"fft\": {\"effects\": {\"return_home\": {\"kind\": \"waning\", \"hazard_ratio\": 1, \"half_life_days\": 200, \"dropout_share\": 1},"
        " \"moves\": {\"kind\": \"ramp\", \"hazard_ratio\": 1, \"dropout_share\": 0.5}}}}}";
    for_replicates(effects[EFFECTS - 1], every, check_nothing_averted, NULL);
}

static void check_beginnings(const scenario *self, const replicate *drawn, void *context)
{
    (void)self;
    size_t *seen = context;
    const families *people = &drawn->families;
    for (size_t i = 0; i < people->count; i++) {
        for (career_arm arm = ARM_UNTREATED_SHARED; arm < ARM_COUNT; arm++) {
            assert_true(goes_in_order(&drawn->arm[arm], people, i));
            assert_true(same_until(&drawn->arm[ARM_TREATED], &drawn->arm[arm], i, people->started_at[i]));
        }
        assert_true(people->started_at[i] < TIME_NEVER || same_career(&drawn->arm[ARM_TREATED], &drawn->arm[ARM_UNTREATED_INDEPENDENT], i));
        seen[0] += people->started_at[i] < TIME_NEVER;
        seen[1] += people->started_at[i] >= TIME_NEVER;
        seen[2] += people->started_at[i] < TIME_NEVER && !same_career(&drawn->arm[ARM_UNTREATED_SHARED], &drawn->arm[ARM_UNTREATED_INDEPENDENT], i);
    }
}

static void all_arms_are_one_until_the_first_session_and_for_ever_without_one(void **state)
{
    (void)state;
    const char shock[] = "{\"shocks\": {\"spring\": {\"from\": \"2019-03-01\", \"until\": \"2019-06-30\", \"ratio\": 1.9, \"transitions\": [\"entry\", \"return_home\"]}}}";
    for (size_t e = 0; e < EFFECTS; e++) {
        size_t seen[3] = {0};
        for_replicates(effects[e], e % 2 == 0 ? NULL : shock, check_beginnings, seen);
        assert_true(seen[0] > 1000 && seen[1] > 1000 && seen[2] > 1000);
    }
}

typedef struct {
    double sum[4], squares[4]; /* of what shared numbers give less what independent ones give */
    double n;
} differences;

static void add_differences(const scenario *self, const replicate *drawn, void *context)
{
    (void)self;
    differences *all = context;
    const tally *here = &drawn->tallies[0];
    const double difference[4] = {here->arm[ARM_UNTREATED_SHARED].care_days_total - here->arm[ARM_UNTREATED_INDEPENDENT].care_days_total,
                                  here->arm[ARM_UNTREATED_SHARED].entered_care - here->arm[ARM_UNTREATED_INDEPENDENT].entered_care,
                                  here->arm[ARM_UNTREATED_SHARED].care_days_to_18 - here->arm[ARM_UNTREATED_INDEPENDENT].care_days_to_18,
                                  here->arm[ARM_UNTREATED_SHARED].in_care_at_end - here->arm[ARM_UNTREATED_INDEPENDENT].in_care_at_end};
    for (size_t d = 0; d < 4; d++) {
        all->sum[d] += difference[d];
        all->squares[d] += difference[d] * difference[d];
    }
    all->n++;
}

static void both_couplings_have_the_same_means_without_therapy(void **state)
{
    (void)state;
    differences all = {.n = 0};
    for_replicates(effects[0], NULL, add_differences, &all);
    for (size_t d = 0; d < 4; d++) {
        const double mean = all.sum[d] / all.n;
        const double se = sqrt((all.squares[d] / all.n - mean * mean) / (all.n - 1));
        assert_true(se > 0);
        expect_close(mean, 0, 5 * se);
    }
}

/** What arms come to does not depend on which others are asked for. */
static void expect_same_arms(const char *asked, const char *more, career_arm untreated)
{
    const char *const all[] = {scenario_busy, effects[1], more, NULL};
    const char *const some[] = {scenario_busy, effects[1], more, asked, NULL};
    test_engine both;
    test_engine one;
    test_engine_make(&both, scenario_small, all);
    test_engine_make(&one, scenario_small, some);
    for (uint32_t r = 0; r < 6; r++) {
        const replicate *a = test_engine_run(&both, r, 1);
        const replicate *b = test_engine_run(&one, r, 1);
        assert_int_equal(a->families.count, b->families.count);
        for (size_t i = 0; i < a->families.count; i++) {
            assert_true(same_career(&a->arm[ARM_TREATED], &b->arm[ARM_TREATED], i));
            assert_true(same_career(&a->arm[untreated], &b->arm[untreated], i));
        }
        expect_close(b->tallies[0].arm[untreated].care_days_total, a->tallies[0].arm[untreated].care_days_total, 0);
        expect_close(b->tallies[0].entered_care_while_waiting, a->tallies[0].entered_care_while_waiting, 0);
    }
    test_engine_free(&both);
    test_engine_free(&one);
}

static void an_arm_is_the_same_whichever_couplings_are_asked_for(void **state)
{
    (void)state;
    /* with and without children who have been in care between referral and start */
    const char *const more[] = {"{}", "{\"cohorts\": {\"edge\": {\"leaves_queue_on_entry\": false}}, \"sites\": {\"here\": {\"therapists\": 12}}}"};
    for (size_t i = 0; i < 2; i++) {
        expect_same_arms("{\"reporting\": {\"coupling\": \"shared\"}}", more[i], ARM_UNTREATED_SHARED);
        expect_same_arms("{\"reporting\": {\"coupling\": \"independent\"}}", more[i], ARM_UNTREATED_INDEPENDENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hazard_ratio_up_to_one_on_entry_never_brings_the_first_entry_forward),
        cmocka_unit_test(a_hazard_ratio_of_one_averts_no_day_in_any_replicate_under_shared_numbers),
        cmocka_unit_test(all_arms_are_one_until_the_first_session_and_for_ever_without_one),
        cmocka_unit_test(an_arm_is_the_same_whichever_couplings_are_asked_for),
        cmocka_unit_test(both_couplings_have_the_same_means_without_therapy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
