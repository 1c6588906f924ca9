#include "base/date.h"
#include "pay/ledger_account.h"
#include "pay/cash_account.h"
#include "pay/cash.h"
#include "pay/fixture.h"
#include "pay/settle.h"
#include "records/calendar.h"

/* Contracts, careers' quantities and families at random: whatever they are, the ledger's and the account's invariants hold. */

#define CASES 2000
#define TERMS 6
#define PAYERS 6
#define PERIODS 12
#define FAMILIES 20
#define SITES 3

typedef struct {
    uint64_t chance;
    scenario self;
    site_row sites[SITES];
    hire_row hires[2];
    term_row terms[TERMS];
    payer_row payers[PAYERS];
    contract_row contract;
    claim_calendar calendar;
    double achieved[TERMS * PERIODS], window_days[TERMS * PERIODS];
    quantities units;
    uint16_t site[FAMILIES];
    double started_at[FAMILIES], received_days[FAMILIES];
    bool completed[FAMILIES];
    families people;
    int32_t as_of_day;
} bench;

static double between(bench *b, double low, double high)
{
    return low + (high - low) * next_uniform(&b->chance);
}

static bool chance(bench *b, double share)
{
    return next_uniform(&b->chance) < share;
}

static void terms_draw(bench *b)
{
    for (size_t t = 0; t < b->contract.terms.count; t++) {
        b->terms[t] = chance(b, 0.5) ? deadweight_term(between(b, 0, 90), between(b, 0, 1)) : baseline_term(between(b, 0, 90), between(b, 0, 1));
    }
}

static void payers_draw(bench *b)
{
    const size_t count = b->contract.payers.count;
    for (size_t p = 0; p < count; p++) {
        const double share = chance(b, 0.4) ? -1 : between(b, 0, 1.0 / (double)count);
        const double limit = chance(b, 0.5) ? -1 : between(b, 0, 9000);
        const uint32_t terms = chance(b, 0.5) ? UINT32_MAX : (uint32_t)next_count(&b->chance, 0, 63);
        b->payers[p] = payer_of(share, limit, (int64_t)next_count(&b->chance, 1, 4), chance(b, 0.5) ? CAPPED_OTHERS : CAPPED_LOST, terms);
    }
}

static void sites_draw(bench *b)
{
    for (size_t h = 0; h < 2; h++) {
        b->hires[h] = (hire_row){ .from = b->self.starts + (date)between(b, 0, 900), .therapists = h == 0 ? 2 : -1 };
    }
    for (size_t s = 0; s < SITES; s++) {
        const date starts = b->self.starts + (date)between(b, 0, 400);
        b->sites[s] = (site_row){ .starts = starts, .closes = starts + (date)between(b, 0, 700), .therapists = (int64_t)next_count(&b->chance, 1, 4),
                                  .hires = { b->hires, s == 0 ? 2 : 0 } };
    }
    b->self.sites = (map){ b->sites, SITES };
}

static void delivery_draw(bench *b)
{
    delivery_settings *delivery = &b->contract.delivery;
    delivery->set_up_gbp = fixed(between(b, 0, 20000));
    delivery->fixed_gbp_per_month = fixed(chance(b, 0.2) ? 0 : between(b, 0, 900));
    delivery->per_start_gbp = fixed(between(b, 0, 900));
    delivery->per_completion_gbp = fixed(between(b, 0, 900));
    delivery->therapist_gbp_per_year = fixed(chance(b, 0.5) ? 0 : between(b, 0, 9000));
    delivery->overhead_share = fixed(between(b, 0, 0.4));
    delivery->wage_growth_per_year = fixed(between(b, -0.02, 0.08));
    capital_settings *capital = &b->contract.capital;
    capital->commitment_gbp = fixed(chance(b, 0.1) ? 0 : between(b, 0, 90000));
    capital->buffer_gbp = fixed(chance(b, 0.3) ? 0 : between(b, 0, 5000));
    capital->recycle_until = chance(b, 0.2) ? DATE_NONE : b->self.starts + (date)between(b, 0, 2000);
    capital->npv_rate_per_year = fixed(between(b, 0, 0.2));
}

static void contract_draw(bench *b)
{
    b->contract = contract_of(b->terms, next_count(&b->chance, 0, TERMS), b->payers, next_count(&b->chance, 0, PAYERS));
    b->contract.limit_gbp = fixed(chance(b, 0.4) ? -1 : between(b, 0, 60000));
    b->contract.starts = b->self.starts + (date)between(b, 0, 200);
    b->contract.period_months = (int64_t)next_count(&b->chance, 1, 6);
    b->contract.last_claimable = date_add_months(b->contract.starts, (int)(b->contract.period_months * (int64_t)next_count(&b->chance, 1, PERIODS))) - 7;
    b->contract.certified_after_days = (int64_t)next_count(&b->chance, 0, 90);
    b->contract.paid_after_days = (int64_t)next_count(&b->chance, 0, 90);
    b->contract.site_mask = (uint32_t)next_count(&b->chance, 1, 7);
}

static void units_draw(bench *b)
{
    b->units = (quantities){ .terms = b->contract.terms.count, .periods = b->calendar.count, .achieved = b->achieved, .window_days = b->window_days };
    for (size_t i = 0; i < b->units.terms * b->units.periods; i++) {
        b->window_days[i] = chance(b, 0.2) ? 0 : between(b, 0, 300);
        b->achieved[i] = chance(b, 0.2) ? 0 : between(b, 0, 1) * b->window_days[i];
    }
}

static void families_draw(bench *b)
{
    b->people = (families){ .count = next_count(&b->chance, 0, FAMILIES), .site = b->site, .started_at = b->started_at,
                            .received_days = b->received_days, .completed = b->completed };
    for (size_t i = 0; i < b->people.count; i++) {
        b->site[i] = (uint16_t)next_count(&b->chance, 0, SITES - 1);
        b->started_at[i] = chance(b, 0.2) ? TIME_NEVER : between(b, 0, 900);
        b->received_days[i] = between(b, 0, 300);
        b->completed[i] = chance(b, 0.7);
    }
}

static void bench_draw(bench *b, uint64_t seed)
{
    *b = (bench){ .chance = seed, .self = { .starts = day_of_text("2019-01-01") + (date)(seed % 800) } };
    contract_draw(b);
    terms_draw(b);
    payers_draw(b);
    sites_draw(b);
    delivery_draw(b);
    expect_true(claim_calendar_make(&b->self, &b->contract, &b->calendar));
    expect_true(b->calendar.count <= PERIODS);
    units_draw(b);
    families_draw(b);
    b->as_of_day = chance(b, 0.5) ? AS_OF_EVERYTHING : (int32_t)between(b, 0, 1500);
}

static void expect_nothing_broken(const char *broken, uint64_t seed)
{
    if (broken) {
        fail_msg("case %lu: %s", (unsigned long)seed, broken);
    }
}

static void bench_run(bench *b, uint64_t seed, ledger *paid, cash *account)
{
    cash_workspace work;
    expect_true(ledger_make(b->contract.terms.count, b->contract.payers.count, b->calendar.count, paid));
    expect_true(cash_make(cash_months(&b->self, &b->contract, &b->calendar), account));
    expect_true(cash_workspace_make(&b->self, &b->contract, &b->calendar, &work));
    pay_contract(&b->self, NULL, &b->contract, &b->calendar, b->as_of_day, &b->units, paid);
    cash_run(&work, NULL, b->as_of_day, &b->people, paid, account);
    expect_nothing_broken(ledger_verify(&b->self, NULL, &b->contract, &b->calendar, b->as_of_day, &b->units, paid), seed);
    expect_nothing_broken(cash_verify(&b->contract, NULL, b->as_of_day == AS_OF_EVERYTHING, account), seed);
    assert_int_equal(account->receipt_total, paid->paid_total);
    cash_workspace_free(&work);
}

static void invariants_hold_for_any_contract(void **state)
{
    (void)state;
    size_t status[IRR_STATUS_COUNT] = { 0 };
    size_t limited = 0;
    size_t exhausted = 0;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        bench b;
        ledger paid;
        cash account;
        bench_draw(&b, seed);
        bench_run(&b, seed, &paid, &account);
        status[account.irr]++;
        limited += paid.lost_total > 0 && paid.unpaid_total > 0;
        exhausted += account.exhausted;
        claim_calendar_free(&b.calendar);
        ledger_free(&paid);
        cash_free(&account);
    }
    /* The cases reach what they are meant to reach. */
    expect_true(limited > 50 && exhausted > 50);
    expect_true(status[IRR_FOUND] > 50 && status[IRR_NOTHING_DRAWN] > 50 && status[IRR_TOTAL_LOSS] > 50 && status[IRR_SEVERAL] > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_for_any_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
