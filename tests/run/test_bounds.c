#include "support/expect.h"

#include "pay/cash.h"
#include "pay/settle.h"
#include "support/cash_invariants.h"
#include "support/ledger_invariants.h"
#include "support/scenario_text.h"
#include "world/world.h"

/* Settings at the ends of their ranges, each far beyond any programme: days stay days, money stays whole pence of the right sign, sums add up. */

#define REPLICATES 6

static const char *const extremes[] = {
    "{\"therapies\": {\"fft\": {\"course_days\": 6574}}}",
    "{\"therapies\": {\"fft\": {\"course_days\": {\"spread\": \"normal\", \"between\": \"families\", \"median\": null, \"sigma\": null, \"mean\": 6000, \"sd\": 1e9}}}}",
    "{\"people\": {\"wait_days\": 6574}}",
    "{\"people\": {\"wait_days\": {\"spread\": \"gamma\", \"between\": \"families\", \"median\": null, \"sigma\": null, \"shape\": 0.01, \"scale\": 600000}}}",
    "{\"cohorts\": {\"in_care\": {\"elapsed_days\": 6574}}}",
    "{\"people\": {\"age_years\": {\"spread\": \"normal\", \"between\": \"children\", \"min\": null, \"max\": null, \"mean\": 9, \"sd\": 1e9}}}",
    "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"window\": {\"delay_days\": 6574, \"length_days\": 6574}}}}}}",
    "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"window\": {\"length_days\": 6574}, \"price_gbp\": 1e5, \"index\": {\"per_year\": 0.25, \"from\": \"2009-01-01\"}}}}}}",
    "{\"contracts\": {\"days\": {\"claims\": {\"certified_after_days\": 3650, \"paid_after_days\": 3650, \"disputed_share\": 1, \"dispute_days\": 3650}}}}",
    "{\"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 1e8, \"fixed_gbp_per_month\": 1e7, \"per_start_gbp\": 1e6, \"per_completion_gbp\": 1e6, \"therapist_gbp_per_year\": 1e6,"
    " \"overhead_share\": 5, \"wage_growth_per_year\": 0.25, \"provider_margin_share\": 5, \"intermediary_gbp_per_year\": 1e7, \"training_gbp_per_therapist\": 1e6}}}}",
    "{\"contracts\": {\"days\": {\"delivery\": {\"therapist_gbp_per_year\": 50000}, \"capital\": {\"npv_rate_per_year\": -0.5,"
    " \"tranches\": {\"dear\": {\"earns\": {\"kind\": \"loan\", \"rate_per_year\": 1}, \"commitment_gbp\": 1e10}}}}}}",
    "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"site_year_ratio\": 100, \"intake\": {\"families\": [3]}}}}}}",
    "{\"appraisal\": {\"deflator_per_year\": -0.5, \"discount_rate_per_year\": -0.5, \"release_lag_days\": 3650, \"home_support_gbp_per_week\": 10000}}",
};

static void expect_sound(const test_engine *run, const replicate *drawn)
{
    const contract_row *contract = &drawn->in->known.contracts.items[0];
    const contract_outcome *found = &drawn->contracts[0];
    const pay_subject subject = { .scenario = &drawn->in->known, .contract = contract, .calendar = &run->plan.calendars[0],
                                  .units = &found->treated, .as_of_day = run->plan.as_of_day };
    const char *broken = ledger_broken_invariant(&subject, &found->ledger);
    if (broken == NULL) {
        broken = cash_broken_invariant(contract, true, &found->cash);
    }
    if (broken != NULL) {
        fail_msg("%s", broken);
    }
    for (size_t m = 0; m < found->cash.months; m++) {
        assert_true(found->cash.cost[m] >= 0 && found->cash.receipt[m] >= 0);
    }
    const value *worth = &drawn->value[0][COUPLED_SHARED];
    assert_true(isfinite(worth->care_cost_avoided) && isfinite(worth->value_to_government));
}

static void settings_at_the_ends_of_their_ranges_leave_days_and_money_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof extremes / sizeof extremes[0]; i++) {
        const char *const patches[] = { scenario_busy, extremes[i], NULL };
        test_engine run;
        print_message("%s\n", extremes[i]);
        test_engine_make(&run, scenario_small, patches);
        for (uint32_t r = 0; r < REPLICATES; r++) {
            expect_sound(&run, test_engine_run(&run, r / 2, r % 2));
        }
        test_engine_free(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_at_the_ends_of_their_ranges_leave_days_and_money_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
