#include "pay/waterfall.h"

#include <math.h>

#include "pay/cash_account.h"
#include "pay/fixture.h"
#include "pay/returns.h"

#define MONTHS 30
#define PAYERS 3
#define PROVIDERS 2
#define TRANCHES 3
#define PER_CENT_A_MONTH 0.126825030131969720661201 /* 1.01^12 - 1 */

/** A contract's capital and its account; three payers, two providers. */
typedef struct {
    scenario self;
    const char *provider[PROVIDERS];
    payer_row payers[PAYERS];
    tranche_row tranches[TRANCHES];
    quantity shares[4];
    const char *names[4];
    surplus_party to[4];
    contract_row contract;
    cash out;
    waterfall water;
} bench;

static tranche_row tranche_of(const char *earns, double rate, double commitment_gbp, int64_t draws_rank, int64_t repaid_rank)
{
    return (tranche_row){ .name = earns, .kind = { .kind = kind_named(&tranche_family, earns), .parameter = { fixed(rate) } },
                          .commitment_gbp = fixed(commitment_gbp), .draws_rank = draws_rank, .repaid_rank = repaid_rank };
}

/** The contract with its first `tranches` tranches (none: the one of equity, 10,000.00), before its first month. */
static void bench_make(bench *b, size_t tranches)
{
    b->self = (scenario){ .providers = { b->provider, PROVIDERS } };
    for (size_t p = 0; p < PAYERS; p++) {
        b->payers[p] = payer_of(-1, -1, 1, CAPPED_LOST, 1);
    }
    b->contract = contract_of(NULL, 0, b->payers, PAYERS);
    b->contract.capital.commitment_gbp = fixed(10000);
    b->contract.capital.tranches.any = (map){ b->tranches, tranches };
    expect_true(cash_make(&b->self, &b->contract, MONTHS, &b->out));
    waterfall_begin(&b->contract.capital, &b->water);
}

static void bench_free(bench *b)
{
    cash_free(&b->out);
}

/** One more party of surplus; then begins anew. */
static void surplus_to(bench *b, surplus_sort sort, size_t index, double share)
{
    share_map *surplus = &b->contract.capital.surplus;
    surplus->names = b->names;
    surplus->shares = b->shares;
    b->contract.capital.surplus_to = b->to;
    b->to[surplus->count] = (surplus_party){ sort, index };
    b->shares[surplus->count++] = fixed(share);
    waterfall_begin(&b->contract.capital, &b->water);
}

/** Draws and distributes in a month, and ends it. */
static void month_move(bench *b, size_t m, pence drawn, pence distributed)
{
    surplus_month_paid(&b->water.surplus, &b->out, m);
    if (drawn > 0) {
        waterfall_draw(&b->water, m, drawn, &b->out);
    }
    if (distributed > 0) {
        waterfall_distribute(&b->water, m, distributed, &b->out);
    }
    waterfall_month_end(&b->water, m, &b->out);
}

/* A loan at 1 % a month (1,000.00, drawn second, repaid first), equity (1,000.00, drawn second, repaid second) and first loss (500.00, drawn first, repaid last).
 *
 *  month  moves            by hand
 *  0      draws 800.00     first loss 500.00; the others 150.00 each                                   loan owes 151.50 at the month's end
 *  1      draws 301.01     1 : 1 of 850.00 left: 150.505 each, the odd penny to the earlier            302.01 -> 305.0301
 *  2      -                                                                                            308.080401
 *  3      pays 100.00      all to the loan: interest 7.570401 first, principal 300.51 -> 208.08        208.080401 -> 210.16120501
 *  4      pays 400.00      loan 210.16, equity 189.84 of its 300.50                                    0.00120501 is below a penny
 *  5      draws 200.00     699.49 : 699.50 left: 99.9993 and 100.0007: 100.00 each                     101.00
 *  6      pays 311.67      loan 101.00, equity 210.66, first loss the last 0.01
 *  7      -
 *  8      pays 600.00      first loss 499.99, what is left (100.01) to equity
 *  9      pays 50.00       to equity */
static void ten_months_of_loan_equity_and_first_loss_by_hand(void **state)
{
    (void)state;
    static const struct {
        pence drawn, paid, draws[TRANCHES], gets[TRANCHES], outstanding;
    } months[] = {
        { 80000, 0, { 15000, 15000, 50000 }, { 0, 0, 0 }, 80000 },
        { 30101, 0, { 15051, 15050, 0 }, { 0, 0, 0 }, 110101 },
        { 0, 0, { 0, 0, 0 }, { 0, 0, 0 }, 110101 },
        { 0, 10000, { 0, 0, 0 }, { 10000, 0, 0 }, 20808 + 30050 + 50000 },
        { 0, 40000, { 0, 0, 0 }, { 21016, 18984, 0 }, 11066 + 50000 },
        { 20000, 0, { 10000, 10000, 0 }, { 0, 0, 0 }, 10000 + 21066 + 50000 },
        { 0, 31167, { 0, 0, 0 }, { 10100, 21066, 1 }, 49999 },
        { 0, 0, { 0, 0, 0 }, { 0, 0, 0 }, 49999 },
        { 0, 60000, { 0, 0, 0 }, { 0, 10001, 49999 }, 0 },
        { 0, 5000, { 0, 0, 0 }, { 0, 5000, 0 }, 0 },
    };
    bench b = { .tranches = { tranche_of("loan", PER_CENT_A_MONTH, 1000, 2, 1), tranche_of("equity", 0, 1000, 2, 2), tranche_of("first_loss", 0, 500, 1, 3) } };
    bench_make(&b, 3);
    for (size_t m = 0; m < sizeof months / sizeof months[0]; m++) {
        month_move(&b, m, months[m].drawn, months[m].paid);
        for (size_t t = 0; t < TRANCHES; t++) {
            assert_int_equal(b.out.tranche[t].drawn[m], months[m].draws[t]);
            assert_int_equal(b.out.tranche[t].distributed[m], months[m].gets[t]);
        }
        assert_int_equal(b.out.drawn[m], months[m].drawn);
        assert_int_equal(b.out.distributed[m], months[m].paid);
        assert_int_equal(b.out.outstanding[m], months[m].outstanding);
    }
    bench_free(&b);
}

/* 1,000.00 drawn in month 0; at a cap of 1 % a month 1,020.10 are held in month 2. */
static void equity_gets_what_the_cap_allows_and_payers_the_rest_as_they_paid(void **state)
{
    (void)state;
    bench b = { 0 };
    bench_make(&b, 0);
    b.contract.capital.irr_cap_per_year = fixed(PER_CENT_A_MONTH);
    waterfall_begin(&b.contract.capital, &b.water);
    b.out.payer_receipt[0 * MONTHS + 1] = 20000; /* 200.00 and 100.00 of payer 0, 600.00 of payer 2; payer 1 only later */
    b.out.payer_receipt[0 * MONTHS + 2] = 10000;
    b.out.payer_receipt[2 * MONTHS + 2] = 60000;
    b.out.payer_receipt[1 * MONTHS + 3] = 90000;
    month_move(&b, 0, 100000, 0);
    month_move(&b, 1, 0, 0);
    month_move(&b, 2, 0, 150000);
    assert_int_equal(b.out.distributed[2], 102010);
    assert_int_equal(b.out.surplus[2], 47990);
    assert_int_equal(b.out.surplus_payer[0 * MONTHS + 2], 15997); /* 479.90 as 1 : 2: 159.9667 and 319.9333 */
    assert_int_equal(b.out.surplus_payer[1 * MONTHS + 2], 0);
    assert_int_equal(b.out.surplus_payer[2 * MONTHS + 2], 31993);
    month_move(&b, 3, 0, 1800); /* as 300.00, 900.00, 600.00 */
    assert_int_equal(b.out.distributed[3], 0);
    assert_int_equal(b.out.surplus_payer[0 * MONTHS + 3], 300);
    assert_int_equal(b.out.surplus_payer[1 * MONTHS + 3], 900);
    assert_int_equal(b.out.surplus_payer[2 * MONTHS + 3], 600);
    const irr_result irr = irr_per_year(&(investor_flows){ MONTHS, b.out.drawn, b.out.distributed });
    assert_int_equal(irr.status, IRR_FOUND);
    expect_close(irr.per_year, PER_CENT_A_MONTH, 1e-12);
    bench_free(&b);
}

/* Residual 400.00 after 100.00 of principal, 3 months after the draw; nobody has paid. */
static void surplus_goes_by_the_shares_that_are_written(void **state)
{
    (void)state;
    static const struct {
        surplus_sort sort[3];
        size_t index[3];
        double share[3];
        pence investors, payer[PAYERS], provider[PROVIDERS];
    } cases[] = {
        { { SURPLUS_INVESTORS, SURPLUS_PAYER, SURPLUS_PROVIDER }, { 0, 1, 1 }, { 0.25, 0.5, 0.25 }, 10000, { 0, 20000, 0 }, { 0, 10000 } },
        { { SURPLUS_ALL_PAYERS, SURPLUS_PROVIDER, SURPLUS_INVESTORS }, { 0, 0, 0 }, { 0.75, 0.25, 0 }, 0, { 10000, 10000, 10000 }, { 10000, 0 } },
        { { SURPLUS_PAYER, SURPLUS_PAYER, SURPLUS_INVESTORS }, { 0, 2, 0 }, { 0.3333, 0.3333, 0.3334 }, 13336, { 13332, 0, 13332 }, { 0, 0 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench b = { 0 };
        bench_make(&b, 0);
        for (size_t j = 0; j < 3; j++) {
            surplus_to(&b, cases[i].sort[j], cases[i].index[j], cases[i].share[j]);
        }
        month_move(&b, 0, 10000, 0);
        month_move(&b, 3, 0, 50000);
        assert_int_equal(b.out.distributed[3], 10000 + cases[i].investors);
        assert_int_equal(b.out.surplus_investors, cases[i].investors);
        assert_int_equal(b.out.surplus[3], 40000 - cases[i].investors);
        for (size_t p = 0; p < PAYERS; p++) {
            assert_int_equal(b.out.surplus_payer[p * MONTHS + 3], cases[i].payer[p]);
        }
        for (size_t p = 0; p < PROVIDERS; p++) {
            assert_int_equal(b.out.surplus_provider[p * MONTHS + 3], cases[i].provider[p]);
        }
        bench_free(&b);
    }
}

static void without_cap_and_surplus_equity_gets_all_that_is_left(void **state)
{
    (void)state;
    bench b = { 0 };
    bench_make(&b, 0);
    month_move(&b, 0, 10000, 0);
    month_move(&b, 1, 0, 987654);
    assert_int_equal(b.out.distributed[1], 987654);
    assert_int_equal(b.out.surplus[1], 0);
    bench_free(&b);
}

static void without_equity_what_is_left_is_the_payers(void **state)
{
    (void)state;
    bench b = { .tranches = { tranche_of("loan", PER_CENT_A_MONTH, 300, 1, 1), tranche_of("first_loss", 0, 100, 1, 2) } };
    bench_make(&b, 2);
    b.out.payer_receipt[1 * MONTHS + 1] = 77;
    month_move(&b, 0, 40000, 0);
    month_move(&b, 1, 0, 45000); /* 303.00 and 100.00 */
    assert_int_equal(b.out.tranche[0].distributed[1], 30300);
    assert_int_equal(b.out.tranche[1].distributed[1], 10000);
    assert_int_equal(b.out.surplus_payer[1 * MONTHS + 1], 4700);
    bench_free(&b);
}

/** Flows at random: capital in over the first months, money out later, now and then capital again. */
static void random_flows(bench *b, uint64_t *seed)
{
    pence commitment = capital_left(&b->water.stack);
    for (size_t m = 0; m < MONTHS; m++) {
        const bool draws = m < 8 || next_uniform(seed) < 0.1;
        const pence drawn = draws && next_uniform(seed) < 0.8 ? pence_min(commitment, (pence)(next_uniform(seed) * 200000)) : 0;
        const pence paid = m > 3 && next_uniform(seed) < 0.5 ? (pence)(next_uniform(seed) * 300000) : 0;
        commitment -= drawn;
        month_move(b, m, drawn, paid);
    }
}

/** What the account of the investors' flows holds after month `last`, pence, at a yearly rate: sum of (drawn - distributed) (1 + rate)^(months / 12). */
static double held_after(const cash *found, size_t last, double rate)
{
    double sum = 0;
    for (size_t m = 0; m <= last; m++) {
        sum += (double)(found->drawn[m] - found->distributed[m]) * pow(1 + rate, (double)(last - m) / 12);
    }
    return sum;
}

static size_t last_surplus(const cash *found)
{
    size_t last = MONTHS;
    for (size_t m = 0; m < MONTHS; m++) {
        last = found->surplus[m] > 0 ? m : last;
    }
    return last;
}

static void investors_never_earn_more_than_the_cap_and_no_penny_less_where_there_is_surplus(void **state)
{
    (void)state;
    size_t found = 0, at_cap = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        uint64_t chance = seed;
        const double cap = 0.3 * next_uniform(&chance);
        bench b = { .tranches = { tranche_of("loan", 0.9 * cap * next_uniform(&chance), 4000, (int64_t)next_count(&chance, 1, 2), 1),
                                  tranche_of("equity", 0, 3000, 1, (int64_t)next_count(&chance, 1, 3)), tranche_of("first_loss", 0, 2000, 2, 3) } };
        bench_make(&b, next_count(&chance, 0, 3) == 0 ? 0 : 3);
        b.contract.capital.irr_cap_per_year = fixed(cap);
        waterfall_begin(&b.contract.capital, &b.water);
        random_flows(&b, &chance);
        const irr_result irr = irr_per_year(&(investor_flows){ MONTHS, b.out.drawn, b.out.distributed });
        if (irr.status == IRR_FOUND) {
            found++;
            expect_true(irr.per_year <= cap + 1e-9);
        }
        const size_t last = last_surplus(&b.out);
        if (last < MONTHS) {
            at_cap++;
            const double held = held_after(&b.out, last, cap);
            expect_true(held > -1e-3 && held < 1);
            if (irr.status == IRR_FOUND && held_after(&b.out, MONTHS - 1, cap) < 1) {
                expect_close(irr.per_year, cap, 1e-4); /* less than a penny is held back */
            }
        }
        bench_free(&b);
    }
    expect_true(found > 300 && at_cap > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_months_of_loan_equity_and_first_loss_by_hand),
        cmocka_unit_test(equity_gets_what_the_cap_allows_and_payers_the_rest_as_they_paid),
        cmocka_unit_test(surplus_goes_by_the_shares_that_are_written),
        cmocka_unit_test(without_cap_and_surplus_equity_gets_all_that_is_left),
        cmocka_unit_test(without_equity_what_is_left_is_the_payers),
        cmocka_unit_test(investors_never_earn_more_than_the_cap_and_no_penny_less_where_there_is_surplus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
