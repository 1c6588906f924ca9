#include "support/expect.h"
#include "support/scenario_text.h"

/* Shocks multiply hazards between their dates, in all arms: entries in each stretch of time against the closed form of a piecewise constant hazard. */

#define MEAN_DAYS 1307.0

static const char shocked[] =
    "{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 1307}}, \"return_home\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}},"
    " \"people\": {\"age_years\": 8.9}, \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30000]}}}}},"
    " \"shocks\": {\"closure\": {\"from\": \"2019-07-05\", \"until\": \"2019-12-31\", \"ratio\": 2.3, \"transitions\": [\"entry\"]},"
    "  \"pause\": {\"from\": \"2019-11-01\", \"until\": \"2020-03-31\", \"ratio\": 0.4, \"transitions\": [\"entry\"]},"
    "  \"other\": {\"from\": \"2019-03-01\", \"until\": \"2022-03-31\", \"ratio\": 7, \"transitions\": [\"return_home\"]}}}";

typedef struct {
    double from, until, ratio; /* days from 5 February 2019 */
} stretch;

static const stretch stretches[] = {
    {40, 150, 1},           /* 5 July is day 150 */
    {150, 269, 2.3},        /* 1 November is day 269 */
    {269, 330, 2.3 * 0.4},  /* 31 December is day 329 */
    {330, 421, 0.4},        /* 31 March 2020 is day 420 */
    {421, 900, 1},
};

static void expect_entries(const test_engine *run, const replicate *drawn, career_arm arm, const stretch *here)
{
    double at_risk = 0;
    double entered = 0;
    for (size_t i = 0; i < drawn->families.count; i++) {
        const double entry = career_first_entry(run->self, &drawn->arm[arm], i, CLASS_CARE);
        at_risk += entry >= here->from;
        entered += entry >= here->from && entry < here->until;
    }
    const double p = 1 - exp(-here->ratio * (here->until - here->from) / MEAN_DAYS);
    expect_close(entered / at_risk, p, 5 * sqrt(p * (1 - p) / at_risk));
}

static void shocks_multiply_the_hazard_between_their_dates_in_every_arm(void **state)
{
    (void)state;
    const char *const patches[] = {shocked, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    for (size_t s = 0; s < sizeof stretches / sizeof stretches[0]; s++) {
        for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
            expect_entries(&run, drawn, arm, &stretches[s]);
        }
    }
    test_engine_free(&run);
}

static void a_shock_lasts_from_the_first_midnight_of_its_first_day_to_the_last_of_its_last(void **state)
{
    (void)state;
    /* stopped from 5 July (day 150) to 31 December (day 329): of 30,000 families some enter within hours of both ends, none between */
    const char *const patches[] = {shocked, "{\"shocks\": {\"closure\": {\"ratio\": 0}, \"pause\": null}, \"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 307}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
        size_t just_before = 0;
        size_t just_after = 0;
        for (size_t i = 0; i < drawn->families.count; i++) {
            const double entry = career_first_entry(run.self, &drawn->arm[arm], i, CLASS_CARE);
            assert_true(entry < 150 || entry >= 330);
            just_before += entry > 149.7 && entry < 150;
            just_after += entry >= 330 && entry < 330.3;
        }
        assert_true(just_before > 3 && just_after > 3);
    }
    test_engine_free(&run);
}

static void therapy_multiplies_what_shocks_leave(void **state)
{
    (void)state;
    /* therapy from referral on halves the hazard, at once and for ever; drop-outs do not exist */
    const char *const patches[] = {shocked, "{\"therapies\": {\"fft\": {\"course_days\": 1, \"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.5}}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    for (size_t s = 0; s < sizeof stretches / sizeof stretches[0]; s++) {
        const stretch halved = {stretches[s].from, stretches[s].until, 0.5 * stretches[s].ratio};
        expect_entries(&run, drawn, ARM_TREATED, &halved);
        expect_entries(&run, drawn, ARM_UNTREATED_SHARED, &stretches[s]);
        expect_entries(&run, drawn, ARM_UNTREATED_INDEPENDENT, &stretches[s]);
    }
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shocks_multiply_the_hazard_between_their_dates_in_every_arm),
        cmocka_unit_test(a_shock_lasts_from_the_first_midnight_of_its_first_day_to_the_last_of_its_last),
        cmocka_unit_test(therapy_multiplies_what_shocks_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
