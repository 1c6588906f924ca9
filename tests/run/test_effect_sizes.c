#include "run/effect_sizes.h"
#include "support/expect.h"
#include "support/scenario_text.h"

#include <string.h>

/* What `edgecare lint` and `explain` tell of effects that are stated as something else than the hazard ratio of those who complete. */

static const char stated[] =
    "{\"transitions\": {\"entry\": {\"clock\": \"referral\", \"hazard\": {\"mean_days\": 1009}}}, \"people\": {\"age_years\": 9.3},"
    " \"therapies\": {\"fft\": {\"completion_share\": 0.71, \"effects\": {\"return_home\": {\"kind\": \"constant\", \"hazard_ratio\": 1.2},"
    "   \"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.8, \"dropout_share\": 0, \"population\": \"starters\"}}}}}";

static void only_effects_in_other_measures_are_told(void **state)
{
    (void)state;
    const char *const patches[] = {stated, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    effect_conversion found[8];
    assert_int_equal(effect_sizes_find(self, found, 8), 1);
    assert_string_equal(found[0].row->name, "entry");
    assert_int_equal(found[0].worlds, 1);
    assert_int_equal(found[0].unreached, 0);
    expect_relative(found[0].lowest, pow(0.8, 1 / 0.71), 1e-12);
    expect_close(found[0].highest, found[0].lowest, 0);
    scenario_free(self);
}

static void under_uncertainty_the_range_over_the_first_worlds_is_told(void **state)
{
    (void)state;
    const char *const patches[] = {
        stated, "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"hazard_ratio\": {\"dist\": \"uniform\", \"min\": 0.02, \"max\": 0.3}}}}}}", NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    effect_conversion found[8];
    assert_int_equal(effect_sizes_find(self, found, 8), 1);
    assert_int_equal(found[0].worlds, EFFECT_SIZE_WORLDS);
    /* below 0.01^0.71 = 0.038 no hazard ratio of those who complete is low enough */
    expect_true(found[0].lowest >= 0.01 && found[0].highest <= pow(0.3, 1 / 0.71) && found[0].lowest < found[0].highest);
    expect_true((found[0].unreached > 0) == (found[0].lowest == 0.01));
    scenario_free(self);
}

static void what_cannot_be_reached_is_warned_of_at_its_place(void **state)
{
    (void)state;
    const char *const patches[] = {stated, "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"hazard_ratio\": 0.02}}}}}", NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    fault_list faults = {0};
    document *doc = document_read_text("small.json", scenario_small, strlen(scenario_small), &faults);
    assert_non_null(doc);
    effect_sizes_warn(self, doc, &faults);
    assert_int_equal(faults.count, 1);
    assert_int_equal(fault_errors(&faults), 0);
    document_free(doc);
    fault_list_free(&faults);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_effects_in_other_measures_are_told),
        cmocka_unit_test(under_uncertainty_the_range_over_the_first_worlds_is_told),
        cmocka_unit_test(what_cannot_be_reached_is_warned_of_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
