#include <glob.h>

#include "pay/returns.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* In every scenario, of contracts and their tranches: the rate of return and the money multiple are on the same side. */

#define REPLICATES 12

typedef struct {
    size_t compared, several_changes; /* futures with one rate; of them those whose net flow changes sign more than once */
} seen;

static int sign_of(double number)
{
    return (number > 0) - (number < 0);
}

static size_t changes_of(const investor_flows *flows)
{
    size_t changes = 0;
    pence last = 0;
    for (size_t m = 0; m < flows->months; m++) {
        const pence flow = flows->distributed[m] - flows->drawn[m];
        changes += (flow > 0 && last < 0) || (flow < 0 && last > 0);
        last = flow != 0 ? flow : last;
    }
    return changes;
}

static void expect_same_side(const char *of, const investor_flows *flows, irr_status status, double per_year, double moic, seen *all)
{
    const irr_result again = irr_per_year(flows);
    assert_int_equal(again.status, status);
    if (status != IRR_FOUND || !(npv_pounds(flows, 10, 0) < 0)) {
        return;
    }
    all->compared++;
    all->several_changes += changes_of(flows) > 1;
    if (fabs(moic - 1) > 1e-9 && sign_of(per_year) != sign_of(moic - 1)) {
        fail_msg("%s: %g a year beside a multiple of %g", of, per_year, moic);
    }
}

static void add_replicate(const scenario *self, const replicate *drawn, seen *all)
{
    for (size_t c = 0; c < self->contracts.count; c++) {
        const cash *found = &drawn->contracts[c].cash;
        const investor_flows flows = { found->months, found->drawn, found->distributed };
        expect_same_side(self->name, &flows, found->irr, found->irr_per_year, found->moic, all);
        for (size_t t = 0; t < found->tranches; t++) {
            const tranche_cash *one = &found->tranche[t];
            const investor_flows of_tranche = { found->months, one->drawn, one->distributed };
            expect_same_side(self->name, &of_tranche, one->irr, one->irr_per_year, one->moic, all);
        }
    }
}

static void add_scenario(scenario *self, seen *all)
{
    test_engine run;
    test_engine_of(&run, self);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        add_replicate(run.self, test_engine_run(&run, r / 2, r % 2), all);
    }
    test_engine_free(&run);
}

static void a_rate_of_return_has_the_sign_of_the_gain_in_every_scenario(void **state)
{
    (void)state;
    glob_t found = { 0 };
    seen all = { 0, 0 };
    assert_int_equal(glob(EDGECARE_SOURCE "/scenarios/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        add_scenario(scenario_of_file(found.gl_pathv[i] + sizeof EDGECARE_SOURCE), &all);
    }
    globfree(&found);
    assert_true(all.compared > 50);
}

static void it_has_where_flows_change_sign_again_and_again(void **state)
{
    (void)state;
    scenario *self = scenario_of_file("scenarios/typical-edge-of-care.json");
    seen all = { 0, 0 };
    capital_settings *capital = &self->contracts.items[0].capital;
    capital->distribute_from = self->starts + 1096;
    capital->reserve_months = 0;
    capital->every_months = 1;
    add_scenario(self, &all);
    assert_true(all.several_changes > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_of_return_has_the_sign_of_the_gain_in_every_scenario),
        cmocka_unit_test(it_has_where_flows_change_sign_again_and_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
