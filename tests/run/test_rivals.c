#include "support/expect.h"

#include <string.h>

#include "probe/probe.h"
#include "run/run.h"
#include "support/scenario_text.h"

/* Of rivals one would come into force: nothing of money is summed over them, whatever is asked; together they are summed as ever. */

static result *run_of(scenario *self)
{
    result *found = NULL;
    self->run.worlds = 3;
    self->run.histories = 2;
    assert_int_equal(run_scenario(self, &(run_options){ .threads = 1 }, &found), RUN_DONE);
    return found;
}

static size_t money_of_programme(const result *from)
{
    size_t count = 0;
    for (size_t i = 0; i < from->columns.count; i++) {
        const column *of = &from->columns.items[i];
        const bool money = strcmp(of->metric->unit, "GBP") == 0 || strstr(of->name, "benefit_cost") || strcmp(of->name, "commissioner_saves") == 0;
        count += of->level == LEVEL_PROGRAMME && money;
    }
    return count;
}

static void rivals_have_no_programme_money_and_the_same_contracts_as_together(void **state)
{
    (void)state;
    scenario *rivals = scenario_of_file("scenarios/designs.json"), *together = scenario_of_file("scenarios/designs.json");
    assert_true(has_rivals(rivals));
    together->contracts_stand = STAND_TOGETHER;
    result *apart = run_of(rivals), *summed = run_of(together);
    assert_int_equal(money_of_programme(apart), 0);
    assert_true(money_of_programme(summed) > 20);
    for (size_t i = 0; i < apart->columns.count; i++) {
        const column *of = &apart->columns.items[i];
        const size_t twin = columns_find(&summed->columns, of->name, of->level, of->object, of->at);
        assert_true(twin != COLUMN_NONE);
        const double here = apart->of_column[i].summary.mean;
        assert_true(isnan(here) || of->twin != COLUMN_NONE || here == summed->of_column[twin].summary.mean);
    }
    result_free(apart);
    result_free(summed);
    scenario_free(rivals);
    scenario_free(together);
}

static void figures_are_not_read_of_rivals_in_all(void **state)
{
    (void)state;
    static const struct {
        reading_row reading;
        bool fine;
    } cases[] = {
        { { .metric = "outcomes_payments_paid_gbp", .period_end = DATE_NONE }, false },
        { { .metric = "payments_received_gbp", .period_end = DATE_NONE }, false },
        { { .metric = "published_days", .period_end = DATE_NONE }, false },
        { { .metric = "days_averted", .period_end = DATE_NONE }, true },
        { { .metric = "outcomes_payments_paid_gbp", .contract = "live_control", .period_end = DATE_NONE }, true },
        { { .metric = "published_days", .contract = "live_control", .period_end = DATE_NONE }, true },
    };
    test_engine run;
    test_engine_of(&run, scenario_of_file("scenarios/designs.json"));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *wrong = probe_fault(run.self, run.plan.calendars, &cases[i].reading);
        assert_int_equal(wrong == NULL, cases[i].fine);
        assert_true(wrong == NULL || strstr(wrong, "rivals") != NULL);
    }
    test_engine_free(&run);
}

static void one_contract_left_is_no_rival(void **state)
{
    (void)state;
    scenario *self = scenario_from_text(scenario_small);
    self->contracts_stand = STAND_RIVALS;
    assert_false(has_rivals(self));
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rivals_have_no_programme_money_and_the_same_contracts_as_together),
        cmocka_unit_test(figures_are_not_read_of_rivals_in_all),
        cmocka_unit_test(one_contract_left_is_no_rival),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
