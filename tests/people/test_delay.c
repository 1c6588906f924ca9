#include "support/expect.h"
#include "support/scenario_text.h"

/* Entries to care that are put off (gaming): every day of the treated careers with and without, by the rule worked out here on the plain careers. */

#define DELAY 37.0

static const char busy_more[] =
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"ramp\", \"hazard_ratio\": 0.8}}}},"
    " \"states\": {\"kin\": {\"class\": \"kin\"}},"
    " \"transitions\": {\"entry\": {\"from\": [\"home\", \"kin\"]}, \"return_home\": {\"to\": {\"home\": 0.6, \"kin\": 0.4},"
    "   \"hazard\": {\"median_days\": 60}}, \"moves\": {\"hazard\": {\"mean_days\": 61}}}}";

static const char all_put_off[] = "{\"gaming\": {\"delay_entries\": {\"share\": 1, \"days\": 37}}}";
static const char some_put_off[] = "{\"gaming\": {\"delay_entries\": {\"share\": 0.3, \"days\": 37}}}";

typedef struct {
    test_engine plain, gamed;
    const replicate *before, *after;
} pair;

static void pair_make(pair *out, const char *gaming)
{
    const char *const without[] = {scenario_busy, busy_more, NULL};
    const char *const with[] = {scenario_busy, busy_more, gaming, NULL};
    test_engine_make(&out->plain, scenario_small, without);
    test_engine_make(&out->gamed, scenario_small, with);
}

static void pair_run(pair *self, uint32_t replicate_index)
{
    self->before = test_engine_run(&self->plain, replicate_index, 0);
    self->after = test_engine_run(&self->gamed, replicate_index, 0);
    assert_int_equal(self->before->families.count, self->after->families.count);
}

static void pair_free(pair *self)
{
    test_engine_free(&self->plain);
    test_engine_free(&self->gamed);
}

static bool in_care(const pair *self, const careers *arm, uint32_t at)
{
    return self->plain.self->states.items[arm->state[at]].class_of == CLASS_CARE;
}

/** The state at `time` where every entry after the start is put off: that before the entry, while the stay is younger than DELAY. */
static size_t expected_state(const pair *self, size_t child, double time)
{
    const careers *plain = &self->before->arm[ARM_TREATED];
    uint32_t at = plain->first[child];
    while (at + 1 < plain->first[child + 1] && plain->from[at + 1] <= time) {
        at++;
    }
    uint32_t entry = at;
    while (entry > plain->first[child] && in_care(self, plain, entry) && in_care(self, plain, entry - 1)) {
        entry--;
    }
    const bool entered = in_care(self, plain, at) && entry > plain->first[child] && plain->from[entry] > self->before->families.started_at[child];
    return entered && time < plain->from[entry] + DELAY ? plain->state[entry - 1] : plain->state[at];
}

static void every_entry_after_the_start_is_put_off_by_the_days_asked(void **state)
{
    (void)state;
    pair run;
    pair_make(&run, all_put_off);
    size_t changed = 0;
    for (uint32_t r = 0; r < 3; r++) {
        pair_run(&run, r);
        for (size_t i = 0; i < run.before->families.count; i++) {
            for (double time = run.before->families.referred_at[i]; time < run.before->families.adult_at[i]; time += 11.3) {
                const size_t now = career_state_at(&run.after->arm[ARM_TREATED], i, time);
                assert_int_equal(now, expected_state(&run, i, time));
                changed += now != career_state_at(&run.before->arm[ARM_TREATED], i, time);
            }
        }
    }
    assert_true(changed > 500);
    pair_free(&run);
}

static double care_days(const test_engine *run, const careers *arm, const families *people, size_t child)
{
    double days = 0;
    for (uint32_t at = arm->first[child]; at < arm->first[child + 1]; at++) {
        const double until = at + 1 < arm->first[child + 1] ? arm->from[at + 1] : people->adult_at[child];
        days += run->self->states.items[arm->state[at]].class_of == CLASS_CARE ? until - arm->from[at] : 0;
    }
    return days;
}

/** Entries to care after the start and before a time. */
static size_t entries_before(const pair *self, size_t child, double until)
{
    const careers *plain = &self->before->arm[ARM_TREATED];
    size_t count = 0;
    for (uint32_t at = plain->first[child] + 1; at < plain->first[child + 1]; at++) {
        count += in_care(self, plain, at) && !in_care(self, plain, at - 1) && plain->from[at] > self->before->families.started_at[child] &&
                 plain->from[at] < until;
    }
    return count;
}

static size_t entries_after_start(const pair *self, size_t child)
{
    return entries_before(self, child, TIME_NEVER);
}

static void every_entry_put_off_is_counted(void **state)
{
    (void)state;
    pair run;
    pair_make(&run, all_put_off);
    size_t entries = 0, children = 0;
    for (uint32_t r = 0; r < 3; r++) {
        pair_run(&run, r);
        const families *people = &run.after->families;
        double all = 0;
        for (size_t i = 0; i < people->count; i++) {
            const size_t expected = people->started_at[i] < TIME_NEVER ? entries_after_start(&run, i) : 0;
            assert_int_equal(people->put_off[i], expected);
            entries += expected;
            children += expected > 0;
            const double window_ends = floor(people->started_at[i]) + 1 + (double)run.gamed.self->reporting.window_days;
            all += people->started_at[i] < TIME_NEVER ? (double)entries_before(&run, i, window_ends) : 0;
        }
        expect_close(run.after->tallies[0].entries_put_off, all, 0);
    }
    assert_true(children > 100 && entries > children + 50);
    pair_free(&run);
}

static void unsafe_days_are_the_care_days_that_went(void **state)
{
    (void)state;
    pair run;
    pair_make(&run, some_put_off);
    double entries = 0;
    double shorter = 0;
    for (uint32_t r = 0; r < 4; r++) {
        pair_run(&run, r);
        for (size_t i = 0; i < run.before->families.count; i++) {
            const double before = care_days(&run.plain, &run.before->arm[ARM_TREATED], &run.before->families, i);
            const double after = care_days(&run.gamed, &run.after->arm[ARM_TREATED], &run.after->families, i);
            expect_close(before - after, run.after->families.unsafe_days[i], 1e-3);
            const bool counts = entries_after_start(&run, i) == 1;
            entries += counts;
            shorter += counts && run.after->families.unsafe_days[i] > 0;
        }
    }
    /* of children with one entry, each is put off with chance 0.3 */
    assert_true(entries > 100);
    expect_close(shorter / entries, 0.3, 4 * sqrt(0.21 / entries));
    pair_free(&run);
}

static void nothing_else_changes(void **state)
{
    (void)state;
    pair run;
    pair_make(&run, all_put_off);
    pair_run(&run, 1);
    const families *people = &run.after->families;
    for (size_t i = 0; i < people->count; i++) {
        const careers *arm = &run.after->arm[ARM_TREATED];
        for (uint32_t at = arm->first[i] + 1; at < arm->first[i + 1]; at++) {
            assert_true(arm->from[at] >= arm->from[at - 1] && arm->from[at] < people->adult_at[i]);
            assert_true(in_care(&run, arm, at) || arm->state[at] != arm->state[at - 1]);
        }
        for (int a = ARM_UNTREATED_SHARED; a <= ARM_UNTREATED_INDEPENDENT; a++) {
            const double before = care_days(&run.plain, &run.before->arm[a], &run.before->families, i);
            expect_close(care_days(&run.gamed, &run.after->arm[a], people, i), before, 0);
        }
        if (!(people->started_at[i] < TIME_NEVER)) {
            expect_close(people->unsafe_days[i], 0, 0);
        }
    }
    pair_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_after_the_start_is_put_off_by_the_days_asked),
        cmocka_unit_test(every_entry_put_off_is_counted),
        cmocka_unit_test(unsafe_days_are_the_care_days_that_went),
        cmocka_unit_test(nothing_else_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
