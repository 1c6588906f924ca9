#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pay/settle.h"
#include "replicate/own_view.h"
#include "summarise/columns.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* A contract that drops families against one whose site closes in time: those who never start under the one are not even referred to the other, and whoever starts has
 * the same coordinates and so the same career in both. */

#define HISTORIES 12

static const char eventful[] =
    "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.45}}}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"first_year_volume\": 0.5, \"intake\": {\"families\": [9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 7]}}}}}}";

/* Half of those planned are referred, so that the second quarter's end, 4 August 2019, ends it on 3 September, day 210. */
static const char ends_early[] =
    "{\"contracts\": {\"days\": {\"early_end\": {\"trigger\": \"referrals_below\", \"below\": 0.8, \"after_months\": 6, \"notice_days\": 30}}}}";
static const char closes_then[] = "{\"sites\": {\"here\": {\"closes\": \"2019-09-03\"}}}";

static void expect_same_people(const replicate *whole, const contract_outcome *ended, const replicate *closed)
{
    const tally *seen = &ended->own_tallies[0];
    const tally *expected = &closed->tallies[0];
    assert_non_null(ended->own_tallies);
    expect_close(seen->starts, expected->starts, 0);
    expect_close(seen->window_days, expected->window_days, 0);
    for (size_t arm = 0; arm < ARM_COUNT; arm++) {
        expect_close(seen->arm[arm].care_days_total, expected->arm[arm].care_days_total, 0);
        expect_close(seen->arm[arm].care_days_to_18, expected->arm[arm].care_days_to_18, 0);
    }
    expect_close(whole->tallies[0].starts, expected->starts + (double)ended->families_dropped, 0);
    expect_close(ended->value[0][COUPLED_INDEPENDENT].days_averted, closed->contracts[0].value[0][COUPLED_INDEPENDENT].days_averted, 1e-9);
}

static void expect_same_money(const contract_outcome *ended, const contract_outcome *closed)
{
    assert_int_equal(ended->ledger.accrued_total, closed->ledger.accrued_total);
    assert_int_equal(ended->ledger.paid_total, closed->ledger.paid_total);
    assert_int_equal(ended->non_additional, closed->non_additional);
}

static void compare_endings(const char *payment, const char *other)
{
    test_engine ending, closing, running;
    test_engine_make(&ending, scenario_small, (const char *const[]){ eventful, ends_early, payment, NULL });
    test_engine_make(&closing, scenario_small, (const char *const[]){ eventful, closes_then, other, NULL });
    test_engine_make(&running, scenario_small, (const char *const[]){ eventful, NULL });
    for (uint32_t h = 0; h < HISTORIES; h++) {
        const replicate *ended = test_engine_run(&ending, 0, h);
        const replicate *closed = test_engine_run(&closing, 0, h);
        const replicate *whole = test_engine_run(&running, 0, h);
        assert_int_equal(ended->contracts[0].ledger.stopped_day, 210);
        expect_true(ended->contracts[0].families_dropped > 0);
        expect_same_people(ended, &ended->contracts[0], closed);
        expect_same_money(&ended->contracts[0], &closed->contracts[0]);
        expect_close(ended->tallies[0].arm[ARM_TREATED].care_days_total, whole->tallies[0].arm[ARM_TREATED].care_days_total, 0);
        expect_close(ended->value[0][COUPLED_SHARED].days_averted, whole->value[0][COUPLED_SHARED].days_averted, 0);
        expect_true(whole->contracts[0].own_tallies == NULL && whole->contracts[0].ledger.stopped_day == AS_OF_EVERYTHING);
    }
    test_engine_free(&ending);
    test_engine_free(&closing);
    test_engine_free(&running);
}

static void an_early_end_with_its_tail_paid_is_a_site_that_closes(void **state)
{
    (void)state;
    compare_endings("{}", "{}");
}

static void an_early_end_unpaid_is_a_contract_whose_last_day_comes_then(void **state)
{
    (void)state;
    compare_endings("{\"contracts\": {\"days\": {\"early_end\": {\"payment\": \"unpaid\"}}}}", "{\"contracts\": {\"days\": {\"last_claimable\": \"2019-09-03\"}}}");
}

/* After the end nothing but delivery is paid: 7 a start and 31,000 a year fixed, a tenth more, month by month from September on. */
static void an_early_end_may_pay_delivery_instead(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){ eventful, ends_early,
                                            "{\"contracts\": {\"days\": {\"early_end\": {\"payment\": \"cost_plus\", \"cost_plus_share\": 0.1},"
                                            " \"delivery\": {\"fixed_gbp_per_month\": 2583.37, \"per_start_gbp\": 7}}}}",
                                            NULL });
    const replicate *done = test_engine_run(&run, 0, 3);
    const ledger *paid = &done->contracts[0].ledger;
    const cash *account = &done->contracts[0].cash;
    const claim_calendar *calendar = &run.plan.calendars[0];
    pence later = 0;
    for (size_t k = 0; k < paid->periods; k++) {
        const bool after = calendar->items[k].until_day - 1 > 210;
        expect_true(after || paid->cost_plus[k] == 0);
        later += paid->cost_plus[k];
        expect_true(calendar->items[k].from_day <= 210 || paid->accrued[k] == paid->cost_plus_amount[k]);
    }
    pence cost = 0;
    for (size_t m = 7; m < account->months; m++) { /* September 2019 is month 7 */
        cost += account->cost[m];
    }
    expect_true(later > 0);
    expect_close((double)later, 1.1 * (double)cost, (double)paid->periods);
    assert_int_equal(account->receipt_total, paid->paid_total);
    test_engine_free(&run);
}

/* A commitment that pays for about three months of starts at 1,000 each; outcomes are paid a year late. */
static const char short_of_money[] =
    "{\"contracts\": {\"days\": {\"claims\": {\"paid_after_days\": 400}, \"delivery\": {\"per_start_gbp\": 1000}, \"capital\": {\"commitment_gbp\": 13000}}}}";

static void starts_that_stop_are_those_of_a_site_that_closes(void **state)
{
    (void)state;
    test_engine ending;
    test_engine_make(&ending, scenario_small,
                     (const char *const[]){ eventful, short_of_money, "{\"contracts\": {\"days\": {\"capital\": {\"on_exhaustion\": \"stop\"}}}}", NULL });
    for (uint32_t h = 0; h < 4; h++) {
        const replicate *ended = test_engine_run(&ending, 0, h);
        const contract_outcome *found = &ended->contracts[0];
        char closes[128];
        char day[DATE_TEXT_SIZE];
        expect_true(found->cash.exhausted_month > 0);
        date_write(date_month_end(date_add_months(date_month_end(ending.self->starts), found->cash.exhausted_month)), day);
        snprintf(closes, sizeof closes, "{\"sites\": {\"here\": {\"closes\": \"%s\"}}}", day);
        test_engine closing;
        test_engine_make(&closing, scenario_small, (const char *const[]){ eventful, short_of_money, closes, NULL });
        const replicate *closed = test_engine_run(&closing, 0, h);
        expect_same_people(ended, found, closed);
        expect_same_money(found, &closed->contracts[0]);
        assert_int_equal(found->cash.cost_total, closed->contracts[0].cash.cost_total);
        test_engine_free(&closing);
    }
    test_engine_free(&ending);
}

static void nobody_starts_in_the_month_after_money_lacked(void **state)
{
    (void)state;
    test_engine run;
    size_t paused = 0;
    test_engine_make(&run, scenario_small,
                     (const char *const[]){ eventful, short_of_money, "{\"contracts\": {\"days\": {\"capital\": {\"on_exhaustion\": \"pause_starts\"}}}}", NULL });
    for (uint32_t h = 0; h < HISTORIES; h++) {
        const contract_outcome *found = &test_engine_run(&run, 0, h)->contracts[0];
        for (size_t m = 0; m + 1 < found->cash.months; m++) {
            expect_true(found->cash.carried[m] <= 0 || found->cash.cost[m + 1] == 0);
        }
        paused += found->cash.paused_months;
        expect_true((found->families_dropped > 0) == (found->cash.paused_months > 0));
        assert_int_equal(found->ledger.stopped_day, AS_OF_EVERYTHING);
    }
    expect_true(paused > HISTORIES);
    test_engine_free(&run);
}

static double value_of(const columns *layout, const double row[], const char *name, metric_level level)
{
    const size_t found = columns_find(layout, name, level, 0, 0);
    assert_true(found != COLUMN_NONE);
    return row[found];
}

static void metrics_of_the_contract_are_of_its_own_view(void **state)
{
    (void)state;
    test_engine run;
    columns layout;
    test_engine_make(&run, scenario_small, (const char *const[]){ eventful, ends_early, NULL });
    const replicate *done = test_engine_run(&run, 0, 3);
    const contract_outcome *found = &done->contracts[0];
    const run_extent extent = { run.plan.calendars, done->monthly.months, found->cash.months, done->exposure.first_year, done->exposure.years };
    assert_true(columns_make(run.self, &extent, &layout));
    double *row = calloc(layout.count, sizeof *row);
    double *parts = calloc(layout.parts + 1, sizeof *parts);
    assert_true(row && parts);
    columns_fill(&layout, done, row, parts);
    const double dropped = value_of(&layout, row, "families_dropped", LEVEL_CONTRACT);
    expect_true(dropped > 0);
    expect_close(value_of(&layout, row, "starts", LEVEL_CONTRACT), done->tallies[0].starts - dropped, 0);
    expect_close(value_of(&layout, row, "starts", LEVEL_PROGRAMME), done->tallies[0].starts, 0);
    expect_close(value_of(&layout, row, "days_averted", LEVEL_CONTRACT), found->value[0][COUPLED_SHARED].days_averted, 1e-9);
    expect_close(value_of(&layout, row, "contract_stopped_early", LEVEL_CONTRACT), 1, 0);
    expect_close(value_of(&layout, row, "stopped_date", LEVEL_CONTRACT), (double)run.self->starts + 210, 0);
    free(row);
    free(parts);
    columns_free(&layout);
    test_engine_free(&run);
}

static bool same_career(const careers *a, size_t child, const careers *b)
{
    const size_t count = a->first[child + 1] - a->first[child];
    const size_t i = a->first[child], k = b->first[child];
    return count == b->first[child + 1] - b->first[child] && memcmp(a->from + i, b->from + k, count * sizeof *a->from) == 0 &&
           memcmp(a->state + i, b->state + k, count * sizeof *a->state) == 0;
}

/* Of those dropped the view has the untreated careers by shared draws in all arms, which are not those by independent draws; of the others each arm's own. */
static void a_dropped_family_lives_its_untreated_career_by_shared_draws(void **state)
{
    (void)state;
    test_engine run;
    own_view view = {0};
    size_t dropped = 0, differ = 0;
    test_engine_make(&run, scenario_small, (const char *const[]){ eventful, NULL });
    for (uint32_t h = 0; h < HISTORIES; h++) {
        const replicate *done = test_engine_run(&run, 0, h);
        measure_subject whole = { .families = &done->families, .as_of_day = DAY_UNBOUNDED };
        for (size_t arm = 0; arm < ARM_COUNT; arm++) {
            whole.arm[arm] = &done->arm[arm];
        }
        const careers *shared = &done->arm[ARM_UNTREATED_SHARED];
        assert_true(own_view_begin(&whole, &view));
        assert_true(own_view_drop(&whole, 1, 97, 211, &view) > 0);
        assert_true(own_view_look(&whole, shared, &view));
        for (size_t i = 0; i < done->families.count; i++) {
            dropped += view.dropped[i];
            differ += view.dropped[i] && !same_career(shared, i, &done->arm[ARM_UNTREATED_INDEPENDENT]);
            assert_true(!view.dropped[i] || !(view.subject.families->started_at[i] < TIME_NEVER));
            for (size_t arm = 0; arm < ARM_COUNT; arm++) {
                assert_true(same_career(view.dropped[i] ? shared : whole.arm[arm], i, view.subject.arm[arm]));
            }
        }
    }
    assert_true(dropped > 100 && differ > 20);
    own_view_free(&view);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dropped_family_lives_its_untreated_career_by_shared_draws),
        cmocka_unit_test(an_early_end_with_its_tail_paid_is_a_site_that_closes),
        cmocka_unit_test(an_early_end_unpaid_is_a_contract_whose_last_day_comes_then),
        cmocka_unit_test(an_early_end_may_pay_delivery_instead),
        cmocka_unit_test(starts_that_stop_are_those_of_a_site_that_closes),
        cmocka_unit_test(metrics_of_the_contract_are_of_its_own_view),
        cmocka_unit_test(nobody_starts_in_the_month_after_money_lacked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
