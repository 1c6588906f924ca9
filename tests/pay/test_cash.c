#include "pay/cash_bench.h"
#include "support/cash_invariants.h"

static void capital_keeps_the_buffer_and_receipts_come_back_after_recycling(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.cost, (pence[]){ 139340, 41559, 34155, 34155, 34155, 34155, 0, 0, 0 }, false);
    expect_months(b.out.receipt, (pence[]){ 0, 0, 0, 0, 90000, 0, 0, 350000, 0 }, false);
    /* In July 299.46 are left of the commitment, which the buffer absorbs. */
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 34155, 29946, 0, 0, 0, 0, 0 }, false);
    expect_months(b.out.balance, (pence[]){ 15000, 15000, 15000, 10791, 66636, 32481, 0, 0, 0 }, false);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 0, 0, 32481, 350000, 0 }, false);
    expect_months(b.out.carried, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 0, 0 }, false);
    expect_true(!b.out.exhausted);
    assert_int_equal(b.out.cost_total, 317519);
    assert_int_equal(b.out.drawn_total, 260000);
    assert_int_equal(b.out.distributed_total, 382481);
    assert_int_equal(b.out.peak_funding, 260000);
    assert_int_equal(b.out.irr, IRR_FOUND);
    expect_close(b.out.moic, 382481 / 260000.0, 1e-15);
    expect_close(b.out.moic_on_commitment, 382481 / 260000.0, 1e-15);
    expect_close(b.out.payback_months, 7, 0);
    bench_free(&b);
}

static void the_provider_carries_what_the_commitment_lacks_and_is_repaid_first(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.commitment_gbp = fixed(2000);
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 4101, 0, 0, 0, 0, 0, 0 }, false);
    /* 150.54 and 341.55 carried; August's 900.00 less cost leave 558.45, of which the buffer stays and 408.45 go back; September lacks 191.55. */
    expect_months(b.out.carried, (pence[]){ 0, 0, 15054, 34155, -40845, 19155, 0, -27519, 0 }, false);
    expect_months(b.out.balance, (pence[]){ 15000, 15000, 0, 0, 15000, 0, 0, 0, 0 }, false);
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 322481, 0 }, false);
    expect_true(b.out.exhausted);
    assert_int_equal(b.out.carried_total, 0);
    assert_int_equal(b.out.peak_funding, 249209); /* 2,000.00 + 150.54 + 341.55 */
    bench_free(&b);
}

static void without_receipts_all_is_lost_and_no_buffer_is_drawn_for_the_end(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.commitment_gbp = fixed(4000);
    b.paid.by_payer[0] = 0;
    b.paid.by_payer[1] = 0;
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 34155, 34155, 34155, 19155, 0, 0, 0 }, false);
    assert_int_equal(b.out.drawn_total, 317519);
    assert_int_equal(b.out.irr, IRR_TOTAL_LOSS);
    expect_close(b.out.irr_per_year, -1, 0);
    expect_close(b.out.moic, 0, 0);
    expect_true(isnan(b.out.payback_months));
    bench_free(&b);
}

static void without_capital_the_provider_carries_everything(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.commitment_gbp = fixed(0);
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.carried, (pence[]){ 139340, 41559, 34155, 34155, -40845, 19155, 0, -227519, 0 }, false);
    assert_int_equal(b.out.distributed_total, 0); /* 4,400.00 - 3,175.19 are left, and the provider's */
    assert_int_equal(b.out.surplus_total, 122481);
    assert_int_equal(pence_sum(b.out.surplus_provider, MONTHS), 122481);
    b.contract.capital.irr_cap_per_year = fixed(0.1); /* a cap says that the payers have what is left */
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(pence_sum(b.out.surplus_payer, MONTHS), 122481);
    assert_int_equal(b.out.irr, IRR_NOTHING_DRAWN);
    expect_true(isnan(b.out.moic) && isnan(b.out.moic_on_commitment) && isnan(b.out.irr_per_year));
    bench_free(&b);
}

static void receipts_go_out_monthly_where_nothing_is_recycled(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.commitment_gbp = fixed(4000);
    b.contract.capital.distribute_from = DATE_NONE;
    bench_run(&b, AS_OF_EVERYTHING);
    /* August: 150.00 + 900.00 - 341.55 less the buffer. September then needs 191.55 of capital: drawn after a distribution. */
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 55845, 0, 0, 350000, 0 }, false);
    expect_months(b.out.drawn, (pence[]){ 154340, 41559, 34155, 34155, 0, 19155, 0, 0, 0 }, false);
    /* The net flow changes sign three times, its running sum once: one rate, found by halving outside this project. */
    assert_int_equal(b.out.irr, IRR_FOUND);
    expect_close(b.out.irr_per_year, 1.1796498108, 1e-9);
    bench_free(&b);
}

static void what_is_still_recycled_at_the_end_goes_out_in_the_last_month(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.distribute_from = day_of_text("2099-12-31");
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.distributed[MONTHS - 1], 382481);
    assert_int_equal(b.out.distributed_total, 382481);
    expect_close(b.out.payback_months, 17, 0);
    bench_free(&b);
}

static void a_month_that_ends_on_the_last_day_of_recycling_distributes_nothing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.capital.distribute_from = day_of_text("2020-11-30");
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.distributed[7], 0);
    assert_int_equal(b.out.distributed[8], 382481);
    b.contract.capital.distribute_from = day_of_text("2020-11-29");
    bench_run(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.distributed[7], 382481);
    bench_free(&b);
}

static void as_of_a_date_later_cash_has_not_moved(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    /* 20 August, day 141: the month's fixed cost is due; the payment of 14 August is in; nothing is given back before the month ends. */
    bench_run(&b, 141);
    expect_months(b.out.cost, (pence[]){ 139340, 41559, 34155, 34155, 34155, 0, 0, 0, 0 }, false);
    expect_months(b.out.receipt, (pence[]){ 0, 0, 0, 0, 90000, 0, 0, 0, 0 }, false);
    expect_months(b.out.balance, (pence[]){ 15000, 15000, 15000, 10791, 66636, 66636, 66636, 66636, 66636 }, true);
    assert_int_equal(b.out.distributed_total, 0);
    bench_run(&b, 134); /* 13 August: the day before the payment */
    assert_int_equal(b.out.receipt_total, 0);
    bench_run(&b, 135);
    assert_int_equal(b.out.receipt_total, 90000);
    b.contract.capital.distribute_from = DATE_NONE;
    bench_run(&b, 151); /* 30 August and 31 August: only then does the month end */
    assert_int_equal(b.out.distributed_total, 0);
    bench_run(&b, 152);
    assert_int_equal(b.out.distributed_total, 51636); /* 107.91 + 900.00 - 341.55 - 150.00 */
    bench_free(&b);
}

static void no_capital_is_drawn_before_the_first_cost(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.sites[0].starts = day_of_text("2020-06-01");
    b.contract.starts = b.sites[0].starts;
    b.people.count = 0;
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.cost, (pence[]){ 0, 0, 134158, 34155, 34155, 34155, 0, 0, 0 }, false);
    expect_months(b.out.drawn, (pence[]){ 0, 0, 149158, 34155, 0, 0, 0, 0, 0 }, false);
    expect_close(b.out.payback_months, 5, 0); /* June to November */
    bench_free(&b);
}

static void investor_value_is_as_of_the_contracts_start(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.starts = day_of_text("2020-06-01");
    bench_run(&b, AS_OF_EVERYTHING);
    double npv = 0;
    for (size_t m = 0; m < MONTHS; m++) {
        npv += (double)(b.out.distributed[m] - b.out.drawn[m]) / 100 * pow(1.08, (2 - (double)m) / 12);
    }
    expect_close(b.out.npv_gbp, npv, 1e-9);
    bench_free(&b);
}

static void rules_of_a_month(void **state)
{
    (void)state;
    assert_int_equal(capital_drawn(-139340, 15000, 260000), 154340);
    assert_int_equal(capital_drawn(-139340, 15000, 100001), 100001);
    assert_int_equal(capital_drawn(15001, 15000, 100001), 0);
    assert_int_equal(shortfall_carried(-37), 37);
    assert_int_equal(shortfall_carried(37), 0);
    assert_int_equal(carried_repaid(55845, 15000, 49209), 40845);
    assert_int_equal(carried_repaid(55845, 15000, 1203), 1203);
    assert_int_equal(carried_repaid(14999, 15000, 1203), 0);
    assert_int_equal(excess_distributed(55845, 15000), 40845);
    assert_int_equal(excess_distributed(14999, 15000), 0);
}

static void verification_finds_a_wrong_penny(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, AS_OF_EVERYTHING);
    pence *amounts[] = { &b.out.cost[2], &b.out.receipt[9], &b.out.drawn[3], &b.out.distributed[7], &b.out.carried[5], &b.out.balance[4], &b.out.cost_total,
                         &b.out.distributed_total, &b.out.fee[1], &b.out.fee_total, &b.out.surplus[7], &b.out.surplus_total, &b.out.intermediary[3],
                         &b.out.intermediary_total, &b.out.provider_cost[2], &b.out.provider_fee[2], &b.out.provider_carried[5], &b.out.payer_receipt[9],
                         &b.out.surplus_payer[11], &b.out.surplus_provider[11], &b.out.tranche[0].drawn[0], &b.out.tranche[0].distributed[7] };
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        ++*amounts[i];
        assert_non_null(cash_broken_invariant(&b.contract, true, &b.out));
        --*amounts[i];
    }
    b.contract.capital.commitment_gbp = fixed(2599.99);
    assert_non_null(cash_broken_invariant(&b.contract, true, &b.out));
    bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capital_keeps_the_buffer_and_receipts_come_back_after_recycling),
        cmocka_unit_test(the_provider_carries_what_the_commitment_lacks_and_is_repaid_first),
        cmocka_unit_test(without_receipts_all_is_lost_and_no_buffer_is_drawn_for_the_end),
        cmocka_unit_test(without_capital_the_provider_carries_everything),
        cmocka_unit_test(receipts_go_out_monthly_where_nothing_is_recycled),
        cmocka_unit_test(what_is_still_recycled_at_the_end_goes_out_in_the_last_month),
        cmocka_unit_test(a_month_that_ends_on_the_last_day_of_recycling_distributes_nothing),
        cmocka_unit_test(as_of_a_date_later_cash_has_not_moved),
        cmocka_unit_test(no_capital_is_drawn_before_the_first_cost),
        cmocka_unit_test(investor_value_is_as_of_the_contracts_start),
        cmocka_unit_test(rules_of_a_month),
        cmocka_unit_test(verification_finds_a_wrong_penny),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
