#include "support/expect.h"
#include "support/scenario_text.h"

/* What changes the effect of one family's course: its team's therapy, a remote course, want of supervision, the psychology fund. Entries within so many days
 * of the start against the closed form of an exponential hazard under each hazard ratio. */

#define MEAN_DAYS 613.0
#define DAYS 240.0

static const char many[] =
    "{\"people\": {\"age_years\": 9.4}, \"transitions\": {\"return_home\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}},"
    " \"therapies\": {\"fft\": {\"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 0.47}}}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30000]}}}}}}";

/** The share of those picked who enter within DAYS of the start. */
static void expect_entries(const test_engine *run, const replicate *drawn, bool (*picks)(const families *people, size_t i), double hazard_ratio)
{
    const families *people = &drawn->families;
    double picked = 0;
    double entered = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (people->started_at[i] < TIME_NEVER && picks(people, i)) {
            picked += 1;
            entered += career_first_entry(run->self, &drawn->arm[ARM_TREATED], i, CLASS_CARE) <= people->started_at[i] + DAYS;
        }
    }
    const double p = 1 - exp(-hazard_ratio * DAYS / MEAN_DAYS);
    assert_true(picked > 3000);
    expect_close(entered / picked, p, 4 * sqrt(p * (1 - p) / picked));
}

static bool is_remote(const families *people, size_t i)
{
    return people->remote[i];
}

static bool is_face_to_face(const families *people, size_t i)
{
    return !people->remote[i];
}

static void remote_courses_have_their_multiplier_on_the_log_hazard_ratio(void **state)
{
    (void)state;
    /* families start on their day of referral, evenly over February 5 to March 4; two periods with multipliers of their own */
    const char *const patches[] = {many, "{\"therapies\": {\"fft\": {\"remote\": {\"closed\": {\"from\": \"2019-02-10\", \"until\": \"2019-02-28\", \"share\": 0.6,"
                                         " \"effect_multiplier\": 0.55}}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    expect_entries(&run, drawn, is_remote, pow(0.47, 0.55));
    expect_entries(&run, drawn, is_face_to_face, 0.47);
    test_engine_free(&run);
}

static bool is_first_team(const families *people, size_t i)
{
    return people->team[i] == 0;
}

static bool is_second_team(const families *people, size_t i)
{
    return people->team[i] == 1;
}

static void each_team_offers_its_own_therapy(void **state)
{
    (void)state;
    const char *const patches[] = {
        many, "{\"therapies\": {\"mst\": {\"course_days\": 140, \"effects\": {\"entry\": {\"kind\": \"constant\", \"hazard_ratio\": 1.3}}}},"
              " \"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"one\": {\"therapy\": \"fft\", \"share\": 0.4}, \"two\": {\"therapy\": \"mst\", \"share\": 0.6}}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    expect_entries(&run, drawn, is_first_team, 0.47);
    expect_entries(&run, drawn, is_second_team, 1.3);
    test_engine_free(&run);
}

static void courses_begun_while_supervision_is_short_have_less_effect(void **state)
{
    (void)state;
    /* the first team has one supervisor for 400 therapists, whom it takes 40 to supervise; the second enough */
    const char *const patches[] = {
        many, "{\"sites\": {\"here\": {\"therapy\": null, \"teams\": {"
              "  \"one\": {\"therapy\": \"fft\", \"share\": 0.5, \"therapists\": 400, \"caseload\": 90, \"supervisors\": 1, \"supervision_ratio\": 10, \"unsupervised_effect\": 0.3},"
              "  \"two\": {\"therapy\": \"fft\", \"share\": 0.5, \"therapists\": 400, \"caseload\": 90, \"supervisors\": 40, \"supervision_ratio\": 10, \"unsupervised_effect\": 0.3}}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    expect_entries(&run, drawn, is_first_team, pow(0.47, 0.3));
    expect_entries(&run, drawn, is_second_team, 0.47);
    test_engine_free(&run);
}

static void therapists_of_two_teams_have_adherence_of_their_own(void **state)
{
    (void)state;
    /* one therapist in each team, with places for all; the effect of one team is drawn apart from that of the other */
    const char *const patches[] = {
        many, "{\"therapies\": {\"fft\": {\"adherence\": {\"spread\": \"uniform\", \"between\": \"therapists\", \"min\": 0, \"max\": 2}}},"
              " \"sites\": {\"here\": {\"therapy\": null, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [2000]}}},"
              "  \"teams\": {\"one\": {\"therapy\": \"fft\", \"share\": 0.5}, \"two\": {\"therapy\": \"fft\", \"share\": 0.5}}}}}", NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    double products = 0;
    double squares = 0;
    for (uint32_t r = 0; r < 60; r++) {
        const replicate *drawn = test_engine_run(&run, r, 0);
        double averted[2] = {0, 0};
        for (size_t i = 0; i < drawn->families.count; i++) {
            const double without = career_first_entry(run.self, &drawn->arm[ARM_UNTREATED_SHARED], i, CLASS_CARE);
            const double with = career_first_entry(run.self, &drawn->arm[ARM_TREATED], i, CLASS_CARE);
            const double until = drawn->families.started_at[i] + DAYS;
            averted[drawn->families.team[i]] += (without <= until) - (with <= until);
        }
        /* halves of 2,000 children: about 0.32 x 1,000 enter untreated and, on average over adherence, 0.17 x 1,000 treated */
        products += (averted[0] - 150) * (averted[1] - 150);
        squares += ((averted[0] - 150) * (averted[0] - 150) + (averted[1] - 150) * (averted[1] - 150)) / 2;
    }
    assert_true(squares / 60 > 1000); /* adherence does differ */
    assert_true(products / squares < 0.6);
    test_engine_free(&run);
}

static bool used_fund(const families *people, size_t i)
{
    return people->fund_at[i] < TIME_NEVER;
}

static void the_psychology_fund_stretches_what_wanes(void **state)
{
    (void)state;
    static const char waning[] =
        "{\"therapies\": {\"fft\": {\"course_days\": 30, \"effects\": {\"entry\": {\"kind\": \"waning\", \"half_life_days\": 40, \"hazard_ratio\": 0.3}}}}}";
    const char *const without[] = {many, waning, NULL};
    const char *const with[] = {many, waning, "{\"sites\": {\"here\": {\"psychology_fund\": {\"from\": \"2019-02-05\", \"uptake\": 0.5, \"half_life_ratio\": 3}}}}", NULL};
    test_engine a;
    test_engine b;
    test_engine_make(&a, scenario_small, without);
    test_engine_make(&b, scenario_small, with);
    const replicate *plain = test_engine_run(&a, 0, 0);
    const replicate *funded = test_engine_run(&b, 0, 0);
    double users = 0;
    double later = 0;
    for (size_t i = 0; i < plain->families.count; i++) {
        const double before = career_first_entry(a.self, &plain->arm[ARM_TREATED], i, CLASS_CARE);
        const double after = career_first_entry(b.self, &funded->arm[ARM_TREATED], i, CLASS_CARE);
        const double end = plain->families.started_at[i] + 30;
        if (used_fund(&funded->families, i)) {
            users += 1;
            assert_true(after >= before);
            assert_true(before > end || after == before); /* nothing changes before the course ends */
            later += after > before;
        } else {
            expect_close(after, before, 0);
        }
    }
    assert_true(users > 10000);
    assert_true(later > 0.5 * users);
    test_engine_free(&a);
    test_engine_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remote_courses_have_their_multiplier_on_the_log_hazard_ratio),
        cmocka_unit_test(each_team_offers_its_own_therapy),
        cmocka_unit_test(courses_begun_while_supervision_is_short_have_less_effect),
        cmocka_unit_test(therapists_of_two_teams_have_adherence_of_their_own),
        cmocka_unit_test(the_psychology_fund_stretches_what_wanes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
