#include "support/expect.h"

#include <stdlib.h>
#include <string.h>

#include "advise/advise.h"
#include "load/load.h"
#include "support/scenario_text.h"

#define SECOND_CONTRACT(from, until) \
    "{\"contracts\": {\"other\": {\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"payers\": {\"here\": {}}, \"terms\": {\"begun\": {" \
    "\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 1}, \"price_gbp\": 913.2, \"age_from\": " from ", \"age_until\": " until "}}}}}"
#define BOTH_APART \
    "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"age_until\": 11.5}}}, \"other\": {\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\", \"payers\": {\"here\": {}}," \
    " \"terms\": {\"begun\": {\"unit\": {\"kind\": \"milestone_start\"}, \"window\": {\"from\": \"start\", \"length_days\": 1}, \"price_gbp\": 913.2, \"age_from\": 11.5}}}}}"

/** The warnings about the small programme with a patch, as text; to be freed. */
static char *advice_on(const char *patch)
{
    const char *const patches[] = { patch, NULL };
    fault_list faults = { 0 };
    scenario *self = scenario_patched(scenario_small, patch ? patches : patches + 1);
    document *doc = document_read_text("small.json", "{}", 2, &faults); /* places are all of the root */
    advise(self, doc, &faults);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fault_print(&faults, out);
    fclose(out);
    assert_int_equal(fault_errors(&faults), 0);
    document_free(doc);
    fault_list_free(&faults);
    scenario_free(self);
    return text;
}

static void expect_advice(const char *patch, const char *words, bool given)
{
    char *text = advice_on(patch);
    if ((strstr(text, words) != NULL) != given) {
        fail_msg("%s: \"%s\" is %sin:\n%s", patch ? patch : "no patch", words, given ? "not " : "", text);
    }
    free(text);
}

static void a_plain_programme_needs_no_advice(void **state)
{
    (void)state;
    char *text = advice_on(NULL);
    expect_text(text, "");
    free(text);
}

/* Each pair stands on either side of its threshold; the numbers are argued for beside them. */
static void each_warning_comes_beyond_its_threshold_and_not_before(void **state)
{
    (void)state;
    static const struct {
        const char *patch, *words;
        bool given;
    } cases[] = {
        /* 40 families in one month of service, of whom 1 - exp(-365.25 / mean) enter within a year: far more than 1 a year, far fewer than 10,000 */
        { "{\"sites\": {\"here\": {\"local_entries_per_year\": 1}}}", "children enter care here in a year", true },
        { "{\"sites\": {\"here\": {\"local_entries_per_year\": 10000}}}", "children enter care here in a year", false },
        /* half of all stays at 1,000 a day bring 500 on average; the mean is uniform on 400 .. 800, or on 500 .. 800 */
        { "{\"states\": {\"care\": {\"day_cost_gbp\": {\"dist\": \"uniform\", \"min\": 400, \"max\": 800}, \"extreme_price\":"
          "  {\"share\": 0.5, \"median_gbp_per_week\": 7000, \"sigma\": 0, \"limit_gbp_per_week\": 9000, \"keeps_mean\": true}}}}",
          "the mean is not kept", true },
        { "{\"states\": {\"care\": {\"day_cost_gbp\": {\"dist\": \"uniform\", \"min\": 500, \"max\": 800}, \"extreme_price\":"
          "  {\"share\": 0.5, \"median_gbp_per_week\": 7000, \"sigma\": 0, \"limit_gbp_per_week\": 9000, \"keeps_mean\": true}}}}",
          "the mean is not kept", false },
        /* care at 318.5 a day for at most all of the window; 100 can be, 400 cannot */
        { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 400}}}}}}",
          "even if every child entered the dearest placement", true },
        { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"placement_cost\"}, \"baseline\": {\"kind\": \"written_cost\", \"gbp_per_day\": 100}}}}}}",
          "even if every child entered the dearest placement", false },
        /* the site serves from 2019-02-05 */
        { "{\"sites\": {\"here\": {\"volume_walk_sd_per_year\": 0.1}}}", "volume drifts", true },
        { "{\"sites\": {\"here\": {\"closes\": \"2020-02-05\", \"volume_walk_sd_per_year\": 0.1}}}", "volume drifts", false },
        { "{\"inputs\": {\"price\": 57.42}}", "no setting is made of it", true },
        { "{\"inputs\": {\"price\": 57.42}, \"states\": {\"care\": {\"day_cost_gbp\": {\"of\": \"price\"}}}}", "no setting is made of it", false },
        /* a second contract for the same children; for those of another age; said to be in force at once */
        { SECOND_CONTRACT("0", "25"), "pay for the same children", true },
        { SECOND_CONTRACT("12.5", "25"), "pay for the same children", true },
        { BOTH_APART, "pay for the same children", false },
        /* care at 100 a day: 60 days are 6,000 */
        { "{\"states\": {\"care\": {\"day_cost_gbp\": 100}}, \"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"still_out\"}, \"price_gbp\": 6100}}}}}",
          "hang on one day", true },
        { "{\"states\": {\"care\": {\"day_cost_gbp\": 100}}, \"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"still_out\"}, \"price_gbp\": 5900}}}}}",
          "hang on one day", false },
        { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"milestone_start\"}, \"price_gbp\": 90000}}}}}", "hang on one day", false },
        /* 40 children x up to 730 days x 57.42: never more than 1,676,664 */
        { "{\"contracts\": {\"days\": {\"limit_gbp\": 1000}}}", "the limit binds in 100 of 100", true },
        { "{\"contracts\": {\"days\": {\"limit_gbp\": 1676700}}}", "the limit binds", false },
        /* nobody comes home: every day after an entry is in care, so that nothing is beyond reach */
        { "{\"transitions\": {\"return_home\": {\"hazard\": {\"kind\": \"never\", \"mean_days\": null}}}, \"contracts\": {\"days\": {\"terms\": {\"day\": {\"deadweight\": 0.01}}}}}",
          "even if every child", false },
        /* home after 30 days on average: a small share of two years */
        { "{\"transitions\": {\"return_home\": {\"hazard\": {\"kind\": \"exponential\", \"mean_days\": 30}}}, \"contracts\": {\"days\": {\"terms\": {\"day\": {\"deadweight\": 0.1}}}}}",
          "takes for granted that 90 %", true },
        { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"success\": {\"rates\": [0.5], \"pays\": [1]}}}}}}", "a child brings many days", true },
        { "{\"contracts\": {\"days\": {\"terms\": {\"day\": {\"unit\": {\"kind\": \"still_out\"}, \"success\": {\"rates\": [0.5], \"pays\": [1]}}}}}}", "a child brings", false },
        /* at 17.99 years 3.7 days are left to the 18th birthday, which is before the first session after the nominal wait of 28 days: nobody is at risk */
        { "{\"people\": {\"age_years\": 17.99, \"frailty\": {\"variance\": 0.5}}, \"transitions\": {\"entry\": {\"clock\": \"referral\", \"share_by\": {\"days\": 365, \"share\": 0.5},"
          " \"multipliers\": {\"frailty\": true}}}}",
          "in 100 of 100 worlds so many cannot", true },
        { "{\"people\": {\"age_years\": 12}, \"transitions\": {\"entry\": {\"clock\": \"referral\", \"share_by\": {\"days\": 365, \"share\": 0.5}}}}", "of 100 worlds so many cannot", false },
        { "{\"appraisal\": {\"benefit_haircut\": 0.1}}", "a haircut takes off", true },
        { "{\"fitted_inputs\": 1}", "1 inputs were set to meet 0 figures", true },
        { "{\"fitted_inputs\": 1, \"published\": {\"a\": {\"value\": 3, \"role\": \"fitted\", \"readings\": {\"all\": {\"metric\": \"starts\"}}}}}", "were set to meet", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_advice(cases[i].patch, cases[i].words, cases[i].given);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_programme_needs_no_advice),
        cmocka_unit_test(each_warning_comes_beyond_its_threshold_and_not_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
