#include "support/expect.h"
#include "support/scenario_text.h"

/* Risks that grow without end: moves come faster and faster, until no time passes between them. */

/* By the fifth year of the calendar either move comes, at a growth of 5 a year, within seconds: exp(25) / 300 a day and more. */
static const char racing[] =
    "{\"transitions\": {\"entry\": {\"clock\": \"calendar\", \"hazard\": {\"kind\": \"gompertz\", \"mean_days\": null, \"median_days\": 300, \"growth_per_year\": 5}},"
    "   \"return_home\": {\"clock\": \"calendar\", \"hazard\": {\"kind\": \"gompertz\", \"mean_days\": null, \"median_days\": 300, \"growth_per_year\": 5}}},"
    " \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.6}}}}}";

static void a_career_has_as_many_spells_as_there_are_numbers_for_and_then_stays(void **state)
{
    (void)state;
    const char *const patches[] = { racing, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
        const careers *career = &drawn->arm[arm];
        for (size_t i = 0; i < drawn->families.count; i++) {
            assert_int_equal(career->first[i + 1] - career->first[i], CAREER_SPELLS_MAX);
            assert_true(career->from[career->first[i + 1] - 1] < drawn->families.adult_at[i]);
        }
    }
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_career_has_as_many_spells_as_there_are_numbers_for_and_then_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
