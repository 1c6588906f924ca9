#include "people/line_bench.h"

/* Who comes and goes in a team, and what it means for its places and its supervision. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static staff_course course_of(const team_row *team, double per_year, double vacancy_days, uint32_t history)
{
    return (staff_course){ .team = team, .begins = 0, .closing = 2000, .leaving_per_day = per_year / 365.25, .vacancy_days = vacancy_days,
                           .turnover = rng_stream_of(41, "here", "turnover"), .history = history };
}

/* The last of those present or coming leaves: at 20.5 numbers 2 and 1. */
static void dated_joiners_and_leavers_keep_their_order(void **state)
{
    (void)state;
    hire_row hires[] = { { .name = "third", .from = 40, .therapists = -1 }, { .name = "first", .from = 10, .therapists = 1 },
                         { .name = "second", .from = 20, .therapists = -2 }, { .name = "beside", .from = 40, .therapists = 1 },
                         { .name = "after closing", .from = 2000, .therapists = 5 } };
    const team_row team = { .therapists = 2, .hires = { .any = { hires, COUNT(hires) } } };
    staff_course course = course_of(&team, 0, 0, 0);
    staff_begin(&course);
    expect_close(staff_next_event(&course), 10.5, 0);
    staff_advance(&course, TIME_NEVER);
    /* On the same day in file order: the one who leaves on day 40 is number 0, as number 3 comes only then. */
    static const double from[] = { 0, 0, 10.5, 40.5 }, until[] = { 40.5, 20.5, 20.5, TIME_NEVER };
    assert_int_equal(course.count, COUNT(from));
    for (size_t i = 0; i < COUNT(from); i++) {
        expect_close(course.from[i], from[i], 0);
        assert_true(course.until[i] == until[i]);
    }
    staff_course_free(&course);
}

/** Chance that a post is filled at t: with n leavings before, the service time is t - n v, in which just n happened.
 *  Source: renewal argument; Feller, An Introduction to Probability Theory and Its Applications, vol. 2, XI. */
static double chance_filled(double per_day, double vacancy, double t)
{
    double sum = 0, factorial = 1;
    for (int n = 0; n * vacancy < t; n++) {
        const double served = per_day * (t - n * vacancy);
        factorial *= n > 0 ? n : 1;
        sum += exp(-served) * pow(served, n) / factorial;
    }
    return sum;
}

static void posts_are_filled_as_often_as_renewal_theory_says(void **state)
{
    (void)state;
    const team_row team = { .therapists = 3 };
    const uint32_t histories = 4000;
    static const double times[] = { 37.3, 211.7, 903.1, 1899.5 };
    double present[COUNT(times)] = { 0 };
    double ended = 0, from_last = 0;
    staff_course course = course_of(&team, 0.9, 83.5, 0);
    for (uint32_t h = 0; h < histories; h++) {
        course.history = h;
        staff_begin(&course);
        staff_advance(&course, TIME_NEVER);
        for (size_t t = 0; t < COUNT(times); t++) {
            present[t] += (double)staff_present(&course, times[t]);
        }
        for (size_t i = 0; i < course.count; i++) {
            from_last = fmax(from_last, course.from[i]);
            ended += course.until[i] < 100;
        }
    }
    for (size_t t = 0; t < COUNT(times); t++) {
        const double p = chance_filled(0.9 / 365.25, 83.5, times[t]);
        expect_close(present[t] / (3.0 * histories), p, 5 * sqrt(p * (1 - p) / (3.0 * histories)));
    }
    assert_true(from_last < 2000 && from_last > 1900); /* nobody joins once the site is closed */
    /* In the first 100 days nearly only the first three leave: 3 (1 - exp(-0.9 x 100 / 365.25)), and replacements in the last 16.5 days of them. */
    expect_close(ended / histories, 3 * (1 - exp(-90 / 365.25)), 0.05);
    staff_course_free(&course);
}

static void staff_of_other_teams_and_supervisors_leave_at_times_of_their_own(void **state)
{
    (void)state;
    const team_row team = { .therapists = 1, .supervisors = 1 };
    staff_course course[4];
    for (size_t i = 0; i < 4; i++) {
        course[i] = course_of(&team, 0.9, 0, 7);
        course[i].ordinal = i == 1;
        course[i].supervisors = i == 2;
        staff_begin(&course[i]);
    }
    assert_true(course[0].until[0] == course[3].until[0]);
    assert_true(course[0].until[0] != course[1].until[0] && course[0].until[0] != course[2].until[0]);
    for (size_t i = 0; i < 4; i++) {
        staff_course_free(&course[i]);
    }
}

/* Two places of a therapist who joins at noon of day 10 with 9 ramp days open at 10.5 and 15.0; the first therapist's at once. */
static void the_places_of_who_joins_later_open_one_by_one(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, "{\"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"here\": {\"therapy\": \"fft\", \"therapists\": 1, \"caseload\": 2, \"ramp_days\": 9,"
                        " \"hires\": {\"joins\": {\"from\": \"2019-02-15\", \"therapists\": 1}}}}}}}");
    static const line_family written[] = { { 0, 1, 900 }, { 0, 2, 900 }, { 0, 3, 900 }, { 0, 4, 900 }, { 0, 5, 900 } };
    static const double started_at[] = { 1, 2, 10.5, 15, TIME_NEVER };
    line_bench_write(&b, written, COUNT(written));
    line_bench_move(&b, 0);
    for (size_t i = 0; i < COUNT(written); i++) {
        assert_true(b.people.started_at[i] == started_at[i]);
    }
    assert_int_equal(b.people.therapist[3], 1);
    /* Until the last course ends at 915: two places from 0, one from 10.5, one from 15. */
    expect_close(b.use.places_days[0], 2 * 915 + 904.5 + 900, 1e-9);
    line_bench_free(&b);
}

/* Three therapists, two a supervisor can carry: short until a second one joins at noon of 27 March, day 50; short again once she has left at noon of day 60. */
static void supervision_is_short_while_there_are_more_therapists_than_supervisors_can_carry(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, "{\"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"here\": {\"therapy\": \"fft\", \"therapists\": 3, \"caseload\": 20, \"supervisors\": 1,"
                        " \"supervision_ratio\": 2, \"hires\": {\"joins\": {\"from\": \"2019-03-27\", \"supervisors\": 1}, \"leaves\": {\"from\": \"2019-04-06\", \"supervisors\": -1}}}}}}}");
    static const line_family written[] = { { 0, 1.5, 9 }, { 0, 50.4, 9 }, { 0, 50.5, 9 }, { 0, 60.4, 9 }, { 0, 60.5, 9 } };
    static const bool supervised[] = { false, false, true, true, false };
    line_bench_write(&b, written, COUNT(written));
    line_bench_move(&b, 0);
    for (size_t i = 0; i < COUNT(written); i++) {
        assert_int_equal(b.people.supervised[i], supervised[i]);
    }
    assert_int_equal(b.staff.count, 5);
    assert_true(b.staff.items[4].supervisor && b.staff.items[4].from == 50.5 && b.staff.items[4].until == 60.5);
    line_bench_free(&b);
}

static void nobody_is_unsupervised_where_there_is_never_a_supervisor(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, "{\"sites\": {\"here\": {\"therapists\": 9}}}");
    line_bench_move(&b, 0);
    for (size_t i = 0; i < b.people.count; i++) {
        assert_true(b.people.supervised[i] && !b.people.remote[i] && b.people.fund_at[i] == TIME_NEVER);
    }
    line_bench_free(&b);
}

/* With turnover, a family never starts with a therapist who is not there, and each takes a place of a caseload of 1. */
static void no_therapist_takes_a_family_before_joining_or_after_leaving(void **state)
{
    (void)state;
    line_bench b;
    line_bench_make(&b, "{\"therapies\": {\"fft\": {\"course_days\": 31.7}}, \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30, 30, 30, 30]}}}, \"therapy\": null,"
                        " \"teams\": {\"here\": {\"therapy\": \"fft\", \"therapists\": 4, \"turnover_per_year\": 1.7, \"vacancy_days\": 40.5}}}}}");
    size_t starts = 0, left = 0;
    for (uint32_t h = 0; h < 30; h++) {
        line_bench_move(&b, h);
        for (size_t i = 0; i < b.people.count; i++) {
            for (size_t m = 0; b.people.started_at[i] < TIME_NEVER && m < b.staff.count; m++) {
                const staff_member *with = &b.staff.items[m];
                if (with->number == b.people.therapist[i]) {
                    assert_true(with->from <= b.people.started_at[i] && b.people.started_at[i] < with->until);
                    starts++;
                }
            }
        }
        for (size_t m = 0; m < b.staff.count; m++) {
            left += b.staff.items[m].until < 365;
        }
    }
    assert_true(starts > 30 * 25 && left > 30 * 4); /* 4 x 365.25 x 1.7 / (1.7 x 40.5 + 365.25) = 5.7 leave in a history */
    line_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dated_joiners_and_leavers_keep_their_order),
        cmocka_unit_test(posts_are_filled_as_often_as_renewal_theory_says),
        cmocka_unit_test(staff_of_other_teams_and_supervisors_leave_at_times_of_their_own),
        cmocka_unit_test(the_places_of_who_joins_later_open_one_by_one),
        cmocka_unit_test(supervision_is_short_while_there_are_more_therapists_than_supervisors_can_carry),
        cmocka_unit_test(nobody_is_unsupervised_where_there_is_never_a_supervisor),
        cmocka_unit_test(no_therapist_takes_a_family_before_joining_or_after_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
