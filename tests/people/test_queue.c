#include <stdlib.h>

#include "support/expect.h"
#include "support/scenario_text.h"

/* The line for therapy: against queueing theory, against laws that hold in every line, and rule by rule. */

/* Nobody enters care, nobody drops out, children are far from 18. */
static const char calm[] =
    "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}, \"people\": {\"age_years\": 1.3}, \"reporting\": {\"coupling\": \"shared\"},"
    " \"sites\": {\"here\": {\"closes\": \"2026-02-04\"}}}";

#define WARM_UP_DAYS 365.0
#define LAST_DAY 2300.0

typedef struct {
    int places;
    double per_day, mean_days;
} erlang_case;

/** Mean wait in a line with Poisson arrivals, exponential courses and c places: C(c, a) / (c / s - lambda), C by Erlang's recursion.
 *  Source: Cooper, Introduction to Queueing Theory (1981), ch. 3. */
static double erlang_wait(int places, double per_day, double mean_days)
{
    const double load = per_day * mean_days;
    double blocked = 1;
    for (int c = 1; c <= places; c++) {
        blocked = load * blocked / (c + load * blocked);
    }
    const double waits = blocked / (1 - load / places * (1 - blocked));
    return waits / (places / mean_days - per_day);
}

/** The same averaged over months: a month has a twelfth of a year's arrivals whatever its length, and lines settle within days. */
static double erlang_wait_over_months(const erlang_case *line)
{
    static const double length[] = {31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double sum = 0;
    for (size_t m = 0; m < 12; m++) {
        sum += erlang_wait(line->places, line->per_day * 365.25 / 12 / length[m], line->mean_days) / 12;
    }
    return sum;
}

static double mean_wait_between(const families *people, double from, double until)
{
    double sum = 0;
    double count = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (people->ready_at[i] >= from && people->ready_at[i] < until) {
            assert_true(people->started_at[i] < TIME_NEVER);
            sum += people->started_at[i] - people->ready_at[i];
            count++;
        }
    }
    return sum / count;
}

static void mean_waits_are_those_of_erlang(void **state)
{
    (void)state;
    const erlang_case lines[] = {{1, 0.37, 1.53}, {3, 1.31, 1.71}, {8, 1.13, 5.2}};
    const uint32_t replicates = 400;
    for (size_t l = 0; l < sizeof lines / sizeof lines[0]; l++) {
        char text[512];
        snprintf(text, sizeof text,
                 "{\"therapies\": {\"fft\": {\"course_days\": {\"spread\": \"gamma\", \"between\": \"families\", \"shape\": 1, \"scale\": %.17g}}},"
                 " \"sites\": {\"here\": {\"therapists\": 1, \"caseload\": %d, \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"families\": null, \"per_year\": %.17g}}}}}}",
                 lines[l].mean_days, lines[l].places, lines[l].per_day * 365.25);
        const char *const patches[] = {calm, text, NULL};
        test_engine run;
        test_engine_make(&run, scenario_small, patches);
        double sum = 0;
        double squares = 0;
        for (uint32_t r = 0; r < replicates; r++) {
            const double wait = mean_wait_between(&test_engine_run(&run, r, 0)->families, WARM_UP_DAYS, LAST_DAY);
            sum += wait;
            squares += wait * wait;
        }
        const double mean = sum / replicates;
        const double se = sqrt((squares / replicates - mean * mean) / (replicates - 1));
        const double expected = erlang_wait_over_months(&lines[l]);
        assert_true(se < 0.02 * expected);
        expect_close(mean, expected, 5 * se);
        test_engine_free(&run);
    }
}

static int by_time(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/** Time integral of (arrivals so far - departures so far); writes the largest number present. */
static double integral_of_presence(double *arrivals, double *departures, size_t count, double *largest)
{
    qsort(arrivals, count, sizeof *arrivals, by_time);
    qsort(departures, count, sizeof *departures, by_time);
    size_t in = 0;
    size_t out = 0;
    double integral = 0;
    double now = 0;
    *largest = 0;
    while (out < count) {
        const bool leaving = in == count || departures[out] <= arrivals[in];
        const double then = leaving ? departures[out] : arrivals[in];
        integral += (double)(in - out) * (then - now);
        now = then;
        in += !leaving;
        out += leaving;
        *largest = fmax(*largest, (double)(in - out));
    }
    return integral;
}

/* 40 a month for a year, half a year of courses: 17 therapists are about enough */
static const char steady[] =
    "{\"people\": {\"wait_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 21, \"sigma\": 0.6}},"
    " \"therapies\": {\"fft\": {\"course_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 137, \"sigma\": 0.4}, \"completion_share\": 0.8}},"
    " \"sites\": {\"here\": {\"therapists\": 17, \"caseload\": 9, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [40, 37, 43, 41, 39, 48, 40, 40, 47, 33, 40, 41]}}}}}}";

static void littles_law_holds_in_every_replicate_for_the_line_and_for_therapy(void **state)
{
    (void)state;
    const char *const patches[] = {calm, steady, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    double waited = 0;
    for (uint32_t r = 0; r < 20; r++) {
        const replicate *drawn = test_engine_run(&run, r, 1);
        const families *people = &drawn->families;
        double *in = test_malloc(people->count * sizeof *in);
        double *begun = test_malloc(people->count * sizeof *begun);
        double *ended = test_malloc(people->count * sizeof *ended);
        for (size_t i = 0; i < people->count; i++) {
            assert_true(people->started_at[i] >= people->ready_at[i] && people->started_at[i] < TIME_NEVER);
            in[i] = people->referred_at[i];
            begun[i] = people->started_at[i];
            ended[i] = people->started_at[i] + people->received_days[i];
            waited += people->started_at[i] > people->ready_at[i];
        }
        double largest;
        expect_relative(integral_of_presence(in, begun, people->count, &largest), drawn->tallies[0].waiting_days, 1e-9);
        expect_relative(integral_of_presence(begun, ended, people->count, &largest), drawn->team.used_days[0], 1e-9);
        expect_close(largest, 17 * 9, 0);
        test_free(in);
        test_free(begun);
        test_free(ended);
    }
    assert_true(waited > 100);
    test_engine_free(&run);
}

static void one_therapist_fewer_never_shortens_a_wait(void **state)
{
    (void)state;
    const char *const many[] = {calm, steady, NULL};
    const char *const few[] = {calm, steady, "{\"sites\": {\"here\": {\"therapists\": 16}}}", NULL};
    test_engine with;
    test_engine without;
    test_engine_make(&with, scenario_small, many);
    test_engine_make(&without, scenario_small, few);
    for (uint32_t r = 0; r < 40; r++) {
        const families *a = &test_engine_run(&with, r, 0)->families;
        const families *b = &test_engine_run(&without, r, 0)->families;
        double shorter = 0;
        double longer = 0;
        assert_int_equal(a->count, b->count);
        for (size_t i = 0; i < a->count; i++) {
            assert_true(b->started_at[i] >= a->started_at[i]);
            shorter += a->started_at[i] - a->referred_at[i];
            longer += b->started_at[i] - b->referred_at[i];
        }
        assert_true(longer > shorter);
    }
    test_engine_free(&with);
    test_engine_free(&without);
}

/* Far more families than places, courses of 53 days, therapists with one place each */
static const char crowd[] =
    "{\"therapies\": {\"fft\": {\"course_days\": 53}}, \"sites\": {\"here\": {\"therapists\": 2, \"caseload\": 1, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [300]}}},"
    " \"hires\": {\"leaving\": {\"from\": \"2019-12-01\", \"therapists\": -2}, \"joining\": {\"from\": \"2019-06-17\", \"therapists\": 3}}}}}";

static void therapists_join_at_noon_and_the_last_leave_after_what_they_began(void **state)
{
    (void)state;
    const double joining = 132.5; /* 17 June 2019 is day 132 from 5 February */
    const double leaving = 299.5; /* 1 December 2019 */
    const char *const patches[] = {calm, crowd, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const families *people = &test_engine_run(&run, 0, 0)->families;
    size_t at_noon = 0;
    size_t under_way = 0;
    double last_of[5] = {0};
    for (size_t i = 0; i < people->count; i++) {
        const double start = people->started_at[i];
        if (start < TIME_NEVER) {
            assert_true(people->therapist[i] < 5);
            assert_true(people->therapist[i] < 2 || start >= joining);
            assert_true(people->therapist[i] < 3 || start < leaving);
            at_noon += start == joining && people->therapist[i] >= 2;
            under_way += people->therapist[i] >= 3 && start < leaving && start + people->received_days[i] > leaving && people->received_days[i] == 53;
            last_of[people->therapist[i]] = fmax(last_of[people->therapist[i]], start);
        }
    }
    assert_int_equal(at_noon, 3);
    assert_int_equal(under_way, 2);
    assert_true(last_of[0] > 1000 && last_of[1] > 1000 && last_of[2] > 1000);
    test_engine_free(&run);
}

static void nobody_starts_after_the_closing_day_or_the_eighteenth_birthday(void **state)
{
    (void)state;
    const char *const patches[] = {calm, crowd,
                                   "{\"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 16.2, \"max\": 17.95}},"
                                   " \"sites\": {\"here\": {\"closes\": \"2020-06-30\", \"therapists\": 5, \"hires\": null}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const families *people = &test_engine_run(&run, 0, 0)->families;
    const double closing = 512; /* the midnight that ends 30 June 2020, day 511 */
    double last = 0;
    double freed = TIME_NEVER;
    size_t aged = 0;
    for (size_t i = 0; i < people->count; i++) {
        const double start = people->started_at[i];
        assert_true(start == TIME_NEVER || (start < closing && start < people->adult_at[i]));
        last = start < TIME_NEVER ? fmax(last, start) : last;
        freed = start < TIME_NEVER && start + 53 >= closing ? fmin(freed, start + 53) : freed;
        aged += start == TIME_NEVER && people->adult_at[i] < closing;
    }
    assert_true(last > closing - 53 && freed < TIME_NEVER && aged > 10);
    test_engine_free(&run);
}

/** Checks the rule of leaving on entry in one replicate; counts those who left for it. */
static size_t check_leaving(const scenario *self, const replicate *drawn, bool leaves)
{
    const families *people = &drawn->families;
    const double closing = 365;
    size_t left = 0;
    for (size_t i = 0; i < people->count; i++) {
        const bool in_care = self->states.items[people->first_state[i]].class_of == CLASS_CARE;
        const double entry = in_care ? TIME_NEVER : career_first_entry(self, &drawn->arm[ARM_UNTREATED_SHARED], i, CLASS_CARE);
        const bool before = entry <= people->started_at[i] && entry < fmin(closing, people->adult_at[i]);
        assert_true(!people->accepted[i] || !(people->started_at[i] < TIME_NEVER) || !leaves || entry > people->started_at[i]);
        if (people->accepted[i] && people->started_at[i] < TIME_NEVER) {
            assert_int_equal(people->entered_waiting[i], before);
        }
        assert_true(people->accepted[i] || people->started_at[i] == TIME_NEVER);
        left += people->accepted[i] && leaves && people->entered_waiting[i] && people->started_at[i] == TIME_NEVER;
    }
    return left;
}

static void a_child_who_enters_care_while_waiting_leaves_the_line_where_the_cohort_says_so(void **state)
{
    (void)state;
    const char *const leaving[] = {scenario_busy, "{\"sites\": {\"here\": {\"therapists\": 8}}}", NULL};
    const char *const staying[] = {scenario_busy, "{\"sites\": {\"here\": {\"therapists\": 8}}, \"cohorts\": {\"edge\": {\"leaves_queue_on_entry\": false}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, leaving);
    assert_true(check_leaving(run.self, test_engine_run(&run, 0, 0), true) > 30);
    test_engine_free(&run);
    test_engine_make(&run, scenario_small, staying);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    check_leaving(run.self, drawn, false);
    size_t started = 0;
    for (size_t i = 0; i < drawn->families.count; i++) {
        started += drawn->families.entered_waiting[i] && drawn->families.started_at[i] < TIME_NEVER;
    }
    assert_true(started > 10);
    test_engine_free(&run);
}

static void families_start_in_the_order_of_their_readiness(void **state)
{
    (void)state;
    const char *const patches[] = {scenario_busy, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const families *people = &test_engine_run(&run, 3, 1)->families;
    for (size_t i = 0; i < people->count; i++) {
        for (size_t j = 0; j < people->count; j++) {
            const bool both = people->started_at[i] < TIME_NEVER && people->started_at[j] < TIME_NEVER;
            assert_true(!both || people->ready_at[i] >= people->ready_at[j] || people->started_at[i] <= people->started_at[j]);
        }
    }
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_waits_are_those_of_erlang),
        cmocka_unit_test(littles_law_holds_in_every_replicate_for_the_line_and_for_therapy),
        cmocka_unit_test(one_therapist_fewer_never_shortens_a_wait),
        cmocka_unit_test(therapists_join_at_noon_and_the_last_leave_after_what_they_began),
        cmocka_unit_test(nobody_starts_after_the_closing_day_or_the_eighteenth_birthday),
        cmocka_unit_test(a_child_who_enters_care_while_waiting_leaves_the_line_where_the_cohort_says_so),
        cmocka_unit_test(families_start_in_the_order_of_their_readiness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
