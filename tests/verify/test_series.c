#include "support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "probe/probe.h"
#include "records/calendar.h"
#include "stats/normal.h"
#include "stats/rng.h"
#include "verify/judge.h"
#include "verify/score.h"

#define CLAIMS 10
#define OTHERS 5 /* figures left out */
#define REPLICATES 2001

/* The periods of Norfolk's claims in days, both ends included: 269 because the contract begins on 5 February 2019 (INDIGO project 0178 has the 1st), 92, 90, 92, 92, 61, 90, 91, 92, 92. */
static const double period[CLAIMS] = { 269, 92, 90, 92, 92, 61, 90, 91, 92, 92 };
static const double claimed[CLAIMS] = { 139078, 102592, 148200, 176884, 208920, 187654, 285571, 342668, 364813, 415752 };

/** Norfolk's scenario with its ten claims as one series, and nothing else to check. To be freed. */
static scenario *claims_scenario(void)
{
    static const char *const names[CLAIMS] = { "2019_10_31", "2020_01_31", "2020_04_30", "2020_07_31", "2020_10_31",
                                               "2020_12_31", "2021_03_31", "2021_06_30", "2021_09_30", "2021_12_31" };
    char pointers[CLAIMS][64];
    document_override overrides[CLAIMS + OTHERS] = {
        { "/published/norfolk_days", "null" }, { "/published/norfolk_investment", "null" }, { "/published/norfolk_return", "null" },
        { "/published/stay_out_share", "null" }, { "/published/norfolk_time_with_family_without", "null" },
    };
    for (size_t k = 0; k < CLAIMS; k++) {
        snprintf(pointers[k], sizeof pointers[k], "/published/claim_%s/series", names[k]);
        overrides[OTHERS + k] = (document_override){ pointers[k], "\"claims\"" };
    }
    fault_list faults = { 0 };
    scenario *self = scenario_load("scenarios/stronger-families-norfolk.json", overrides, CLAIMS + OTHERS, &faults);
    fault_print(&faults, stderr);
    assert_non_null(self);
    fault_list_free(&faults);
    return self;
}

typedef double claim_model(size_t r, size_t k);

static double normal_at(uint32_t a, uint32_t b)
{
    return normal_quantile(rng_draw(rng_stream_of(5, "", "test"), (rng_place){ .world = a, .ordinal = b }).u[0]);
}

/** Right on average, with one volume for all periods (sd of the log 0.3) and 4 % of luck in each. */
static double volume_and_luck(size_t r, size_t k)
{
    return claimed[k] * exp(0.3 * normal_at((uint32_t)r, 0) + 0.04 * normal_at((uint32_t)r, (uint32_t)k + 1));
}

/** As that, but it grows by a third too little: every level well within its band. */
static double grows_too_little(size_t r, size_t k)
{
    return volume_and_luck(r, k) * (1.2 - 0.4 * (double)k / (CLAIMS - 1));
}

typedef struct {
    scenario *scenario;
    claim_calendar *calendars;
    double *probes;
    sample *samples;
    readings_run run;
} planted;

static planted plant(claim_model *model)
{
    planted out = { .scenario = claims_scenario() };
    const size_t count = probe_count(out.scenario);
    out.calendars = calloc(out.scenario->contracts.count, sizeof *out.calendars);
    out.probes = calloc(REPLICATES * count, sizeof *out.probes);
    out.samples = calloc(count, sizeof *out.samples);
    assert_true(claim_calendar_make(out.scenario, &out.scenario->contracts.items[0], &out.calendars[0]));
    for (size_t r = 0; r < REPLICATES; r++) {
        for (size_t k = 0; k < CLAIMS; k++) {
            out.probes[r * count + count - CLAIMS + k] = model(r, k); /* the claims are the last figures, one reading each */
        }
    }
    for (size_t p = 0; p < count; p++) {
        assert_true(sample_make(out.probes + p, count, REPLICATES, &out.samples[p]));
    }
    out.run = (readings_run){ out.scenario, out.calendars, out.probes, REPLICATES, count, out.samples };
    return out;
}

static void uproot(planted *self)
{
    for (size_t p = 0; p < self->run.count; p++) {
        sample_free(&self->samples[p]);
    }
    claim_calendar_free(&self->calendars[0]);
    free(self->calendars);
    free(self->probes);
    free(self->samples);
    scenario_free(self->scenario);
}

static const judged_quantity *quantity_of(const judged_set *set, judged_kind which, const char *figure)
{
    for (size_t i = 0; i < set->count; i++) {
        if (set->items[i].kind == which && strcmp(set->items[i].figure->name, figure) == 0) {
            return &set->items[i];
        }
    }
    return NULL;
}

static void a_series_has_a_level_each_and_a_change_and_a_growth_but_for_the_first(void **state)
{
    (void)state;
    planted here = plant(volume_and_luck);
    const themes all = themes_of(here.scenario);
    judged_set set = { 0 };
    assert_true(judged_set_make(&here.run, figure_is_judged, &all, 0, &set));
    assert_int_equal(set.count, CLAIMS + 2 * (CLAIMS - 1));
    const judged_quantity *change = quantity_of(&set, JUDGED_CHANGE, "claim_2020_12_31");
    const judged_quantity *growth = quantity_of(&set, JUDGED_GROWTH, "claim_2020_12_31");
    assert_null(quantity_of(&set, JUDGED_GROWTH, "claim_2019_10_31"));
    expect_close(change->low, claimed[5] / period[5] - claimed[4] / period[4], 1e-9);
    expect_close(growth->low, claimed[5] / period[5] / (claimed[0] / period[0]), 1e-12);
    judged_set_free(&set);
    uproot(&here);
}

static void right_levels_with_the_wrong_growth_fail(void **state)
{
    (void)state;
    planted wrong = plant(grows_too_little);
    const themes all = themes_of(wrong.scenario);
    judged_set set = { 0 };
    verdict found;
    assert_true(judged_set_make(&wrong.run, figure_is_judged, &all, 0, &set));
    for (size_t k = 0; k < CLAIMS; k++) {
        assert_true(judged_extremity(&set, k) < 0.9); /* every level is in its own band */
    }
    assert_true(way_judge(&wrong.run, &all, 0, &found));
    assert_false(found.passes);
    assert_int_equal(found.most_kind, JUDGED_GROWTH);
    judged_set_free(&set);
    uproot(&wrong);
}

static void the_right_model_passes(void **state)
{
    (void)state;
    planted right = plant(volume_and_luck);
    const themes all = themes_of(right.scenario);
    verdict found;
    assert_true(way_judge(&right.run, &all, 0, &found));
    assert_true(found.passes);
    assert_int_equal(found.figures, CLAIMS);
    assert_true(found.log_error < 0.02); /* medians of 2,001 draws with sd 0.3: 1.25 x 0.3 / sqrt(2001) = 0.008 */
    uproot(&right);
}

/* Log error by hand: every median a twentieth above what was published. */
static double a_twentieth_above(size_t r, size_t k)
{
    return claimed[k] * 1.05 * (1 + 1e-6 * ((double)r - REPLICATES / 2));
}

static void the_log_error_is_the_root_mean_square_of_logs(void **state)
{
    (void)state;
    planted here = plant(a_twentieth_above);
    const themes all = themes_of(here.scenario);
    judged_set set = { 0 };
    size_t count = 0;
    assert_true(judged_set_make(&here.run, figure_is_judged, &all, 0, &set));
    expect_close(judged_log_error(&set, "claims", &count), log(1.05), 1e-6);
    assert_int_equal(count, CLAIMS);
    assert_true(isnan(judged_log_error(&set, "payments", &count)));
    judged_set_free(&set);
    uproot(&here);
}

/* Expected: the closed form. Published is the median, so log N = -n/2 log(2 pi) - 1/2 log det(C + s^2 I) with C = 0.3^2 (all) + 0.04^2 I: one eigenvalue of 10 x 0.09 more than the others'
 * 0.0016 + s^2. Means of 2,001 logs are known to 0.3 / sqrt(2001) = 0.007 and are all off together: half of 0.007^2 / 0.09; the determinant to sqrt(10 / 2 / 2001) x 2. */
static void a_score_is_the_log_density_of_what_was_published(void **state)
{
    (void)state;
    planted here = plant(volume_and_luck);
    const themes all = themes_of(here.scenario);
    judged_set set = { 0 };
    series_score score;
    const double own = 0.04 * 0.04 + JUDGED_DISCREPANCY * JUDGED_DISCREPANCY;
    const double log_determinant = (CLAIMS - 1) * log(own) + log(own + CLAIMS * 0.3 * 0.3);
    assert_true(judged_set_make(&here.run, figure_is_in_series, &all, 0, &set));
    assert_true(series_score_of(&set, "claims", &score));
    assert_int_equal(score.levels, CLAIMS);
    expect_close(score.log_density, -0.5 * (CLAIMS * log(2 * M_PI) + log_determinant), 0.25);
    judged_set_free(&set);
    uproot(&here);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_series_has_a_level_each_and_a_change_and_a_growth_but_for_the_first),
        cmocka_unit_test(right_levels_with_the_wrong_growth_fail),
        cmocka_unit_test(the_right_model_passes),
        cmocka_unit_test(the_log_error_is_the_root_mean_square_of_logs),
        cmocka_unit_test(a_score_is_the_log_density_of_what_was_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
