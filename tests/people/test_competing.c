#include "support/expect.h"
#include "support/scenario_text.h"

/* Which of several ways out is taken, and where it leads, against closed forms. */

#define FAMILIES 30000

static const char crowd[] =
    "{\"people\": {\"age_years\": 4.1}, \"states\": {\"foster\": {\"class\": \"care\"}, \"kin\": {\"class\": \"kin\"}, \"hostel\": {\"class\": \"care\"}},"
    " \"transitions\": {\"return_home\": null},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [30000]}}}}}}";

/** How many children's first move leads to a state, and how many move at all. */
static double first_moves_to(const replicate *drawn, career_arm arm, size_t to, double *moved)
{
    const careers *lives = &drawn->arm[arm];
    double count = 0;
    *moved = 0;
    for (size_t i = 0; i < lives->children; i++) {
        const uint32_t next = lives->first[i] + 1;
        const bool moves = next < lives->first[i + 1];
        *moved += moves;
        count += moves && lives->state[next] == to;
    }
    return count;
}

typedef struct {
    const char *state;
    double share;
} share_case;

static void expect_shares(const char *const patches[], const share_case cases[], size_t count)
{
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 1, 1);
    assert_int_equal(drawn->families.count, FAMILIES);
    for (size_t i = 0; i < count; i++) {
        const double p = cases[i].share;
        for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
            double moved;
            const double here = first_moves_to(drawn, arm, state_named(run.self, cases[i].state), &moved);
            assert_true(moved > 0.98 * FAMILIES);
            expect_close(here / moved, p, 5 * sqrt(p * (1 - p) / moved));
        }
    }
    test_engine_free(&run);
}

static void destinations_follow_their_shares(void **state)
{
    (void)state;
    const char *const patches[] = {
        crowd, "{\"transitions\": {\"entry\": {\"to\": {\"care\": 0.137, \"foster\": 0.411, \"kin\": 0.053, \"hostel\": 0.399}, \"hazard\": {\"mean_days\": 617}}}}", NULL};
    const share_case cases[] = {{"care", 0.137}, {"foster", 0.411}, {"kin", 0.053}, {"hostel", 0.399}};
    expect_shares(patches, cases, 4);
}

static void of_competing_exponential_times_each_wins_in_proportion_to_its_rate(void **state)
{
    (void)state;
    const char *const patches[] = {
        crowd,
        "{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 613}},"
        " \"foster\": {\"from\": [\"home\"], \"to\": {\"foster\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 271}},"
        " \"to_kin\": {\"from\": [\"home\"], \"to\": {\"kin\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 1907}}}}",
        NULL};
    const double all = 1 / 613.0 + 1 / 271.0 + 1 / 1907.0;
    const share_case cases[] = {{"care", 1 / 613.0 / all}, {"foster", 1 / 271.0 / all}, {"kin", 1 / 1907.0 / all}};
    expect_shares(patches, cases, 3);
}

static void of_competing_weibull_times_of_one_shape_each_wins_as_its_scale_has_it(void **state)
{
    (void)state;
    const char *const patches[] = {
        crowd,
        "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"weibull\", \"mean_days\": null, \"shape\": 0.71, \"scale_days\": 503}},"
        " \"foster\": {\"from\": [\"home\"], \"to\": {\"foster\": 1}, \"hazard\": {\"kind\": \"weibull\", \"shape\": 0.71, \"scale_days\": 197}}}}",
        NULL};
    const double rate = pow(503, -0.71);
    const double other = pow(197, -0.71);
    const share_case cases[] = {{"care", rate / (rate + other)}, {"foster", other / (rate + other)}};
    expect_shares(patches, cases, 2);
}

static void a_multiplier_moves_the_odds_of_winning(void **state)
{
    (void)state;
    /* age ratio 1.1 a year, 4.1 - 13 years from the reference: the rate is multiplied by 1.1^-8.9 */
    const char *const patches[] = {
        crowd,
        "{\"transitions\": {\"entry\": {\"hazard\": {\"mean_days\": 613}, \"multipliers\": {\"age_ratio_per_year\": 1.1}},"
        " \"foster\": {\"from\": [\"home\"], \"to\": {\"foster\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 271}}}}",
        NULL};
    const double rate = pow(1.1, -8.9) / 613;
    const share_case cases[] = {{"care", rate / (rate + 1 / 271.0)}};
    expect_shares(patches, cases, 1);
}

/* A stay in care ends by the class clock. Whether the child moves between placements meanwhile changes neither the day on which it ends nor what is drawn for it. */
static void moves_within_care_leave_the_end_of_the_stay_as_it_was(void **state)
{
    (void)state;
    static const char often[] = "{\"transitions\": {\"moves\": {\"hazard\": {\"mean_days\": 17}}}}", seldom[] = "{\"transitions\": {\"moves\": {\"hazard\": {\"mean_days\": 40000000}}}}";
    test_engine run[2];
    const replicate *drawn[2];
    size_t stays = 0, moves = 0;
    for (int i = 0; i < 2; i++) {
        test_engine_make(&run[i], scenario_small, (const char *const[]){scenario_busy, i ? seldom : often, NULL});
        drawn[i] = test_engine_run(&run[i], 1, 0);
    }
    const size_t home = state_named(run[0].self, "home");
    for (size_t child = 0; child < drawn[0]->families.count; child++) {
        double ends[2] = {0, 0};
        for (int i = 0; i < 2; i++) {
            const careers *lives = &drawn[i]->arm[ARM_UNTREATED_SHARED];
            uint32_t at = lives->first[child];
            const uint32_t first = at;
            const bool in_care = lives->state[at] != home;
            while (in_care && at < lives->first[child + 1] && lives->state[at] != home) {
                at++;
            }
            ends[i] = in_care && at < lives->first[child + 1] ? lives->from[at] : 0;
            moves += i == 0 && ends[i] > 0 ? at - first - 1 : 0;
        }
        expect_close(ends[0], ends[1], 0);
        stays += ends[0] > 0;
    }
    assert_true(stays > 60 && moves > 300);
    for (int i = 0; i < 2; i++) {
        test_engine_free(&run[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(destinations_follow_their_shares),
        cmocka_unit_test(of_competing_exponential_times_each_wins_in_proportion_to_its_rate),
        cmocka_unit_test(of_competing_weibull_times_of_one_shape_each_wins_as_its_scale_has_it),
        cmocka_unit_test(a_multiplier_moves_the_odds_of_winning),
        cmocka_unit_test(moves_within_care_leave_the_end_of_the_stay_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
