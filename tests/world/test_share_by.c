#include "support/expect.h"
#include "support/scenario_text.h"

/* The level that share_by sets: against the formula, worked out here from the same inputs in plain loops, and against the share that simulated starters
 * without therapy realise. */

#define DAYS 548.0
#define SHARE 0.31
#define WAIT 43.0

/* Two sites of 24 and 12 planned families a month, the first with three localities; three bands; a quarter with prior care; ages 6 to 17.2. */
static const char mixed[] =
    "{\"transitions\": {\"entry\": {\"clock\": \"referral\", \"hazard\": {\"kind\": \"weibull\", \"mean_days\": null, \"shape\": 0.7, \"scale_days\": 365},"
    "   \"share_by\": {\"days\": 548, \"share\": 0.31},"
    "   \"multipliers\": {\"age_ratio_per_year\": 1.11, \"prior_care_ratio\": 1.9, \"band\": true, \"frailty\": true, \"place\": true}}},"
    " \"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 6, \"max\": 17.2}, \"age_reference_years\": 12.5,"
    "   \"bands\": {\"low\": {\"ratio\": 0.41}, \"mid\": {\"ratio\": 1}, \"high\": {\"ratio\": 2.3}}, \"band_shares\": {\"low\": 0.37, \"mid\": 0.42, \"high\": 0.21},"
    "   \"prior_care_share\": 0.26, \"start_share\": 0.83, \"wait_days\": 43, \"nominal_wait_days\": 43},"
    " \"sites\": {\"here\": {\"ratio\": 1.17, \"closes\": \"2019-06-30\", \"localities\": {\"east\": {\"share\": 0.5, \"ratio\": 0.7}, \"west\": {\"share\": 0.3, \"ratio\": 1.4},"
    "     \"coast\": {\"share\": 0.2, \"ratio\": 1.05}}, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [24000, 0]}, \"first_year_volume\": 0.9}}},"
    "   \"there\": {\"therapy\": \"fft\", \"starts\": \"2019-02-05\", \"closes\": \"2019-06-30\", \"ratio\": 0.61,"
    "     \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [12000, 0]}}}}}}";

static const double frailties[] = {0, 0.3, 1, 2.5};

typedef struct {
    double weight, ratio;
} part;

static double hazard_until(double days)
{
    return pow(days / 365, 0.7);
}

static double laplace(double v, double x)
{
    return v > 0 ? pow(1 + v * x, -1 / v) : exp(-x);
}

/** The share of starters who stay out for DAYS at this level, by the formula of docs/model.md, section 4, over `ages` equally likely ages. */
static double share_kept(double level, double v, int ages)
{
    const part places[] = {{24 * 0.9 * 0.5, 1.17 * 0.7}, {24 * 0.9 * 0.3, 1.17 * 1.4}, {24 * 0.9 * 0.2, 1.17 * 1.05}, {12, 0.61}};
    const part bands[] = {{0.37, 0.41}, {0.42, 1}, {0.21, 2.3}};
    const part priors[] = {{0.74, 1}, {0.26, 1.9}};
    double before = 0;
    double after = 0;
    for (int a = 0; a < ages; a++) {
        const double age = 6 + 11.2 * (a + 0.5) / ages;
        const double left = fmin(DAYS, fmax(0, (18 - age) * 365.25 - WAIT));
        for (int i = 0; i < 4 * 3 * 2; i++) {
            const part place = places[i % 4];
            const part band = bands[i / 4 % 3];
            const part prior = priors[i / 12];
            const double m = pow(1.11, age - 12.5) * place.ratio * band.ratio * prior.ratio;
            before += place.weight * band.weight * prior.weight * laplace(v, m * level * hazard_until(WAIT));
            after += place.weight * band.weight * prior.weight * laplace(v, m * level * hazard_until(WAIT + left));
        }
    }
    return after / before;
}

static void make_mixed(test_engine *run, double v)
{
    char frailty[64];
    snprintf(frailty, sizeof frailty, "{\"people\": {\"frailty\": {\"variance\": %g}}}", v);
    const char *const patches[] = {mixed, frailty, NULL};
    test_engine_make(run, scenario_small, patches);
}

static void the_level_gives_the_share_over_the_mix_of_starters(void **state)
{
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        test_engine run;
        make_mixed(&run, frailties[f]);
        test_engine_run(&run, 0, 0);
        const double level = replicate_engine_levels(run.engine)[0];
        expect_close(1 - share_kept(level, frailties[f], 16), SHARE, 1e-10);
        /* sixteen ages stand for the continuous spread */
        expect_close(1 - share_kept(level, frailties[f], 4096), SHARE, 5e-4);
        test_engine_free(&run);
    }
}

static void simulated_starters_without_therapy_realise_the_share(void **state)
{
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        test_engine run;
        make_mixed(&run, frailties[f]);
        const replicate *drawn = test_engine_run(&run, 5, 1);
        const families *people = &drawn->families;
        const career_arm arms[] = {ARM_UNTREATED_SHARED, ARM_UNTREATED_INDEPENDENT};
        for (size_t a = 0; a < 2; a++) {
            double starters = 0;
            double entered = 0;
            for (size_t i = 0; i < people->count; i++) {
                const double entry = career_first_entry(run.self, &drawn->arm[arms[a]], i, CLASS_CARE);
                starters += people->started_at[i] < TIME_NEVER;
                entered += people->started_at[i] < TIME_NEVER && entry <= people->started_at[i] + DAYS;
            }
            assert_true(starters > 20000);
            expect_close(entered / starters, SHARE, 5 * sqrt(SHARE * (1 - SHARE) / starters) + 5e-4);
        }
        test_engine_free(&run);
    }
}

static void a_conditional_share_is_that_of_a_child_without_multipliers(void **state)
{
    (void)state;
    const char *const patches[] = {mixed, "{\"people\": {\"frailty\": {\"variance\": 1.3}}, \"transitions\": {\"entry\": {\"share_by\": {\"conditional\": true}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    test_engine_run(&run, 0, 0);
    expect_relative(replicate_engine_levels(run.engine)[0], -log(1 - SHARE) / hazard_until(DAYS), 1e-12);
    test_engine_free(&run);
}

static void without_multipliers_the_level_has_a_closed_form(void **state)
{
    (void)state;
    const char *const patches[] = {mixed,
                                   "{\"transitions\": {\"entry\": {\"multipliers\": null}}, \"people\": {\"age_years\": 9.4, \"frailty\": {\"variance\": 0.8}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    test_engine_run(&run, 0, 0);
    expect_relative(replicate_engine_levels(run.engine)[0], -log(1 - SHARE) / (hazard_until(WAIT + DAYS) - hazard_until(WAIT)), 1e-12);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_level_gives_the_share_over_the_mix_of_starters),
        cmocka_unit_test(simulated_starters_without_therapy_realise_the_share),
        cmocka_unit_test(a_conditional_share_is_that_of_a_child_without_multipliers),
        cmocka_unit_test(without_multipliers_the_level_has_a_closed_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
