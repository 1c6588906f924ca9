#include "replicate/endings.h"

#include "pay/fixture.h"
#include "records/calendar.h"

#define PERIODS 4

/* Quarters from 5 February 2019 (day 0): the last days are 88, 180, 272 and 364. */
typedef struct {
    scenario self;
    contract_row contract;
    claim_calendar calendar;
    double referrals[PERIODS], planned[PERIODS], achieved[2 * PERIODS], assessed[2 * PERIODS];
    quantities units;
} bench;

static void bench_make(bench *b)
{
    *b = (bench){ .self = { .starts = day_of_text("2019-02-05") },
                  .referrals = { 11, 3, 2, 9 },
                  .planned = { 10, 10, 10, 10 },
                  .achieved = { 0, 0, 0, 0, 1, 6, 5, 4 },
                  .assessed = { 0, 0, 0, 0, 0, 8, 12, 20 } };
    b->contract = contract_of(NULL, 0, NULL, 0);
    b->contract.starts = b->self.starts;
    b->contract.last_claimable = day_of_text("2020-02-04");
    b->contract.period_months = 3;
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    b->units = (quantities){ .terms = 2, .periods = PERIODS, .achieved = b->achieved, .assessed = b->assessed, .referrals = b->referrals,
                             .planned_referrals = b->planned, .starts = b->planned, .planned_starts = b->planned };
}

typedef struct {
    end_trigger trigger;
    double below;
    int64_t after_months, notice_days;
    int32_t as_of_day, last_day;
} ending_case;

static void a_contract_ends_when_its_trigger_first_holds(void **state)
{
    (void)state;
    static const ending_case cases[] = {
        { END_NEVER, 1, 0, 30, INT32_MAX, INT32_MAX },
        /* Referrals 11, 14, 16, 25 of 10, 20, 30, 40 planned: 1.1, 0.7, 0.533, 0.625. */
        { END_REFERRALS_BELOW, 0.71, 0, 30, INT32_MAX, 210 },
        { END_REFERRALS_BELOW, 0.71, 6, 30, INT32_MAX, 210 }, /* six months end with the second period */
        { END_REFERRALS_BELOW, 0.71, 7, 30, INT32_MAX, 302 },
        { END_REFERRALS_BELOW, 0.7, 0, 30, INT32_MAX, 302 },  /* not below */
        { END_REFERRALS_BELOW, 0.53, 0, 30, INT32_MAX, INT32_MAX },
        { END_REFERRALS_BELOW, 0.71, 0, 0, 180, 180 },
        { END_REFERRALS_BELOW, 0.71, 0, 0, 179, INT32_MAX },  /* the period has not ended yet */
        { END_STARTS_BELOW, 1, 0, 30, INT32_MAX, INT32_MAX },
        { END_STARTS_BELOW, 1.01, 0, 17, INT32_MAX, 105 },
        /* Success of the second term: nobody, 7 of 8, 12 of 20, 16 of 40. */
        { END_SUCCESS_BELOW, 0.95, 0, 5, INT32_MAX, 185 },
        { END_SUCCESS_BELOW, 0.61, 0, 5, INT32_MAX, 277 },
        { END_SUCCESS_BELOW, 0.6, 0, 5, INT32_MAX, 369 },
        { END_SUCCESS_BELOW, 0.4, 0, 5, INT32_MAX, INT32_MAX },
    };
    bench b;
    bench_make(&b);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        b.contract.early_end = (early_end_settings){ .trigger = (int)cases[i].trigger, .below = fixed(cases[i].below), .term_mask = 2,
                                                     .after_months = cases[i].after_months, .notice_days = cases[i].notice_days };
        const end_subject subject = { &b.self, &b.contract, &b.calendar, &b.units, cases[i].as_of_day };
        assert_int_equal(early_end_day(&subject), cases[i].last_day);
    }
    claim_calendar_free(&b.calendar);
}

static void starts_end_or_pause_in_the_month_after_money_lacked(void **state)
{
    (void)state;
    arena memory = { 0 };
    month_table months;
    expect_true(month_table_make(day_of_text("2020-04-11"), 6, &memory, &months)); /* May begins on day 20, June 51, July 81, August 112, September 143 */
    pence carried[] = { 0, 301, 0, -301, 17, 0 };
    const cash account = { .months = 6, .carried = carried, .exhausted_month = 1 };
    const start_days stop = starts_after_exhaustion(&months, &account);
    assert_int_equal(stop.from, 51);
    assert_int_equal(stop.until, INT32_MAX);
    bool paused[6] = { false };
    static const struct {
        size_t month;
        int32_t from, until;
    } pauses[] = { { 2, 51, 81 }, { 5, 143, INT32_MAX } };
    for (size_t i = 0; i < 2; i++) {
        size_t month = 0;
        const start_days days = starts_to_pause(&months, &account, paused, &month);
        assert_int_equal(month, pauses[i].month);
        assert_int_equal(days.from, pauses[i].from);
        assert_int_equal(days.until, pauses[i].until);
        paused[month] = true;
    }
    size_t month;
    const start_days none = starts_to_pause(&months, &account, paused, &month);
    expect_true(none.from >= none.until);
    const cash well = { .months = 6, .carried = carried, .exhausted_month = -1 };
    const start_days never = starts_after_exhaustion(&months, &well);
    expect_true(never.from >= never.until);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contract_ends_when_its_trigger_first_holds),
        cmocka_unit_test(starts_end_or_pause_in_the_month_after_money_lacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
