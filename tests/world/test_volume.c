#include "world/volume.h"
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
    const site_row *site = &self->sites.items[0];
    const referral_volume volume = volume_in_world(self, site, &site->cohorts.items[0]);
    expect_close(volume.opens, 104, 0); /* days from 5 February to 20 May */
    expect_close(volume.closes, 547, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_close(volume_planned(&volume, cases[i].month), cases[i].planned, 1e-15);
        expect_close(volume_expected(&volume, cases[i].month), cases[i].expected, 1e-14);
    }
    scenario_free(self);
}

/* Month 24 would begin on 5 February 2021, the day after the site closes: nothing is planned for it, whether or not the cohort says when it closes. */
static void nothing_is_planned_for_a_month_after_the_site_has_closed(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){two_years, NULL});
    const referral_volume volume = volume_in_world(self, &self->sites.items[0], &self->sites.items[0].cohorts.items[0]);
    expect_close(volume_planned(&volume, 23), 4.5, 1e-15);
    expect_close(volume_planned(&volume, 24), 0, 0);
    scenario_free(self);
}

/* Month 0 has 24 days of February and 4 of March, month 10 27 of December and 4 of January, month 12, of a leap year, 25 and 4. */
static void a_season_is_the_mean_over_a_months_days(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small,
                                      (const char *const[]){two_years, "{\"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"seasons\":"
                                                                       " [0.5, 1.3, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 2.1]}}}}}", NULL});
    const site_row *site = &self->sites.items[0];
    const referral_volume volume = volume_in_world(self, site, &site->cohorts.items[0]);
    expect_close(volume_season(&volume, 0), (24 * 1.3 + 4 * 0.9) / 28, 1e-15);
    expect_close(volume_season(&volume, 10), (27 * 2.1 + 4 * 0.5) / 31, 1e-15);
    expect_close(volume_season(&volume, 12), (25 * 1.3 + 4 * 0.9) / 29, 1e-15);
    scenario_free(self);
}

static void a_date_inside_a_month_waits_for_the_next(void **state)
{
    (void)state;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){NULL});
    const site_row *site = &self->sites.items[0];
    assert_int_equal(volume_month_from(site, site->starts), 0);
    assert_int_equal(volume_month_from(site, site->starts + 1), 1);
    assert_int_equal(volume_month_from(site, site->starts + 28), 1); /* 5 March */
    assert_int_equal(volume_month_from(site, site->starts + 29), 2);
    scenario_free(self);
}

/* Steps N(-s^2 / 2, s): in year y the log has the variance y s^2 and the factor the mean 1. Over W worlds the mean of the factor has the standard error
 * sqrt((exp(y s^2) - 1) / W), a variance v of normal numbers sqrt(2 / W) v, a correlation of independent ones 1 / sqrt(W). */
static void drift_is_a_random_walk_of_mean_one_in_each_site_by_itself(void **state)
{
    (void)state;
    enum { WORLDS = 20000, YEARS = 5 };
    const double s = 0.27;
    const rng_stream here = rng_stream_of(61, "here", "volume_walk"), there = rng_stream_of(61, "there", "volume_walk");
    for (size_t y = 0; y < YEARS; y++) {
        double factor = 0, sum = 0, squares = 0, cross = 0, steps = 0;
        const double mean = -(double)y * s * s / 2, variance = (double)y * s * s;
        for (uint32_t w = 0; w < WORLDS; w++) {
            const double walk = volume_walk(here, s, w, y), step = log(volume_walk(here, s, w, y + 1) / walk) + s * s / 2;
            factor += walk / WORLDS;
            sum += log(walk) / WORLDS;
            squares += (log(walk) - mean) * (log(walk) - mean) / WORLDS;
            cross += (log(walk) - mean) * (log(volume_walk(there, s, w, y)) - mean) / WORLDS;
            steps += (log(walk) - mean) * step / WORLDS;
        }
        expect_close(factor, 1, 4.5 * sqrt((exp(variance) - 1) / WORLDS) + 1e-12);
        expect_close(sum, mean, 4.5 * sqrt(variance / WORLDS) + 1e-12);
        expect_close(squares, variance, 4.5 * variance * sqrt(2.0 / WORLDS) + 1e-12);
        expect_close(cross, 0, 4.5 * variance / sqrt(WORLDS) + 1e-12);
        expect_close(steps, 0, 4.5 * sqrt(variance) * s / sqrt(WORLDS) + 1e-12); /* the next step knows nothing of those before */
    }
    expect_close(volume_walk(here, 0, 3, 4), 1, 0);
}

static size_t referred_in(const families *people, size_t cohort, uint32_t month)
{
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++) {
        count += people->cohort[i] == cohort && people->person[i] >> 20 == month;
    }
    return count;
}

/* A schedule of 200 a month brings 200 x the factor, rounded up or down, in every month of a year, in every history and in every cohort. */
static void drift_is_the_worlds_and_begins_with_the_second_year(void **state)
{
    (void)state;
    static const char drifting[] = "{\"reporting\": {\"coupling\": \"shared\"}, \"run\": {\"seed\": 61}, \"cohorts\": {\"also\": {\"begins_in\": {\"home\": 1}}},"
                                   " \"sites\": {\"here\": {\"closes\": \"2021-06-04\", \"volume_walk_sd_per_year\": 0.27, \"cohorts\": {"
                                   "   \"edge\": {\"intake\": {\"families\": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 200, 200]}},"
                                   "   \"also\": {\"opens\": \"2021-01-05\", \"intake\": {\"kind\": \"schedule\", \"families\": [200, 200, 200, 200]}}}}}}";
    const rng_stream steps = rng_stream_of(61, "here", "volume_walk");
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){drifting, NULL});
    for (uint32_t w = 0; w < 5; w++) {
        for (uint32_t h = 0; h < 2; h++) {
            const families *people = &test_engine_run(&run, w, h)->families;
            assert_int_equal(referred_in(people, 0, 11), 200);
            expect_close((double)referred_in(people, 0, 12), 200 * volume_walk(steps, 0.27, w, 1), 1);
            expect_close((double)referred_in(people, 0, 23), 200 * volume_walk(steps, 0.27, w, 1), 1);
            expect_close((double)referred_in(people, 0, 25), 200 * volume_walk(steps, 0.27, w, 2), 1);
            expect_close((double)referred_in(people, 1, 23), 200 * volume_walk(steps, 0.27, w, 1), 1);
            expect_close((double)referred_in(people, 1, 24), 200 * volume_walk(steps, 0.27, w, 2), 1);
        }
    }
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_planned_for_a_month_after_the_site_has_closed),
        cmocka_unit_test(months_count_from_the_one_in_which_a_cohort_opens),
        cmocka_unit_test(a_season_is_the_mean_over_a_months_days),
        cmocka_unit_test(a_date_inside_a_month_waits_for_the_next),
        cmocka_unit_test(drift_is_a_random_walk_of_mean_one_in_each_site_by_itself),
        cmocka_unit_test(drift_is_the_worlds_and_begins_with_the_second_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
