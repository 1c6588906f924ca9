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
    const contract_row *contract = MAP_ITEM(contract_row, self->contracts, 0);
    assert_int_equal(json_count(json_get(root, "projects")), self->contracts.count);
    expect_close(value_at(root, "/projects/0/overall_project_finance/maximum_potential_outcome_payment_v2/amount/value"), 123456, 0);
    expect_close(value_at(root, "/projects/0/investments/0/investment_commitment/amount/exact/value"), 65432, 0);
    expect_text(json_string(json_at(root, "/projects/0/outcome_metrics/0/id")), MAP_ITEM(term_row, contract->terms, 0)->name);
    expect_close(value_at(root, "/projects/0/outcome_pricings/0/price_per_unit/amount/value"), MAP_ITEM(term_row, contract->terms, 0)->price_gbp.value, 0);

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

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_contract_is_a_project_with_commitments_investments_and_payments_by_period) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
