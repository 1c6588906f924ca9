#include "support/expect.h"
#include "support/scenario_text.h"

/* A service with all that can happen to its staff: laws that hold in every replicate, recounted from the families and the staff. */

static const char service[] =
    "{\"starts\": \"2019-02-05\", \"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 9, \"max\": 17.8},"
    "   \"bands\": {\"low\": {}, \"high\": {\"ratio\": 2}}, \"band_shares\": {\"low\": 0.7, \"high\": 0.3}, \"siblings\": {\"0\": 0.6, \"1\": 0.3, \"3\": 0.1}},"
    " \"therapies\": {\"fft\": {\"completion_share\": 0.8, \"remote\": {\"spring\": {\"from\": \"2020-03-23\", \"until\": \"2020-11-30\", \"share\": 0.7, \"caseload_ratio\": 1.3}}},"
    "   \"mst\": {\"course_days\": 113}},"
    " \"sites\": {\"here\": {\"therapy\": null, \"closes\": \"2022-02-04\", \"closure_per_year\": 0.2, \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"families\": null, \"per_year\": 90}}},"
    "   \"psychology_fund\": {\"from\": \"2019-09-15\", \"uptake\": 0.8, \"uses_per_month\": 2, \"gbp_per_use\": 913.37},"
    "   \"teams\": {\"ours\": {\"therapy\": \"fft\", \"provider\": \"Family Works\", \"share\": 0.6, \"therapists\": 2, \"caseload\": 5, \"turnover_per_year\": 0.6, \"vacancy_days\": 71.5,"
    "     \"ramp_days\": 40, \"supervisors\": 1, \"supervision_ratio\": 3, \"hires\": {\"more\": {\"from\": \"2019-08-01\", \"therapists\": 3, \"supervisors\": 1}},"
    "     \"hiring\": {\"above\": 4, \"lead_days\": 60, \"at_most\": 3}},"
    "    \"theirs\": {\"therapy\": \"mst\", \"provider\": \"Others\", \"share\": 0.4, \"bands\": [\"high\"], \"therapists\": 3, \"caseload\": 4}}}},"
    " \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 15000.07, \"fixed_gbp_per_month\": 3100.5, \"therapist_gbp_per_year\": 41000, \"supervisor_gbp_per_year\": 52000,"
    "   \"licence_gbp_per_year\": 2400, \"training_gbp_per_therapist\": 633.1, \"remote_start_gbp\": 13.4, \"per_start_gbp\": 47.11, \"overhead_share\": 0.13, \"wage_growth_per_year\": 0.03}}}}";

#define REPLICATES 40

static size_t present(const replicate *drawn, size_t team, bool supervisors, double time)
{
    size_t count = 0;
    for (size_t m = 0; m < drawn->staff.count; m++) {
        const staff_member *member = &drawn->staff.items[m];
        count += member->team == team && member->supervisor == supervisors && member->from <= time && time < member->until;
    }
    return count;
}

/** Whether the family's therapist is there at its start. */
static bool therapist_is_there(const replicate *drawn, size_t i)
{
    const families *people = &drawn->families;
    for (size_t m = 0; m < drawn->staff.count; m++) {
        const staff_member *member = &drawn->staff.items[m];
        if (member->team == people->team[i] && !member->supervisor && member->number == people->therapist[i]) {
            return member->from <= people->started_at[i] && people->started_at[i] < member->until;
        }
    }
    return false;
}

static void check_family(const replicate *drawn, size_t i)
{
    const families *people = &drawn->families;
    const double start = people->started_at[i];
    assert_true(start >= people->ready_at[i] && start < people->closes_day[0] + 1 && start < people->adult_at[i]);
    assert_true(therapist_is_there(drawn, i));
    const size_t index = people->index_child[i];
    assert_true(people->band[index] == 1 || people->team[i] == 0);
    const bool may_be_short = people->team[i] == 0;
    const bool is_short = may_be_short && present(drawn, 0, false, start) > 3 * present(drawn, 0, true, start);
    assert_int_equal(people->supervised[i], !is_short);
    assert_true(!people->remote[i] || (people->team[i] == 0 && start >= 412 && start < 665)); /* 23 March to 30 November 2020 */
}

static void families_start_with_staff_who_are_there(void **state)
{
    (void)state;
    const char *const patches[] = { service, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    size_t starts = 0, remote = 0, unsupervised = 0, hired = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *drawn = test_engine_run(&run, r, 0);
        for (size_t i = 0; i < drawn->families.count; i++) {
            if (drawn->families.started_at[i] < TIME_NEVER) {
                check_family(drawn, i);
                starts++;
                remote += drawn->families.remote[i];
                unsupervised += !drawn->families.supervised[i];
            }
        }
        for (size_t m = 0; m < drawn->staff.count; m++) {
            hired += drawn->staff.items[m].from > 0;
        }
    }
    assert_true(starts > REPLICATES * 100 && remote > REPLICATES && unsupervised > REPLICATES && hired > REPLICATES * 5);
    test_engine_free(&run);
}

static void the_fund_never_exceeds_its_limit_and_goes_to_completers(void **state)
{
    (void)state;
    const char *const patches[] = { service, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    size_t full_months = 0;
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *drawn = test_engine_run(&run, r, 1);
        const families *people = &drawn->families;
        int uses[240] = { 0 };
        double counted = 0;
        for (size_t i = 0; i < people->count; i++) {
            const bool used = people->fund_at[i] < TIME_NEVER;
            assert_true(!used || (people->completed[i] && people->fund_at[i] >= 222)); /* from 15 September 2019 */
            if (used && people->index_child[i] == i) {
                assert_true(people->fund_at[i] == people->started_at[i] + people->received_days[i]);
                uses[date_months_between(run.self->starts, run.self->starts + (date)people->fund_at[i])]++;
                counted++;
            }
        }
        for (size_t m = 0; m < 240; m++) {
            assert_true(uses[m] <= 2);
            full_months += uses[m] == 2;
        }
        expect_close(drawn->tallies[0].fund_uses, counted, 0);
    }
    assert_true(full_months > REPLICATES);
    test_engine_free(&run);
}

static void what_providers_cost_sums_to_what_delivery_costs(void **state)
{
    (void)state;
    const char *const patches[] = { service, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const cash *account = &test_engine_run(&run, r, 0)->contracts[0].cash;
        pence both[2] = { 0 };
        for (size_t m = 0; m < account->months; m++) {
            pence sum = 0;
            for (size_t p = 0; p < 2; p++) {
                assert_true(account->provider_cost[p * account->months + m] >= 0);
                sum += account->provider_cost[p * account->months + m];
                both[p] += account->provider_cost[p * account->months + m];
            }
            assert_int_equal(sum, account->cost[m]);
        }
        assert_true(both[0] > 0 && both[1] > 0);
    }
    test_engine_free(&run);
}

static void place_days_are_those_of_the_staff(void **state)
{
    (void)state;
    const char *const patches[] = { service, "{\"sites\": {\"here\": {\"teams\": {\"ours\": {\"ramp_days\": 0}}}}}", NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    for (uint32_t r = 0; r < REPLICATES; r++) {
        const replicate *drawn = test_engine_run(&run, r, 0);
        const families *people = &drawn->families;
        double end = people->closes_day[0] + 1, used = 0, offered = 0;
        for (size_t i = 0; i < people->count; i++) {
            if (people->index_child[i] == i && people->started_at[i] < TIME_NEVER) {
                end = fmax(end, people->started_at[i] + people->received_days[i]);
                used += people->received_days[i] / (people->remote[i] ? 1.3 : 1);
            }
        }
        for (size_t m = 0; m < drawn->staff.count; m++) {
            const staff_member *member = &drawn->staff.items[m];
            offered += member->supervisor ? 0 : fmax(0, fmin(member->until, end) - member->from) * (member->team == 0 ? 5 : 4);
        }
        expect_relative(drawn->team.used_days[0], used, 1e-9);
        expect_relative(drawn->team.places_days[0], offered, 1e-9);
    }
    test_engine_free(&run);
}

static void a_replicate_is_the_same_whatever_ran_before(void **state)
{
    (void)state;
    const char *const patches[] = { service, NULL };
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 5, 1);
    const pence cost = drawn->contracts[0].cash.cost_total;
    const size_t staff = drawn->staff.count;
    const double left = drawn->staff.items[0].until;
    test_engine_run(&run, 31, 0);
    drawn = test_engine_run(&run, 5, 1);
    assert_int_equal(drawn->contracts[0].cash.cost_total, cost);
    assert_int_equal(drawn->staff.count, staff);
    assert_true(drawn->staff.items[0].until == left);
    test_engine_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_start_with_staff_who_are_there),
        cmocka_unit_test(the_fund_never_exceeds_its_limit_and_goes_to_completers),
        cmocka_unit_test(what_providers_cost_sums_to_what_delivery_costs),
        cmocka_unit_test(place_days_are_those_of_the_staff),
        cmocka_unit_test(a_replicate_is_the_same_whatever_ran_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
