#include "pay/delivery_bench.h"

#include "base/date.h"

static void months_are_of_the_calendar(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_count(&b, AS_OF_EVERYTHING);
    const month_table *months = &b.plan.months;
    assert_int_equal(months->from_day[0], -10);
    assert_int_equal(months->from_day[1], 20);
    assert_int_equal(month_days(months, 0), 30);
    assert_int_equal(month_last_day(months, 4), 142);
    assert_int_equal(month_at(months, -3), 0);
    assert_int_equal(month_at(months, 19), 0);
    assert_int_equal(month_at(months, 20), 1);
    assert_int_equal(month_at(months, 5000), MONTHS - 1);
    delivery_plan_free(&b.plan);
}

static void fixed_cost_goes_by_months_and_therapists_by_days_until_closing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_count(&b, AS_OF_EVERYTHING);
    /* April and August count in full. */
    expect_months(b.plan.fixed, (double[MONTHS]){ 1, 1, 1, 1, 1 });
    /* Two, a third for the last 16 days of May and June. */
    expect_months(b.plan.staff, (double[MONTHS]){ 2 * 20 / 30.0, 2 + 16 / 31.0, 3, 2, 2 * 20 / 31.0 });
    delivery_plan_free(&b.plan);
}

static void whoever_joined_before_the_site_began_is_there_from_its_start(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.sites[0].starts = day_of_text("2020-05-07");
    b.members[2].from = 9.5;
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.staff, (double[MONTHS]){ 0, 3 * 25 / 31.0, 3, 2, 2 * 20 / 31.0 });
    expect_months(b.plan.fixed, (double[MONTHS]){ 0, 1, 1, 1, 1 });
    delivery_plan_free(&b.plan);
}

static void an_account_holds_all_payments_and_a_year_after_closing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    claim_period periods[] = { { .paid_month = 9 }, { .paid_month = 12 } };
    const claim_calendar calendar = { 2, periods };
    b.contract.site_mask = 0x2; /* closes in July 2020, month 3: 15 and month 0 */
    assert_int_equal(cash_months(&b.self, &b.contract, &calendar), 16);
    periods[0].paid_month = 27;
    assert_int_equal(cash_months(&b.self, &b.contract, &calendar), 28);
    periods[0].paid_month = 0;
    b.contract.site_mask = 0x3; /* the other one closes in August */
    assert_int_equal(cash_months(&b.self, &b.contract, &calendar), 17);
    b.contract.starts = day_of_text("2022-04-01");
    assert_int_equal(cash_months(&b.self, &b.contract, &calendar), 25);
}

static void the_last_course_keeps_the_site_going(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    family_add(&b, 0, 130.2, 15.4, false); /* ends on day 145, 3 September */
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.fixed, (double[MONTHS]){ 1, 1, 1, 1, 1, 1 });
    expect_months(b.plan.staff, (double[MONTHS]){ 2 * 20 / 30.0, 2 + 16 / 31.0, 3, 2, 2, 2 * 3 / 30.0 });
    assert_int_equal(b.plan.until_day, 146);
    delivery_plan_free(&b.plan);
}

static void each_site_has_its_own_end(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.site_mask = 0x3;
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.fixed, (double[MONTHS]){ 1, 1, 1, 1, 1 });
    /* Seven more from 10 June to 14 July. */
    expect_months(b.plan.staff, (double[MONTHS]){ 2 * 20 / 30.0, 2 + 16 / 31.0, 3 + 7 * 21 / 30.0, 2 + 7 * 14 / 31.0, 2 * 20 / 31.0 });
    delivery_plan_free(&b.plan);
}

static void no_fixed_cost_is_due_between_two_sites(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.site_mask = 0x3;
    b.sites[0].closes = day_of_text("2020-04-30");
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.fixed, (double[MONTHS]){ 1, 0, 1, 1 });
    delivery_plan_free(&b.plan);
}

static void starts_and_completions_count_in_their_months(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    family_add(&b, 0, 19.97, 0.5, true);         /* 30 April, completed on 1 May */
    family_add(&b, 0, 51.0, 60.99, true);        /* 1 June at midnight to 31 July */
    family_add(&b, 0, 52.3, 20.1, false);        /* dropped out */
    family_add(&b, 1, 63.1, 20.1, true);         /* another contract's site */
    family_add(&b, 0, TIME_NEVER, 0, false);
    bench_count(&b, AS_OF_EVERYTHING);
    expect_months(b.plan.starts, (double[MONTHS]){ 1, 0, 2 });
    expect_months(b.plan.completions, (double[MONTHS]){ 0, 1, 0, 1 });
    delivery_plan_free(&b.plan);
}

static void what_comes_after_the_as_of_day_has_not_happened(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    family_add(&b, 0, 19.97, 0.5, true);
    family_add(&b, 0, 51.0, 60.99, true);        /* completed on day 111 */
    family_add(&b, 0, 52.3, 20.1, false);
    bench_count(&b, 51);                         /* 1 June */
    expect_months(b.plan.starts, (double[MONTHS]){ 1, 0, 1 });
    expect_months(b.plan.completions, (double[MONTHS]){ 0, 1 });
    expect_months(b.plan.fixed, (double[MONTHS]){ 1, 1, 1 });
    expect_months(b.plan.staff, (double[MONTHS]){ 2 * 20 / 30.0, 2 + 16 / 31.0, 3 / 30.0 });
    assert_int_equal(b.plan.until_day, 132);     /* it is known that delivery goes on until 20 August */
    bench_count(&b, 110);
    expect_months(b.plan.completions, (double[MONTHS]){ 0, 1 });
    bench_count(&b, 111);
    expect_months(b.plan.completions, (double[MONTHS]){ 0, 1, 0, 1 });
    delivery_plan_free(&b.plan);
}

static void cost_after_the_last_month_falls_into_it(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    family_add(&b, 0, 130.2, 300.4, true);       /* ends on day 430; month 9 is January 2021, days 265 to 295 */
    bench_count(&b, AS_OF_EVERYTHING);
    expect_close(b.plan.completions[MONTHS - 1], 1, 0);
    expect_close(b.plan.fixed[MONTHS - 1], 6, 0);
    expect_close(b.plan.staff[MONTHS - 1], 2 * (431 - 265) / 31.0, 1e-12);
    delivery_plan_free(&b.plan);
}

static void wages_grow_from_the_contracts_start(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.starts = day_of_text("2020-07-03"); /* month 3 */
    b.contract.delivery.set_up_gbp = fixed(1000.03);
    b.contract.delivery.fixed_gbp_per_month = fixed(310.5);
    b.contract.delivery.therapist_gbp_per_year = fixed(41000);
    b.contract.delivery.per_start_gbp = fixed(47.11);
    b.contract.delivery.per_completion_gbp = fixed(20.2);
    b.contract.delivery.overhead_share = fixed(0.1);
    b.contract.delivery.wage_growth_per_year = fixed(0.031);
    family_add(&b, 0, 130.2, 40.4, true);
    bench_count(&b, AS_OF_EVERYTHING);
    pence cost[MONTHS];
    delivery_cost(&b.plan, AS_OF_EVERYTHING, &(delivery_amounts){ .cost = cost });
    for (size_t m = 0; m < MONTHS; m++) {
        const double work = 310.5 * b.plan.fixed[m] + 41000 / 12.0 * b.plan.staff[m] + (m == 4 ? 47.11 : 0) + (m == 5 ? 20.2 : 0);
        const double index = pow(1.031, ((double)m - 3) / 12);
        assert_int_equal(cost[m], pence_round(100 * (1.1 * index * work + (m == 3 ? 1000.03 : 0))));
    }
    delivery_cost(&b.plan, 82, &(delivery_amounts){ .cost = cost });
    assert_int_equal(cost[3], pence_round(110 * (310.5 + 41000 / 6.0))); /* 2 July: not yet set up, and the work counted above */
    delivery_plan_free(&b.plan);
}

static void freeing_a_plan_twice_is_legal(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_count(&b, AS_OF_EVERYTHING);
    delivery_plan_free(&b.plan);
    delivery_plan_free(&b.plan);
    expect_true(b.plan.starts == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_of_the_calendar),
        cmocka_unit_test(fixed_cost_goes_by_months_and_therapists_by_days_until_closing),
        cmocka_unit_test(whoever_joined_before_the_site_began_is_there_from_its_start),
        cmocka_unit_test(an_account_holds_all_payments_and_a_year_after_closing),
        cmocka_unit_test(the_last_course_keeps_the_site_going),
        cmocka_unit_test(each_site_has_its_own_end),
        cmocka_unit_test(no_fixed_cost_is_due_between_two_sites),
        cmocka_unit_test(starts_and_completions_count_in_their_months),
        cmocka_unit_test(what_comes_after_the_as_of_day_has_not_happened),
        cmocka_unit_test(cost_after_the_last_month_falls_into_it),
        cmocka_unit_test(wages_grow_from_the_contracts_start),
        cmocka_unit_test(freeing_a_plan_twice_is_legal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
