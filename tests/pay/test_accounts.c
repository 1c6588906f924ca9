#include "base/date.h"
#include "pay/cash.h"
#include "pay/cash_account.h"
#include "pay/fixture.h"
#include "pay/ledger_account.h"
#include "pay/settle.h"
#include "records/calendar.h"
#include "support/cash_invariants.h"
#include "support/parties.h"
#include "tranches/tranche.h"

/* Six months of one site with a team of each of two providers, "north" and "south"; 300.00 fixed a month, 100.00 a start; a start of north in April, of south
 * in May and June. Margin 0.1; the intermediary gets 100.00 a month. Equity of 1,300.00; no buffer; receipts stay until 30 September.
 *
 *            cost north | south   fees          intermediary   drawn    carried north | south                    received
 *  April     400.00 |             440.00        100.00         540.00
 *  May       150.00 | 250.00      165 | 275     100.00         540.00
 *  June      100.00 | 300.00      110 | 330     100.00         220.00    80.00 | 240.00   (320.00 as 1 : 3)
 *  July      100.00 | 200.00      110 | 220     100.00                   143.33 | 286.67
 *  August    100.00 | 200.00      110 | 220     100.00                   -199.51 | -470.49 (670.00 as 223.33 : 526.67)   800.00 + 300.00
 *  September 100.00 | 200.00      110 | 220     100.00                   143.33 | 286.67
 *  October                                                               -32.77 | -67.23  (100.00 as 167.15 : 342.85)    100.00 that were disputed
 *  November                                                              -134.38 | -275.62                               2,000.00 + 1,000.00
 *
 *  November: 3,000.00 - 410.00 = 2,590.00, of it 1,300.00 principal; 1,290.00 are surplus: half to payers as 2,900.00 : 1,300.00 (445.36 and 199.64),
 *  387.00 to south, 258.00 to the investors. */
#define MONTHS 18
#define NORTH 0
#define SOUTH 1

typedef struct {
    scenario self;
    const char *provider[2];
    team_row teams[2];
    site_row sites[1];
    payer_row payers[2];
    tranche_row tranches[1];
    const char *names[3];
    quantity shares[3];
    surplus_party to[3];
    contract_row contract;
    claim_calendar calendar;
    uint16_t site[3], team[3];
    bool remote[3], completed[3];
    double started_at[3], received_days[3];
    families people;
    ledger paid;
    cash_workspace work;
    cash out;
} bench;

static void programme_fill(bench *b)
{
    b->self.starts = day_of_text("2020-04-01");
    b->self.providers = (name_list){ b->provider, 2 };
    b->self.sites.any = (map){ b->sites, 1 };
    b->teams[NORTH] = (team_row){ .name = "north", .provider_index = NORTH };
    b->teams[SOUTH] = (team_row){ .name = "south", .provider_index = SOUTH };
    b->sites[0] = (site_row){ .name = "east", .starts = b->self.starts, .closes = day_of_text("2020-09-30"), .fund_from = DATE_NONE, .teams = { .any = { b->teams, 2 } } };
    b->people = (families){ .count = 3, .site = b->site, .team = b->team, .remote = b->remote, .started_at = b->started_at,
                            .received_days = b->received_days, .completed = b->completed };
    b->people.closes_day[0] = 182;
    for (size_t i = 0; i < 3; i++) {
        b->started_at[i] = 5.5 + 31 * (double)i;
        b->received_days[i] = 20;
        b->team[i] = i == 0 ? NORTH : SOUTH;
    }
}

static void capital_fill(bench *b)
{
    static const surplus_party to[] = { { SURPLUS_ALL_PAYERS, 0 }, { SURPLUS_PROVIDER, SOUTH }, { SURPLUS_INVESTORS, 0 } };
    static const double share[] = { 0.5, 0.3, 0.2 };
    b->tranches[0] = (tranche_row){ .name = "sponsors", .kind = { .kind = kind_named(&tranche_family, "equity") }, .commitment_gbp = fixed(1300) };
    for (size_t i = 0; i < 3; i++) {
        b->to[i] = to[i];
        b->shares[i] = fixed(share[i]);
    }
    b->contract.capital.tranches.any = (map){ b->tranches, 1 };
    b->contract.capital.surplus = (share_map){ b->names, b->shares, 3 };
    b->contract.capital.surplus_to = b->to;
    b->contract.capital.distribute_from = day_of_text("2020-09-30");
}

static void bench_make(bench *b)
{
    *b = (bench){ 0 };
    programme_fill(b);
    b->payers[0] = payer_of(-1, -1, 1, CAPPED_LOST, 0x1);
    b->payers[1] = payer_of(0.4, -1, 2, CAPPED_LOST, 0x1);
    b->contract = contract_of(NULL, 0, b->payers, 2);
    b->contract.starts = b->self.starts;
    b->contract.last_claimable = day_of_text("2020-09-30");
    b->contract.period_months = 3;
    b->contract.paid_after_days = 45;
    b->contract.dispute_days = 60;
    b->contract.delivery.fixed_gbp_per_month = fixed(300);
    b->contract.delivery.per_start_gbp = fixed(100);
    b->contract.delivery.provider_margin_share = fixed(0.1);
    b->contract.delivery.intermediary_gbp_per_year = fixed(1200);
    capital_fill(b);
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    assert_int_equal(b->calendar.count, 2);
    expect_true(ledger_make(0, 2, 2, &b->paid));
    static const pence by_payer[] = { 90000, 200000, 30000, 100000 };
    for (size_t i = 0; i < 4; i++) {
        b->paid.by_payer[i] = by_payer[i];
    }
    b->paid.disputed[0] = 10000;
}

static void bench_free(bench *b)
{
    claim_calendar_free(&b->calendar);
    ledger_free(&b->paid);
    cash_free(&b->out);
    cash_workspace_free(&b->work);
}

static void bench_run(bench *b, int32_t as_of_day)
{
    cash_free(&b->out);
    cash_workspace_free(&b->work);
    expect_true(cash_workspace_make(&b->self, &b->contract, &b->calendar, &b->work));
    expect_true(cash_make(&b->self, &b->contract, cash_months(&b->self, &b->contract, &b->calendar), &b->out));
    assert_int_equal(b->out.months, MONTHS);
    cash_run(&b->work, as_of_day, &(delivery_subject){ .people = &b->people }, &b->paid, &b->out);
    const char *broken = cash_broken_invariant(&b->contract, as_of_day == AS_OF_EVERYTHING, &b->out);
    if (broken) {
        fail_msg("%s", broken);
    }
}

/** The first eight months as given, then nothing. */
static void expect_months(const pence found[], const pence expected[8])
{
    for (size_t m = 0; m < MONTHS; m++) {
        assert_int_equal(found[m], m < 8 ? expected[m] : 0);
    }
}

static void what_every_party_gets_by_hand(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, AS_OF_EVERYTHING);
    expect_months(b.out.provider_cost, (pence[]){ 40000, 15000, 10000, 10000, 10000, 10000, 0, 0 });
    expect_months(b.out.provider_cost + MONTHS, (pence[]){ 0, 25000, 30000, 20000, 20000, 20000, 0, 0 });
    expect_months(b.out.provider_fee, (pence[]){ 44000, 16500, 11000, 11000, 11000, 11000, 0, 0 });
    expect_months(b.out.provider_fee + MONTHS, (pence[]){ 0, 27500, 33000, 22000, 22000, 22000, 0, 0 });
    expect_months(b.out.intermediary, (pence[]){ 10000, 10000, 10000, 10000, 10000, 10000, 0, 0 });
    expect_months(b.out.drawn, (pence[]){ 54000, 54000, 22000, 0, 0, 0, 0, 0 });
    expect_months(b.out.provider_carried, (pence[]){ 0, 0, 8000, 14333, -19951, 14333, -3277, -13438 });
    expect_months(b.out.provider_carried + MONTHS, (pence[]){ 0, 0, 24000, 28667, -47049, 28667, -6723, -27562 });
    expect_months(b.out.payer_receipt, (pence[]){ 0, 0, 0, 0, 80000, 0, 10000, 200000 });
    expect_months(b.out.payer_receipt + MONTHS, (pence[]){ 0, 0, 0, 0, 30000, 0, 0, 100000 });
    expect_months(b.out.surplus_payer, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 44536 });
    expect_months(b.out.surplus_payer + MONTHS, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 19964 });
    expect_months(b.out.surplus_provider, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 0 });
    expect_months(b.out.surplus_provider + MONTHS, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 38700 });
    expect_months(b.out.distributed, (pence[]){ 0, 0, 0, 0, 0, 0, 0, 155800 });
    expect_months(b.out.outstanding, (pence[]){ 54000, 108000, 130000, 130000, 130000, 130000, 130000, 0 });
    assert_int_equal(b.out.exhausted_month, 2);
    assert_int_equal(b.out.surplus_investors, 25800);
    expect_close(b.out.moic, 155800 / 130000.0, 1e-15);
    bench_free(&b);
}

static void nets_of_all_parties_sum_to_nothing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, AS_OF_EVERYTHING);
    static const struct {
        party_sort sort;
        size_t index;
        pence net;
    } parties[] = {
        { PARTY_PAYER, 0, 44536 - 290000 }, { PARTY_PAYER, 1, 19964 - 130000 },
        { PARTY_TRANCHE, 0, 25800 },        { PARTY_PROVIDER, NORTH, 9500 },
        { PARTY_PROVIDER, SOUTH, 11500 + 38700 }, { PARTY_INTERMEDIARY, 0, 60000 },
        { PARTY_ACCOUNT, 0, 0 },            { PARTY_WORLD, 0, 210000 },
    };
    pence month[MONTHS] = { 0 };
    pence flow[MONTHS];
    for (size_t i = 0; i < sizeof parties / sizeof parties[0]; i++) {
        assert_int_equal(party_net(&b.out, parties[i].sort, parties[i].index), parties[i].net);
        account_of_party(&b.out, parties[i].sort, parties[i].index, flow);
        for (size_t m = 0; m < MONTHS; m++) {
            month[m] += flow[m];
        }
    }
    expect_months(month, (pence[8]){ 0 });
    assert_int_equal(parties_of(&b.out, PARTY_PAYER), 2);
    assert_int_equal(parties_of(&b.out, PARTY_PROVIDER), 2);
    bench_free(&b);
}

static void a_disputed_part_comes_in_on_its_own_day(void **state)
{
    (void)state;
    /* 14 August is day 135, 13 October, sixty days later, day 195. */
    static const struct {
        int32_t as_of_day;
        pence received;
    } cases[] = { { 134, 0 }, { 135, 110000 }, { 194, 110000 }, { 195, 120000 }, { 226, 120000 }, { 227, 420000 } };
    bench b;
    bench_make(&b);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench_run(&b, cases[i].as_of_day);
        assert_int_equal(b.out.receipt_total, cases[i].received);
    }
    b.contract.dispute_days = 420; /* the account goes on until the last disputed part may be paid: 14 November 2020 and 420 days, January 2022 */
    assert_int_equal(cash_months(&b.self, &b.contract, &b.calendar), 22);
    bench_free(&b);
}

static void as_of_a_date_nothing_is_released_that_has_not_been(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, 242); /* 29 November: the month has not ended */
    assert_int_equal(b.out.distributed_total, 0);
    assert_int_equal(b.out.surplus_total, 0);
    assert_int_equal(b.out.outstanding[MONTHS - 1], 130000);
    assert_int_equal(b.out.balance[MONTHS - 1], 300000);
    bench_run(&b, 243);
    assert_int_equal(b.out.surplus_total, 103200);
    assert_int_equal(b.out.outstanding[MONTHS - 1], 0);
    bench_free(&b);
}

static void families_that_are_dropped_cost_nothing(void **state)
{
    (void)state;
    bench b;
    bench_make(&b);
    bench_run(&b, AS_OF_EVERYTHING);
    const pence all = b.out.cost_total;
    const bool dropped[] = { false, false, true };
    cash_run(&b.work, AS_OF_EVERYTHING, &(delivery_subject){ .people = &b.people, .dropped = dropped }, &b.paid, &b.out);
    assert_int_equal(b.out.cost_total, all - 10000);
    bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_every_party_gets_by_hand),
        cmocka_unit_test(nets_of_all_parties_sum_to_nothing),
        cmocka_unit_test(a_disputed_part_comes_in_on_its_own_day),
        cmocka_unit_test(as_of_a_date_nothing_is_released_that_has_not_been),
        cmocka_unit_test(families_that_are_dropped_cost_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
