#include "load/load_support.h"

#include <string.h>

/* Expected values are those written in tests/load/small.json and the defaults of the scenario reference. */

static void top_settings_are_read(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    expect_text(self->schema, "edgecare/3");
    expect_text(self->left_out.items[0], "siblings");
    assert_int_equal(self->run.seed, 41);
    assert_int_equal(self->run.histories, 3);
    assert_int_equal(self->reporting.at_days.count, 2);
    expect_close(self->reporting.at_days.items[1], 547, 0);
    assert_int_equal(self->reporting.coupling, COUPLING_SHARED);
    assert_int_equal(self->starts, date_from_parts((date_parts){ 2019, 2, 1 }));
    assert_int_equal(self->reporting.as_of, date_from_parts((date_parts){ 2023, 11, 17 }));
    assert_int_equal(self->fitted_inputs, 2);
    assert_int_equal(strlen(self->hash_text), 16);
    scenario_free(self);
}

static void states_and_transitions_are_read_and_resolved(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    assert_int_equal(self->states.count, 5); /* the remark beside them is no state */
    const state_row *kin = &self->states.items[1], *homes = &self->states.items[3];
    expect_text(kin->title, "kin");
    expect_close(kin->extreme_share.value, 0, 0);
    assert_int_equal(kin->extreme_share.draw, -1);
    assert_int_equal(homes->class_of, CLASS_CARE);
    expect_close(homes->day_cost_gbp.value, 872.3, 0);
    expect_close(homes->cashable_share.value, 0.47, 0);
    expect_close(homes->extreme_median_gbp_per_week.value, 12510, 0);
    const transition_row *entry = &self->transitions.items[0], *back = &self->transitions.items[1];
    assert_int_equal(entry->from_mask, 0x3);
    assert_int_equal(entry->to_index[1], 3);
    expect_text(entry->hazard.kind->name, "weibull");
    expect_close(entry->hazard.parameter[1].value, 900, 0);
    assert_int_equal(entry->clock, CLOCK_REFERRAL);
    expect_close(entry->share_by_days, 365, 0);
    assert_true(entry->band_acts && entry->frailty_acts && entry->place_acts && !back->place_acts);
    assert_int_equal(back->from_mask, 0xc);
    expect_close(back->share_by_days, 0, 0);
    expect_close(back->prior_care_ratio.value, 1, 0);
    assert_int_equal(self->shocks.items[0].transition_mask, 0x1);
    scenario_free(self);
}

static void people_cohorts_and_therapies_are_read(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    expect_text(self->people.age_years.distribution.kind->name, "triangular");
    assert_int_equal(self->people.wait_days.between, BETWEEN_FAMILIES);
    expect_close(self->people.nominal_wait_days, 28, 0);
    expect_text(self->people.band_shares.names[0], "low"); /* in the order of the bands, not of the shares */
    expect_text(self->people.band_shares.names[1], "high");
    const group_row *sex = &self->people.groups.items[0];
    expect_close(sex->labels.shares[1].value, 0.53, 0);
    const cohort_row *edge = &self->cohorts.items[0], *care = &self->cohorts.items[1];
    assert_true(edge->leaves_queue_on_entry && !care->leaves_queue_on_entry);
    assert_int_equal(care->begins_index[0], 2);
    assert_null(edge->elapsed_days.distribution.kind);
    const therapy_row *fft = &self->therapies.items[0];
    assert_null(fft->course_days.distribution.kind);
    assert_true(fft->course_days.constant.draw >= 0);
    assert_int_equal(fft->adherence.between, BETWEEN_THERAPISTS);
    const therapy_effect_row *effect = &fft->effects.items[0];
    expect_text(effect->name, "care_entry");
    expect_text(effect->effect.kind->name, "ramp");
    assert_int_equal(effect->transition_index, 0);
    assert_true(effect->effect.parameter[0].draw >= 0);
    scenario_free(self);
}

static void sites_are_read_and_resolved(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    const site_row *norfolk = &self->sites.items[0], *suffolk = &self->sites.items[1];
    expect_text(suffolk->title, "suffolk");
    expect_text(suffolk->council, "suffolk");
    assert_int_equal(self->councils.count, 2);
    expect_text(self->councils.items[norfolk->council_index], "Norfolk County Council");
    assert_int_equal(suffolk->council_index, 1);
    expect_close(norfolk->localities.items[0].ratio.value, 0.9, 0);
    const site_cohort_row *care = &norfolk->cohorts.items[1];
    assert_int_equal(care->cohort_index, 1);
    assert_int_equal(care->intake.list.count, 3);
    expect_close(care->intake.list.items[2], 2, 0);
    assert_int_equal(norfolk->caseload, 11);
    assert_int_equal(norfolk->hires.items[0].therapists, 3);
    scenario_free(self);
}

static void contracts_are_read_and_resolved(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    const contract_row *contract = &self->contracts.items[0];
    assert_int_equal(contract->site_mask, 0x1);
    assert_int_equal(contract->period_ends.count, 2);
    assert_int_equal(contract->capital.distribute_from, contract->starts);
    expect_text(contract->title, "norfolk_2019");
    const term_row *days = &contract->terms.items[0], *saved = &contract->terms.items[1];
    assert_int_equal(days->counts_mask, 0x13); /* home, kin and custody: all that are not care */
    assert_int_equal(days->shortens_mask, 0x10);
    assert_int_equal(days->cohort_mask, 0x1);
    assert_true(days->needs_start && !days->needs_completion);
    assert_int_equal(days->needs_sessions, 3);
    assert_null(days->baseline.kind);
    expect_close(days->per_child_limit_units.value, 730, 0);
    expect_close(days->per_child_limit_gbp.value, -1, 0);
    assert_int_equal(days->per_child_limit_gbp.draw, -1);
    assert_int_equal(saved->counts_mask, 0x11);
    assert_int_equal(saved->cohort_mask, 0x3);
    assert_int_equal(saved->window_from, FROM_COMPLETION);
    assert_int_equal(saved->window_delay_days, 98);
    const payer_row *council = &contract->payers.items[0], *fund = &contract->payers.items[1];
    expect_close(council->share.value, -1, 0);
    assert_int_equal(council->when_capped, CAPPED_OTHERS);
    assert_int_equal(council->council_index, 0);
    assert_int_equal(council->term_mask, 0x3);
    assert_int_equal(fund->term_mask, 0x1);
    assert_int_equal(fund->council_index, INDEX_NONE);
    scenario_free(self);
}

static void appraisal_and_published_figures_are_read(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    assert_int_equal(self->appraisal.base_date, self->starts);
    expect_close(self->appraisal.discount_rate_per_year.value, 0.035, 0);
    expect_text(self->appraisal.comparator.items[0].title, "other programmes");
    const figure_row *days = &self->published.items[0], *counter = &self->published.items[1];
    assert_int_equal(days->expect, EXPECT_DIFFERS);
    assert_int_equal(days->as_of_latest - days->as_of, 30);
    expect_close(days->readings.items[1].times.value, 0.67, 0);
    assert_true(isnan(counter->value));
    assert_int_equal(counter->role, ROLE_CONTEXT);
    assert_int_equal(counter->as_of, DATE_NONE);
    expect_text(self->sources.items[0].address, "https://nao.org.uk");
    scenario_free(self);
}

static const world_draw *draw_at(const scenario *self, const char *at)
{
    for (size_t i = 0; i < self->draw_count; i++) {
        if (strcmp(self->draws[i].pointer, at) == 0) {
            return &self->draws[i];
        }
    }
    fail_msg("there is no draw at %s", at);
    return NULL;
}

static void every_uncertain_input_has_its_draw(void **state)
{
    (void)state;
    scenario *self = loaded(SMALL);
    assert_int_equal(self->draw_count, 7); /* six "dist" in the file, one of them a Dirichlet of two */
    const world_draw *cost = draw_at(self, "/states/foster/day_cost_gbp");
    expect_text(cost->distribution.kind->name, "lognormal");
    expect_close(cost->maximum, 50000, 0);
    assert_int_equal(cost->group, INDEX_NONE);
    expect_close(draw_at(self, "/transitions/care_entry/share_by/share")->minimum, 1e-6, 0);
    draw_at(self, "/therapies/fft/effects/care_entry/hazard_ratio");
    draw_at(self, "/therapies/fft/course_days");
    draw_at(self, "/people/start_share");
    const world_draw *high = draw_at(self, "/people/band_shares/high");
    const world_draw *low = draw_at(self, "/people/band_shares/low");
    assert_null(high->distribution.kind);
    expect_close(low->alpha, 16, 0);
    assert_int_equal(high->group, low->group);
    assert_int_equal(high->group_count, 2);
    assert_ptr_equal(&self->draws[high->group], high); /* the first in the file */
    assert_ptr_equal(&self->draws[self->people.band_shares.shares[0].draw], low);
    scenario_free(self);
}

static void an_override_changes_a_value_and_the_hash(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    const document_override changes[] = { { "/run/worlds", "77" }, { "/name", "trial" }, { "/sites/norfolk/cohorts/edge/later_volume", "0.83" } };
    scenario *plain = loaded(TINY);
    scenario *changed = scenario_load(TINY, changes, 3, &faults);
    assert_non_null(changed);
    assert_int_equal(changed->run.worlds, 77);
    expect_text(changed->title, "trial");
    expect_close(changed->sites.items[0].cohorts.items[0].later_volume.value, 0.83, 0);
    assert_true(changed->hash != plain->hash);
    scenario_free(changed);
    scenario_free(plain);
    fault_list_free(&faults);
}

static void a_draw_keeps_its_pointer_when_the_file_grows(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    const document_override change = { "/states/kin/day_cost_gbp", "{\"dist\": \"uniform\", \"min\": 19, \"max\": 23}" };
    scenario *self = scenario_load(SMALL, &change, 1, &faults);
    assert_non_null(self);
    assert_int_equal(self->draw_count, 8);
    draw_at(self, "/states/kin/day_cost_gbp");
    draw_at(self, "/states/foster/day_cost_gbp");
    scenario_free(self);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(top_settings_are_read),
        cmocka_unit_test(states_and_transitions_are_read_and_resolved),
        cmocka_unit_test(people_cohorts_and_therapies_are_read),
        cmocka_unit_test(sites_are_read_and_resolved),
        cmocka_unit_test(contracts_are_read_and_resolved),
        cmocka_unit_test(appraisal_and_published_figures_are_read),
        cmocka_unit_test(every_uncertain_input_has_its_draw),
        cmocka_unit_test(an_override_changes_a_value_and_the_hash),
        cmocka_unit_test(a_draw_keeps_its_pointer_when_the_file_grows),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
