#include "pay/order_bench.h"

/* Clauses over several periods, against tables worked by hand. */

static void a_years_limit_begins_anew_in_april(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.contract.limit_gbp_per_year = fixed(1000);
    for (size_t k = 0; k < ORDER_PERIODS; k++) {
        b.achieved[k] = 333.37;
    }
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 33337, 33337, 33326, 0, 33337 }, 5); /* 1,000 - 666.74 */
    expect_amounts(b.out.lost, (pence[]){ 0, 0, 11, 33337, 0 }, 5);
    assert_int_equal(b.out.limit_period, 2);
    order_bench_free(&b);
}

static void a_later_limit_takes_the_place_of_the_first(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        double limit;
        pence accrued[ORDER_PERIODS];
    } cases[] = {
        { "2020-12-31", 1200, { 33337, 16663, 33337, 33337, 3326 } }, /* raised from 500 */
        { "2021-01-01", 1200, { 33337, 16663, 0, 33337, 33337 } },
        { "2020-09-30", 400, { 33337, 6663, 0, 0, 0 } },              /* lowered */
        { "2020-09-30", 100, { 33337, 0, 0, 0, 0 } },                 /* below what has been paid: nothing is taken back */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        order_bench b;
        order_bench_make(&b, 1);
        b.contract.limit_gbp = fixed(500);
        b.limits[0] = (limit_row){ .name = "later", .from = day_of_text(cases[i].from), .limit_gbp = fixed(cases[i].limit) };
        b.contract.limits_from.any = (map){ b.limits, 1 };
        for (size_t k = 0; k < ORDER_PERIODS; k++) {
            b.achieved[k] = 333.37;
        }
        order_bench_pay(&b, AS_OF_EVERYTHING);
        expect_amounts(b.out.accrued, cases[i].accrued, ORDER_PERIODS);
        order_bench_free(&b);
    }
}

static void claw_back_is_carried_until_it_is_recovered(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    const double units[] = { 50.5, -80.25, 30.5, 20.5, 70.25 }; /* owed 80.25, 49.75, 29.25, 0 */
    for (size_t k = 0; k < ORDER_PERIODS; k++) {
        b.achieved[k] = units[k];
    }
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 5050, 0, 0, 0, 4100 }, 5);
    expect_amounts(b.out.taken_back, (pence[]){ 0, 0, 3050, 2050, 2925 }, 5);
    assert_int_equal(b.out.claw_back_owed, 0);
    assert_int_equal(b.out.taken_back_total, 8025);
    b.achieved[4] = 10.25;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    assert_int_equal(b.out.claw_back_owed, 1900);
    order_bench_free(&b);
}

/* The fund pays a fifth until the end of November: it still pays for September's quarter, not for December's. */
static void a_payer_pays_for_periods_that_end_between_its_dates(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.payers[0].until = day_of_text("2020-11-30");
    b.payers[0].share = fixed(0.2);
    b.payers[1] = payer_of(-1, -1, 2, CAPPED_LOST, UINT32_MAX);
    b.contract.payers.count = 2;
    for (size_t k = 0; k < ORDER_PERIODS; k++) {
        b.achieved[k] = 101.35;
    }
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.by_payer, (pence[]){ 2027, 2027, 0, 0, 0 }, 5);
    expect_amounts(b.out.by_payer + ORDER_PERIODS, (pence[]){ 8108, 8108, 10135, 10135, 10135 }, 5);
    b.payers[1].from = day_of_text("2020-12-01");
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.by_payer, (pence[]){ 10135, 10135, 0, 0, 0 }, 5); /* alone: shares of those who pay */
    order_bench_free(&b);
}

/* 100 pence a quarter, a third and the rest: 67 and 33, which leaves a third of a penny owed. In the second quarter a third payer bears a fifth; when it is gone the first two
 * begin anew and pay 67 and 33 again, not 66 and 34. */
static void what_rounding_owes_ends_when_the_payers_change(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.payers[1] = payer_of(1.0 / 3, -1, 2, CAPPED_LOST, UINT32_MAX);
    b.payers[2] = payer_of(0.2, -1, 3, CAPPED_LOST, UINT32_MAX);
    b.payers[2].from = day_of_text("2020-07-01");
    b.payers[2].until = day_of_text("2020-10-01");
    b.contract.payers.count = 3;
    for (size_t k = 0; k < 3; k++) {
        b.achieved[k] = 1;
    }
    order_bench_pay(&b, INT32_MAX);
    expect_amounts(b.out.by_payer, (pence[]){ 67, 47, 67, 0, 0 }, ORDER_PERIODS);
    expect_amounts(b.out.by_payer + ORDER_PERIODS, (pence[]){ 33, 33, 33, 0, 0 }, ORDER_PERIODS);
    expect_amounts(b.out.by_payer + 2 * ORDER_PERIODS, (pence[]){ 0, 20, 0, 0, 0 }, ORDER_PERIODS);
    order_bench_free(&b);
}

/* Two councils, each for its own site, and a fund with 0.31 of both. Site 0 has 41 of 60 units in the first quarter: 601.37 x 41 / 60 = 410.936: 410.94 and 190.43; of
 * those the fund has 12,739.14 and 5,903.33 pence: 12,739 and 5,903. In the second quarter nobody achieves anything, and a fee of 210.21 is halved: 105.11 and 105.10; the
 * fund's are 3,258.41 and 0.14 carried: 3,259; 3,258.10 and 0.33 carried: 3,258. */
static void sites_have_their_own_payers(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 2);
    b.terms[0].price_gbp = fixed(601.37 / 60);
    b.terms[1].price_gbp = fixed(70.07);
    b.terms[1].unit = unit_named("block_fee", 0);
    b.months[0] = 0;
    for (size_t k = 2; k < ORDER_PERIODS; k++) {
        b.months[k] = 0;
    }
    b.achieved[0] = 60;
    b.by_site[0] = 41;
    b.by_site[ORDER_PERIODS] = 19;
    b.payers[0].site_mask = 0x1;
    b.payers[1] = payer_of(-1, -1, 1, CAPPED_LOST, UINT32_MAX);
    b.payers[1].site_mask = 0x2;
    b.payers[2] = payer_of(0.31, -1, 2, CAPPED_LOST, UINT32_MAX);
    b.contract.payers.count = 3;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.by_payer, (pence[]){ 41094 - 12739, 10511 - 3259, 0, 0, 0 }, 5);
    expect_amounts(b.out.by_payer + ORDER_PERIODS, (pence[]){ 19043 - 5903, 10510 - 3258, 0, 0, 0 }, 5);
    expect_amounts(b.out.by_payer + 2 * ORDER_PERIODS, (pence[]){ 12739 + 5903, 3259 + 3258, 0, 0, 0 }, 5);
    order_bench_free(&b);
}

/* Term 1 has no success of its own: it is banded by term 0's. 7 of 20: below 0.4; 13 of 20; 15 of 20. */
static void bands_may_look_at_another_term(void **state)
{
    (void)state;
    static double rates[] = { 0.4, 0.7 };
    static double pays[] = { 0.5, 0.9 };
    order_bench b;
    order_bench_make(&b, 2);
    b.terms[0].price_gbp = fixed(0);
    b.terms[1].price_gbp = fixed(3.37);
    b.terms[1].by_index = 0;
    b.terms[1].success_rates = (number_list){ rates, 2 };
    b.terms[1].success_pays = (number_list){ pays, 2 };
    const double succeeded[] = { 7, 13, 15 };
    for (size_t k = 0; k < 3; k++) {
        b.achieved[k] = succeeded[k];
        b.assessed[k] = 20;
        b.achieved[ORDER_PERIODS + k] = 200;
    }
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 0, 33700, 60660, 0, 0 }, 5); /* 674 x 0.5, x 0.9 */
    b.terms[1].success_over = OVER_ALL; /* 7, 20, 35 of 20, 40, 60: 0.35, 0.5, 0.583; 0.5 x 1,348 = 674, 0.5 x 2,022 = 1,011 */
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 0, 67400, 33700, 0, 0 }, 5);
    order_bench_free(&b);
}

/* Ended on 10 November: delivery of the months that end from then on, November and December, then three more, with a tenth added. */
static void after_an_early_end_delivery_cost_may_be_paid(void **state)
{
    (void)state;
    static const pence cost[] = { 100037, 100037, 100037, 100037, 100037, 100037, 100037, 70011, 60005, 50003, 40009, 30007, 20001, 10003, 0, 0, 0 };
    order_bench b;
    order_bench_make(&b, 1);
    b.contract.early_end.payment = END_COST_PLUS;
    b.contract.early_end.cost_plus_share = fixed(0.1);
    b.ended = true;
    b.end = (contract_end){ .stopped_day = day_of_text("2020-11-10") - b.self.starts };
    b.cost = cost;
    b.months_of_cost = sizeof cost / sizeof cost[0];
    b.achieved[1] = 417.03;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    /* 1.1 x (700.11 + 600.05) = 1,430.176; x (500.03 + 400.09 + 300.07) = 1,320.209; x (200.01 + 100.03) = 330.044 */
    expect_amounts(b.out.cost_plus, (pence[]){ 0, 0, 143018, 132021, 33004 }, 5);
    expect_amounts(b.out.accrued, (pence[]){ 0, 41703, 143018, 132021, 33004 }, 5);
    expect_amounts(b.out.by_payer, (pence[]){ 0, 41703, 143018, 132021, 33004 }, 5);
    assert_int_equal(b.out.stopped_day, b.end.stopped_day);
    b.contract.limit_gbp = fixed(2000);
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.cost_plus_amount, (pence[]){ 0, 0, 143018, 15279, 0 }, 5); /* within limits */
    order_bench_free(&b);
}

/* April 2020 to June 2021, 15 months: quarters of 3,001.11, 2,400.32, 1,500.06, 0 and 900.03; five per cent more; at most 1,000.37 a month; from May to 30 November. */
static void actual_cost_is_paid_for_the_months_that_end_in_a_period(void **state)
{
    (void)state;
    static const pence cost[] = { 100037, 100037, 100037, 120016, 80011, 40005, 70003, 50002, 30001, 0, 0, 0, 20001, 30001, 40001 };
    order_bench b;
    order_bench_make(&b, 1);
    b.terms[0].price_gbp = fixed(1);
    b.terms[0].unit = unit_named("actual_cost", -1);
    b.cost = cost;
    b.months_of_cost = sizeof cost / sizeof cost[0];
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 300111, 240032, 150006, 0, 90003 }, 5);
    b.terms[0].price_gbp = fixed(1.05); /* 3,151.1655; 2,520.336; 1,575.063; 945.0315 */
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 315117, 252034, 157506, 0, 94503 }, 5);
    b.terms[0].price_gbp = fixed(1);
    b.terms[0].unit = unit_named("actual_cost", 1000.37); /* July's 1,200.16 is cut */
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 300111, 220053, 150006, 0, 90003 }, 5);
    b.terms[0].pays_from = day_of_text("2020-05-31");
    b.terms[0].pays_until = day_of_text("2020-11-30");
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 200074, 220053, 120005, 0, 0 }, 5);
    order_bench_pay(&b, day_of_text("2020-08-30") - b.self.starts); /* August has not ended */
    expect_amounts(b.out.accrued, (pence[]){ 200074, 100037, 0, 0, 0 }, 5);
    order_bench_free(&b);
}

/* A fee paid from 15 May to 30 November has five months that end between: May, June, then July, August, September, and two of the third quarter. */
static void dates_of_payment_cut_the_months_of_a_term_by_period(void **state)
{
    (void)state;
    order_bench b;
    order_bench_make(&b, 1);
    b.terms[0].price_gbp = fixed(70.07);
    b.terms[0].unit = unit_named("block_fee", 0);
    b.terms[0].pays_from = day_of_text("2020-05-15");
    b.terms[0].pays_until = day_of_text("2020-11-30");
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.accrued, (pence[]){ 14014, 21021, 14014, 0, 0 }, 5);
    order_bench_pay(&b, day_of_text("2020-08-31") - b.self.starts);
    expect_amounts(b.out.accrued, (pence[]){ 14014, 14014, 0, 0, 0 }, 5);
    order_bench_free(&b);
}

/* Everything at once. Worked in exact fractions by a program of its own, step by step as docs/model.md has them:
 *
 *  success of term 0 so far: 26.3 of 50, 67.3 of 110, 67.3 of 140, 144.8 of 250, 156.8 of 270: always the band of 0.5
 *  entitled: term 0 505.90  788.66  0  1,490.77  237.75 (the last at 57.42 x 1.03); term 1 (claw-back floor, b = 0.6) 88.35  -86.80  195.30  117.80  -48.83;
 *            term 2 210.21 each
 *  taken back: 86.80 in the second period, 48.83 in the last; the year's 2,500 are used up in the fourth, which loses 1,440.82
 *  payers: a council for each site; a fund with 0.31 of both until November, whose 500 are used up in the second period: the council takes over
 *  disputed: 0.13, of which 0.4 are lost */
static void all_clauses_at_once(void **state)
{
    (void)state;
    static double rates[] = { 0.4, 0.7 };
    static double pays[] = { 0.5, 0.9 };
    static const double achieved[2 * ORDER_PERIODS] = { 26.3, 41, 0, 77.5, 12, 100.5, 20, 151, 90, 8.25 };
    static const double here[2 * ORDER_PERIODS] = { 20.3, 11, 0, 40.5, 5, 60.5, 15, 100, 45, 4.25 };
    static const double assessed[ORDER_PERIODS] = { 50, 60, 30, 110, 20 };
    static const double window_days[ORDER_PERIODS] = { 180, 120, 220, 130, 60 };
    order_bench b;
    order_bench_make(&b, 3);
    b.terms[0] = deadweight_term(57.42, 0.33);
    b.terms[0].index_per_year = fixed(0.03);
    b.terms[0].success_rates = (number_list){ rates, 2 };
    b.terms[0].success_pays = (number_list){ pays, 2 };
    b.terms[0].success_over = OVER_ALL;
    b.terms[1] = baseline_term(3.1, 0.6);
    b.terms[1].baseline_floor = FLOOR_CLAW_BACK;
    b.terms[2].price_gbp = fixed(70.07);
    b.terms[2].unit = unit_named("block_fee", 0);
    for (size_t i = 0; i < 2 * ORDER_PERIODS; i++) {
        const size_t k = i % ORDER_PERIODS;
        const size_t at = i / ORDER_PERIODS * ORDER_SITES * ORDER_PERIODS + k;
        b.achieved[i] = achieved[i];
        b.by_site[at] = here[i];
        b.by_site[at + ORDER_PERIODS] = achieved[i] - here[i];
        b.assessed[k] = assessed[k];
        b.window_days[ORDER_PERIODS + k] = window_days[k];
        b.baseline[ORDER_PERIODS + k] = 0.6;
    }
    b.contract.limit_gbp_per_year = fixed(2500);
    b.contract.limit_gbp = fixed(4000);
    b.limits[0] = (limit_row){ .name = "later", .from = day_of_text("2021-01-01"), .limit_gbp = fixed(4400) };
    b.contract.limits_from.any = (map){ b.limits, 1 };
    b.contract.disputed_share = fixed(0.13);
    b.contract.dispute_lost_share = fixed(0.4);
    b.payers[0].site_mask = 0x1;
    b.payers[1] = payer_of(-1, -1, 1, CAPPED_LOST, UINT32_MAX);
    b.payers[1].site_mask = 0x2;
    b.payers[2] = payer_of(0.31, 500, 2, CAPPED_OTHERS, UINT32_MAX);
    b.payers[2].until = day_of_text("2020-11-30");
    b.contract.payers.count = 3;
    order_bench_pay(&b, AS_OF_EVERYTHING);
    expect_amounts(b.out.term_entitled, (pence[]){ 50590, 78866, 0, 149077, 23775 }, 5);
    expect_amounts(b.out.term_entitled + ORDER_PERIODS, (pence[]){ 8835, -8680, 19530, 11780, -4883 }, 5);
    expect_amounts(b.out.term_amount, (pence[]){ 50590, 72013, 0, 30980, 21183 }, 5);
    expect_amounts(b.out.term_amount + ORDER_PERIODS, (pence[]){ 8835, 0, 19530, 2448, 0 }, 5);
    expect_amounts(b.out.term_amount + 2 * ORDER_PERIODS, (pence[]){ 21021, 19194, 21021, 4368, 18730 }, 5);
    expect_amounts(b.out.taken_back, (pence[]){ 0, 8680, 0, 0, 4883 }, 5);
    expect_amounts(b.out.lost, (pence[]){ 0, 0, 0, 144082, 0 }, 5);
    expect_amounts(b.out.by_payer, (pence[]){ 35898, 18915, 22226, 18579, 17245 }, 5);
    expect_amounts(b.out.by_payer + ORDER_PERIODS, (pence[]){ 16724, 43790, 16216, 17252, 20592 }, 5);
    expect_amounts(b.out.by_payer + 2 * ORDER_PERIODS, (pence[]){ 23641, 23759, 0, 0, 0 }, 5);
    expect_amounts(b.out.disputed, (pence[]){ 2954, 1556, 1829, 1529, 1419 }, 5);
    expect_amounts(b.out.dispute_lost, (pence[]){ 4183, 4743, 2109, 1965, 2076 }, 5);
    assert_int_equal(b.out.unpaid_total, 0);
    assert_int_equal(b.out.limit_period, 3);
    assert_int_equal(b.out.payer_limit_period[2], 1);
    order_bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_years_limit_begins_anew_in_april),
        cmocka_unit_test(a_later_limit_takes_the_place_of_the_first),
        cmocka_unit_test(claw_back_is_carried_until_it_is_recovered),
        cmocka_unit_test(a_payer_pays_for_periods_that_end_between_its_dates),
        cmocka_unit_test(what_rounding_owes_ends_when_the_payers_change),
        cmocka_unit_test(sites_have_their_own_payers),
        cmocka_unit_test(bands_may_look_at_another_term),
        cmocka_unit_test(after_an_early_end_delivery_cost_may_be_paid),
        cmocka_unit_test(all_clauses_at_once),
        cmocka_unit_test(actual_cost_is_paid_for_the_months_that_end_in_a_period),
        cmocka_unit_test(dates_of_payment_cut_the_months_of_a_term_by_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
