#include "pay/settle.h"

#include "base/date.h"
#include "pay/ledger_account.h"
#include "pay/payers.h"
#include "pay/fixture.h"
#include "records/calendar.h"
#include "support/ledger_invariants.h"

#define PERIODS 4

/* Two terms over four quarters from 1 April 2020, certified 30 days after the period and paid 14 days later.
 *
 *  term 0: 57.35 a unit, deadweight 0.33; achieved 26.3  41  0  77.5; payable 17.621  27.47  0  51.925; pounds 1,010.56  1,575.40  0  2,977.90
 *  term 1: 3.10 a unit, baseline 0.55; achieved 100.5  20  151  90 of 180  120  220  130 days; saved 19.5  -34  52  31.5, in sum 19.5  -14.5  37.5  69;
 *          payable 19.5  0  18  31.5; pounds 60.45  0  55.80  97.65
 *  together 1,071.01  1,575.40  55.80  3,075.55 */
static double achieved[2 * PERIODS] = { 26.3, 41, 0, 77.5, 100.5, 20, 151, 90 };
static double window_days[2 * PERIODS] = { 0, 0, 0, 0, 180, 120, 220, 130 };
static double baseline[2 * PERIODS] = { NAN, NAN, NAN, NAN, 0.55, 0.55, 0.55, 0.55 };

typedef struct {
    scenario self;
    term_row terms[2];
    payer_row payers[3];
    contract_row contract;
    claim_calendar calendar;
    quantities units;
    ledger out;
    payer_groups paying;
} bench;

static void bench_make(bench *b)
{
    *b = (bench){ .self = { .starts = day_of_text("2020-04-01") }, .terms = { deadweight_term(57.35, 0.33), baseline_term(3.1, 0.55) } };
    b->payers[0] = payer_of(0.6, -1, 1, CAPPED_LOST, 0x3);
    b->payers[1] = payer_of(-1, -1, 2, CAPPED_LOST, 0x3);
    b->contract = contract_of(b->terms, 2, b->payers, 2);
    b->contract.starts = b->self.starts;
    b->contract.last_claimable = day_of_text("2021-03-31");
    b->contract.period_months = 3;
    b->contract.certified_after_days = 30;
    b->contract.paid_after_days = 14;
    b->units = (quantities){ .terms = 2, .periods = PERIODS, .achieved = achieved, .worth = achieved, .window_days = window_days, .baseline = baseline };
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    assert_int_equal(b->calendar.count, PERIODS);
    expect_true(ledger_make(2, 3, PERIODS, &b->out));
}

static void bench_free(bench *b)
{
    claim_calendar_free(&b->calendar);
    ledger_free(&b->out);
}

static pay_subject subject_of(const bench *b, int32_t as_of_day)
{
    return (pay_subject){ .scenario = &b->self, .contract = &b->contract, .calendar = &b->calendar, .units = &b->units, .as_of_day = as_of_day };
}

static void bench_pay(bench *b, int32_t as_of_day)
{
    b->out.payers = b->contract.payers.count;
    const pay_subject subject = subject_of(b, as_of_day);
    pay_contract(&subject, &b->paying, &b->out);
    const char *broken = ledger_broken_invariant(&subject, &b->out);
    if (broken) {
        fail_msg("%s", broken);
    }
}

static void expect_row(const pence found[], const pence expected[PERIODS])
{
    for (size_t k = 0; k < PERIODS; k++) {
        assert_int_equal(found[k], expected[k]);
    }
}

static void without_limits_all_that_is_entitled_is_paid(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_pay(&b, AS_OF_EVERYTHING);
    expect_row(b.out.term_entitled, (pence[]){ 101056, 157540, 0, 297790 });
    expect_row(b.out.term_entitled + PERIODS, (pence[]){ 6045, 0, 5580, 9765 });
    expect_row(b.out.accrued, (pence[]){ 107101, 157540, 5580, 307555 });
    assert_int_equal(b.out.entitled_total, 577776);
    assert_int_equal(b.out.paid_total, 577776);
    assert_int_equal(b.out.lost_total, 0);
    assert_int_equal(b.out.limit_period, -1);
    assert_int_equal(b.out.payer_limit_period[0], -1);
    expect_close(b.out.payable[3], 51.925, 1e-12);
    expect_close(b.out.payable[PERIODS + 1], 0, 0);
    expect_close(b.out.payable[PERIODS + 2], 18, 1e-12);
    expect_close(b.out.paid_share[0], 1, 0);
    bench_free(&b);
}

/* The limit of 4,000.00 leaves 1,297.79 for the last period: 1,256.5846 and 41.2054 of 2,977.90 and 97.65, the penny left to the second.
 * 0.6 of the periods with what is carried: 642.606, 945.236, 33.476, 778.67; the first payer's own limit of 2,000.00 leaves 378.67 of the last. */
static void a_contract_limit_and_a_payer_limit_may_bind_in_one_period(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.limit_gbp = fixed(4000);
    b.payers[0].limit_gbp = fixed(2000);
    bench_pay(&b, AS_OF_EVERYTHING);
    expect_row(b.out.term_amount, (pence[]){ 101056, 157540, 0, 125658 });
    expect_row(b.out.term_amount + PERIODS, (pence[]){ 6045, 0, 5580, 4121 });
    expect_row(b.out.lost, (pence[]){ 0, 0, 0, 177776 });
    expect_row(b.out.by_payer, (pence[]){ 64261, 94524, 3348, 37867 });
    expect_row(b.out.by_payer + PERIODS, (pence[]){ 42840, 63016, 2232, 51912 });
    expect_row(b.out.unpaid, (pence[]){ 0, 0, 0, 40000 });
    assert_int_equal(b.out.accrued_total, 400000);
    assert_int_equal(b.out.payer_total[0], 200000);
    assert_int_equal(b.out.payer_total[1], 160000);
    assert_int_equal(b.out.limit_period, 3);
    assert_int_equal(b.out.payer_limit_period[0], 3);
    assert_int_equal(b.out.payer_limit_period[1], -1);
    expect_close(b.out.paid_share[3], 89779.0 / 307555, 1e-15);
    b.payers[0].when_capped = CAPPED_OTHERS;
    bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.by_payer[PERIODS + 3], 91912);
    assert_int_equal(b.out.unpaid_total, 0);
    bench_free(&b);
}

static void after_the_limit_nothing_more_accrues(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.limit_gbp = fixed(1100.07);
    bench_pay(&b, AS_OF_EVERYTHING);
    expect_row(b.out.accrued, (pence[]){ 107101, 2906, 0, 0 });
    expect_row(b.out.lost, (pence[]){ 0, 154634, 5580, 307555 });
    assert_int_equal(b.out.limit_period, 1);
    expect_close(b.out.paid_share[2], 0, 0);
    bench_free(&b);
}

/* Term 0 is paid for by payers 0 and 1, term 1 by payer 1 alone, who has 550.00. Quarter 1: 606.336 and 404.224 of term 0, 60.45 of term 1, which leaves 85.33.
 * Quarter 2: with what is carried 945.236 and 630.164 of term 0, of which payer 1 has 85.33; payer 0 takes over 544.83. */
static void terms_with_other_payers_share_their_limits(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.payers[0].term_mask = 0x1;
    b.payers[1].limit_gbp = fixed(550);
    b.payers[1].when_capped = CAPPED_OTHERS;
    bench_pay(&b, AS_OF_EVERYTHING);
    expect_row(b.out.by_payer + PERIODS, (pence[]){ 40422 + 6045, 8533, 0, 0 });
    /* What payer 1 cannot pay of term 0 goes to payer 0; of term 1 there is nobody else: 55.80 and 97.65 stay unpaid. */
    expect_row(b.out.by_payer, (pence[]){ 60634, 149007, 0, 297790 });
    expect_row(b.out.unpaid, (pence[]){ 0, 0, 5580, 9765 });
    assert_int_equal(b.out.payer_limit_period[1], 1);
    bench_free(&b);
}

static void a_term_without_payers_is_accrued_and_unpaid(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.payers[0].term_mask = 0x1;
    b.payers[1].term_mask = 0x1;
    bench_pay(&b, AS_OF_EVERYTHING);
    expect_row(b.out.unpaid, (pence[]){ 6045, 0, 5580, 9765 });
    bench_free(&b);
}

static void claimed_certified_and_paid_follow_their_dates(void **state)
{
    (void)state;
    static const struct {
        const char *as_of;
        pence claimed, certified, paid;
    } cases[] = {
        { "2020-06-29", 0, 0, 0 },
        { "2020-06-30", 107101, 0, 0 },           /* the last day of the period */
        { "2020-07-29", 107101, 0, 0 },
        { "2020-07-30", 107101, 107101, 0 },      /* 30 days later */
        { "2020-08-12", 107101, 107101, 0 },
        { "2020-08-13", 107101, 107101, 107101 }, /* 14 days later */
        { "2020-09-29", 107101, 107101, 107101 }, /* in the middle of the second period: it has accrued, but is not claimed */
        { "2020-09-30", 264641, 107101, 107101 },
    };
    bench b;
    bench_make(&b);
    double so_far[2 * PERIODS] = { 26.3, 41, 0, 0, 100.5, 20, 0, 0 };
    b.units.achieved = so_far;
    b.units.worth = so_far;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench_pay(&b, day_of_text(cases[i].as_of) - b.self.starts);
        assert_int_equal(b.out.accrued_total, 264641);
        assert_int_equal(b.out.claimed_total, cases[i].claimed);
        assert_int_equal(b.out.certified_total, cases[i].certified);
        assert_int_equal(b.out.paid_total, cases[i].paid);
    }
    bench_free(&b);
}

static void non_additional_is_the_smaller_of_both_payments(void **state)
{
    (void)state;
    const ledger more = { .paid_total = 107101, .accrued_total = 1 };
    const ledger less = { .paid_total = 33017, .accrued_total = 2 };
    assert_int_equal(non_additional(&more, &less), 33017);
    assert_int_equal(non_additional(&less, &more), 33017);
}

static void verification_finds_a_wrong_penny(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.limit_gbp = fixed(4000);
    bench_pay(&b, AS_OF_EVERYTHING);
    const pay_subject subject = subject_of(&b, AS_OF_EVERYTHING);
    pence *amounts[] = { &b.out.term_entitled[0], &b.out.term_amount[1], &b.out.accrued[1], &b.out.by_payer[2], &b.out.lost[3], &b.out.unpaid[2],
                         &b.out.paid_total, &b.out.claimed_total, &b.out.payer_total[1], &b.out.taken_back[2], &b.out.disputed[0], &b.out.dispute_lost[1], &b.out.claw_back_owed, &b.out.cost_plus[1] };
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        ++*amounts[i];
        assert_non_null(ledger_broken_invariant(&subject, &b.out));
        --*amounts[i];
    }
    b.out.limit_period = 2;
    assert_non_null(ledger_broken_invariant(&subject, &b.out));
    bench_free(&b);
}

static void an_empty_ledger_can_be_freed(void **state)
{
    (void)state;
    ledger out;
    expect_true(ledger_make(3, 0, 0, &out));
    ledger_free(&out);
    ledger_free(&out);
    expect_true(out.payable == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_limits_all_that_is_entitled_is_paid),
        cmocka_unit_test(a_contract_limit_and_a_payer_limit_may_bind_in_one_period),
        cmocka_unit_test(after_the_limit_nothing_more_accrues),
        cmocka_unit_test(terms_with_other_payers_share_their_limits),
        cmocka_unit_test(a_term_without_payers_is_accrued_and_unpaid),
        cmocka_unit_test(claimed_certified_and_paid_follow_their_dates),
        cmocka_unit_test(non_additional_is_the_smaller_of_both_payments),
        cmocka_unit_test(verification_finds_a_wrong_penny),
        cmocka_unit_test(an_empty_ledger_can_be_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
