#include "support/expect.h"
#include "support/scenario_text.h"

/* Who is referred, when and where: cohorts' own ages and dates, seasons, support, early closure, frailty. */

#define SITE(inside) "{\"reporting\": {\"coupling\": \"shared\"}, \"sites\": {\"here\": {" inside "}}}"

/** Families referred in service month `month` of the only place. */
static size_t referred_in(const families *people, uint32_t month)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        count += people->person[i] >> 20 == month;
    }
    return count;
}

static void what_is_not_asked_for_is_plain_in_every_row(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){scenario_busy, NULL});
    const families *people = &test_engine_run(&run, 1, 1)->families;
    assert_int_equal(people->index_children, people->count);
    assert_int_equal(people->closes_day[0], 364); /* 2020-02-04, from 2019-02-05 */
    for (size_t i = 0; i < people->count; i++) {
        assert_int_equal(people->index_child[i], i);
        assert_int_equal(people->team[i], 0);
        assert_true(people->entry_ratio[i] == 1 && people->unsafe_days[i] == 0 && people->fund_at[i] == TIME_NEVER);
        assert_true(!people->remote[i] && people->supervised[i]);
    }
    test_engine_free(&run);
}

/* Room is made for 40 x 3 / 2 + 64 = 124 families: the second month's 84 fill it to the last, and the line for therapy takes one place more (shown by the
 * address sanitizer). */
static void a_line_of_as_many_families_as_there_is_room_for_is_served(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){SITE("\"cohorts\": {\"edge\": {\"intake\": {\"families\": [40, 84]}}}"), NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    assert_int_equal(people->count, 124);
    for (size_t i = 0; i < people->count; i++) {
        assert_true(people->started_at[i] == people->ready_at[i]);
    }
    test_engine_free(&run);
}

static void a_cohort_has_ages_and_a_ratio_of_its_own(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){scenario_busy, "{\"cohorts\": {\"in_care\": {\"ratio\": 1.7, \"age_years\": {\"spread\": \"uniform\", \"between\": \"children\","
                                                          " \"min\": 3.5, \"max\": 5.25}}}}", NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    size_t own = 0;
    for (size_t i = 0; i < people->count; i++) {
        const bool in_care = people->cohort[i] == 1;
        assert_true(in_care ? people->age_years[i] >= 3.5 && people->age_years[i] <= 5.25 : people->age_years[i] >= 9);
        assert_true(people->entry_ratio[i] == (in_care ? 1.7 : 1));
        own += in_care;
    }
    assert_int_equal(own, 300);
    test_engine_free(&run);
}

/* The site's service months begin on the 5th. A cohort that opens on 5 May has its first list entry in month 3; one that closes on 19 June takes in month 4
 * what comes in its first 15 of 30 days. */
static void a_cohort_counts_from_the_month_in_which_it_opens(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE("\"cohorts\": {\"edge\": {\"opens\": \"2019-05-05\", \"closes\": \"2019-06-19\", \"first_year_volume\": 2,"
                                                " \"intake\": {\"families\": [17, 1300, 900]}}}"), NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    assert_int_equal(referred_in(people, 3), 34);
    expect_close((double)referred_in(people, 4), 1300, 5 * sqrt(2600 * 0.25)); /* half of 2 x 1300: 15 of the days from 5 June to 4 July */
    assert_int_equal(people->count, referred_in(people, 3) + referred_in(people, 4));
    for (size_t i = 0; i < people->count; i++) {
        assert_true(people->referred_at[i] >= 89 && people->referred_at[i] < 135); /* 5 May is day 89, 19 June day 134 */
    }
    test_engine_free(&run);
}

/* 5 February to 4 March has 24 days of February and 4 of March: 20 x (24 x 2.8 + 4 x 0) / 28 = 48; 5 March to 4 April 27 of March at 0 and 4 of April at 3.1:
 * 20 x 12.4 / 31 = 8. */
static void seasons_weigh_a_months_days(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE("\"cohorts\": {\"edge\": {\"seasons\": [1, 2.8, 0, 3.1, 1, 1, 1, 1, 1, 1, 1, 1],"
                                                " \"intake\": {\"families\": [20, 20, 20, 20, 20]}}}"), NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    assert_int_equal(referred_in(people, 0), 48);
    assert_int_equal(referred_in(people, 1), 8);
    assert_int_equal(referred_in(people, 4), 20);
    test_engine_free(&run);
}

static void seasons_of_one_change_nothing(void **state)
{
    (void)state;
    test_engine plain, seasonal;
    test_engine_make(&plain, scenario_small, (const char *const[]){scenario_busy, NULL});
    test_engine_make(&seasonal, scenario_small,
                     (const char *const[]){scenario_busy, SITE("\"cohorts\": {\"edge\": {\"opens\": \"2019-02-05\", \"closes\": \"2020-02-04\","
                                                               " \"seasons\": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}"), NULL});
    const families *a = &test_engine_run(&plain, 3, 0)->families, *b = &test_engine_run(&seasonal, 3, 0)->families;
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->referred_at, b->referred_at, a->count * sizeof *a->referred_at);
    assert_memory_equal(a->started_at, b->started_at, a->count * sizeof *a->started_at);
    test_engine_free(&plain);
    test_engine_free(&seasonal);
}

#define LOCALITIES "\"localities\": {\"coast\": {\"share\": 0.7}, \"fens\": {\"share\": 0.3, \"completion_ratio\": 0.5}}"

/** Of the families of locality 1 in a month: how many there are, and how many complete. */
static void count_fens(const families *people, uint32_t month, double *there, double *complete)
{
    *there = *complete = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (people->person[i] >> 20 == month && people->locality[i] == 1) {
            (*there)++;
            *complete += people->completed[i];
        }
    }
}

/* The weakest locality has 0.3 of 3000 families a month and a completion share of 0.6 x 0.5. From month 1 on its referrals are doubled: the month has
 * 3000 x (1 + 0.3) = 3900 families, 0.6 / 1.3 of them there, who complete with 0.6 x 0.5 x 1.5 = 0.45. The date falls into month 0. */
static void support_raises_the_weakest_localitys_referrals_and_completions(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE(LOCALITIES ", \"targeted_support\": {\"from\": \"2019-02-09\", \"referral_ratio\": 2, \"completion_ratio\": 1.5},"
                                                " \"cohorts\": {\"edge\": {\"intake\": {\"families\": [3000, 3000]}}}"),
                                           "{\"therapies\": {\"fft\": {\"completion_share\": 0.6}}}", NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    double there, complete;
    assert_int_equal(referred_in(people, 0), 3000);
    assert_int_equal(referred_in(people, 1), 3900);
    count_fens(people, 0, &there, &complete);
    expect_close(there, 900, 5 * sqrt(3000 * 0.21));
    expect_close(complete / there, 0.3, 5 * sqrt(0.21 / there));
    count_fens(people, 1, &there, &complete);
    expect_close(there, 1800, 5 * sqrt(3900 * 0.25));
    expect_close(complete / there, 0.45, 5 * sqrt(0.2475 / there));
    test_engine_free(&run);
}

static void a_completion_share_is_never_above_one(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE("\"localities\": {\"coast\": {\"share\": 1, \"completion_ratio\": 1.6}}"),
                                           "{\"therapies\": {\"fft\": {\"completion_share\": 0.7}}}", NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    for (size_t i = 0; i < people->count; i++) {
        assert_true(people->completed[i]);
    }
    test_engine_free(&run);
}

/* Exponential from the site's first midnight at 0.7 a year: P(open to the end of the last but one of 365 days) = exp(-0.7 x 364 / 365.25), and P(closed within
 * 180 days) = 1 - exp(-0.7 x 180 / 365.25). */
static void sites_close_early_at_their_rate_and_nothing_happens_there_afterwards(void **state)
{
    (void)state;
    enum { HISTORIES = 1500 };
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE("\"closure_per_year\": 0.7, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]}}}"),
                                           "{\"people\": {\"wait_days\": 20}}", NULL});
    double full = 0, by_180 = 0;
    for (uint32_t h = 0; h < HISTORIES; h++) {
        const families *people = &test_engine_run(&run, 0, h)->families;
        full += people->closes_day[0] == 364;
        by_180 += people->closes_day[0] < 180;
        for (size_t i = 0; i < people->count; i++) {
            assert_true(people->referred_at[i] < people->closes_day[0] + 1);
            const bool in_time = people->ready_at[i] < people->closes_day[0] + 1;
            assert_true(in_time ? people->started_at[i] == people->ready_at[i] || people->entered_waiting[i] : people->started_at[i] == TIME_NEVER);
        }
    }
    const double stays = exp(-0.7 * 364 / 365.25), early = 1 - exp(-0.7 * 180 / 365.25);
    expect_close(full / HISTORIES, stays, 5 * sqrt(stays * (1 - stays) / HISTORIES));
    expect_close(by_180 / HISTORIES, early, 5 * sqrt(early * (1 - early) / HISTORIES));
    test_engine_free(&run);
}

/* Mean 1 and variance v: the logarithm is normal with variance s = log(1 + v) = log 1.8 and mean -s / 2. */
static void log_normal_frailty_has_the_mean_and_variance_asked_for(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){SITE("\"cohorts\": {\"edge\": {\"intake\": {\"families\": [20000]}}}"),
                                           "{\"people\": {\"frailty\": {\"distribution\": \"log_normal\", \"variance\": 0.8}}}", NULL});
    const families *people = &test_engine_run(&run, 0, 0)->families;
    const double n = (double)people->count, s = log(1.8);
    double sum = 0, squares = 0, log_sum = 0, log_squares = 0;
    for (size_t i = 0; i < people->count; i++) {
        const double z = people->frailty[i];
        sum += z;
        squares += z * z;
        log_sum += log(z);
        log_squares += log(z) * log(z);
    }
    expect_close(sum / n, 1, 5 * sqrt(0.8 / n));
    expect_close(log_sum / n, -s / 2, 5 * sqrt(s / n));
    expect_close(log_squares / n - log_sum / n * (log_sum / n), s, 5 * s * sqrt(2 / n));
    expect_close(squares / n - 1, 0.8, 0.15);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_asked_for_is_plain_in_every_row),
        cmocka_unit_test(a_line_of_as_many_families_as_there_is_room_for_is_served),
        cmocka_unit_test(a_cohort_has_ages_and_a_ratio_of_its_own),
        cmocka_unit_test(a_cohort_counts_from_the_month_in_which_it_opens),
        cmocka_unit_test(seasons_weigh_a_months_days),
        cmocka_unit_test(seasons_of_one_change_nothing),
        cmocka_unit_test(support_raises_the_weakest_localitys_referrals_and_completions),
        cmocka_unit_test(a_completion_share_is_never_above_one),
        cmocka_unit_test(sites_close_early_at_their_rate_and_nothing_happens_there_afterwards),
        cmocka_unit_test(log_normal_frailty_has_the_mean_and_variance_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
