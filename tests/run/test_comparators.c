#include "support/expect.h"

#include <string.h>

#include "load/load.h"
#include "run/run.h"

static const document_override compared[] = {
    { "/run/worlds", "40" },
    { "/appraisal/comparator", "{\"essex\": {\"title\": \"Essex all in\", \"cost_per_family_gbp\": 15206}, \"own_team\": {\"contract\": \"in_house_team\"}}" },
};

static double told_mean(const result *of, const char *name, size_t contract)
{
    return result_told(of, columns_find(&of->columns, name, LEVEL_CONTRACT, contract, 0)).mean;
}

static size_t contract_named(const scenario *self, const char *name)
{
    size_t c = 0;
    while (strcmp(self->contracts.items[c].name, name) != 0) {
        c++;
    }
    return c;
}

static result *ran(scenario **self)
{
    fault_list faults = { 0 };
    result *out = NULL;
    *self = scenario_load("scenarios/designs.json", compared, 2, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(*self);
    assert_int_equal(run_scenario(*self, &(run_options){ 0 }, &out), RUN_DONE);
    return out;
}

/* Ratios of means: 1 - (mean cost / mean families) / 15,206, the same with completions and children in place of starts. */
static void a_cost_is_compared_with_a_published_number(void **state)
{
    (void)state;
    scenario *self;
    result *out = ran(&self);
    const size_t c = contract_named(self, "weekly_blocks");
    expect_close(told_mean(out, "delivery_cost_below_comparator_share_essex", c), 1 - told_mean(out, "delivery_cost_per_family_gbp", c) / 15206, 1e-9);
    expect_close(told_mean(out, "payment_per_completion_below_comparator_share_essex", c), 1 - told_mean(out, "payment_per_completion_gbp", c) / 15206, 1e-9);
    expect_close(told_mean(out, "full_cost_per_child_with_family_below_comparator_share_essex", c),
                 1 - told_mean(out, "full_cost_per_child_with_family_gbp", c) / 15206, 1e-9);
    result_free(out);
    scenario_free(self);
}

/* The same families under both contracts: the share is that of the payments themselves, and of a contract with itself it is 0 in every future, so without error. */
static void a_cost_is_compared_with_another_contracts_on_the_same_families(void **state)
{
    (void)state;
    scenario *self;
    result *out = ran(&self);
    const size_t weeks = contract_named(self, "weekly_blocks"), team = contract_named(self, "in_house_team");
    expect_close(told_mean(out, "payment_below_comparator_share_own_team", weeks),
                 1 - told_mean(out, "outcomes_payments_paid_gbp", weeks) / told_mean(out, "outcomes_payments_paid_gbp", team), 1e-9);
    const told itself = result_told(out, columns_find(&out->columns, "delivery_cost_below_comparator_share_own_team", LEVEL_CONTRACT, team, 0));
    expect_close(itself.mean, 0, 0);
    expect_close(itself.upper - itself.lower, 0, 1e-12);
    result_free(out);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cost_is_compared_with_a_published_number),
        cmocka_unit_test(a_cost_is_compared_with_another_contracts_on_the_same_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
