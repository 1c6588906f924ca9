#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pay/cash.h"
#include "summarise/columns.h"
#include "summarise/series.h"
#include "support/bodies.h"
#include "support/cash_invariants.h"
#include "support/expect.h"
#include "support/parties.h"
#include "support/scenario_text.h"

/* Whole replicates of a contract with everything that moves money: two providers with a margin, an intermediary, three tranches, a cap, surplus to four
 * parties, disputes, two payers. */

#define REPLICATES 12
#define CAP 0.08

static const char two_teams[] =
    "{\"sites\": {\"here\": {\"therapy\": null, \"therapists\": null, \"caseload\": null, \"teams\": {"
    "   \"north\": {\"therapy\": \"fft\", \"provider\": \"North Trust\", \"share\": 0.6, \"therapists\": 25, \"caseload\": 9},"
    "   \"south\": {\"therapy\": \"fft\", \"provider\": \"South Trust\", \"share\": 0.4, \"therapists\": 17, \"caseload\": 8}}}}}";

static const char money[] =
    "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"deadweight\": 0.31}}, \"payers\": {\"here\": {}, \"fund\": {\"share\": 0.23}}, \"own_cost_gbp_per_year\": 12345,"
    "   \"claims\": {\"disputed_share\": 0.07, \"dispute_days\": 91, \"dispute_lost_share\": 0.2},"
    "   \"delivery\": {\"set_up_gbp\": 80001, \"fixed_gbp_per_month\": 31000, \"per_start_gbp\": 9000, \"overhead_share\": 0.1, \"wage_growth_per_year\": 0.03,"
    "     \"provider_margin_share\": 0.06, \"intermediary_gbp_per_year\": 70000},"
    "   \"capital\": {\"buffer_gbp\": 50000, \"irr_cap_per_year\": 0.08,"
    "     \"surplus\": {\"payers\": 0.4, \"fund\": 0.3, \"South Trust\": 0.3},"
    "     \"tranches\": {\"senior\": {\"earns\": {\"kind\": \"loan\", \"rate_per_year\": 0.05}, \"commitment_gbp\": 3500000, \"draws_rank\": 2},"
    "       \"sponsors\": {\"earns\": {\"kind\": \"equity\"}, \"commitment_gbp\": 2500000, \"draws_rank\": 2, \"repaid_rank\": 2},"
    "       \"backstop\": {\"earns\": {\"kind\": \"first_loss\"}, \"commitment_gbp\": 300000, \"repaid_rank\": 3}}}}}}";

static void engine_make(test_engine *run, const char *more)
{
    test_engine_make(run, scenario_small, (const char *const[]){ scenario_busy, two_teams, money, more, NULL });
}

static pence council_payments(const contract_row *row, const contract_outcome *found)
{
    pence sum = 0;
    for (size_t p = 0; p < row->payers.count; p++) {
        if (row->payers.items[p].council_index != INDEX_NONE) {
            sum += found->ledger.payer_total[p];
            for (size_t m = 0; m < found->cash.months; m++) {
                sum -= found->cash.surplus_payer[p * found->cash.months + m];
            }
        }
    }
    return sum;
}

static void check_replicate(const test_engine *run, const replicate *drawn, bool ended)
{
    const contract_row *row = &run->self->contracts.items[0];
    const contract_outcome *found = &drawn->contracts[0];
    const char *broken = cash_broken_invariant(row, ended, &found->cash);
    if (broken) {
        fail_msg("%s", broken);
    }
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
        const value *worth = &found->value[horizon][COUPLED_SHARED];
        const body_nets nets = body_nets_of(row, &found->ledger, &found->cash, worth);
        const double real = worth->commissioner_net - worth->top_up_admin + pounds_from_pence(council_payments(row, found) - found->cash.cost_total);
        expect_close(body_nets_sum(&nets), real, 1e-6 * fmax(1, fabs(real)));
    }
}

static void every_body_is_accounted_for_and_the_cap_holds(void **state)
{
    (void)state;
    test_engine run;
    engine_make(&run, "{}");
    assert_int_equal(run.self->providers.count, 2);
    size_t with_surplus = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *drawn = test_engine_run(&run, r / 2, r % 2);
        const cash *found = &drawn->contracts[0].cash;
        check_replicate(&run, drawn, true);
        expect_true(found->irr == IRR_FOUND && found->irr_per_year <= CAP + 1e-9);
        expect_true(found->provider_cost[12] > 0 && found->provider_cost[found->months + 12] > 0);
        if (found->surplus_total > 0) {
            with_surplus++;
            expect_close(found->irr_per_year, CAP, 1e-6);
        }
    }
    expect_true(with_surplus > 3);
    test_engine_free(&run);
}

static void every_body_is_accounted_for_as_of_any_date(void **state)
{
    (void)state;
    static const char *const dates[] = { "2019-08-14", "2020-03-31", "2021-06-30", "2023-03-07", "2024-01-31" };
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        char patch[96];
        test_engine run;
        snprintf(patch, sizeof patch, "{\"reporting\": {\"as_of\": \"%s\"}}", dates[i]);
        engine_make(&run, patch);
        check_replicate(&run, test_engine_run(&run, 0, 1), false);
        test_engine_free(&run);
    }
}

/** The extent of a plan's one contract. */
static run_extent extent_of(const test_engine *run, const replicate *drawn)
{
    return (run_extent){ .calendars = run->plan.calendars, .series_months = drawn->monthly.months, .cash_months = drawn->contracts[0].cash.months,
                         .first_year = drawn->exposure.first_year, .years = drawn->exposure.years };
}

static double told(const columns *layout, const double row[], const char *name, metric_level level, size_t at)
{
    const size_t index = columns_find(layout, name, level, 0, at);
    expect_true(index != COLUMN_NONE);
    return row[index];
}

static double sum_told(const columns *layout, const double row[], const char *name, metric_level level, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += told(layout, row, name, level, i);
    }
    return sum;
}

static void metrics_of_tranches_providers_and_payers_add_up_to_the_contracts(void **state)
{
    (void)state;
    test_engine run;
    engine_make(&run, "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"price_gbp\": 71.3}}}}}");
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const run_extent extent = extent_of(&run, drawn);
    columns layout;
    expect_true(columns_make(run.self, &extent, &layout));
    double *row = calloc(layout.count, sizeof *row);
    double *parts = calloc(layout.parts + 1, sizeof *parts);
    columns_fill(&layout, drawn, row, parts);
    static const char *const of_tranches[] = { "capital_drawn_gbp", "distributed_gbp", "investor_npv_gbp" };
    for (size_t i = 0; i < sizeof of_tranches / sizeof of_tranches[0]; i++) {
        const double all = told(&layout, row, of_tranches[i], LEVEL_CONTRACT, 0);
        expect_true(all != 0);
        expect_close(sum_told(&layout, row, of_tranches[i], LEVEL_TRANCHE, 3), all, 1e-6);
    }
    expect_close(sum_told(&layout, row, "capital_committed_gbp", LEVEL_TRANCHE, 3), 6300000, 1e-6);
    expect_close(sum_told(&layout, row, "provider_cost_gbp", LEVEL_PROVIDER, 2), told(&layout, row, "delivery_cost_gbp", LEVEL_CONTRACT, 0), 1e-6);
    const double surplus = told(&layout, row, "surplus_gbp", LEVEL_CONTRACT, 0);
    expect_true(surplus > 0);
    expect_close(sum_told(&layout, row, "surplus_gbp", LEVEL_PAYER, 2) + sum_told(&layout, row, "surplus_gbp", LEVEL_PROVIDER, 2), surplus, 1e-6);
    const cash *found = &drawn->contracts[0].cash;
    for (size_t p = 0; p < 2; p++) {
        expect_close(told(&layout, row, "provider_net_gbp", LEVEL_PROVIDER, p), pounds_from_pence(party_net(found, PARTY_PROVIDER, p)), 1e-6);
    }
    expect_close(told(&layout, row, "intermediary_fee_gbp", LEVEL_CONTRACT, 0), pounds_from_pence(party_net(found, PARTY_INTERMEDIARY, 0)), 1e-9);
    expect_close(told(&layout, row, "investor_moic", LEVEL_TRANCHE, 2), (double)found->tranche[2].distributed_total / 30000000, 1e-12);
    expect_close(told(&layout, row, "investor_irr_per_year", LEVEL_TRANCHE, 0), 0.05, 1e-6);
    free(row);
    free(parts);
    columns_free(&layout);
    test_engine_free(&run);
}

static const series_source *series_named(const series_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->count; i++) {
        if (strcmp(plan->items[i].name, name) == 0) {
            return &plan->items[i];
        }
    }
    fail_msg("no series is called %s", name);
    return NULL;
}

static void capital_at_risk_is_told_by_month(void **state)
{
    (void)state;
    test_engine run;
    engine_make(&run, "{}");
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const run_extent extent = extent_of(&run, drawn);
    const cash *found = &drawn->contracts[0].cash;
    series_plan plan;
    expect_true(series_plan_make(run.self, &extent, &plan));
    double *row = calloc(plan.width, sizeof *row);
    series_fill(&plan, drawn, row);
    const series_source *amount = series_named(&plan, "capital_at_risk_gbp"), *share = series_named(&plan, "capital_at_risk_share");
    expect_true(found->outstanding[3] > 0 && found->outstanding[found->months - 1] == 0);
    for (size_t m = 0; m < found->months; m++) {
        expect_close(row[amount->from + m], (double)found->outstanding[m], 0);
        expect_close(row[share->from + m], found->outstanding[m] > 0, 0);
    }
    free(row);
    series_plan_free(&plan);
    test_engine_free(&run);
}

static void a_contract_without_tranches_has_no_tranche_level(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){ NULL });
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const run_extent extent = extent_of(&run, drawn);
    columns layout;
    expect_true(columns_make(run.self, &extent, &layout));
    expect_true(columns_find(&layout, "investor_moic", LEVEL_TRANCHE, 0, 0) == COLUMN_NONE);
    expect_true(columns_find(&layout, "provider_net_gbp", LEVEL_PROVIDER, 0, 0) != COLUMN_NONE);
    columns_free(&layout);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_body_is_accounted_for_and_the_cap_holds),
        cmocka_unit_test(every_body_is_accounted_for_as_of_any_date),
        cmocka_unit_test(metrics_of_tranches_providers_and_payers_add_up_to_the_contracts),
        cmocka_unit_test(capital_at_risk_is_told_by_month),
        cmocka_unit_test(a_contract_without_tranches_has_no_tranche_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
