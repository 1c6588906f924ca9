#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "json/value.h"
#include "report/indigo.h"
#include "run/run.h"
#include "support/scenario_text.h"

/** The projects that a run gives; to be freed with json_free. The scenario and result are kept for comparison. */
static json_value *projects_of(scenario *self, result **out)
{
    const run_options how = { .threads = 1 };
    assert_int_equal(run_scenario(self, &how, out), RUN_DONE);
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_true(indigo_write(*out, "9.9", file));
    fclose(file);
    json_value *root = json_parse(text);
    assert_non_null(root);
    free(text);
    return root;
}

static double value_at(const json_value *root, const char *pointer)
{
    const json_value *found = json_at(root, pointer);
    if (!found) {
        fail_msg("nothing stands at %s", pointer);
    }
    return json_number(found);
}

static void expect_begins(const json_value *root, const char *pointer, const char *words)
{
    const char *text = json_string(json_at(root, pointer));
    if (!text || strncmp(text, words, strlen(words)) != 0) {
        fail_msg("%s: \"%s\" does not begin with \"%s\"", pointer, text ? text : "nothing", words);
    }
}

/* Names of the INDIGO data standard's project model (schema/project.json of INDIGO-Initiative/indigo-data-standard as of September 2022), those that are written here; below each value,
 * date and amount stands "value". */
static const char *const standard_names[] = {
    "/name", "/notes", "/dates/start_date_of_service_provision", "/dates/anticipated_end_date_of_service_provision", "/dates/anticipated_completion_date",
    "/overall_project_finance/maximum_potential_outcome_payment_v2/currency", "/overall_project_finance/maximum_potential_outcome_payment_v2/amount",
    "/service_provisions/planned_service/start_date", "/service_provisions/planned_service/end_date", "/service_provisions/notes",
    "/outcome_payment_commitments/organisation_role_category", "/outcome_payment_commitments/maximum_potential_outcome_payment/currency",
    "/outcome_payment_commitments/maximum_potential_outcome_payment/amount", "/outcome_payment_commitments/result_type", "/outcome_payment_commitments/period/start_date",
    "/outcome_payment_commitments/period/end_date", "/outcome_payment_commitments/notes",
    "/investments/id", "/investments/investment_commitment/currency", "/investments/investment_commitment/amount/exact", "/investments/maximum_potential_return_type",
    "/investments/maximum_potential_return", "/investments/investment_type", "/investments/notes",
    "/outcome_metrics/id", "/outcome_metrics/definition", "/outcome_metrics/unit_type_of_targeted_service_users_or_beneficiaries", "/outcome_metrics/notes",
    "/outcome_pricings/outcome_metric_id", "/outcome_pricings/currency", "/outcome_pricings/price_per_unit/amount", "/outcome_pricings/price_description",
    "/outcome_payments/period/start_date", "/outcome_payments/period/end_date", "/outcome_payments/type", "/outcome_payments/money/currency", "/outcome_payments/money/amount",
    "/outcome_payments/notes",
    "/results/result_level", "/results/result_type", "/results/period/start_date", "/results/period/end_date", "/results/number_engaged_in_impact_bond", "/results/notes",
};

/** Fails at a text or number whose name the standard does not have. */
static void expect_standard_names(const json_value *of, const char *path)
{
    for (const json_value *item = json_first(of); item; item = json_next(item)) {
        char below[300];
        const char *key = json_key(item);
        snprintf(below, sizeof below, "%s%s%s", path, key && strcmp(key, "value") != 0 ? "/" : "", key && strcmp(key, "value") != 0 ? key : "");
        expect_standard_names(item, below);
        bool known = json_type_of(item) == JSON_OBJECT || json_type_of(item) == JSON_ARRAY;
        for (size_t i = 0; i < sizeof standard_names / sizeof standard_names[0]; i++) {
            known = known || strcmp(standard_names[i], below) == 0;
        }
        if (!known) {
            fail_msg("%s is no name of the standard", below);
        }
    }
}

/* Paths are those of the standard's project schema; amounts are held against what is told of the same metrics. */
static void a_contract_is_a_project_with_commitments_investments_and_payments_by_period(void **state)
{
    (void)state;
    static const char *const patches[] = { "{\"run\": {\"worlds\": 7, \"histories\": 2}}",
                                           "{\"contracts\": {\"days\": {\"limit_gbp\": 123456, \"capital\": {\"commitment_gbp\": 65432}}}}", NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    result *out = NULL;
    json_value *root = projects_of(self, &out);
    const contract_row *contract = &self->contracts.items[0];
    assert_int_equal(json_count(json_get(root, "projects")), self->contracts.count);
    expect_close(value_at(root, "/projects/0/overall_project_finance/maximum_potential_outcome_payment_v2/amount/value"), 123456, 0);
    expect_close(value_at(root, "/projects/0/investments/0/investment_commitment/amount/exact/value"), 65432, 0);
    expect_text(json_string(json_at(root, "/projects/0/outcome_metrics/0/id")), contract->terms.items[0].name);
    expect_close(value_at(root, "/projects/0/outcome_pricings/0/price_per_unit/amount/value"), contract->terms.items[0].price_gbp.value, 0);

    const size_t paid = columns_find(&out->columns, "outcomes_payments_paid_gbp", LEVEL_CONTRACT, 0, 0);
    double sum = 0;
    const json_value *payments = json_at(root, "/projects/0/outcome_payments");
    assert_int_equal(json_count(payments), out->columns.extent.calendars[0].count);
    for (const json_value *one = json_first(payments); one; one = json_next(one)) {
        expect_text(json_string(json_at(one, "/type/value")), "Planned");
        sum += json_number(json_at(one, "/money/amount/value"));
    }
    expect_close(sum, result_told(out, paid).mean, 0.005 * (double)json_count(payments) + 1e-9); /* each is rounded to the penny */
    json_free(root);
    result_free(out);
    scenario_free(self);
}

/* Worked by hand: 2019-02-05 to 2023-02-04 is five financial years; later limits raise the contract's to 150,000; the centre pays 0.3 of it, the council what is left, at most 24,000 a
 * year; a loan brings its rate, equity no more than what can be paid. */
static void commitments_and_returns_are_what_limits_allow_and_investments_are_tranches(void **state)
{
    (void)state;
    static const char *const patches[] = {
        "{\"run\": {\"worlds\": 3, \"histories\": 2}}",
        "{\"contracts\": {\"days\": {\"limit_gbp\": 100000, \"limits_from\": {\"more\": {\"from\": \"2020-01-01\", \"limit_gbp\": 150000}},"
        " \"payers\": {\"here\": {\"limit_gbp_per_year\": 24000}, \"centre\": {\"share\": 0.3, \"rank\": 2, \"until\": \"2022-03-31\"}, \"open\": {\"share\": {\"dist\": \"uniform\", \"min\": 0.1, \"max\": 0.2}, \"rank\": 3}},"
        " \"capital\": {\"tranches\": {\"senior\": {\"title\": \"Senior loan\", \"investor\": \"A bank\", \"earns\": {\"kind\": \"loan\", \"rate_per_year\": 0.07}, \"commitment_gbp\": 40000},"
        "  \"junior\": {\"earns\": {\"kind\": \"equity\"}, \"commitment_gbp\": 9000}}}}}}",
        NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    result *out = NULL;
    json_value *root = projects_of(self, &out);
    expect_close(value_at(root, "/projects/0/overall_project_finance/maximum_potential_outcome_payment_v2/amount/value"), 150000, 0);
    expect_begins(root, "/projects/0/outcome_payment_commitments/0/notes", "here, expected to pay: mean of ");
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/0/maximum_potential_outcome_payment/amount/value"), 5 * 24000, 0);
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/1/maximum_potential_outcome_payment/amount/value"), 0.3 * 150000, 0);
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/2/maximum_potential_outcome_payment/amount/value"), 150000, 0); /* its share is uncertain */
    expect_text(json_string(json_at(root, "/projects/0/outcome_payment_commitments/1/period/end_date/value")), "2022-03-31");
    assert_null(json_at(root, "/projects/0/outcome_payment_commitments/0/total_outcome_payments"));
    expect_text(json_string(json_at(root, "/projects/0/investments/0/id")), "senior");
    expect_begins(root, "/projects/0/investments/0/notes", "Senior loan by A bank, expected to be drawn: mean of ");
    expect_text(json_string(json_at(root, "/projects/0/investments/0/investment_type/value")), "Debt");
    expect_close(value_at(root, "/projects/0/investments/0/investment_commitment/amount/exact/value"), 40000, 0);
    expect_close(value_at(root, "/projects/0/investments/0/maximum_potential_return/value"), 7, 1e-12);
    expect_close(value_at(root, "/projects/0/investments/1/investment_commitment/amount/exact/value"), 9000, 0);
    expect_text(json_string(json_at(root, "/projects/0/investments/1/investment_type/value")), "Equity");
    assert_null(json_at(root, "/projects/0/investments/1/maximum_potential_return"));
    expect_begins(root, "/projects/0/investments/1/notes", "junior, at most GBP 150000 can be paid in all, expected to be drawn: mean of ");
    expect_standard_names(json_at(root, "/projects/0"), "");
    json_free(root);
    result_free(out);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contract_is_a_project_with_commitments_investments_and_payments_by_period),
        cmocka_unit_test(commitments_and_returns_are_what_limits_allow_and_investments_are_tranches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
