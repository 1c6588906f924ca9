#include "compare/designs.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "load/load.h"
#include "support/expect.h"

static const document_override few[] = { { "/run/worlds", "12" }, { "/run/histories", "2" }, { "/run/seed", "31" } };

static int in_sources(void **state)
{
    (void)state;
    return chdir(EDGECARE_SOURCE);
}

/** The mean of a contract's metric in a run of its own. */
static double mean_of(const result *of, const char *name, size_t contract)
{
    const size_t at = columns_find(&of->columns, name, LEVEL_CONTRACT, contract, 0);
    double sum = 0;
    for (size_t r = 0; r < of->replicates; r++) {
        sum += of->rows[r * of->columns.count + at];
    }
    return sum / (double)of->replicates;
}

static const contract_row *design_named(const scenario *self, const char *name, size_t *index)
{
    for (*index = 0; *index < self->contracts.count; ++*index) {
        if (strcmp(self->contracts.items[*index].name, name) == 0) {
            return &self->contracts.items[*index];
        }
    }
    fail_msg("there is no design %s", name);
    return NULL;
}

/* What the scenario's own contract pays, from a run of its own; each design within half a per cent of it, the two without outcomes by their cost. */
static void designs_pay_as_much_as_the_contract(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    document *doc = document_read("scenarios/typical-edge-of-care.json", few, 3, &faults);
    scenario *base = scenario_from_document(doc, &faults);
    result *own = NULL, *all = NULL;
    designs made;
    assert_int_equal(run_scenario(base, &(run_options){ .threads = 2 }, &own), RUN_DONE);
    assert_int_equal(designs_make(doc, base, &(run_options){ .threads = 2 }, &made, &faults), RUN_DONE);
    scenario *put = scenario_from_document(made.doc, &faults);
    assert_non_null(put);
    assert_int_equal(put->contracts.count, 10);
    assert_true(has_rivals(put));
    assert_int_equal(run_scenario(put, &(run_options){ .threads = 2 }, &all), RUN_DONE);
    size_t fee, team;
    assert_false(capital_is_written(&design_named(put, "fee_for_service", &fee)->capital));
    assert_false(capital_is_written(&design_named(put, "in_house_team", &team)->capital));
    const double paid = mean_of(own, "outcomes_payments_paid_gbp", 0);
    for (size_t d = 0; d < 10; d++) {
        const double cost = mean_of(all, "delivery_cost_gbp", d);
        const double target = d == fee ? 1.03 * cost : d == team ? cost : paid;
        expect_relative(mean_of(all, "outcomes_payments_paid_gbp", d), target, 0.005);
        expect_relative(cost, mean_of(all, "delivery_cost_gbp", 0), 1e-9); /* the same families, at the same cost */
    }
    result_free(own);
    result_free(all);
    scenario_free(put);
    designs_free(&made);
    scenario_free(base);
    document_free(doc);
    fault_list_free(&faults);
}

/* Several councils pay for their own sites; two contracts are refused. */
static void they_fit_several_councils_but_one_contract(void **state)
{
    (void)state;
    static const char *const files[] = { "scenarios/dn2.json", "scenarios/essex-mst.json", "scenarios/stronger-families.json" };
    for (size_t i = 0; i < 3; i++) {
        const document_override fewer[] = { { "/run/worlds", "2" }, { "/run/histories", "1" } };
        fault_list faults = { 0 };
        document *doc = document_read(files[i], fewer, 2, &faults);
        scenario *base = scenario_from_document(doc, &faults);
        designs made;
        const run_status status = designs_make(doc, base, &(run_options){ .threads = 2 }, &made, &faults);
        fault_print(&faults, stderr);
        assert_int_equal(status, i < 2 ? RUN_DONE : RUN_STOPPED);
        assert_int_equal(fault_errors(&faults), i < 2 ? 0 : 1);
        scenario *put = status == RUN_DONE ? scenario_from_document(made.doc, &faults) : NULL;
        assert_int_equal(put ? put->contracts.items[0].payers.count : 0, i == 0 ? 3 : i == 1 ? 1 : 0);
        scenario_free(put);
        designs_free(&made);
        scenario_free(base);
        document_free(doc);
        fault_list_free(&faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(designs_pay_as_much_as_the_contract),
        cmocka_unit_test(they_fit_several_councils_but_one_contract),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
