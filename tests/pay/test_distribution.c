#include "pay/cash_bench.h"

/* When cash is given out and capital is drawn, by hand. The programme is that of cash_bench.h, with 4,000.00 committed. */

static void policy_make(bench *b)
{
    bench_make(b);
    b->contract.capital.commitment_gbp = fixed(4000);
    b->contract.capital.distribute_from = b->self.starts;
}

/** Other claim periods, paid `after` days later, with what each brings. */
static void periods_set(bench *b, int64_t months, int64_t after, const pence by_period[])
{
    claim_calendar_free(&b->calendar);
    ledger_free(&b->paid);
    b->contract.period_months = months;
    b->contract.paid_after_days = after;
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    expect_true(ledger_make(1, 1, b->calendar.count, &b->paid));
    for (size_t k = 0; k < b->calendar.count; k++) {
        b->paid.by_payer[k] = by_period[k];
    }
}

static void what_is_planned_stays_so_that_it_need_not_be_drawn_again(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    b.contract.capital.reserve_months = 2;
    bench_run(&b, AS_OF_EVERYTHING);
    /* August: 150.00 + 900.00 - 341.55 less September's 341.55. Nothing is planned after it, and no buffer is kept. */
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 36690, 0, 0, 350000, 0 }, false);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 34155, 34155, 0, 0, 0, 0, 0 }, false);
    expect_months(b.out.balance, (pence[]){ 15000, 15000, 15000, 15000, 34155, 0, 0, 0, 0 }, false);
    b.contract.capital.reserve_months = 0;
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 55845, 0, 0, 350000, 0 }, false);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 34155, 34155, 0, 19155, 0, 0, 0 }, false);
    bench_free(&b);
}

static void certified_receipts_count_from_the_month_after_they_are_paid(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    periods_set(&b, 2, 14, (pence[]){ 150000, 20000, 350000 }); /* paid on 14 June, 14 August, 14 October */
    b.contract.capital.reserve_months = 2;
    bench_run(&b, AS_OF_EVERYTHING);
    /* Three months of cost stay in June (102,465: 30 June knows nothing of August's 200.00); in July August's cost and the buffer (49,155), or August's and
     * September's less the 200.00 that are certified by then (48,310); in August September's cost. */
    expect_months(b.out.receipt, (pence[]){ 0, 0, 150000, 0, 20000, 0, 350000, 0, 0 }, false);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 28380, 19155, 845, 0, 350000, 0, 0 }, false);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 0, 0, 0, 0, 0, 0, 0 }, false);
    bench_free(&b);
}

static void cash_goes_out_in_every_nth_month_from_the_first_that_ends_after_the_date(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    b.contract.capital.every_months = 4; /* April, August, December */
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 55845, 0, 0, 0, 350000 }, false);
    b.contract.capital.distribute_from = day_of_text("2020-04-30"); /* May, September, January */
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.distributed[4], 0);
    assert_int_equal(b.out.distributed[5], 36690);
    assert_int_equal(b.out.distributed[8], 0);
    assert_int_equal(b.out.distributed[9], 350000);
    bench_free(&b);
}

static void at_the_end_everything_goes_out_in_the_last_month(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    b.contract.capital.distribute_when = DISTRIBUTE_AT_END;
    b.contract.capital.reserve_months = 6;
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.distributed_total, 386690); /* 4,400.00 + 2,642.09 drawn - 3,175.19 */
    assert_int_equal(b.out.distributed[MONTHS - 1], 386690);
    bench_free(&b);
}

static void a_schedule_draws_shares_of_the_commitment_and_need_the_rest(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    draw_row draws[] = { { .when = day_of_text("2020-06-01"), .share = fixed(0.25) }, { .when = day_of_text("2020-04-20"), .share = fixed(0.5) } };
    b.contract.capital.draw_when = DRAW_SCHEDULED;
    b.contract.capital.draw_dates.any = (map){ draws, 2 };
    bench_run(&b, AS_OF_EVERYTHING);
    /* In July 507.91 lie idle and are not handed back; in August no more than the 900.00 that were paid; September lacks 175.19. */
    expect_months(b.out.drawn, (pence[]){ 200000, 0, 100000, 0, 0, 17519, 0, 0, 0 }, false);
    expect_months(b.out.balance, (pence[]){ 60660, 19101, 84946, 50791, 16636, 0, 0, 0, 0 }, false);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 90000, 0, 0, 350000, 0 }, false);
    bench_run(&b, 61); /* 1 June; the day before it */
    assert_int_equal(b.out.drawn[2], 100000);
    bench_run(&b, 60);
    assert_int_equal(b.out.drawn_total, 200000);
    b.contract.capital.commitment_gbp = fixed(2000); /* April: half by date, 543.40 as needed; May 415.59; June 41.01 of its 500.00 are left */
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 4101, 0, 0, 0, 0, 0, 0 }, false);
    bench_free(&b);
}

static void nothing_is_given_out_before_the_month_after_the_last_scheduled_draw(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    draw_row draws[] = { { .when = day_of_text("2020-08-03"), .share = fixed(0.01) } };
    b.contract.capital.draw_when = DRAW_SCHEDULED;
    b.contract.capital.draw_dates.any = (map){ draws, 1 };
    bench_run(&b, AS_OF_EVERYTHING);
    /* August: 150.00 + 900.00 - 341.55 + 40.00 stay; in September 406.90 are left of them. */
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 0, 40690, 0, 350000, 0 }, false);
    bench_free(&b);
}

static void cost_goes_on_after_delivery_until_the_last_payment(void **state)
{
    (void)state;
    bench b;
    policy_make(&b);
    b.contract.delivery.after_delivery_gbp_per_month = fixed(20);
    bench_run(&b, AS_OF_EVERYTHING); /* 1.1 x 20.00 in October and November */
    expect_months(b.out.cost, (pence[]){ 139340, 41559, 34155, 34155, 34155, 34155, 2200, 2200, 0 }, false);
    bench_run(&b, 213); /* 31 October; then 1 November */
    assert_int_equal(b.out.cost_total, 319719);
    bench_run(&b, 214);
    assert_int_equal(b.out.cost_total, 321919);
    b.contract.capital.reserve_months = 2;
    bench_run(&b, AS_OF_EVERYTHING);
    /* August keeps September's cost and both months': 385.55. */
    assert_int_equal(b.out.distributed[4], 70845 - 38555);
    assert_int_equal(b.out.drawn_total, 264209);
    b.contract.dispute_days = 31; /* disputed parts come in December */
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.cost[8], 2200);
    bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_planned_stays_so_that_it_need_not_be_drawn_again),
        cmocka_unit_test(certified_receipts_count_from_the_month_after_they_are_paid),
        cmocka_unit_test(cash_goes_out_in_every_nth_month_from_the_first_that_ends_after_the_date),
        cmocka_unit_test(at_the_end_everything_goes_out_in_the_last_month),
        cmocka_unit_test(a_schedule_draws_shares_of_the_commitment_and_need_the_rest),
        cmocka_unit_test(nothing_is_given_out_before_the_month_after_the_last_scheduled_draw),
        cmocka_unit_test(cost_goes_on_after_delivery_until_the_last_payment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
