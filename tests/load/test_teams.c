#include "support/expect.h"
#include "support/scenario_text.h"

/* What load makes of teams: each site has at least one, all are numbered, providers are listed once. */

static const site_row *site_of(const scenario *self, size_t site)
{
    return &self->sites.items[site];
}

static const team_row *team_of(const scenario *self, size_t site, size_t team)
{
    return &site_of(self, site)->teams.items[team];
}

static void a_site_that_writes_no_teams_has_one_of_its_own_settings(void **state)
{
    (void)state;
    const char *const patches[] = { "{\"sites\": {\"here\": {\"title\": \"Hereford\", \"therapists\": 3, \"caseload\": 11, \"provider\": \"Family Works\", \"hires\": {\"more\": {\"from\": \"2019-05-01\", \"therapists\": 2}}}}}", NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    const team_row *team = team_of(self, 0, 0);
    assert_int_equal(self->team_count, 1);
    assert_int_equal(site_of(self, 0)->teams.count, 1);
    assert_int_equal(site_of(self, 0)->team_from, 0);
    expect_text(team->name, "here");
    expect_text(team->title, "Hereford");
    expect_text(team->provider, "Family Works");
    assert_int_equal(team->therapists, 3);
    assert_int_equal(team->caseload, 11);
    assert_int_equal(team->hires.items[0].therapists, 2);
    assert_int_equal(team->therapy_index, 0);
    assert_int_equal(team->band_mask, UINT32_MAX);
    assert_true(team->turnover_per_year.value == 0 && team->ramp_days.value == 0 && team->share.value == 1);
    assert_int_equal(team->hiring_above, 0);
    assert_int_equal(site_of(self, 0)->fund_from, DATE_NONE);
    scenario_free(self);
}

static const char three_teams[] =
    "{\"people\": {\"bands\": {\"low\": {}, \"middle\": {}, \"high\": {}}, \"band_shares\": {\"low\": 0.5, \"middle\": 0.3, \"high\": 0.2}}, \"therapies\": {\"mst\": {\"course_days\": 53}},"
    " \"sites\": {\"here\": {\"therapy\": null, \"teams\": {"
    "   \"firm\": {\"therapy\": \"mst\", \"provider\": \"Family Works\", \"bands\": [\"high\", \"low\"], \"therapists\": 2, \"hiring\": {\"above\": 7, \"at_most\": 3}},"
    "   \"gentle\": {\"therapy\": \"fft\"}}},"
    "  \"there\": {\"therapy\": \"fft\", \"provider\": \"Family Works\", \"starts\": \"2019-02-05\", \"closes\": \"2020-02-04\","
    "   \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [7]}}}, \"psychology_fund\": {\"from\": \"2019-06-01\", \"uptake\": 0.3}}}}";

static void teams_are_numbered_over_all_sites(void **state)
{
    (void)state;
    const char *const patches[] = { three_teams, NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    assert_int_equal(self->team_count, 3);
    assert_int_equal(site_of(self, 1)->team_from, 2);
    assert_int_equal(team_of(self, 0, 0)->therapy_index, 1);
    assert_int_equal(team_of(self, 0, 1)->therapy_index, 0);
    assert_int_equal(site_of(self, 0)->therapy_index, 1); /* its first team's */
    assert_int_equal(team_of(self, 0, 0)->band_mask, 0x5);
    assert_int_equal(team_of(self, 0, 1)->band_mask, UINT32_MAX);
    scenario_free(self);
}

static void providers_are_listed_once_in_the_order_of_the_file(void **state)
{
    (void)state;
    const char *const patches[] = { three_teams, NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    assert_int_equal(self->providers.count, 2);
    expect_text(self->providers.items[0], "Family Works");
    expect_text(self->providers.items[1], "provider");
    assert_int_equal(team_of(self, 0, 1)->provider_index, 1);
    assert_int_equal(team_of(self, 1, 0)->provider_index, 0);
    scenario_free(self);
}

static void what_a_rule_or_a_fund_does_not_say_is_filled_in(void **state)
{
    (void)state;
    const char *const patches[] = { three_teams, NULL };
    scenario *self = scenario_patched(scenario_small, patches);
    const team_row *firm = team_of(self, 0, 0);
    assert_true(firm->hiring_above == 7 && firm->hiring_adds == 1 && firm->hiring_lead_days == 90 && firm->hiring_at_most == 3);
    const site_row *there = site_of(self, 1);
    assert_true(there->fund_from != DATE_NONE && there->fund_uses_per_month == 0);
    expect_close(there->fund_half_life_ratio.value, 1, 0);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_that_writes_no_teams_has_one_of_its_own_settings),
        cmocka_unit_test(teams_are_numbered_over_all_sites),
        cmocka_unit_test(providers_are_listed_once_in_the_order_of_the_file),
        cmocka_unit_test(what_a_rule_or_a_fund_does_not_say_is_filled_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
