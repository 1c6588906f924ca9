#include "people/line_bench.h"
#include "records/team.h"
#include "people/remote.h"

/* Remote courses and the psychology fund. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char spring[] =
    "{\"therapies\": {\"fft\": {\"remote\": {\"spring\": {\"from\": \"2019-03-01\", \"until\": \"2019-03-31\", \"caseload_ratio\": 2.5},"
    "   \"later\": {\"from\": \"2019-07-01\", \"share\": 0.37}}}}, \"sites\": {\"here\": {\"therapists\": 1}}}";

/* March is days 24 to 54. The first course is not remote; the second takes its place for 40 / 2.5 days, the third for 30 / 2.5, and so ends on day 54.9, when the
 * fourth starts: still on 31 March; it takes 25.5 / 2.5 days. The fifth starts in April. */
static void a_remote_course_takes_its_place_for_less_time(void **state)
{
    (void)state;
    static const line_family written[] = { { 0, 1, 22 }, { 0, 24.9, 40 }, { 0, 42.9, 30 }, { 0, 43, 25.5 }, { 0, 44, 7 } };
    static const double started_at[] = { 1, 24.9, 42.9, 54.9, 65.1 };
    static const bool remote[] = { false, true, true, true, false };
    line_bench b;
    line_bench_make(&b, spring);
    line_bench_write(&b, written, COUNT(written));
    line_bench_move(&b, 0);
    for (size_t i = 0; i < COUNT(written); i++) {
        expect_close(b.people.started_at[i], started_at[i], 1e-9);
        assert_int_equal(b.people.remote[i], remote[i]);
        expect_close(b.people.received_days[i], written[i].received_days, 0);
    }
    expect_close(b.use.used_days[0], 22 + 16 + 12 + 10.2 + 7, 1e-9);
    line_bench_free(&b);
}

static void days_outside_every_period_are_not_remote(void **state)
{
    (void)state;
    static const struct {
        const char *day, *period;
    } cases[] = { { "2019-02-28", NULL }, { "2019-03-01", "spring" }, { "2019-03-31", "spring" }, { "2019-04-01", NULL }, { "2019-06-30", NULL }, { "2031-01-01", "later" } };
    line_bench b;
    line_bench_make(&b, spring);
    for (size_t i = 0; i < COUNT(cases); i++) {
        date day;
        expect_true(date_read(cases[i].day, &day));
        const remote_row *found = remote_period(&b.self->therapies.items[0], day);
        assert_int_equal(found == NULL, cases[i].period == NULL);
        assert_true(found == NULL || strcmp(found->name, cases[i].period) == 0);
    }
    line_bench_free(&b);
}

static void the_stated_share_of_courses_is_remote(void **state)
{
    (void)state;
    line_bench b;
    line_bench_of(&b, spring, "{\"sites\": {\"here\": {\"therapists\": 0, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [0, 0, 0, 0, 0, 0, 2000]}}}}}}");
    line_bench_move(&b, 0);
    const double count = (double)b.people.count;
    double remote = 0;
    for (size_t i = 0; i < b.people.count; i++) {
        remote += b.people.remote[i];
    }
    assert_true(count == 2000);
    expect_close(remote, 0.37 * count, 5 * sqrt(0.37 * 0.63 * count));
    line_bench_free(&b);
}

static const char fund[] = "{\"sites\": {\"here\": {\"psychology_fund\": {\"from\": \"2019-03-01\", \"uptake\": 1, \"uses_per_month\": 2, \"gbp_per_use\": 800}}}}";

/* From 1 March, day 24, two a month: of those who complete in March the ones on days 24.0 and 29.3, though not the first rows; in April the one on day 60. */
static void the_fund_goes_to_the_first_who_complete_in_a_month(void **state)
{
    (void)state;
    static const struct {
        line_family family;
        bool completes, has_it;
    } cases[] = {
        { { 0, 1, 34.2 }, true, false }, { { 0, 2, 27.3 }, true, true }, { { 0, 3, 20.9 }, true, false }, { { 0, 4, 20 }, true, true },
        { { 0, 5, 24 }, false, false },  { { 0, 6, 54 }, true, true },   { { 0, 366, 9 }, true, false },
    };
    line_bench b;
    line_bench_make(&b, fund);
    line_family written[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++) {
        written[i] = cases[i].family;
    }
    line_bench_write(&b, written, COUNT(cases));
    for (size_t i = 0; i < COUNT(cases); i++) {
        b.people.completed[i] = cases[i].completes;
    }
    line_bench_move(&b, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const double completed_at = cases[i].family.ready_at + cases[i].family.received_days;
        assert_true(b.people.fund_at[i] == (cases[i].has_it ? completed_at : TIME_NEVER));
    }
    line_bench_free(&b);
}

static void the_stated_share_of_families_asks_for_an_unlimited_fund(void **state)
{
    (void)state;
    line_bench b;
    line_bench_of(&b, fund, "{\"sites\": {\"here\": {\"psychology_fund\": {\"uptake\": 0.29, \"uses_per_month\": 0}, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [2000]}}}}}}");
    line_bench_move(&b, 0);
    const double count = (double)b.people.count;
    double uses = 0;
    for (size_t i = 0; i < b.people.count; i++) {
        uses += b.people.fund_at[i] < TIME_NEVER;
    }
    expect_close(uses, 0.29 * count, 5 * sqrt(0.29 * 0.71 * count));
    line_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_remote_course_takes_its_place_for_less_time),
        cmocka_unit_test(days_outside_every_period_are_not_remote),
        cmocka_unit_test(the_stated_share_of_courses_is_remote),
        cmocka_unit_test(the_fund_goes_to_the_first_who_complete_in_a_month),
        cmocka_unit_test(the_stated_share_of_families_asks_for_an_unlimited_fund),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
