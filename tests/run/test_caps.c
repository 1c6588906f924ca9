#include "support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "report/tables.h"
#include "run/run.h"

#define WORLDS 40

static result *ran(const document_override overrides[], size_t count, scenario **self)
{
    fault_list faults = { 0 };
    result *out = NULL;
    *self = scenario_load("scenarios/designs.json", overrides, count, &faults);
    fault_print(&faults, stderr);
    fault_list_free(&faults);
    assert_non_null(*self);
    assert_int_equal(run_scenario(*self, &(run_options){ 0 }, &out), RUN_DONE);
    return out;
}

static void values_of(const result *from, const char *name, double out[])
{
    size_t contract = 0;
    while (strcmp(from->scenario->contracts.items[contract].name, "start_fee_and_days") != 0) {
        contract++;
    }
    assert_true(result_values(from, columns_find(&from->columns, name, LEVEL_CONTRACT, contract, 0), out));
}

/* The contract caps returns at 8 % a year and shares what is above: before that, each future's multiple and rate are those of the same contract without a cap. */
static void returns_before_a_cap_are_those_without_it(void **state)
{
    (void)state;
    static const document_override capped[] = { { "/run/worlds", "40" } };
    static const document_override open[] = { { "/run/worlds", "40" },
                                              { "/contracts/start_fee_and_days/capital/irr_cap_per_year", "null" },
                                              { "/contracts/start_fee_and_days/capital/surplus", "null" } };
    scenario *of[2];
    result *from[2] = { ran(capped, 1, &of[0]), ran(open, 3, &of[1]) };
    double before[2 * WORLDS], without[2 * WORLDS], binds[2 * WORLDS], after[2 * WORLDS];
    static const char *const pairs[][2] = { { "investor_moic_before_cap", "investor_moic" }, { "investor_irr_before_cap_per_year", "investor_irr_per_year" } };
    size_t bound = 0;
    values_of(from[0], "return_cap_binds", binds);
    for (size_t k = 0; k < 2; k++) {
        values_of(from[0], pairs[k][0], before);
        values_of(from[1], pairs[k][1], without);
        values_of(from[0], pairs[k][1], after);
        for (size_t r = 0; r < 2 * WORLDS; r++) {
            assert_true((isnan(before[r]) && isnan(without[r])) || fabs(before[r] - without[r]) < 1e-6);
            assert_true(isnan(after[r]) || (binds[r] > 0) == (before[r] > after[r] + 1e-9));
            bound += binds[r] > 0;
        }
    }
    assert_true(bound > WORLDS); /* or nothing was tested */
    for (size_t i = 0; i < 2; i++) {
        result_free(from[i]);
        scenario_free(of[i]);
    }
}

#define CAP "/contracts/start_fee_and_days/capital/irr_cap_per_year"

static void expect_told(const document_override overrides[], size_t count, const char *words)
{
    scenario *of = NULL;
    result *from = ran(overrides, count, &of);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    tables_write(from, out);
    fclose(out);
    if (!strstr(text, words)) {
        fail_msg("\"%s\" is not in %s", words, text);
    }
    free(text);
    result_free(from);
    scenario_free(of);
}

/* The file marks its cap "A"; a mark of another kind, none, or the mark of the input that the cap is made of say what is the contract's own. */
static void a_cap_that_is_assumed_is_called_so(void **state)
{
    (void)state;
    static const document_override as_written[] = { { "/run/worlds", "40" } };
    static const document_override bare[] = { { "/run/worlds", "40" }, { CAP, "0.08" } };
    static const document_override published[] = { { "/run/worlds", "40" }, { CAP, "{\"value\": 0.08, \"mark\": \"P\"}" } };
    static const document_override of_input[] = { { "/run/worlds", "40" }, { "/inputs", "{\"cap\": {\"value\": 0.08, \"mark\": \"A\"}}" },
                                                  { CAP, "{\"value\": null, \"mark\": null, \"of\": \"cap\"}" } };
    expect_told(as_written, 1, "; before an assumed cap ");
    expect_told(bare, 2, "; before surplus is shared ");
    expect_told(published, 2, "; before surplus is shared ");
    expect_told(of_input, 3, "; before an assumed cap ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(returns_before_a_cap_are_those_without_it),
        cmocka_unit_test(a_cap_that_is_assumed_is_called_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
