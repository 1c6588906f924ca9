#include "support/expect.h"
#include "support/scenario_text.h"

#include "run/run.h"

/* A term that pays a share of the placement cost saved against a baseline in pounds a window day. 40 families start within the first month; each has a window of
 * 730 days, 29,200 window days in all, and none is cut: the children are 12 and the last claimable day is four years after the start. */

#define TERMS(day) "{\"contracts\": {\"days\": {\"terms\": {\"day\": " day "}}}}"
#define PRICED(rest) "{\"unit\": {\"kind\": \"placement_cost\"}, \"price_gbp\": 0.37, " rest "}"

static const char nobody[] = "{\"transitions\": {\"entry\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}}";
static const char always[] = "{\"cohorts\": {\"edge\": {\"begins_in\": {\"home\": null, \"care\": 1}}}, \"transitions\": {\"return_home\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}}";

static double paid(const char *children, const char *term)
{
    result *out = NULL;
    scenario *self = scenario_patched(scenario_small, (const char *const[]){"{\"run\": {\"worlds\": 2, \"histories\": 1}}", children, term, NULL});
    assert_int_equal(run_scenario(self, &(run_options){.threads = 1}, &out), RUN_DONE);
    const double mean = result_told(out, columns_find_named(&out->columns, "outcomes_payments_paid_gbp", NULL, "days")).mean;
    result_free(out);
    scenario_free(self);
    return mean;
}

static void what_is_paid_is_the_share_of_what_is_saved(void **state)
{
    (void)state;
    static const char written[] = TERMS(PRICED("\"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 412.3}"));
    static const char listed[] = TERMS(PRICED("\"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 412.3}, \"placement_gbp_per_day\": {\"care\": 271.19}"));
    static const char dear[] = TERMS(PRICED("\"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 412.3}, \"placement_gbp_per_day\": {\"care\": 412.31}"));
    /* at home throughout: all that is expected is saved; eight claims a year apart are each rounded to the penny */
    expect_close(paid(nobody, written), 0.37 * 412.3 * 29200, 0.1);
    /* in care throughout, at the day cost of 318.5, or at the contract's own price */
    expect_close(paid(always, written), 0.37 * (412.3 - 318.5) * 29200, 0.1);
    expect_close(paid(always, listed), 0.37 * (412.3 - 271.19) * 29200, 0.1);
    expect_close(paid(always, dear), 0, 0);
}

/* Untreated children of the same kind who never enter care, or always are in it, cost nothing or the price: nothing is saved against them. */
static void against_children_of_the_same_kind_nothing_is_saved_without_an_effect(void **state)
{
    (void)state;
    static const char *const baselines[] = {TERMS(PRICED("\"baseline\": {\"kind\": \"live_control\", \"children\": 30}")),
                                            TERMS(PRICED("\"baseline\": {\"kind\": \"historical_cohort\", \"children\": 30}"))};
    for (size_t i = 0; i < 2; i++) {
        expect_close(paid(nobody, baselines[i]), 0, 0);
        expect_close(paid(always, baselines[i]), 0, 0);
    }
}

/* With one placement, priced as the day's price, a pound saved is a day saved: the same claims, and non-additional payments, as by days with a baseline of a share. */
static void with_one_price_it_is_a_baseline_of_days(void **state)
{
    (void)state;
    static const char by_cost[] = TERMS("{\"unit\": {\"kind\": \"placement_cost\"}, \"price_gbp\": 1, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 50},"
                                        " \"placement_gbp_per_day\": {\"care\": 100}}");
    static const char by_days[] = TERMS("{\"price_gbp\": 100, \"baseline\": {\"kind\": \"written\", \"share\": 0.5}}");
    const double cost = paid("{}", by_cost);
    assert_true(cost > 0);
    expect_close(cost, paid("{}", by_days), 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_paid_is_the_share_of_what_is_saved),
        cmocka_unit_test(against_children_of_the_same_kind_nothing_is_saved_without_an_effect),
        cmocka_unit_test(with_one_price_it_is_a_baseline_of_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
