#include <stdlib.h>

#include "world/model.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* What cohorts have of their own: a hazard ratio on entries to care, and where transitions lead. */

static const char two_cohorts[] =
    "{\"states\": {\"kin\": {\"class\": \"kin\"}, \"hostel\": {\"class\": \"care\", \"day_cost_gbp\": 171}},"
    " \"transitions\": {\"entry\": {\"from\": [\"home\", \"kin\"], \"to\": {\"care\": 0.7, \"hostel\": 0.3}},"
    "   \"to_kin\": {\"from\": [\"home\"], \"to\": {\"kin\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 2003}},"
    "   \"moves\": {\"from\": [\"care\", \"hostel\"], \"to\": {\"care\": 0.5, \"hostel\": 0.5}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 211}},"
    "   \"return_home\": {\"from\": [\"care\", \"hostel\"]}},"
    " \"people\": {\"age_years\": 9.2},"
    " \"cohorts\": {\"other\": {\"begins_in\": {\"home\": 1}}},"
    " \"sites\": {\"here\": {\"cohorts\": {\"edge\": {\"intake\": {\"families\": [15000]}},"
    "   \"other\": {\"intake\": {\"kind\": \"schedule\", \"families\": [15000]}}}}}}";

static const char apart[] = "{\"cohorts\": {\"other\": {\"ratio\": 1.9, \"destinations\": {\"entry\": {\"to\": {\"hostel\": 0.85, \"care\": 0.15}}}}}}";

static void entries_lead_only_to_care_from_somewhere_else(void **state)
{
    (void)state;
    const char *const patches[] = {two_cohorts, apart, NULL};
    scenario *self = scenario_patched(scenario_small, patches);
    career_model *model = calloc(1, sizeof *model);
    assert_non_null(model);
    career_model_set(self, model);
    for (size_t k = 0; k < self->transitions.count; k++) {
        const char *name = self->transitions.items[k].name;
        assert_int_equal(model->entry_mask >> k & 1u, name[0] == 'e');
        assert_int_equal(model->transition[k].multiplied, name[0] == 'e');
    }
    free(model);
    scenario_free(self);
}

typedef struct {
    double children, entered, to_hostel, to_kin;
} cohort_counts;

/** Whether and where children of a cohort go first, within 300 days of referral. */
static cohort_counts count_first_moves(const test_engine *run, const replicate *drawn, career_arm arm, size_t cohort)
{
    const size_t hostel = state_named(run->self, "hostel");
    const size_t kin = state_named(run->self, "kin");
    const careers *all = &drawn->arm[arm];
    cohort_counts found = {0};
    for (size_t i = 0; i < drawn->families.count; i++) {
        if (drawn->families.cohort[i] == cohort) {
            const uint32_t at = all->first[i] + 1;
            const bool moves = at < all->first[i + 1] && all->from[at] < drawn->families.referred_at[i] + 300;
            found.children += 1;
            found.to_kin += moves && all->state[at] == kin;
            found.entered += moves && all->state[at] != kin;
            found.to_hostel += moves && all->state[at] == hostel;
        }
    }
    return found;
}

static void expect_share(double count, double of, double share)
{
    expect_close(count / of, share, 4 * sqrt(share * (1 - share) / of));
}

static void a_cohort_has_its_own_ratio_and_destinations_in_every_arm(void **state)
{
    (void)state;
    const char *const patches[] = {two_cohorts, apart, NULL};
    test_engine run;
    test_engine_make(&run, scenario_small, patches);
    const replicate *drawn = test_engine_run(&run, 0, 0);
    const double ratio[] = {1, 1.9};
    const double hostel[] = {0.3, 0.85};
    for (career_arm arm = 0; arm < ARM_COUNT; arm++) {
        for (size_t c = 0; c < 2; c++) {
            /* competing exponentials: to kin at 1 / 2003 a day whatever the cohort, to care at ratio / 613 */
            const double entry = ratio[c] / 613;
            const double either = 1 - exp(-300 * (entry + 1 / 2003.0));
            const cohort_counts found = count_first_moves(&run, drawn, arm, c);
            expect_share(found.entered, found.children, either * entry / (entry + 1 / 2003.0));
            expect_share(found.to_kin, found.children, either / 2003 / (entry + 1 / 2003.0));
            expect_share(found.to_hostel, found.entered, hostel[c]);
        }
    }
    test_engine_free(&run);
}

static void own_destinations_change_no_time_of_the_move_before(void **state)
{
    (void)state;
    const char *const plain[] = {two_cohorts, NULL};
    const char *const own[] = {two_cohorts, "{\"cohorts\": {\"other\": {\"destinations\": {\"entry\": {\"to\": {\"hostel\": 1}}}}}}", NULL};
    test_engine a;
    test_engine b;
    test_engine_make(&a, scenario_small, plain);
    test_engine_make(&b, scenario_small, own);
    const replicate *first = test_engine_run(&a, 0, 0);
    const replicate *second = test_engine_run(&b, 0, 0);
    assert_int_equal(first->families.count, second->families.count);
    size_t changed = 0;
    for (size_t i = 0; i < first->families.count; i++) {
        const careers *one = &first->arm[ARM_UNTREATED_SHARED];
        const careers *other = &second->arm[ARM_UNTREATED_SHARED];
        if (one->first[i] + 1 < one->first[i + 1]) {
            expect_close(one->from[one->first[i] + 1], other->from[other->first[i] + 1], 0);
            const bool same = one->state[one->first[i] + 1] == other->state[other->first[i] + 1];
            assert_true(same || first->families.cohort[i] == 1);
            changed += !same;
        }
    }
    assert_true(changed > 1000);
    test_engine_free(&a);
    test_engine_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_lead_only_to_care_from_somewhere_else),
        cmocka_unit_test(a_cohort_has_its_own_ratio_and_destinations_in_every_arm),
        cmocka_unit_test(own_destinations_change_no_time_of_the_move_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
