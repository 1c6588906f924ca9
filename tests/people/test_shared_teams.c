#include "support/expect.h"
#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>

/* One team that serves two sites: its line, its places, and who bears what it costs. */

static const char two_sites[] =
    "{\"reporting\": {\"coupling\": \"shared\"}, \"people\": {\"wait_days\": {\"spread\": \"uniform\", \"between\": \"families\", \"min\": 5, \"max\": 60}},"
    " \"shared_teams\": {\"mobile\": {\"therapy\": \"fft\", \"therapists\": 1, \"caseload\": 3}},"
    " \"sites\": {\"here\": {\"therapy\": null, \"closes\": \"2021-06-30\", \"cohorts\": {\"edge\": {\"intake\": {\"families\": [2, 1, 3, 2, 1, 2]}}}, \"teams\": {\"team\": {\"shared\": \"mobile\"}}},"
    "  \"there\": {\"starts\": \"2019-04-05\", \"closes\": \"2021-12-31\", \"teams\": {\"visiting\": {\"shared\": \"mobile\"}},"
    "   \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [1, 2, 1, 3, 0, 1]}}}}},"
    " \"contracts\": {\"days\": {\"sites\": [\"here\"], \"payers\": {\"here\": {}}, \"delivery\": {\"therapist_gbp_per_year\": 60000}, \"capital\": null},"
    "  \"other\": {\"sites\": [\"there\"], \"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"payers\": {\"there\": {}}, \"delivery\": {\"therapist_gbp_per_year\": 60000},"
    "   \"terms\": {\"day\": {\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": 57.42}}},"
    "  \"both\": {\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"payers\": {\"there\": {}, \"here\": {\"share\": 0.5}}, \"delivery\": {\"therapist_gbp_per_year\": 60000},"
    "   \"terms\": {\"day\": {\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": 57.42}}}}}";

static int by_readiness(const void *a, const void *b)
{
    const double x = **(const double *const *)a, y = **(const double *const *)b;
    return x < y ? -1 : x > y;
}

/* Three places and courses of 140 days: the k-th family in order of readiness, wherever it lives, takes the place that has been free longest. */
static void families_of_all_sites_stand_in_one_line(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){two_sites, "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}}", NULL});
    for (uint32_t w = 0; w < 5; w++) {
        const families *people = &test_engine_run(&run, w, 0)->families;
        const double *ready[64];
        double free_at[3] = {0, 0, 0};
        size_t sites[2] = {0, 0};
        assert_int_equal(people->count, 19);
        for (size_t i = 0; i < people->count; i++) {
            ready[i] = &people->ready_at[i];
        }
        qsort(ready, people->count, sizeof *ready, by_readiness);
        for (size_t k = 0; k < people->count; k++) {
            const size_t i = (size_t)(ready[k] - people->ready_at);
            size_t place = 0;
            for (size_t p = 1; p < 3; p++) {
                place = free_at[p] < free_at[place] ? p : place;
            }
            const double at = fmax(*ready[k], free_at[place]);
            const double closing = (double)(people->closes_day[people->site[i]] + 1);
            if (at < closing) {
                expect_close(people->started_at[i], at, 1e-9);
                free_at[place] = at + people->received_days[i];
                sites[people->site[i]]++;
            } else {
                assert_true(people->started_at[i] == TIME_NEVER);
            }
        }
        assert_true(sites[0] > 3 && sites[1] > 3);
    }
    test_engine_free(&run);
}

static double cost_of(const replicate *one, size_t contract)
{
    return (double)one->contracts[contract].cash.cost_total;
}

/* Salaries alone cost something: what two contracts bear of the team is what a contract for both sites bears, but for a penny of rounding a month. */
static void contracts_of_some_sites_bear_their_share(void **state)
{
    (void)state;
    test_engine run;
    test_engine_make(&run, scenario_small, (const char *const[]){two_sites, NULL});
    for (uint32_t w = 0; w < 5; w++) {
        const replicate *one = test_engine_run(&run, w, 1);
        assert_true(cost_of(one, 2) > 0 && cost_of(one, 0) > 0 && cost_of(one, 1) > 0);
        expect_close(cost_of(one, 0) + cost_of(one, 1), cost_of(one, 2), 120);
    }
    test_engine_free(&run);
    test_engine_make(&run, scenario_small, (const char *const[]){two_sites, "{\"shared_teams\": {\"mobile\": {\"cost_shares\": {\"here\": 0.85, \"there\": 0.15}}}}", NULL});
    const replicate *one = test_engine_run(&run, 3, 1);
    expect_close(cost_of(one, 0), 0.85 * cost_of(one, 2), 60);
    expect_close(cost_of(one, 1), 0.15 * cost_of(one, 2), 60);
    test_engine_free(&run);
}

/* Without turnover and with the same adherence a team of one site is the same team, shared or not: line, careers, money. */
static void a_team_shared_by_one_site_is_the_sites_own(void **state)
{
    (void)state;
    static const char staff[] = "\"therapy\": \"fft\", \"therapists\": 1, \"caseload\": 3, \"ramp_days\": 30, \"hires\": {\"more\": {\"from\": \"2019-06-01\", \"therapists\": 1}}";
    static const char costs[] = "{\"contracts\": {\"days\": {\"delivery\": {\"therapist_gbp_per_year\": 60000, \"licence_gbp_per_year\": 1200, \"training_gbp_per_therapist\": 900}}}}";
    char own[512], shared[512];
    snprintf(own, sizeof own, "{\"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"team\": {%s}}}}}", staff);
    snprintf(shared, sizeof shared, "{\"shared_teams\": {\"it\": {%s}}, \"sites\": {\"here\": {\"therapy\": null, \"teams\": {\"team\": {\"shared\": \"it\"}}}}}", staff);
    test_engine a, b;
    test_engine_make(&a, scenario_small, (const char *const[]){own, costs, NULL});
    test_engine_make(&b, scenario_small, (const char *const[]){shared, costs, NULL});
    for (uint32_t w = 0; w < 4; w++) {
        const replicate *one = test_engine_run(&a, w, 0), *other = test_engine_run(&b, w, 0);
        assert_int_equal(one->families.count, other->families.count);
        assert_memory_equal(one->families.started_at, other->families.started_at, one->families.count * sizeof(double));
        assert_true(cost_of(one, 0) > 0 && one->contracts[0].cash.cost_total == other->contracts[0].cash.cost_total);
        assert_true(one->contracts[0].cash.receipt_total == other->contracts[0].cash.receipt_total);
    }
    test_engine_free(&a);
    test_engine_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_of_all_sites_stand_in_one_line),
        cmocka_unit_test(contracts_of_some_sites_bear_their_share),
        cmocka_unit_test(a_team_shared_by_one_site_is_the_sites_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
