#include "appraise/appraise.h"

#include "base/date.h"
#include "pay/ledger_account.h"
#include "pay/cash_account.h"
#include "pay/fixture.h"
#include "support/bodies.h"

#include <stdlib.h>
#include <string.h>

/* One contract over two sites of two councils, years 2020/21 to 2022/23, prices of 2019/20, present values as of 2021/22. Worked in a spreadsheet:
 *
 *                                          2020/21        2021/22        2022/23
 *  inflation 1.025^n                       1.025          1.050625       1.076890625
 *  discount 1.035^-t                       1.035          1              0.966183574879
 *  foster days saved, site 0 | site 1      40             -10            | 12.5          at 80.00, growth 0.02, avoidable 0.9, cashable 0.4
 *  residential days saved, site 0                         25                             at 600.00, growth 0.03, avoidable 0.7, cashable 0.5
 *      extra price of them                                600.00
 *  benefit, haircut 0.05: 3,200 x 1.02 x 0.855 = 2,790.72;  -800 x 1.02^2 x 0.855 + 15,600 x 1.03^2 x 0.665 = 10,294.143;  1,000 x 1.02^3 x 0.855 = 907.33284
 *  extra home days at 5.00                 40             7              12.5
 *  own 10,000 + administration 2,000       182 / 365      1              0               from 1 October 2020 to 31 March 2022
 *  payments: councils 0 and 1, top-up                     1,000 + 250.50 500.01
 *  delivery                                3,000          1,234.56
 *  evaluation                              5,000 */
#define HOME 0
#define KIN 1
#define FOSTER 2
#define RESIDENTIAL 3
#define AWAY 4
#define STATES 5
#define MONTHS 36

typedef struct {
    scenario self;
    state_row states[STATES];
    site_row sites[2];
    payer_row payers[3];
    contract_row contract;
    claim_period periods[2];
    claim_calendar calendar;
    ledger paid;
    cash account;
    exposure days;
    appraise_prices prices;
    settled settled;
} bench;

static state_row care_state(double day_cost, double growth, double avoidable, double cashable)
{
    return (state_row){ .class_of = CLASS_CARE, .day_cost_gbp = fixed(day_cost), .real_growth_per_year = fixed(growth), .avoidable_share = fixed(avoidable),
                        .cashable_share = fixed(cashable) };
}

static void scenario_fill(bench *b)
{
    b->states[HOME] = (state_row){ .class_of = CLASS_HOME, .day_cost_gbp = fixed(9999) };
    b->states[KIN] = (state_row){ .class_of = CLASS_KIN };
    b->states[FOSTER] = care_state(80, 0.02, 0.9, 0.4);
    b->states[RESIDENTIAL] = care_state(600, 0.03, 0.7, 0.5);
    b->states[AWAY] = (state_row){ .class_of = CLASS_ELSEWHERE, .day_cost_gbp = fixed(9999) };
    b->sites[0] = (site_row){ .council_index = 0 };
    b->sites[1] = (site_row){ .council_index = 1 };
    b->self = (scenario){ .starts = day_of_text("2020-07-13"), .states = { .any = { b->states, STATES } }, .sites = { .any = { b->sites, 2 } } };
    b->self.appraisal = (appraisal_settings){
        .price_year = 2019, .base_date = day_of_text("2021-06-15"), .discount_rate_per_year = fixed(0.035), .deflator_per_year = fixed(0.025),
        .benefit_haircut = fixed(0.05), .cost_uplift = fixed(0.1), .home_support_gbp_per_week = fixed(35), .release_lag_days = fixed(200),
        .evaluation_gbp = fixed(5000),
    };
}

static void contract_fill(bench *b)
{
    for (size_t p = 0; p < 3; p++) {
        b->payers[p] = payer_of(-1, -1, 1, CAPPED_LOST, 1);
    }
    b->payers[0].council_index = 0;
    b->payers[1].council_index = 1;
    b->contract = contract_of(NULL, 0, b->payers, 3);
    b->contract.starts = day_of_text("2020-10-01");
    b->contract.last_claimable = day_of_text("2022-03-31");
    b->contract.own_cost_gbp_per_year = fixed(10000);
    b->contract.top_up_admin_gbp_per_year = fixed(2000);
    b->periods[0].paid = day_of_text("2022-03-17");
    b->periods[1].paid = day_of_text("2022-04-05");
    b->calendar = (claim_calendar){ 2, b->periods };
    expect_true(ledger_make(0, 3, 2, &b->paid));
    b->paid.by_payer[0] = b->paid.payer_total[0] = 100000;
    b->paid.by_payer[3] = b->paid.payer_total[1] = 50001;
    b->paid.by_payer[4] = b->paid.payer_total[2] = 25050;
    expect_true(cash_make(&b->self, &b->contract, MONTHS, &b->account));
    b->account.cost[8] = 300000; /* March 2021 */
    b->account.cost[9] = 123456; /* April 2021 */
    b->account.cost_total = 423456;
}

static void days_set(bench *b, career_arm arm, size_t site, size_t state, size_t year, double days)
{
    b->days.days[exposure_at(&b->days, 0, arm, site, state, year)] = days;
}

static void exposure_fill(bench *b)
{
    const size_t cells = (size_t)HORIZONS * ARM_COUNT * 2 * STATES_MAX * FINANCIAL_YEARS_MAX;
    b->days = (exposure){ .first_year = 2020, .years = 3, .sites = 2, .days = calloc(cells, sizeof(double)), .extreme_gbp = calloc(cells, sizeof(double)) };
    const career_arm untreated = ARM_UNTREATED_INDEPENDENT;
    days_set(b, untreated, 0, FOSTER, 0, 100);
    days_set(b, ARM_TREATED, 0, FOSTER, 0, 60);
    days_set(b, untreated, 0, FOSTER, 1, 20);
    days_set(b, ARM_TREATED, 0, FOSTER, 1, 30);
    days_set(b, untreated, 0, RESIDENTIAL, 1, 50);
    days_set(b, ARM_TREATED, 0, RESIDENTIAL, 1, 25);
    days_set(b, untreated, 1, FOSTER, 2, 12.5);
    days_set(b, untreated, 0, HOME, 0, 260);
    days_set(b, ARM_TREATED, 0, HOME, 0, 300);
    days_set(b, untreated, 0, KIN, 1, 3);
    days_set(b, ARM_TREATED, 0, KIN, 1, 10);
    days_set(b, ARM_TREATED, 1, HOME, 2, 12.5);
    days_set(b, ARM_TREATED, 1, AWAY, 2, 77); /* moves nothing */
    b->days.extreme_gbp[exposure_at(&b->days, 0, untreated, 0, RESIDENTIAL, 1)] = 700;
    b->days.extreme_gbp[exposure_at(&b->days, 0, ARM_TREATED, 0, RESIDENTIAL, 1)] = 100;
}

static void bench_make(bench *b)
{
    *b = (bench){ 0 };
    scenario_fill(b);
    contract_fill(b);
    exposure_fill(b);
    appraise_prices_set(&b->self, 2020, &b->prices);
    b->settled = (settled){ &b->contract, &b->calendar, &b->paid, &b->account };
}

static void bench_free(bench *b)
{
    free(b->days.days);
    free(b->days.extreme_gbp);
    ledger_free(&b->paid);
    cash_free(&b->account);
}

static value appraised_as_of(const bench *b, int32_t as_of_day)
{
    value out;
    appraise_contract(&(appraisal){ &b->self, &b->prices, &b->days, 0, COUPLED_INDEPENDENT, as_of_day }, &b->settled, &out);
    return out;
}

static value appraised(const bench *b)
{
    return appraised_as_of(b, INT32_MAX);
}

static void prices_are_those_of_the_spreadsheet(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    expect_close(b.prices.inflation[0], 1.025, 1e-15);
    expect_close(b.prices.inflation[2], 1.076890625, 1e-14);
    expect_close(b.prices.discount[0], 1.035, 1e-15);
    expect_close(b.prices.discount[1], 1, 0);
    expect_close(b.prices.discount[2], 1 / 1.035, 1e-15);
    expect_close(b.prices.avoided[FOSTER][1], 1.02 * 1.02 * 0.855, 1e-14);
    expect_close(b.prices.cashable[RESIDENTIAL][0], 1.03 * 1.025 * 0.5 * 0.95, 1e-14);
    expect_close(b.prices.day_cost[HOME], 0, 0);
    assert_int_equal(b.prices.care, 0xc);
    assert_int_equal(b.prices.home, 0x3);
    assert_int_equal(year_index_of_month(&b.prices, 8), 0); /* July 2020 + 8: March 2021 */
    assert_int_equal(year_index_of_month(&b.prices, 9), 1);
    assert_int_equal(year_index_of_month(&b.prices, 9999), FINANCIAL_YEARS_MAX - 1);
    assert_int_equal(year_index(&b.prices, 1999), 0);
    bench_free(&b);
}

static void value_to_government_is_that_of_the_spreadsheet(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value out = appraised(&b);
    expect_close(out.days_averted, 40 - 10 + 25 + 12.5, 1e-12);
    /* 2,790.72 x 1.035 + 10,294.143 + 907.33284 x 0.966183574879 */
    expect_close(out.benefit_discounted, 14059.188286956522, 1e-8);
    expect_close(out.care_cost_avoided, out.benefit_discounted, 0);
    /* 1.1 x ((200 + 5,983.561643836) x 1.035 + 1,250.50 / 1.050625 + 35 + 12,000 + (500.01 / 1.076890625 + 62.5) x 0.966183574879) */
    expect_close(out.cost_discounted, 22147.64683829546, 1e-8);
    expect_close(out.value_to_government, 14059.188286956522 - 22147.64683829546, 1e-8);
    /* 1.1 x ((3,000 / 1.025 + 5,000 + 200 + 5,983.561643836) x 1.035 + 1,234.56 / 1.050625 + 35 + 12,000 + 62.5 x 0.966183574879) */
    expect_close(out.cost_society_discounted, 30662.1843532911, 1e-8);
    bench_free(&b);
}

static void commissioner_net_is_that_of_the_spreadsheet(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value out = appraised(&b);
    /* 2,790.72 x 1.025 - (200 + 4,986.3014) x 1.025;  10,294.143 x 1.050625 - 1,000 - 10,035 x 1.050625;  907.33284 x 1.0768906 - 500.01 - 62.5 x 1.0768906 */
    expect_close(out.net_by_year[0], -2455.4709041095894, 1e-8);
    expect_close(out.net_by_year[1], -727.7378856249998, 1e-8);
    expect_close(out.net_by_year[2], 409.7825650881248, 1e-8);
    expect_close(out.commissioner_net, -2773.426224646464, 1e-8);
    /* -2,455.4709 / 1.025 x 1.035 - 727.7379 / 1.050625 + 409.7826 / 1.0768906 / 1.035 */
    expect_close(out.commissioner_net_pv, -2804.44222168597, 1e-8);
    /* Council 0 has all but the last year's benefit and support, each half of own cost. */
    expect_close(out.council_net[0], 4625.395662320203, 1e-8);
    expect_close(out.council_net[1], -7398.821886966671, 1e-8);
    expect_close(out.council_net[2], 0, 0);
    expect_close(out.home_support, 200 * 1.025 + 35 * 1.050625 + 62.5 * 1.076890625, 1e-10);
    /* Administration is the third payer's: 2,000 x (182 / 365 x 1.025 + 1.050625). */
    expect_close(out.top_up_admin, 3123.4417808219177, 1e-9);
    bench_free(&b);
}

static void cashable_savings_come_after_the_release_lag(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    value out = appraised(&b);
    /* 0.95 of 3,200 x 1.0455 x 0.4 = 1,338.24;  -800 x 1.0455^2 x 0.4 + 15,600 x 1.05575^2 x 0.5 = 8,344.1604075;  1,000 x 1.0455^3 x 0.4 = 457.12197855 */
    expect_close(out.cashable_saving, 9632.5462667475, 1e-8);
    expect_close(out.commissioner_net_cashable, -7793.750176424589, 1e-8);
    /* 200 / 365.25 of each year's come in the next one. */
    expect_close(out.net_cashable_by_year[0], -4740.772177210205, 1e-8);
    expect_close(out.net_cashable_by_year[1], -7260.490781304156, 1e-8);
    expect_close(out.net_cashable_by_year[3], 237.79103606981525, 1e-8);
    b.prices.release_lag_years = 2.25; /* whole years too */
    out = appraised(&b);
    expect_close(out.net_cashable_by_year[2], 0.75 * 1271.328 - 567.3156640625, 1e-8);
    expect_close(out.net_cashable_by_year[5], 0.25 * 434.2658796225, 1e-8);
    expect_close(out.cashable_saving, 9632.5462667475, 1e-8);
    b.prices.release_lag_years = 97; /* never later than the last year told */
    out = appraised(&b);
    expect_close(out.net_cashable_by_year[FINANCIAL_YEARS_MAX - 1], 9632.5462667475, 1e-8);
    bench_free(&b);
}

static void arms_and_horizons_are_kept_apart(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    value out;
    /* No shared untreated career was filled in: treated days are all lost. */
    appraisal of = { &b.self, &b.prices, &b.days, 0, COUPLED_SHARED, INT32_MAX };
    appraise_contract(&of, &b.settled, &out);
    expect_close(out.days_averted, -(60 + 30 + 25), 1e-12);
    of = (appraisal){ &b.self, &b.prices, &b.days, 1, COUPLED_INDEPENDENT, INT32_MAX };
    appraise_contract(&of, &b.settled, &out);
    expect_close(out.days_averted, 0, 0);
    expect_close(out.benefit_discounted, 0, 0);
    expect_true(out.cost_discounted > 0);
    bench_free(&b);
}

static void a_contract_has_the_children_of_its_sites_only(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    b.contract.site_mask = 0x2;
    const value out = appraised(&b);
    expect_close(out.days_averted, 12.5, 0);
    expect_close(out.council_net[0], -1000, 1e-9); /* pays, but has no children and no share of own cost here */
    bench_free(&b);
}

static void the_programme_counts_care_once_and_every_contract(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    contract_row other = b.contract;
    other.site_mask = 0x1;
    const settled both[] = { b.settled, { &other, &b.calendar, &b.paid, &b.account } };
    const value one = appraised(&b);
    value out;
    const appraisal of = { &b.self, &b.prices, &b.days, 0, COUPLED_INDEPENDENT, INT32_MAX };
    appraise_programme(&of, both, 2, &out);
    expect_close(out.benefit_discounted, one.benefit_discounted, 1e-9);
    /* Payments and own cost double, home support does not. */
    const double support = 1.1 * (200 * 1.035 + 35 + 62.5 / 1.035);
    expect_close(out.cost_discounted, 2 * one.cost_discounted - support, 1e-8);
    /* Delivery doubles, evaluation does not. */
    expect_close(out.cost_society_discounted, 2 * one.cost_society_discounted - support - 1.1 * 5000 * 1.035, 1e-8);
    appraise_programme(&of, both, 0, &out);
    expect_close(out.value_to_government, one.benefit_discounted - support, 1e-9);
    bench_free(&b);
}

/* 400.00 back to council 0 in March 2022 (2021/22), 90.25 to council 1 and 10.75 to the top-up payer in April 2022 (2022/23); the provider's part moves no value
 * to government. 1.1 x (400 / 1.050625 + 101 / 1.076890625 x 0.966183574879) */
static void surplus_comes_back_to_councils_and_payers_by_its_date(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value before = appraised(&b);
    b.account.surplus_payer[0 * MONTHS + 20] = 40000;
    b.account.surplus_payer[1 * MONTHS + 21] = 9025;
    b.account.surplus_payer[2 * MONTHS + 21] = 1075;
    b.account.surplus_provider[21] = 7777;
    b.account.surplus_total = 57877;
    const value out = appraised(&b);
    expect_close(out.net_by_year[1] - before.net_by_year[1], 400, 1e-9);
    expect_close(out.net_by_year[2] - before.net_by_year[2], 90.25, 1e-9);
    expect_close(out.council_net[0] - before.council_net[0], 400, 1e-9);
    expect_close(out.council_net[1] - before.council_net[1], 90.25, 1e-9);
    expect_close(out.commissioner_net_cashable - before.commissioner_net_cashable, 490.25, 1e-9);
    expect_close(before.cost_discounted - out.cost_discounted, 1.1 * (400 / 1.050625 + 101 / 1.076890625 / 1.035), 1e-9);
    expect_close(out.cost_society_discounted, before.cost_society_discounted, 0);
    bench_free(&b);
}

static void society_bears_the_intermediary_and_no_margin(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value before = appraised(&b);
    b.account.intermediary[8] = 20000; /* March 2021: 200.00 at 1.025, uplift 1.1, discount 1.035 */
    b.account.provider_fee[8] = b.account.fee[8] = 345600;
    const value out = appraised(&b);
    expect_close(out.cost_society_discounted - before.cost_society_discounted, 1.1 * 200 / 1.025 * 1.035, 1e-9);
    expect_close(out.cost_discounted, before.cost_discounted, 0);
    bench_free(&b);
}

/* The 500.01 of council 1 are of a period paid on 5 April 2022; 100.01 of it disputed for 400 days: 10 May 2023, the year after. */
static void a_disputed_payment_falls_in_the_year_it_is_made(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value before = appraised(&b);
    b.contract.dispute_days = 400;
    b.paid.disputed[3] = 10001;
    const value out = appraised(&b);
    expect_close(out.net_by_year[2] - before.net_by_year[2], 100.01, 1e-9);
    expect_close(out.net_by_year[3] - before.net_by_year[3], -100.01, 1e-9);
    expect_close(out.council_net[1], before.council_net[1], 1e-9);
    bench_free(&b);
}

/** What nets hold as of days of the spreadsheet. */
static const struct {
    const char *as_of;
    double own_years, council_paid, evaluation; /* own: in years of 10,000 of the councils' own cost (12,000 with administration) in prices of the price year, x 1.025 or x 1.050625 */
} cuts[] = {
    { "2020-09-30", 0, 0, 0 },
    { "2020-10-01", 1.0 / 365, 0, 1 },
    { "2021-03-31", 182.0 / 365, 0, 1 },
    { "2022-03-16", 182.0 / 365 + 350.0 / 365, 0, 1 },
    { "2022-03-17", 182.0 / 365 + 351.0 / 365, 1000, 1 },
    { "2022-04-05", 182.0 / 365 + 1, 1500.01, 1 },
};

/* The days that are known are those of the exposure that is handed over; here none are. */
static void as_of_a_date_each_cost_is_cut_by_its_own_date(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        bench b;
        bench_make(&b);
        memset(b.days.days, 0, (size_t)HORIZONS * ARM_COUNT * 2 * STATES_MAX * FINANCIAL_YEARS_MAX * sizeof *b.days.days);
        memset(b.days.extreme_gbp, 0, (size_t)HORIZONS * ARM_COUNT * 2 * STATES_MAX * FINANCIAL_YEARS_MAX * sizeof *b.days.extreme_gbp);
        const value out = appraised_as_of(&b, day_of_text(cuts[i].as_of) - b.self.starts);
        const double first = fmin(cuts[i].own_years, 182.0 / 365) * 10000 * 1.025;
        const double second = fmax(0, cuts[i].own_years - 182.0 / 365) * 10000 * 1.050625;
        expect_close_at(out.commissioner_net, -(first + second + cuts[i].council_paid), 1e-8, cuts[i].as_of, __FILE__, __LINE__);
        expect_close_at(out.commissioner_net_cashable, out.commissioner_net, 1e-8, cuts[i].as_of, __FILE__, __LINE__);
        const double real = out.cost_society_discounted / 1.1 - 1.2 * (first / 1.025 * 1.035 + second / 1.050625);
        expect_close_at(real, cuts[i].evaluation * 5000 * 1.035 + 3000 / 1.025 * 1.035 + 1234.56 / 1.050625, 1e-8, cuts[i].as_of, __FILE__, __LINE__);
        bench_free(&b);
    }
}

/* Lag 200 / 365.25 = 0.54757 years. The first year's 1,271.328 come from then on, 0.45243 of them by its end; the second year's are those of 7,926.952387125, here all of the
 * days up to 30 September 2021 (183 of 365 days: 0.50137), which none of it has left by: 0.50137 < 0.54757. By 31 December 2021 (275 days: 0.75342) they are spread over
 * that part of the year, and 0.75342 - 0.54757 of it has come. */
static void savings_are_cashable_as_far_as_they_are_released(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    days_set(&b, ARM_UNTREATED_INDEPENDENT, 1, FOSTER, 2, 0);
    const double lag = 200 / 365.25;
    value out = appraised_as_of(&b, day_of_text("2021-03-31") - b.self.starts);
    expect_close(out.cashable_saving, (1 - lag) * 1271.328, 1e-8); /* the second year's are not known by then */
    out = appraised_as_of(&b, day_of_text("2021-09-30") - b.self.starts);
    expect_close(out.cashable_saving, (1 - lag + 183.0 / 365) * 1271.328, 1e-8);
    out = appraised_as_of(&b, day_of_text("2021-12-31") - b.self.starts);
    expect_close(out.cashable_saving, 1271.328 + (275.0 / 365 - lag) / (275.0 / 365) * 7926.952387125, 1e-8);
    out = appraised_as_of(&b, day_of_text("2022-03-31") - b.self.starts);
    expect_close(out.cashable_saving, 1271.328 + (1 - lag) * 7926.952387125, 1e-8);
    bench_free(&b);
}

static void the_nets_of_all_bodies_make_benefit_less_real_costs(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    /* Capital 4,000.00; payments of 1,750.51. Fees 4,234.56 and a margin of 100.00, intermediary 60.44; 300.07 given back; surplus: 80.11 to
     * the top-up payer, 20.22 to council 0, 9.99 to the provider, which still carries 50.00. In hand: 5,800.51 - 4,805.39 = 995.12. */
    b.account.drawn_total = b.account.tranche[0].drawn_total = 400000;
    b.account.receipt_total = 175051;
    b.account.distributed_total = b.account.tranche[0].distributed_total = 30007;
    b.account.provider_cost[8] = 300000;
    b.account.provider_cost[9] = 123456;
    b.account.provider_fee[8] = 310000;
    b.account.provider_fee[9] = 123456;
    b.account.intermediary[9] = b.account.intermediary_total = 6044;
    b.account.surplus_payer[2 * MONTHS + 30] = 8011;
    b.account.surplus_payer[31] = 2022;
    b.account.surplus_provider[30] = 999;
    b.account.surplus_total = 11032;
    b.account.provider_carried[12] = 5000;
    b.account.balance[MONTHS - 1] = 99512;
    const value out = appraised(&b);
    const body_nets nets = body_nets_of(&b.contract, &b.paid, &b.account, &out);
    expect_close(nets.council[0], out.council_net[0], 0);
    expect_close(nets.top_up[0], 0, 0);
    expect_close(nets.top_up[2], -250.5 + 80.11 - out.top_up_admin, 1e-12);
    expect_close(nets.tranche[0], 300.07 - 4000, 1e-12);
    expect_close(nets.provider[0], 100 + 9.99 - 50, 1e-9);
    expect_close(nets.intermediary, 60.44, 1e-12);
    expect_close(nets.in_hand, 995.12, 1e-12);
    /* Nominal benefit 2,860.488 + 10,815.4839894 + 977.0982... less own, support and delivery: commissioner_net with what the councils paid put back, less administration. */
    expect_close(body_nets_sum(&nets), out.commissioner_net - out.top_up_admin + 1500.01 - 20.22 - 4234.56, 1e-8);
    bench_free(&b);
}

/* Without a payer that is no council the administration is the councils': 1.2 times what they bear themselves. */
static void without_a_top_up_payer_councils_bear_the_administration(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    const value before = appraised(&b);
    b.payers[2].council_index = 0;
    const value out = appraised(&b);
    expect_close(out.top_up_admin, 0, 0);
    expect_close(out.commissioner_net, before.commissioner_net - before.top_up_admin - 250.5, 1e-8);
    expect_close(out.value_to_government, before.value_to_government, 1e-9);
    bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_are_those_of_the_spreadsheet),
        cmocka_unit_test(value_to_government_is_that_of_the_spreadsheet),
        cmocka_unit_test(commissioner_net_is_that_of_the_spreadsheet),
        cmocka_unit_test(without_a_top_up_payer_councils_bear_the_administration),
        cmocka_unit_test(cashable_savings_come_after_the_release_lag),
        cmocka_unit_test(arms_and_horizons_are_kept_apart),
        cmocka_unit_test(a_contract_has_the_children_of_its_sites_only),
        cmocka_unit_test(the_programme_counts_care_once_and_every_contract),
        cmocka_unit_test(surplus_comes_back_to_councils_and_payers_by_its_date),
        cmocka_unit_test(society_bears_the_intermediary_and_no_margin),
        cmocka_unit_test(a_disputed_payment_falls_in_the_year_it_is_made),
        cmocka_unit_test(as_of_a_date_each_cost_is_cut_by_its_own_date),
        cmocka_unit_test(savings_are_cashable_as_far_as_they_are_released),
        cmocka_unit_test(the_nets_of_all_bodies_make_benefit_less_real_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
