#include "support/expect.h"
#include "support/scenario_text.h"

/* What must hold between two contracts on the same families, replicate by replicate, for a term by the day and one by the block. */

#define REPLICATES 24

/** What is paid for, with its price. */
static const char *const units[] = { "\"unit\": {\"kind\": \"per_day\"}, \"price_gbp\": 57.42", "\"unit\": {\"kind\": \"per_block\", \"days\": 31}, \"price_gbp\": 1780.02" };

/** The busy programme with one term by `unit`, patched. */
static void engine_with(test_engine *engine, const char *unit, const char *patch)
{
    char chosen[400];
    snprintf(chosen, sizeof chosen, "{\"contracts\": {\"days\": {\"terms\": {\"day\": {%s, \"deadweight\": 0.17, \"per_child_limit\": {\"gbp\": 9703}}}}}}", unit);
    const char *const patches[] = { scenario_busy, chosen, patch, NULL };
    test_engine_make(engine, scenario_small, patches);
}

/** Two contracts, and whether the second pays at least as much (or `times` as much, within a penny a period). */
typedef struct {
    const char *says, *first, *second;
    double times; /* 0: at least as much */
} law;

#define TERM(settings) "{\"contracts\": {\"days\": {\"terms\": {\"day\": {" settings "}}}}}"
#define CONTRACT(settings) "{\"contracts\": {\"days\": {" settings "}}}"

static const law laws[] = {
    { "a higher limit never pays less", CONTRACT("\"limit_gbp\": 1430011"), CONTRACT("\"limit_gbp\": 2171003"), 0 },
    { "no limit never pays less", CONTRACT("\"limit_gbp\": 2171003"), "{}", 0 },
    { "a higher limit of a child never pays less", TERM("\"per_child_limit\": {\"gbp\": 4003}"), TERM("\"per_child_limit\": {\"gbp\": 7001}"), 0 },
    { "a longer window never pays less", TERM("\"window\": {\"length_days\": 401}"), TERM("\"window\": {\"length_days\": 611}"), 0 },
    { "less deadweight never pays less", TERM("\"deadweight\": 0.31"), "{}", 0 },
    { "a taper never pays more", TERM("\"taper\": {\"after_days\": [97], \"pays\": [0.43]}"), "{}", 0 },
    { "a growing price never pays less", "{}", TERM("\"index\": {\"per_year\": 0.053}"), 0 },
    { "fewer days paid never pay more", TERM("\"pays_from\": \"2019-11-07\", \"pays_until\": \"2020-12-13\""), "{}", 0 },
    { "double the limits, without others, pays twice what they allow", CONTRACT("\"limit_gbp\": 143011.37"), CONTRACT("\"limit_gbp\": 286022.74"), 2 },
};

static void expect_law(const law *one, const char *unit)
{
    test_engine first, second;
    engine_with(&first, unit, one->first);
    engine_with(&second, unit, one->second);
    double more = 0.0;
    for (uint32_t i = 0; i < REPLICATES; i++) {
        const ledger *a = &test_engine_run(&first, i / 2, i % 2)->contracts[0].ledger;
        const ledger *b = &test_engine_run(&second, i / 2, i % 2)->contracts[0].ledger;
        const double before = (double)a->accrued_total;
        const double after = (double)b->accrued_total;
        if (one->times > 0) {
            expect_close_at(after, one->times * before, (double)a->periods, one->says, __FILE__, __LINE__);
        } else if (after < before - (double)a->periods) {
            fail_msg("%s: %.0f, then %.0f pence", one->says, before, after);
        }
        more += after - before;
    }
    if (more <= 0.0) { /* the law says nothing then */
        fail_msg("%s: it is the same contract twice", one->says);
    }
    test_engine_free(&first);
    test_engine_free(&second);
}

static void laws_between_contracts_hold_in_every_replicate(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
        for (size_t u = 0; u < 2; u++) {
            expect_law(&laws[i], units[u]);
        }
    }
}

/* Price and limits of a child twice as high: each term and period pays double, within a penny. */
static void double_the_price_pays_double(void **state)
{
    (void)state;
    static const char *const doubled[] = { TERM("\"price_gbp\": 114.84, \"per_child_limit\": {\"gbp\": 19406}"),
                                           TERM("\"price_gbp\": 3560.04, \"per_child_limit\": {\"gbp\": 19406}") };
    for (size_t u = 0; u < 2; u++) {
        test_engine once, twice;
        engine_with(&once, units[u], "{}");
        engine_with(&twice, units[u], doubled[u]);
        for (uint32_t i = 0; i < REPLICATES; i++) {
            const ledger *a = &test_engine_run(&once, i, 0)->contracts[0].ledger;
            const ledger *b = &test_engine_run(&twice, i, 0)->contracts[0].ledger;
            for (size_t k = 0; k < a->periods; k++) {
                expect_close((double)b->term_entitled[k], 2.0 * (double)a->term_entitled[k], 1.0);
            }
            expect_true(a->accrued_total > 1000000);
        }
        test_engine_free(&once);
        test_engine_free(&twice);
    }
}

/* By hand: 40 families planned for 5 February to 4 March 2019, half of whom come; the first period is 5 February to 4 May: three months end in it, and 0.9 x 40 - 20 = 16
 * families are short. The minimum: 3 x 9,000 = 27,000 less 16 x 1,234.5 = 19,752 and 3 x 500.25 = 1,500.75: 5,747.25. In the second period: 3 x 500.25, and the rest of
 * 27,000. */
static void terms_by_period_are_paid_by_the_calendar(void **state)
{
    (void)state;
    const char *const patches[] = {
        "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"first_year_volume\": 0.5}}}}, \"contracts\": {\"days\": {\"claims\": {\"period_months\": 3}, \"terms\": {\"day\": null,"
        " \"guarantee\": {\"unit\": {\"kind\": \"referral_guarantee\", \"share\": 0.9}, \"price_gbp\": 1234.5},"
        " \"fee\": {\"unit\": {\"kind\": \"block_fee\"}, \"price_gbp\": 500.25},"
        " \"least\": {\"unit\": {\"kind\": \"minimum_payment\", \"gbp_per_month\": 9000}, \"price_gbp\": 1}}}}}",
        NULL
    };
    test_engine engine;
    test_engine_make(&engine, scenario_small, patches);
    const contract_outcome *found = &test_engine_run(&engine, 0, 0)->contracts[0];
    const size_t periods = found->ledger.periods;
    expect_close(found->treated.referrals[0], 20.0, 0.0);
    expect_close(found->treated.planned_referrals[0], 40.0, 1e-9);
    expect_close(found->treated.planned_starts[0], 40.0, 1e-9);
    expect_close(found->treated.planned_referrals[1], 0.0, 0.0);
    assert_int_equal(found->ledger.term_entitled[0], 1975200);
    assert_int_equal(found->ledger.term_entitled[periods], 150075);
    assert_int_equal(found->ledger.term_entitled[2 * periods], 574725);
    assert_int_equal(found->ledger.term_entitled[1], 0);
    assert_int_equal(found->ledger.term_entitled[2 * periods + 1], 2549925);
    test_engine_free(&engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_between_contracts_hold_in_every_replicate),
        cmocka_unit_test(terms_by_period_are_paid_by_the_calendar),
        cmocka_unit_test(double_the_price_pays_double),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
