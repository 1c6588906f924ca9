#include "support/expect.h"
#include "support/scenario_text.h"

/* A variation that changes nothing changes nothing: whatever a contract pays for, it pays the same pence to the same terms by the same payers in the same periods where a
 * variation repeats what already holds. */

#define REPLICATES 8

#define CONTRACT(settings) "{\"contracts\": {\"days\": {" settings "}}}"
#define TERM(settings) CONTRACT("\"terms\": {\"day\": {" settings "}}")
#define MORE(settings) CONTRACT("\"terms\": {\"day\": {\"deadweight\": 0.17}, " settings "}")
#define BASELINE(floor, more) TERM("\"baseline\": {\"kind\": \"written\", \"share\": 0.6}, \"baseline_floor\": \"" floor "\"" more)

/** What is paid for. `second` is a further term that the variations repeat too, or NULL. */
typedef struct {
    const char *says, *patch, *second;
} payment_case;

static const payment_case cases[] = {
    { "by the day", TERM("\"deadweight\": 0.17"), NULL },
    { "by the block", TERM("\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"price_gbp\": 1780.02"), NULL },
    { "out at the end", TERM("\"unit\": {\"kind\": \"still_out\"}, \"window\": {\"length_days\": 411}, \"price_gbp\": 9703.35"), NULL },
    { "stable, taken back", TERM("\"unit\": {\"kind\": \"stable_for\", \"days\": 91}, \"claw_back_days\": 250, \"price_gbp\": 4111.7"), NULL },
    { "a start", TERM("\"unit\": {\"kind\": \"milestone_start\"}, \"price_gbp\": 613.19"), NULL },
    { "a completion", TERM("\"unit\": {\"kind\": \"milestone_completion\"}, \"price_gbp\": 1613.19"), NULL },
    { "from referral, without a start", TERM("\"window\": {\"from\": \"referral\", \"length_days\": 600}, \"eligible_if\": {\"started\": false}"), NULL },
    { "cumulative floor", BASELINE("cumulative", ""), NULL },
    { "floor by period", BASELINE("period", ""), NULL },
    { "no floor", BASELINE("claw_back", ""), NULL },
    { "cumulative floor, least effect", BASELINE("cumulative", ", \"minimum_effect\": 0.03"), NULL },
    { "floor by period, least effect", BASELINE("period", ", \"minimum_effect\": 0.03"), NULL },
    { "no floor, least effect", BASELINE("claw_back", ", \"minimum_effect\": 0.03"), NULL },
    { "children of the past", TERM("\"baseline\": {\"kind\": \"historical_cohort\", \"children\": 70, \"selection_ratio\": 3}"), NULL },
    { "children beside it", TERM("\"baseline\": {\"kind\": \"live_control\", \"children\": 70, \"selection_ratio\": 3}"), NULL },
    { "children beside it, no floor", TERM("\"baseline\": {\"kind\": \"live_control\", \"children\": 70, \"selection_ratio\": 3}, \"baseline_floor\": \"claw_back\""), NULL },
    { "a limit in pounds", TERM("\"deadweight\": 0.17, \"per_child_limit\": {\"gbp\": 9703}"), NULL },
    { "a limit in units", TERM("\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"price_gbp\": 1780.02, \"per_child_limit\": {\"units\": 7.7}"), NULL },
    { "a limit, tapers and growth", TERM("\"taper\": {\"after_days\": [97, 401], \"pays\": [0.43, 0.2]}, \"index\": {\"per_year\": 0.053}, \"per_child_limit\": {\"gbp\": 9703}"),
      NULL },
    { "floor by child", BASELINE("child", ""), NULL },
    { "floor by child, least effect", BASELINE("child", ", \"minimum_effect\": 0.03"), NULL },
    { "floor by child, a limit", BASELINE("child", ", \"per_child_limit\": {\"gbp\": 4003}"), NULL },
    { "cumulative floor, a limit", BASELINE("cumulative", ", \"per_child_limit\": {\"gbp\": 4003}"), NULL },
    { "no floor, a limit", BASELINE("claw_back", ", \"per_child_limit\": {\"units\": 61.3}"), NULL },
    { "floor by child, children beside it", TERM("\"baseline\": {\"kind\": \"live_control\", \"children\": 70, \"selection_ratio\": 3}, \"baseline_floor\": \"child\""), NULL },
    { "one limit over all", CONTRACT("\"per_child_limit\": {\"gbp\": 7001}, \"terms\": {\"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.6}}, "
      "\"start\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 10}, \"price_gbp\": 911.3}}"), "start" },
    { "placement cost", TERM("\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 170.3}, \"baseline_floor\": \"cumulative\", \"price_gbp\": 0.43"), NULL },
    { "placement cost by child", TERM("\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 170.3}, \"baseline_floor\": \"child\", \"price_gbp\": 0.43"), NULL },
    { "bands by period", TERM("\"unit\": {\"kind\": \"stable_for\", \"days\": 61}, \"price_gbp\": 5003.3, \"success\": {\"rates\": [0.4, 0.7], \"pays\": [0.5, 1.1]}"), NULL },
    { "bands over all", TERM("\"unit\": {\"kind\": \"stable_for\", \"days\": 61}, \"price_gbp\": 5003.3, \"success\": {\"rates\": [0.4, 0.7, 0.8], \"pays\": [0.5, 0.9, 1.1], "
      "\"between\": \"linear\", \"over\": \"all\"}"), NULL },
    { "a taper", TERM("\"taper\": {\"after_days\": [97, 401], \"pays\": [0.43, 0.2]}"), NULL },
    { "a growing price", TERM("\"index\": {\"per_year\": 0.053, \"from\": \"2019-05-19\"}"), NULL },
    { "a limit a year", CONTRACT("\"limit_gbp_per_year\": 1500000.1"), NULL },
    { "disputes", CONTRACT("\"claims\": {\"disputed_share\": 0.13, \"dispute_days\": 100, \"dispute_lost_share\": 0.4}"), NULL },
    { "a debt taken off another term", CONTRACT("\"terms\": {\"day\": {\"baseline\": {\"kind\": \"written\", \"share\": 0.45}, \"baseline_floor\": \"claw_back\"}, "
      "\"start\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 10}, \"price_gbp\": 911.3}}"), "start" },
    { "a fee", MORE("\"fee\": {\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 4000.25}"), "fee" },
    { "a bonus", MORE("\"bonus\": {\"unit\": {\"kind\": \"bonus\", \"units\": 30000}, \"by\": \"day\", \"price_gbp\": 50000.05}"), "bonus" },
    { "short referrals", MORE("\"short\": {\"unit\": {\"kind\": \"referral_guarantee\", \"share\": 0.97}, \"price_gbp\": 1234.5}"), "short" },
    { "a fee before a minimum", MORE("\"fee\": {\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 4000.25}, "
      "\"least\": {\"unit\": {\"kind\": \"minimum_payment\", \"gbp_per_month\": 160003}, \"price_gbp\": 0.93}"), "fee" },
    { "a minimum", MORE("\"least\": {\"unit\": {\"kind\": \"minimum_payment\", \"gbp_per_month\": 160003}, \"price_gbp\": 0.93}"), "least" },
    { "payers of terms", CONTRACT("\"terms\": {\"day\": {}, \"start\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 10}, \"price_gbp\": 911.3}}, "
      "\"limit_gbp_per_year\": 1600000, \"payers\": {\"here\": {\"terms\": [\"start\"]}, \"fund\": {\"terms\": [\"day\"], \"limit_gbp\": 2500000}}"), "start" },
    { "an early end", CONTRACT("\"terms\": {\"day\": {\"unit\": {\"kind\": \"still_out\"}, \"window\": {\"length_days\": 211}, \"price_gbp\": 9703.35}}, "
      "\"early_end\": {\"trigger\": \"success_below\", \"below\": 0.8, \"after_months\": 13, \"payment\": \"unpaid\"}"), NULL },
};

static const char *const in_force[] = { "\"again\": {\"from\": \"2019-03-01\", \"in_force\": \"start\", \"terms\": {%s}}",
                                        "\"again\": {\"from\": \"2020-01-17\", \"in_force\": \"claim\", \"terms\": {%s}}",
                                        "\"again\": {\"from\": \"2019-12-17\", \"in_force\": \"claim\", \"terms\": {%1$s}}, "
                                        "\"anew\": {\"from\": \"2020-02-02\", \"in_force\": \"start\", \"terms\": {%1$s}}, "
                                        "\"once_more\": {\"from\": \"2020-08-11\", \"in_force\": \"claim\", \"terms\": {%1$s}}" };

static void expect_same_ledger(const ledger *a, const ledger *b, const char *says)
{
    for (size_t k = 0; k < a->periods; k++) {
        for (size_t t = 0; t < b->terms; t++) {
            expect_close_at((double)b->term_amount[t * b->periods + k], t < a->terms ? (double)a->term_amount[t * a->periods + k] : 0, 0.0, says, __FILE__, __LINE__);
        }
        for (size_t p = 0; p < a->payers; p++) {
            expect_close_at((double)b->by_payer[p * b->periods + k], (double)a->by_payer[p * a->periods + k], 0.0, says, __FILE__, __LINE__);
            expect_close_at((double)b->disputed[p * b->periods + k], (double)a->disputed[p * a->periods + k], 0.0, says, __FILE__, __LINE__);
        }
    }
    expect_close_at((double)b->claw_back_owed, (double)a->claw_back_owed, 0.0, says, __FILE__, __LINE__);
    expect_close_at((double)b->stopped_day, (double)a->stopped_day, 0.0, says, __FILE__, __LINE__);
}

/** Fewer families than planned. */
static const char few[] = "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"first_year_volume\": 0.7}}}}}";

static void expect_unchanged(const payment_case *one, const char *change)
{
    char terms[100], changes[800], patch[900];
    test_engine plain, varied;
    snprintf(terms, sizeof terms, one->second ? "\"day\": {}, \"%s\": {}" : "\"day\": {}", one->second);
    snprintf(changes, sizeof changes, change, terms);
    snprintf(patch, sizeof patch, CONTRACT("\"variations\": {%s}"), changes);
    test_engine_make(&plain, scenario_small, (const char *const[]){ scenario_busy, few, one->patch, NULL });
    test_engine_make(&varied, scenario_small, (const char *const[]){ scenario_busy, few, one->patch, patch, NULL });
    pence paid[TERMS_MAX] = { 0 };
    for (uint32_t i = 0; i < REPLICATES; i++) {
        const ledger *a = &test_engine_run(&plain, i / 2, i % 2)->contracts[0].ledger;
        const ledger *b = &test_engine_run(&varied, i / 2, i % 2)->contracts[0].ledger;
        expect_true(b->terms > a->terms);
        expect_same_ledger(a, b, one->says);
        for (size_t at = 0; at < a->terms * a->periods; at++) {
            paid[at / a->periods] += a->term_amount[at];
        }
    }
    for (size_t t = 0; t < plain.self->contracts.items[0].terms.count; t++) {
        if (paid[t] == 0) {
            fail_msg("%s: a term pays nothing", one->says);
        }
    }
    test_engine_free(&plain);
    test_engine_free(&varied);
}

static void a_variation_that_changes_nothing_changes_no_penny(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t f = 0; f < sizeof in_force / sizeof in_force[0]; f++) {
            expect_unchanged(&cases[i], in_force[f]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_variation_that_changes_nothing_changes_no_penny),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
