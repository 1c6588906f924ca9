#include "people/line_bench.h"

/* The hiring rule, on a month table worked by hand: one therapist with one place, courses of 200 days, more than 2 families waiting, 20 days until they join, at
 * most 2 in all. First midnights of months are days 24, 55, 85, 116 ...
 *
 *    day 24:  families 1 and 2 wait: nobody is hired
 *    day 55:  1 .. 5 wait: one joins on day 75, and takes family 1
 *    day 85:  2 .. 6 wait: one joins on day 105, and takes family 2
 *    day 116: 3 .. 6 wait, but two are hired already
 *
 * Families 3, 4 and 5 then take the places that are free on days 201, 275 and 305; family 6 would start on day 401, when the site is closed. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define FAMILIES 7

static const char rule[] = "{\"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"here\": {\"therapy\": \"fft\", \"therapists\": 1, \"hiring\": {\"above\": 2, \"lead_days\": 20, \"at_most\": 2}}}}}}";

static const line_family by_hand[FAMILIES] = { { 1, 1, 200 }, { 5, 5, 200 }, { 10, 10, 200 }, { 30, 30, 200 }, { 40, 40, 200 }, { 50, 50, 200 }, { 60, 60, 200 } };

static void make(line_bench *b, const char *patch)
{
    line_bench_of(b, rule, patch);
    line_bench_write(b, by_hand, FAMILIES);
}

static void expect_starts(const line_bench *b, const double started_at[FAMILIES])
{
    for (size_t i = 0; i < FAMILIES; i++) {
        assert_true(b->people.started_at[i] == started_at[i]);
    }
}

static void the_rule_hires_by_the_month_table(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{}");
    line_bench_move(&b, 0);
    expect_starts(&b, (double[FAMILIES]){ 1, 75, 105, 201, 275, 305, TIME_NEVER });
    static const double joined[] = { 0, 75, 105 };
    assert_int_equal(b.staff.count, COUNT(joined));
    for (size_t i = 0; i < COUNT(joined); i++) {
        expect_close(b.staff.items[i].from, joined[i], 0);
    }
    line_bench_free(&b);
}

static void it_hires_several_at_a_time_but_never_over_its_limit(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{\"sites\": {\"here\": {\"teams\": {\"here\": {\"hiring\": {\"adds\": 2, \"at_most\": 3}}}}}}");
    line_bench_move(&b, 0);
    /* Two join on day 75; on day 85 families 3 .. 6 wait, and the third joins on day 105. */
    expect_starts(&b, (double[FAMILIES]){ 1, 75, 75, 105, 201, 275, 275 });
    assert_int_equal(b.staff.count, 4);
    line_bench_free(&b);
}

static void families_who_left_the_line_are_not_waiting(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{}");
    /* Three turn 18 before day 55: families 1 (day 20), 2 and 3 (day 54); of 1 .. 5 two wait then. On day 85 it is 4, 5 and 6: one joins on day 105 and takes
     * family 4. On day 116 two wait. */
    b.people.adult_at[1] = 20.5;
    b.people.adult_at[2] = b.people.adult_at[3] = 54.5;
    line_bench_move(&b, 0);
    expect_starts(&b, (double[FAMILIES]){ 1, TIME_NEVER, TIME_NEVER, TIME_NEVER, 105, 201, 305 });
    line_bench_free(&b);
}

static void families_who_are_referred_and_not_yet_ready_are_waiting(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{}");
    for (size_t i = 3; i < FAMILIES; i++) {
        b.people.ready_at[i] = 300 + (double)i; /* they count from referral on */
    }
    line_bench_move(&b, 0);
    expect_starts(&b, (double[FAMILIES]){ 1, 75, 105, 303, 304, 305, TIME_NEVER });
    line_bench_free(&b);
}

static void nobody_is_hired_whom_supervisors_could_not_carry(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{\"sites\": {\"here\": {\"teams\": {\"here\": {\"supervisors\": 1, \"supervision_ratio\": 2}}}}}");
    line_bench_move(&b, 0);
    expect_starts(&b, (double[FAMILIES]){ 1, 75, 201, 275, TIME_NEVER, TIME_NEVER, TIME_NEVER }); /* the second hire would be the third therapist */
    line_bench_free(&b);
}

static void nobody_is_hired_who_would_join_a_closed_site(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{\"sites\": {\"here\": {\"teams\": {\"here\": {\"hiring\": {\"lead_days\": 310}}}}}}");
    line_bench_move(&b, 0);
    /* Day 55 + 310 is the closing midnight, 365. */
    expect_starts(&b, (double[FAMILIES]){ 1, 201, TIME_NEVER, TIME_NEVER, TIME_NEVER, TIME_NEVER, TIME_NEVER });
    assert_int_equal(b.staff.count, 1);
    b.people.closes_day[0] = 200; /* an early closure */
    line_bench_move(&b, 0);
    expect_starts(&b, (double[FAMILIES]){ 1, TIME_NEVER, TIME_NEVER, TIME_NEVER, TIME_NEVER, TIME_NEVER, TIME_NEVER });
    line_bench_free(&b);
}

/* The only therapist leaves on 20 February (day 15.5) for good; the rule's first joins on day 75 all the same, and dated joiners who come between are not
 * forgotten: one joins on 11 March, day 34.5. */
static void what_happens_by_date_happens_between_decisions(void **state)
{
    (void)state;
    line_bench b;
    make(&b, "{\"sites\": {\"here\": {\"teams\": {\"here\": {\"hires\": {\"goes\": {\"from\": \"2019-02-20\", \"therapists\": -1}, \"comes\": {\"from\": \"2019-03-11\", \"therapists\": 1}}}}}}}");
    line_bench_move(&b, 0);
    /* 1 from day 34.5; 2 .. 5 wait on day 55, 3 .. 6 on day 85 */
    expect_starts(&b, (double[FAMILIES]){ 1, 34.5, 75, 105, 234.5, 275, 305 });
    line_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_hires_by_the_month_table),
        cmocka_unit_test(it_hires_several_at_a_time_but_never_over_its_limit),
        cmocka_unit_test(families_who_left_the_line_are_not_waiting),
        cmocka_unit_test(families_who_are_referred_and_not_yet_ready_are_waiting),
        cmocka_unit_test(nobody_is_hired_whom_supervisors_could_not_carry),
        cmocka_unit_test(nobody_is_hired_who_would_join_a_closed_site),
        cmocka_unit_test(what_happens_by_date_happens_between_decisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
