#include "load_support.h"

#include "support/scenario_text.h"

/* What a file says of people, places and gaming stands in the scenario, and what it does not say is off. */

static const char all_of_it[] =
    "{\"people\": {\"siblings\": {\"0\": 0.6, \"3\": 0.4}, \"frailty\": {\"distribution\": \"log_normal\", \"variance\": 0.83}},"
    " \"cohorts\": {\"edge\": {\"ratio\": 1.31, \"age_years\": 8.7, \"destinations\": {\"entry\": {\"to\": {\"care\": 1}}}}},"
    " \"gaming\": {\"select_low_risk\": 0.17, \"delay_entries\": {\"share\": 0.29, \"days\": 71}, \"widen_threshold\": {\"share\": 0.11, \"ratio\": 0.43}},"
    " \"sites\": {\"here\": {\"closure_per_year\": 0.07, \"localities\": {\"coast\": {\"share\": 0.6}, \"fens\": {\"share\": 0.4, \"completion_ratio\": 0.77}},"
    "   \"targeted_support\": {\"from\": \"2019-07-01\", \"locality\": \"fens\", \"referral_ratio\": 1.9, \"completion_ratio\": 1.2},"
    "   \"cohorts\": {\"edge\": {\"opens\": \"2019-03-01\", \"closes\": \"2019-12-24\", \"seasons\": [1, 1, 1, 1, 1, 1, 1, 0.37, 1, 1, 1, 1]}}}}}";

static void settings_of_people_and_places_are_read(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){all_of_it, NULL});
    const site_row *site = &self->sites.items[0];
    const site_cohort_row *here = &site->cohorts.items[0];
    const cohort_row *cohort = &self->cohorts.items[0];
    const destination_row *destination = &cohort->destinations.items[0];
    assert_int_equal(self->people.frailty_distribution, FRAILTY_LOG_NORMAL);
    assert_int_equal(self->people.siblings.count, 2);
    assert_int_equal(site->support_index, 1);
    assert_int_equal(destination->transition_index, 0);
    assert_int_equal(destination->to_index[0], 1);
    assert_int_equal(self->gaming.delay_days, 71);
    assert_int_equal(here->closes - here->opens, 298); /* 1 March to 24 December */
    assert_int_equal(here->seasons.count, 12);
    const struct { double found, expected; } numbers[] = {
        { self->people.frailty_variance.value, 0.83 },     { cohort->ratio.value, 1.31 },
        { cohort->age_years.constant.value, 8.7 },         { self->gaming.select_low_risk.value, 0.17 },
        { self->gaming.delay_share.value, 0.29 },          { self->gaming.widen_share.value, 0.11 },
        { self->gaming.widen_ratio.value, 0.43 },          { site->closure_per_year.value, 0.07 },
        { site->localities.items[0].completion_ratio.value, 1 },
        { site->localities.items[1].completion_ratio.value, 0.77 },
        { site->support_referral_ratio.value, 1.9 },       { site->support_completion_ratio.value, 1.2 },
        { here->seasons.items[7], 0.37 },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_true(numbers[i].found == numbers[i].expected);
    }
    scenario_free(self);
}

static void what_is_not_written_is_off(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){NULL});
    const site_row *site = &self->sites.items[0];
    const site_cohort_row *here = &site->cohorts.items[0];
    const cohort_row *cohort = &self->cohorts.items[0];
    assert_int_equal(self->people.frailty_distribution, FRAILTY_GAMMA);
    assert_int_equal(self->people.siblings.count, 0);
    assert_int_equal(self->gaming.delay_days, 0);
    assert_true(cohort->age_years.distribution.kind == NULL && cohort->age_years.constant.value < 0 && cohort->age_years.constant.draw < 0);
    assert_true(here->opens == DATE_NONE && here->closes == DATE_NONE && here->seasons.count == 0 && site->support_from == DATE_NONE);
    assert_true(cohort->ratio.value == 1 && site->closure_per_year.value == 0 && self->people.frailty_variance.value == 0);
    assert_true(self->gaming.select_low_risk.value == 0 && self->gaming.delay_share.value == 0 && self->gaming.widen_share.value == 0);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_of_people_and_places_are_read),
        cmocka_unit_test(what_is_not_written_is_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
