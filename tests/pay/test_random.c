#include "base/date.h"
#include "pay/ledger_account.h"
#include "pay/cash_account.h"
#include "pay/cash.h"
#include "pay/fixture.h"
#include "pay/payers.h"
#include "pay/settle.h"
#include "records/calendar.h"
#include "support/cash_invariants.h"
#include "support/ledger_invariants.h"
#include "terms/term.h"
#include "tranches/tranche.h"

/* Contracts, careers' quantities and families at random: whatever they are, the ledger's and the account's invariants hold. */

#define CASES 2000
#define TERMS 6
#define PAYERS 6
#define PERIODS 12
#define FAMILIES 20
#define SITES 3
#define TRANCHES 4
#define PARTIES 3
#define DRAWS 2

typedef struct {
    uint64_t chance;
    scenario self;
    site_row sites[SITES];
    hire_row hires[2];
    term_row terms[TERMS];
    payer_row payers[PAYERS];
    tranche_row tranches[TRANCHES];
    surplus_party parties[PARTIES];
    quantity surplus_shares[PARTIES];
    const char *surplus_names[PARTIES];
    draw_row draws[DRAWS];
    contract_row contract;
    claim_calendar calendar;
    limit_row limits[2];
    double achieved[TERMS * PERIODS], window_days[TERMS * PERIODS], baseline[TERMS * PERIODS];
    double worth[TERMS * PERIODS], child_saved[TERMS * PERIODS], assessed[TERMS * PERIODS], by_site[TERMS * SITES * PERIODS];
    double months[PERIODS], referrals[PERIODS], planned[PERIODS];
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

static double rates[] = { 0.2, 0.4, 0.6 };
static double pays[] = { 0.5, 0.9, 1.2 };

/** Every clause that a term may have, each in some of the cases. */
static void clauses_draw(bench *b, term_row *term)
{
    static const char *const by_period[] = { "block_fee", "bonus", "referral_guarantee", "minimum_payment" };
    term->by_index = (int32_t)next_count(&b->chance, 0, b->contract.terms.count - 1);
    term->index_per_year = fixed(chance(b, 0.5) ? 0 : between(b, -0.03, 0.09));
    term->index_from = chance(b, 0.5) ? DATE_NONE : b->self.starts + (date)between(b, -400, 400);
    term->baseline_floor = (int)next_count(&b->chance, FLOOR_CUMULATIVE, FLOOR_CLAW_BACK);
    term->minimum_effect = fixed(chance(b, 0.7) ? 0 : between(b, 0, 0.2));
    term->success_rates = (number_list){ rates, chance(b, 0.6) ? 0 : 3 };
    term->success_pays = (number_list){ pays, term->success_rates.count };
    term->success_between = chance(b, 0.5) ? BAND_STEP : BAND_LINEAR;
    term->success_over = chance(b, 0.5) ? OVER_PERIOD : OVER_ALL;
    if (chance(b, 0.2)) {
        term->unit = (kind_use){ .kind = kind_named(&term_family, by_period[next_count(&b->chance, 0, 3)]), .parameter = { fixed(between(b, 0, 90)) } };
        term->pays_from = chance(b, 0.5) ? DATE_NONE : b->self.starts + (date)between(b, 0, 300);
    }
}

static void terms_draw(bench *b)
{
    for (size_t t = 0; t < b->contract.terms.count; t++) {
        b->terms[t] = chance(b, 0.5) ? deadweight_term(between(b, 0, 90), between(b, 0, 1)) : baseline_term(between(b, 0, 90), between(b, 0, 1));
        clauses_draw(b, &b->terms[t]);
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
        b->payers[p].limit_gbp_per_year = fixed(chance(b, 0.7) ? -1 : between(b, 0, 4000));
        b->payers[p].site_mask = chance(b, 0.6) ? UINT32_MAX : (uint32_t)next_count(&b->chance, 0, 7);
        b->payers[p].from = chance(b, 0.7) ? DATE_NONE : b->self.starts + (date)between(b, 0, 700);
        b->payers[p].until = chance(b, 0.7) ? DATE_NONE : b->self.starts + (date)between(b, 300, 1500);
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
                                  .hires = { .any = { b->hires, s == 0 ? 2 : 0 } } };
    }
    b->self.sites.any = (map){ b->sites, SITES };
}

static void waterfall_draw_settings(bench *b, capital_settings *capital)
{
    static const char *const kinds[TRANCHES] = { "equity", "loan", "first_loss", "loan" };
    static const surplus_sort sorts[PARTIES] = { SURPLUS_ALL_PAYERS, SURPLUS_INVESTORS, SURPLUS_PROVIDER };
    for (size_t t = 0; t < TRANCHES; t++) {
        b->tranches[t] = (tranche_row){ .kind = { .kind = kind_named(&tranche_family, kinds[t]), .parameter = { fixed(between(b, 0, 0.3)) } },
                                        .commitment_gbp = fixed(between(b, 0, 30000)), .draws_rank = (int64_t)next_count(&b->chance, 1, 3),
                                        .repaid_rank = (int64_t)next_count(&b->chance, 1, 3) };
    }
    capital->tranches.any = (map){ b->tranches, chance(b, 0.4) ? 0 : next_count(&b->chance, 1, TRANCHES) };
    capital->irr_cap_per_year = fixed(chance(b, 0.5) ? -1 : between(b, 0, 0.3));
    for (size_t i = 0; i < PARTIES; i++) {
        b->parties[i] = (surplus_party){ sorts[i], 0 };
        b->surplus_shares[i] = fixed(i == 0 ? 0.5 : 0.25);
    }
    capital->surplus = (share_map){ b->surplus_names, b->surplus_shares, chance(b, 0.5) ? 0 : PARTIES };
    capital->surplus_to = b->parties;
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
    capital->distribute_from = chance(b, 0.2) ? DATE_NONE : b->self.starts + (date)between(b, 0, 2000);
    capital->reserve_months = chance(b, 0.4) ? 0 : (int64_t)between(b, 0, 14);
    capital->every_months = (int64_t)between(b, 1, 7);
    capital->distribute_when = chance(b, 0.1) ? DISTRIBUTE_AT_END : DISTRIBUTE_ABOVE_RESERVE;
    capital->draw_when = chance(b, 0.3) ? DRAW_SCHEDULED : DRAW_NEEDED;
    for (size_t i = 0; i < DRAWS; i++) {
        b->draws[i] = (draw_row){ .when = b->self.starts + (date)between(b, 0, 900), .share = fixed(between(b, 0, 0.6)) };
    }
    capital->draw_dates.any = (map){ b->draws, DRAWS };
    capital->npv_rate_per_year = fixed(between(b, 0, 0.2));
    delivery->after_delivery_gbp_per_month = fixed(chance(b, 0.5) ? 0 : between(b, 0, 300));
    delivery->provider_margin_share = fixed(chance(b, 0.5) ? 0 : between(b, -0.2, 0.4));
    delivery->intermediary_gbp_per_year = fixed(chance(b, 0.5) ? 0 : between(b, 0, 9000));
    waterfall_draw_settings(b, capital);
}

static void contract_draw(bench *b)
{
    b->contract = contract_of(b->terms, next_count(&b->chance, 0, TERMS), b->payers, next_count(&b->chance, 0, PAYERS));
    b->contract.limit_gbp = fixed(chance(b, 0.4) ? -1 : between(b, 0, 60000));
    b->contract.limit_gbp_per_year = fixed(chance(b, 0.7) ? -1 : between(b, 0, 20000));
    for (size_t i = 0; i < 2; i++) {
        b->limits[i] = (limit_row){ .from = b->self.starts + (date)between(b, 0, 1200), .limit_gbp = fixed(between(b, 0, 90000)) };
    }
    b->contract.limits_from.any = (map){ b->limits, chance(b, 0.6) ? 0 : 2 };
    b->contract.disputed_share = fixed(chance(b, 0.5) ? 0 : between(b, 0, 1));
    b->contract.dispute_lost_share = fixed(chance(b, 0.4) ? 0 : between(b, 0, 1));
    b->contract.dispute_days = (int64_t)next_count(&b->chance, 0, 300);
    b->contract.starts = b->self.starts + (date)between(b, 0, 200);
    b->contract.period_months = (int64_t)next_count(&b->chance, 1, 6);
    b->contract.last_claimable = date_add_months(b->contract.starts, (int)(b->contract.period_months * (int64_t)next_count(&b->chance, 1, PERIODS))) - 7;
    b->contract.certified_after_days = (int64_t)next_count(&b->chance, 0, 90);
    b->contract.paid_after_days = (int64_t)next_count(&b->chance, 0, 90);
    b->contract.site_mask = (uint32_t)next_count(&b->chance, 1, 7);
}

static void units_draw(bench *b)
{
    b->units = (quantities){ .terms = b->contract.terms.count, .periods = b->calendar.count, .achieved = b->achieved, .worth = b->worth,
                              .window_days = b->window_days, .baseline = b->baseline, .child_saved = b->child_saved, .assessed = b->assessed,
                              .by_site = b->by_site, .sites = SITES, .months = b->months, .referrals = b->referrals, .planned_referrals = b->planned,
                              .starts = b->referrals, .planned_starts = b->planned };
    for (size_t k = 0; k < b->units.periods; k++) {
        b->months[k] = (double)b->contract.period_months;
        b->referrals[k] = (double)next_count(&b->chance, 0, 9);
        b->planned[k] = between(b, 0, 9);
    }
    for (size_t i = 0; i < b->units.terms * b->units.periods; i++) {
        const kind_use *expected = &b->terms[i / b->units.periods].baseline;
        b->baseline[i] = expected->kind ? expected->parameter[0].value : (double)NAN;
        b->window_days[i] = chance(b, 0.2) ? 0 : between(b, 0, 300);
        b->achieved[i] = chance(b, 0.2) ? 0 : between(b, chance(b, 0.1) ? -0.5 : 0, 1) * b->window_days[i];
        b->worth[i] = expected->kind ? b->achieved[i] : between(b, 0.5, 1) * b->achieved[i];
        b->child_saved[i] = between(b, 0, 40);
        b->assessed[i] = chance(b, 0.1) ? 0 : between(b, 0, 400);
        for (size_t s = 0; s < SITES; s++) {
            b->by_site[(i / b->units.periods * SITES + s) * b->units.periods + i % b->units.periods] = between(b, 0, 1) * b->achieved[i];
        }
    }
}

static void families_draw(bench *b)
{
    b->people = (families){ .count = next_count(&b->chance, 0, FAMILIES), .site = b->site, .started_at = b->started_at,
                            .received_days = b->received_days, .completed = b->completed, .course_days = b->received_days };
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
    static payer_groups paying;
    expect_true(ledger_make(b->contract.terms.count, b->contract.payers.count, b->calendar.count, paid));
    expect_true(cash_make(&b->self, &b->contract, cash_months(&b->self, &b->contract, &b->calendar), account));
    expect_true(cash_workspace_make(&b->self, &b->contract, &b->calendar, &work));
    const pay_subject subject = { .scenario = &b->self, .contract = &b->contract, .calendar = &b->calendar, .units = &b->units, .as_of_day = b->as_of_day };
    pay_contract(&subject, &paying, paid);
    for (size_t s = 0; s < SITES; s++) {
        b->people.closes_day[s] = b->sites[s].closes - b->self.starts;
    }
    cash_run(&work, b->as_of_day, &(delivery_subject){ .people = &b->people }, paid, account);
    expect_nothing_broken(ledger_broken_invariant(&subject, paid), seed);
    expect_nothing_broken(cash_broken_invariant(&b->contract, b->as_of_day == AS_OF_EVERYTHING, account), seed);
    assert_int_equal(account->receipt_total, paid->paid_total);
    cash_workspace_free(&work);
}

static void invariants_hold_for_any_contract(void **state)
{
    (void)state;
    size_t status[IRR_STATUS_COUNT] = { 0 };
    size_t limited = 0;
    size_t exhausted = 0;
    size_t shared = 0;
    size_t taken_back = 0;
    size_t disputed = 0;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        bench b;
        ledger paid;
        cash account;
        bench_draw(&b, seed);
        bench_run(&b, seed, &paid, &account);
        status[account.irr]++;
        limited += paid.lost_total > 0 && paid.unpaid_total > 0;
        exhausted += account.exhausted;
        shared += account.surplus_total > 0;
        taken_back += paid.taken_back_total > 0 && paid.claw_back_owed > 0;
        disputed += paid.dispute_lost_total > 0;
        claim_calendar_free(&b.calendar);
        ledger_free(&paid);
        cash_free(&account);
    }
    /* The cases reach what they are meant to reach. */
    expect_true(shared > 20);
    expect_true(limited > 50 && exhausted > 50 && taken_back > 20 && disputed > 50);
    expect_true(status[IRR_FOUND] > 50 && status[IRR_NOTHING_DRAWN] > 50 && status[IRR_TOTAL_LOSS] > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_for_any_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
