#include <math.h>

#include "support/expect.h"
#include "support/scenario_text.h"

/* What is due in all does not depend on how a contract's days are cut into claim periods, unless a clause looks at periods (docs/model.md names those that do). Each term is
 * rounded once a period, so that two calendars may differ by half a penny for each term and period of both, and by no more. What is owed back in the end is set off. */

#define REPLICATES 4

#define CONTRACT(settings) "{\"contracts\": {\"days\": {" settings "}}}"
#define TERM(settings) CONTRACT("\"terms\": {\"day\": {" settings "}}")
#define LIMIT ", \"per_child_limit\": {\"gbp\": 4003}"
#define WRITTEN(floor) "\"baseline\": {\"kind\": \"written\", \"share\": 0.63}, \"baseline_floor\": \"" floor "\""
#define PAST(floor) "\"baseline\": {\"kind\": \"historical_cohort\", \"children\": 70, \"selection_ratio\": 2}, \"baseline_floor\": \"" floor "\""

/** The first of them is what others are compared with; those up to `of_years` end periods on the contract's anniversaries. */
static const char *const calendars[] = {
    CONTRACT("\"claims\": {\"period_months\": 12}"),
    CONTRACT("\"claims\": {\"period_months\": 1}"),
    CONTRACT("\"claims\": {\"period_months\": 3}"),
    CONTRACT("\"claims\": {\"period_ends\": [\"2019-03-17\", \"2019-03-18\", \"2020-11-02\"], \"period_months\": 5}"),
    CONTRACT("\"claims\": {\"period_ends\": [\"2023-02-04\"]}"),
};
enum { ALL = 5, OF_YEARS = 3 };

typedef struct {
    const char *says, *patch;
    size_t calendars;
} payment_case;

static const payment_case cases[] = {
    { "days", TERM("\"deadweight\": 0.17"), ALL },
    { "days, a limit in pounds", TERM("\"deadweight\": 0.17" LIMIT), ALL },
    { "days, a limit in units", TERM("\"per_child_limit\": {\"units\": 201.3}"), ALL },
    { "blocks, a limit", TERM("\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"price_gbp\": 1780.02" LIMIT), ALL },
    { "out at the end", TERM("\"unit\": {\"kind\": \"still_out\"}, \"window\": {\"length_days\": 411}, \"price_gbp\": 9703.35"), ALL },
    { "out at the end, a limit", TERM("\"unit\": {\"kind\": \"still_out\"}, \"window\": {\"length_days\": 411}, \"price_gbp\": 9703.35" LIMIT), ALL },
    { "stable, taken back", TERM("\"unit\": {\"kind\": \"stable_for\", \"days\": 91}, \"claw_back_days\": 250, \"price_gbp\": 4111.7" LIMIT), ALL },
    { "a start", TERM("\"unit\": {\"kind\": \"milestone_start\"}, \"price_gbp\": 613.19"), ALL },
    { "a completion", TERM("\"unit\": {\"kind\": \"milestone_completion\"}, \"price_gbp\": 1613.19"), ALL },
    { "a taper", TERM("\"taper\": {\"after_days\": [97, 401], \"pays\": [0.43, 0.2]}"), ALL },
    { "a taper and a limit", TERM("\"taper\": {\"after_days\": [97, 401], \"pays\": [0.43, 0.2]}" LIMIT), ALL },
    { "a price that grows with years", TERM("\"index\": {\"per_year\": 0.053}"), OF_YEARS },
    { "a price that grows with years, a limit", TERM("\"index\": {\"per_year\": 0.053}" LIMIT), OF_YEARS },
    { "a written baseline by child", TERM(WRITTEN("child")), ALL },
    { "a written baseline by child, a limit", TERM(WRITTEN("child") LIMIT), ALL },
    { "a written baseline by child, a limit in units", TERM(WRITTEN("child") ", \"per_child_limit\": {\"units\": 61.7}"), ALL },
    { "a written baseline without floor", TERM(WRITTEN("claw_back")), ALL },
    { "a written baseline without floor, a limit", TERM(WRITTEN("claw_back") LIMIT), ALL },
    { "children of the past by child, a limit", TERM(PAST("child") LIMIT), ALL },
    { "children of the past without floor, a limit", TERM(PAST("claw_back") LIMIT), ALL },
    { "children beside it without floor", TERM("\"baseline\": {\"kind\": \"live_control\", \"children\": 70, \"selection_ratio\": 2}, \"baseline_floor\": \"claw_back\""), ALL },
    { "placement cost by child", TERM("\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 170.3}, \"baseline_floor\": \"child\", \"price_gbp\": 0.43"), ALL },
    { "placement cost without floor, one limit over all", CONTRACT("\"per_child_limit\": {\"gbp\": 7001}, \"terms\": {\"day\": {\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 170.3}, \"baseline_floor\": \"claw_back\", \"price_gbp\": 0.43}}"), ALL },
    { "filters", TERM("\"bands\": [\"high\"], \"age_until\": 14.3, \"pays_from\": \"2019-05-13\", \"pays_until\": \"2020-12-19\", \"cohorts\": [\"edge\"]" LIMIT), ALL },
    { "known late", TERM("\"window\": {\"from\": \"referral\"}, \"eligible_if\": {\"completed\": true, \"home_at_day\": 133}" LIMIT), ALL },
    { "a variation by claim", CONTRACT("\"terms\": {\"day\": {\"deadweight\": 0.17" LIMIT "}}, \"variations\": {\"dearer\": {\"from\": \"2020-01-17\", \"in_force\": \"claim\", "
      "\"terms\": {\"day\": {\"price_gbp\": 71.3, \"per_child_limit\": {\"gbp\": 9001}}}}}"), ALL },
    { "a variation by claim, by child", CONTRACT("\"terms\": {\"day\": {" WRITTEN("child") LIMIT "}}, \"variations\": {\"longer\": {\"from\": \"2020-01-17\", \"in_force\": \"claim\", "
      "\"terms\": {\"day\": {\"baseline\": {\"share\": 0.5}, \"window\": {\"length_days\": 811}}}}}"), ALL },
    { "one limit over all", CONTRACT("\"per_child_limit\": {\"gbp\": 7001}, \"terms\": {\"day\": {" WRITTEN("child") "}, "
      "\"start\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 10}, \"price_gbp\": 911.3}, "
      "\"block\": {\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"window\": {\"from\": \"start\", \"length_days\": 700}, \"price_gbp\": 311.3, \"per_child_limit\": {\"units\": 8}}}"), ALL },
    { "a fee and a bonus", CONTRACT("\"terms\": {\"day\": {\"deadweight\": 0.2}, \"fee\": {\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 4000.25}, "
      "\"bonus\": {\"unit\": {\"kind\": \"bonus\", \"units\": 30000}, \"by\": \"day\", \"price_gbp\": 50000.05}}"), ALL },
};

/** Half a penny for each term and period. */
static double roundings(const ledger *book)
{
    return 0.5 * (double)(book->terms * book->periods) + 1e-3;
}

static void expect_alike(const payment_case *one)
{
    test_engine years, other;
    double paid = 0.0;
    test_engine_make(&years, scenario_small, (const char *const[]){ scenario_busy, calendars[0], one->patch, NULL });
    for (size_t c = 1; c < one->calendars; c++) {
        test_engine_make(&other, scenario_small, (const char *const[]){ scenario_busy, calendars[c], one->patch, NULL });
        for (uint32_t i = 0; i < REPLICATES; i++) {
            const ledger *a = &test_engine_run(&years, i, 0)->contracts[0].ledger;
            const ledger *b = &test_engine_run(&other, i, 0)->contracts[0].ledger;
            expect_true(a->periods != b->periods);
            expect_close_at((double)(b->accrued_total - b->claw_back_owed), (double)(a->accrued_total - a->claw_back_owed), roundings(a) + roundings(b), one->says, __FILE__,
                            __LINE__);
            paid += fabs((double)a->accrued_total);
        }
        test_engine_free(&other);
    }
    if (paid == 0.0) {
        fail_msg("%s: nothing is paid", one->says);
    }
    test_engine_free(&years);
}

static void what_is_due_does_not_depend_on_the_claim_periods(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_alike(&cases[i]);
    }
}

/* Ten children who are never in care, of whom each saves 0.45 of a day at 57.42 on each of 730 days, far more than 3,000 pounds: 10 x 3,000, whenever claims are made. */
static void the_best_children_bring_their_limit(void **state)
{
    (void)state;
    static const char *const floors[] = { "cumulative", "child", "claw_back" };
    for (size_t f = 0; f < 3; f++) {
        for (size_t c = 0; c < ALL; c++) {
            char term[300];
            test_engine engine;
            snprintf(term, sizeof term, TERM("\"baseline\": {\"kind\": \"written\", \"share\": 0.45}, \"baseline_floor\": \"%s\", \"per_child_limit\": {\"gbp\": 3000}"), floors[f]);
            test_engine_make(&engine, scenario_small,
                             (const char *const[]){ "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}, "
                                                    "\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [10]}}}}}}",
                                                    calendars[c], term, NULL });
            const ledger *book = &test_engine_run(&engine, 0, 0)->contracts[0].ledger;
            expect_close((double)book->accrued_total, 3000000.0, roundings(book));
            test_engine_free(&engine);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_due_does_not_depend_on_the_claim_periods),
        cmocka_unit_test(the_best_children_bring_their_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
