#include "careers/volume.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Planned and expected families by service month, by hand. The site runs from 5 February 2019 to 4 February 2021. */

static const char two_years[] =
    "{\"sites\": {\"here\": {\"closes\": \"2021-02-04\", \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"families\": null, \"per_year\": 54},"
    " \"first_year_volume\": 0.8, \"later_volume\": 1.1, \"ramp_months\": 2}}}}}";

static void months_count_from_the_one_in_which_a_cohort_opens(void **state)
{
    (void)state;
    /* 20 May 2019 lies in month 3 (5 May to 4 June); 4 August 2020 is the last day of month 17. Volumes: months 3 .. 14 are its first twelve, ramp 1/3, 2/3, 1. */
    static const struct { size_t month; double planned, expected; } cases[] = {
        { 2, 0, 0 },       { 3, 4.5, 4.5 * 0.8 / 3 }, { 4, 4.5, 4.5 * 0.8 * 2 / 3 }, { 5, 4.5, 3.6 },
        { 14, 4.5, 3.6 },  { 15, 4.5, 4.95 },         { 17, 4.5, 4.95 },            { 18, 0, 0 },
    };
    scenario *self = scenario_patched(scenario_small,
                                      (const char *const[]){two_years, "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"opens\": \"2019-05-20\", \"closes\": \"2020-08-04\"}}}}}", NULL});
    const site_row *site = MAP_ITEM(site_row, self->sites, 0);
    const referral_volume volume = volume_in_world(self, site, MAP_ITEM(site_cohort_row, site->cohorts, 0), NULL);
    expect_close(volume.opens, 104, 0); /* days from 5 February to 20 May */
    expect_close(volume.closes, 547, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_close(volume_planned(&volume, cases[i].month), cases[i].planned, 1e-15);
        expect_close(volume_expected(&volume, cases[i].month), cases[i].expected, 1e-14);
    }
    scenario_free(self);
}

/* Month 0 has 24 days of February and 4 of March, month 10 27 of December and 4 of January, month 12, of a leap year, 25 and 4. */
static void a_season_is_the_mean_over_a_months_days(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small,
                                      (const char *const[]){two_years, "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"seasons\":"
                                                                       " [0.5, 1.3, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 2.1]}}}}}", NULL});
    const site_row *site = MAP_ITEM(site_row, self->sites, 0);
    const referral_volume volume = volume_in_world(self, site, MAP_ITEM(site_cohort_row, site->cohorts, 0), NULL);
    expect_close(volume_season(&volume, 0), (24 * 1.3 + 4 * 0.9) / 28, 1e-15);
    expect_close(volume_season(&volume, 10), (27 * 2.1 + 4 * 0.5) / 31, 1e-15);
    expect_close(volume_season(&volume, 12), (25 * 1.3 + 4 * 0.9) / 29, 1e-15);
    scenario_free(self);
}

static void a_date_inside_a_month_waits_for_the_next(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){NULL});
    const site_row *site = MAP_ITEM(site_row, self->sites, 0);
    assert_int_equal(volume_month_from(site, site->starts), 0);
    assert_int_equal(volume_month_from(site, site->starts + 1), 1);
    assert_int_equal(volume_month_from(site, site->starts + 28), 1); /* 5 March */
    assert_int_equal(volume_month_from(site, site->starts + 29), 2);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_count_from_the_one_in_which_a_cohort_opens),
        cmocka_unit_test(a_season_is_the_mean_over_a_months_days),
        cmocka_unit_test(a_date_inside_a_month_waits_for_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
