#include "records/calendar.h"

#include "base/date.h"
#include "support/expect.h"

static date on(const char *text)
{
    date day = 0;
    expect_true(date_read(text, &day));
    return day;
}

#define LISTED_MAX 2
#define ENDS_MAX 6

typedef struct {
    const char *starts, *last;
    const char *listed[LISTED_MAX];
    int64_t months;
    const char *ends[ENDS_MAX];
} calendar_case;

/* Ends by the calendar on the wall. */
static const calendar_case cases[] = {
    /* Listed ends, then every six months from the last one at months' ends, cut at the last claimable day. */
    { "2019-12-02", "2022-03-17", { "2020-05-31", "2020-12-31" }, 6, { "2020-05-31", "2020-12-31", "2021-06-30", "2021-12-31", "2022-03-17" } },
    /* From 1 March: quarters that end with months, of 28 to 31 days. */
    { "2020-03-01", "2021-05-31", { NULL }, 3, { "2020-05-31", "2020-08-31", "2020-11-30", "2021-02-28", "2021-05-31" } },
    /* From 31 January the day before is no month's end: the 30th where there is one, without drift after February. */
    { "2020-01-31", "2020-05-11", { NULL }, 1, { "2020-02-29", "2020-03-30", "2020-04-30", "2020-05-11" } },
    /* A listed end in mid-month keeps its day. */
    { "2020-01-07", "2020-08-02", { "2020-02-19" }, 2, { "2020-02-19", "2020-04-19", "2020-06-19", "2020-08-02" } },
    /* A listed end after the last claimable day is cut. */
    { "2020-02-29", "2020-09-14", { "2020-06-30", "2020-12-31" }, 3, { "2020-06-30", "2020-09-14" } },
    /* A last claimable day on a period's end opens no further period. */
    { "2020-04-01", "2020-06-30", { NULL }, 3, { "2020-06-30" } },
    /* Without a rule the rest is one period. */
    { "2020-02-29", "2023-09-14", { "2020-06-30" }, 0, { "2020-06-30", "2023-09-14" } },
    { "2020-02-29", "2023-09-14", { NULL }, 0, { "2023-09-14" } },
    /* Nothing can be claimed. */
    { "2020-02-29", "2020-02-28", { NULL }, 3, { NULL } },
};

static contract_row contract_of(const calendar_case *one, date listed[])
{
    contract_row contract = { .starts = on(one->starts), .last_claimable = on(one->last), .period_months = one->months };
    for (; contract.period_ends.count < LISTED_MAX && one->listed[contract.period_ends.count]; contract.period_ends.count++) {
        listed[contract.period_ends.count] = on(one->listed[contract.period_ends.count]);
    }
    contract.period_ends.items = listed;
    return contract;
}

static void expect_case(const calendar_case *one)
{
    date listed[LISTED_MAX];
    const scenario self = { .starts = on("2019-11-18") };
    const contract_row contract = contract_of(one, listed);
    claim_calendar calendar;
    expect_true(claim_calendar_make(&self, &contract, &calendar));
    date start = contract.starts;
    size_t count = 0;
    for (; count < calendar.count; count++) {
        char end[DATE_TEXT_SIZE];
        date_write(calendar.items[count].end, end);
        expect_text(end, one->ends[count] ? one->ends[count] : "no period");
        assert_int_equal(calendar.items[count].start, start);
        start = calendar.items[count].end + 1;
    }
    expect_true(one->ends[count] == NULL);
    claim_calendar_free(&calendar);
}

static void periods_follow_the_list_and_then_the_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_case(&cases[i]);
    }
}

static void dates_of_a_period_follow_its_end_by_the_lags(void **state)
{
    (void)state;
    date listed[] = { on("2020-05-31") };
    const scenario self = { .starts = on("2019-11-18") };
    const contract_row contract = { .starts = on("2019-12-02"), .last_claimable = on("2020-05-31"), .period_ends = { listed, 1 },
                                    .certified_after_days = 47, .paid_after_days = 31 };
    claim_calendar calendar;
    expect_true(claim_calendar_make(&self, &contract, &calendar));
    assert_int_equal(calendar.count, 1);
    const claim_period *period = &calendar.items[0];
    assert_int_equal(period->from_day, 14);   /* 18 November to 2 December */
    assert_int_equal(period->until_day, 196); /* 18 November to 1 June: 30 + 31 + 31 + 29 + 31 + 30 + 14 */
    assert_int_equal(period->claimed, on("2020-05-31"));
    assert_int_equal(period->certified, on("2020-07-17")); /* 30 days of June, 17 of July */
    assert_int_equal(period->paid, on("2020-08-17"));      /* 14 days left of July, 17 of August */
    assert_int_equal(period->paid_month, 9);               /* November 2019 to August 2020 */
    claim_calendar_free(&calendar);
}

static void freeing_an_empty_calendar_is_legal(void **state)
{
    (void)state;
    claim_calendar calendar = { 0 };
    claim_calendar_free(&calendar);
    claim_calendar_free(&calendar);
    expect_true(calendar.items == NULL && calendar.count == 0);
}

/* By hand: month ends are 31 January, 29 February 2020, 31 March ... */
static void months_are_counted_by_their_last_days(void **state)
{
    (void)state;
    const struct {
        const char *first, *last;
        int months;
    } spans[] = { { "2020-01-31", "2020-01-31", 1 }, { "2020-02-01", "2020-02-28", 0 }, { "2020-02-29", "2020-02-29", 1 }, { "2019-09-17", "2020-03-31", 7 },
                  { "2019-09-17", "2020-03-30", 6 }, { "2020-03-07", "2020-03-06", 0 },  { "2021-02-01", "2021-01-03", 0 }, { "2019-12-31", "2020-01-30", 1 } };
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        date first = 0, last = 0;
        expect_true(date_read(spans[i].first, &first) && date_read(spans[i].last, &last));
        assert_int_equal(months_ending(first, last), spans[i].months);
    }
}

/* By hand. */
static void years_are_whole_ones_between_anniversaries(void **state)
{
    (void)state;
    const struct {
        const char *from, *day;
        int years;
    } spans[] = { { "2019-09-17", "2020-09-16", 0 }, { "2019-09-17", "2020-09-17", 1 }, { "2020-02-29", "2021-02-27", 0 }, { "2020-02-29", "2021-02-28", 1 },
                  { "2018-04-01", "2024-03-31", 5 }, { "2021-07-03", "2019-07-03", 0 } };
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        date from = 0, day = 0;
        expect_true(date_read(spans[i].from, &from) && date_read(spans[i].day, &day));
        assert_int_equal(years_since(from, day), spans[i].years);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_follow_the_list_and_then_the_rule),
        cmocka_unit_test(dates_of_a_period_follow_its_end_by_the_lags),
        cmocka_unit_test(months_are_counted_by_their_last_days),
        cmocka_unit_test(years_are_whole_ones_between_anniversaries),
        cmocka_unit_test(freeing_an_empty_calendar_is_legal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
