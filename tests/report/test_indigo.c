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
    expect_text(json_string(json_at(root, "/projects/0/outcome_payment_commitments/0/id")), "here");
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/0/maximum_potential_outcome_payment/amount/value"), 5 * 24000, 0);
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/1/maximum_potential_outcome_payment/amount/value"), 0.3 * 150000, 0);
    expect_close(value_at(root, "/projects/0/outcome_payment_commitments/2/maximum_potential_outcome_payment/amount/value"), 150000, 0); /* its share is uncertain */
    expect_text(json_string(json_at(root, "/projects/0/outcome_payment_commitments/1/period/end_date/value")), "2022-03-31");
    assert_null(json_at(root, "/projects/0/outcome_payment_commitments/0/total_outcome_payments"));
    expect_text(json_string(json_at(root, "/projects/0/investments/0/id")), "senior");
    expect_text(json_string(json_at(root, "/projects/0/investments/0/name/value")), "Senior loan");
    expect_text(json_string(json_at(root, "/projects/0/investments/0/investor/value")), "A bank");
    expect_close(value_at(root, "/projects/0/investments/0/investment_commitment/amount/exact/value"), 40000, 0);
    expect_close(value_at(root, "/projects/0/investments/0/maximum_potential_return/value"), 7, 1e-12);
    expect_close(value_at(root, "/projects/0/investments/1/investment_commitment/amount/exact/value"), 9000, 0);
    expect_text(json_string(json_at(root, "/projects/0/investments/1/maximum_potential_return_type/value")), "GBP");
    expect_close(value_at(root, "/projects/0/investments/1/maximum_potential_return/value"), 150000, 0);
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
