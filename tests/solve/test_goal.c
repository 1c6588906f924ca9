#include "solve/goal.h"

#include "solve/written.h"

static void goals_of_all_forms_are_read(void **state)
{
    (void)state;
    const struct {
        const char *text;
        goal expected;
    } cases[] = {
        {"mean(value_to_government_gbp) >= -1250.5",
         {.measure = GOAL_MEAN, .compare = COMPARE_AT_LEAST, .bound = -1250.5, .metric = "value_to_government_gbp", .metric_at = 5}},
        {"  P( investor_npv_gbp>3e4 )<=12.5% ",
         {.measure = GOAL_PROBABILITY, .passes = COMPARE_ABOVE, .threshold = 30000, .compare = COMPARE_AT_MOST, .bound = 0.125, .metric = "investor_npv_gbp", .metric_at = 5}},
        {"p95(contract.days at home.delivery_cost_gbp) < 7",
         {.measure = GOAL_QUANTILE, .level = 0.95, .compare = COMPARE_BELOW, .bound = 7, .metric = "contract.days at home.delivery_cost_gbp", .metric_at = 4}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal found;
        fault_list faults = {0};
        assert_true(goal_parse(cases[i].text, &found, &faults));
        const goal *expected = &cases[i].expected;
        assert_int_equal(found.measure, expected->measure);
        assert_int_equal(found.compare, expected->compare);
        assert_int_equal(found.passes, expected->passes);
        expect_close(found.level, expected->level, 1e-15);
        expect_close(found.threshold, expected->threshold, 0);
        expect_close(found.bound, expected->bound, 1e-15);
        expect_text(found.metric, expected->metric);
        assert_int_equal(found.metric_at, expected->metric_at);
    }
}

static void a_goal_that_is_wrong_names_the_column_and_what_is_missing(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int column;
        const char *says;
    } cases[] = {
        {"median(x) > 3", 1, "mean, P or a percentile"},      {"p0(x) > 3", 1, "a percentile"},     {"mean value > 3", 6, "\"(\" is missing"},
        {"mean(care_days > 3", 19, "\")\" is missing"},       {"P(care_days) >= 0.5", 12, "a comparison"}, {"mean(x) = 3", 9, "a comparison"},
        {"mean(x) >= three", 12, "a number written plainly"},  {"mean(x) >= 0x1F", 12, "a number written plainly"},
        {"mean(x) >= 1,000", 12, "a number written plainly"}, {"mean(x) >= \xc2\xa3" "3", 12, "a number written plainly"}, {"mean(x) >= 3.5m", 12, "a number written plainly"},
        {"mean(x) >= ", 12, "a number is missing"},           {"P(x > 1) >= 60", 13, "or of 0% .. 100%"},      {"P(x > 1) >= 1.5", 13, "a probability"},    {"mean(x) >= 3 or 4", 14, "the end of the goal"},
        {"mean() > 1", 6, "the name of a metric"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal found;
        fault_list faults = {0};
        assert_false(goal_parse(cases[i].text, &found, &faults));
        assert_int_equal(faults.count, 1);
        assert_int_equal(faults.items[0].column, cases[i].column);
        assert_non_null(strstr(faults.items[0].text, cases[i].says));
        fault_list_free(&faults);
    }
}

static void metrics_are_found_by_heading_and_by_plain_name(void **state)
{
    (void)state;
    const struct {
        const char *text, *name;
        metric_level level;
        bool apart;
        size_t cells;
    } cases[] = {
        {"mean(care_days) > 1", "care_days", LEVEL_PROGRAMME, false, 1},
        {"mean(site.here.care_days) > 1", "care_days", LEVEL_SITE, false, 1},
        {"mean(investor_npv_gbp) > 1", "investor_npv_gbp", LEVEL_CONTRACT, false, 1},
        {"mean(contract.days.outcomes_payments_paid_gbp) > 1", "outcomes_payments_paid_gbp", LEVEL_CONTRACT, false, 1},
        {"mean(days_averted) > 1", "days_averted", LEVEL_CONTRACT, false, 1},
        {"P(days_averted > 0) > 0.5", "days_averted", LEVEL_CONTRACT, false, 1},
        {"P(days_averted.independent > 0) > 0.5", "days_averted", LEVEL_CONTRACT, true, 1},
        {"mean(care_days_untreated.independent) > 0.5", "care_days_untreated", LEVEL_PROGRAMME, true, 1},
        {"mean(payment_per_family_gbp) > 1", "payment_per_family_gbp", LEVEL_CONTRACT, false, 2},
        {"p10(payment_per_family_gbp) > 1", "payment_per_family_gbp", LEVEL_CONTRACT, false, 1},
        {"P(investor_irr_per_year > 0.05) > 0.5", "investor_irr_per_year", LEVEL_CONTRACT, false, 1},
    };
    written small;
    written_make(&small, &(document_override){"/reporting/coupling", "\"both\""}, 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal found;
        fault_list faults = {0};
        assert_true(goal_parse(cases[i].text, &found, &faults) && goal_resolve(&found, &small.layout, &faults));
        expect_text(found.cells[0].name, cases[i].name);
        assert_int_equal(found.cells[0].level, cases[i].level);
        assert_int_equal(found.cells[0].apart, cases[i].apart);
        assert_int_equal(found.cell_count, cases[i].cells);
    }
    written_free(&small);
}

static void a_metric_that_cannot_be_asked_for_is_refused_with_what_can(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int column;
        const char *says;
    } cases[] = {
        {"mean(care_dais) > 1", 6, "did you mean \"care_days\"?"},
        {"p5(contract.days.investor_npv_gb) > 1", 4, "contract.days.investor_npv_gbp"},
        {"mean(payments_by_payer_gbp) > 1", 6, "contract.days.payer.here.payments_by_payer_gbp"},
        {"mean(investor_irr_per_year) > 1", 6, "never averaged"},
        {"p50(commissioner_saves) > 0.5", 5, "yes or no"},
    };
    written small;
    written_make(&small, NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal found;
        fault_list faults = {0};
        assert_true(goal_parse(cases[i].text, &found, &faults));
        assert_false(goal_resolve(&found, &small.layout, &faults));
        assert_int_equal(faults.items[0].column, cases[i].column);
        if (!strstr(faults.items[0].text, cases[i].says)) {
            fail_msg("%s: %s", cases[i].text, faults.items[0].text);
        }
        fault_list_free(&faults);
    }
    written_free(&small);
}

/* A difference is by shared draws under its plain name, and apart where separate luck is run; what is asked for otherwise is told of by the name that is there. */
static void draws_that_are_not_run_are_refused_with_the_name_that_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *coupling, *text, *says;
    } cases[] = {
        {"\"shared\"", "mean(days_averted.shared) > 1", "write days_averted"},
        {"\"both\"", "P(contract.days.days_averted.shared > 0) > 0.5", "write contract.days.days_averted"},
        {"\"shared\"", "p5(days_averted.independent) > 1", "set /reporting/coupling to \"both\""},
        {"\"independent\"", "mean(days_averted) > 1", "write days_averted.independent"},
        {"\"both\"", "mean(starts.independent) > 1", "write starts"},
        {"\"both\"", "mean(non_additional_payment_gbp.independent) > 1", "write non_additional_payment_gbp"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        written small;
        goal found;
        fault_list faults = {0};
        written_make(&small, &(document_override){"/reporting/coupling", cases[i].coupling}, 1);
        assert_true(goal_parse(cases[i].text, &found, &faults));
        assert_false(goal_resolve(&found, &small.layout, &faults));
        if (faults.count != 1 || !strstr(faults.items[0].text, cases[i].says)) {
            fail_msg("%s: %s", cases[i].text, faults.items[0].text);
        }
        fault_list_free(&faults);
        written_free(&small);
    }
}

static void only_ranges_and_probabilities_of_differences_depend_on_luck(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool depends;
    } cases[] = {{"mean(days_averted) > 1", false},      {"p5(days_averted) > 1", true},         {"P(days_averted > 0) > 0.5", true},
                 {"mean(commissioner_saves) > 0.5", true}, {"P(investor_npv_gbp > 0) > 0.5", false}, {"mean(investor_loses) < 0.5", false}};
    written small;
    written_make(&small, NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        goal found;
        fault_list faults = {0};
        assert_true(goal_parse(cases[i].text, &found, &faults) && goal_resolve(&found, &small.layout, &faults));
        assert_int_equal(goal_depends_on_luck(&found), cases[i].depends);
    }
    written_free(&small);
}

/* Two worlds of two histories with an undefined one: (3, 8), (NaN, 1): defined 3, 8, 1. */
static void measures_are_those_of_the_defined_futures(void **state)
{
    (void)state;
    const double rows[] = {3, 8, (double)NAN, 1};
    double scratch[20];
    goal of = {.measure = GOAL_MEAN, .cell_count = 1};
    expect_close(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).value, 4, 1e-15);
    assert_int_equal(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).undefined, 1);
    assert_int_equal(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).futures, 4);
    of = (goal){.measure = GOAL_PROBABILITY, .passes = COMPARE_ABOVE, .threshold = 2, .cell_count = 1};
    assert_int_equal(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).undefined, 1);
    expect_close(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).value, 0.5, 1e-15); /* of four futures, two */
    of = (goal){.measure = GOAL_QUANTILE, .level = 0.25, .cell_count = 1};
    expect_close(goal_measured(&of, &(goal_rows){rows, 1, 2, 2, NULL}, scratch).value, 2, 1e-15); /* of 1, 3, 8: half-way from 1 to 3 */
    const double parts[] = {10, 2, 30, 2, 5, 4, 11, 8}; /* by futures: numerator, denominator */
    of = (goal){.measure = GOAL_MEAN, .cell_count = 2};
    expect_close(goal_measured(&of, &(goal_rows){parts, 2, 2, 2, NULL}, scratch).value, 56.0 / 16, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goals_of_all_forms_are_read),
        cmocka_unit_test(a_goal_that_is_wrong_names_the_column_and_what_is_missing),
        cmocka_unit_test(metrics_are_found_by_heading_and_by_plain_name),
        cmocka_unit_test(a_metric_that_cannot_be_asked_for_is_refused_with_what_can),
        cmocka_unit_test(draws_that_are_not_run_are_refused_with_the_name_that_is_there),
        cmocka_unit_test(only_ranges_and_probabilities_of_differences_depend_on_luck),
        cmocka_unit_test(measures_are_those_of_the_defined_futures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
