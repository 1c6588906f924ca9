#include <stdlib.h>

#include "world/effect_size.h"
#include "support/expect.h"
#include "support/scenario_text.h"

/* Effects stated as ratios of shares or odds, or of all starters, become the hazard ratio of those who complete: against closed forms where there are any,
 * and by simulating children whom the converted therapy treats and measuring what was stated. */

#define WAIT 43.0

/* 54,000 families; ages, bands, prior care and frailty all differ, and bands differ in what therapy does to them. */
static const char mixed[] =
    "{\"transitions\": {\"entry\": {\"clock\": \"referral\", \"hazard\": {\"kind\": \"weibull\", \"mean_days\": null, \"shape\": 0.7, \"scale_days\": 365},"
    "   \"share_by\": {\"days\": 548, \"share\": 0.37},"
    "   \"multipliers\": {\"age_ratio_per_year\": 1.11, \"prior_care_ratio\": 1.9, \"band\": true, \"frailty\": true}}},"
    " \"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 6, \"max\": 17.2}, \"age_reference_years\": 12.5,"
    "   \"bands\": {\"low\": {\"ratio\": 0.41, \"effect_multiplier\": 0.7}, \"high\": {\"ratio\": 1.6, \"effect_multiplier\": 1.2}},"
    "   \"band_shares\": {\"low\": 0.47, \"high\": 0.53}, \"prior_care_share\": 0.26, \"wait_days\": 43, \"nominal_wait_days\": 43,"
    "   \"frailty\": {\"variance\": 0.8}},"
    " \"therapies\": {\"fft\": {\"completion_share\": 0.71, \"adherence\": 0.9}},"
    " \"sites\": {\"here\": {\"closes\": \"2019-06-30\", \"cohorts\": {\"edge\": {\"intake\": {\"families\": [54000, 0]}}}}}}";

/* One child like another, never 18 in time. */
static const char alike[] =
    "{\"people\": {\"age_years\": 9.3}, \"transitions\": {\"entry\": {\"clock\": \"referral\", \"hazard\": {\"mean_days\": 1009}}},"
    " \"therapies\": {\"fft\": {\"completion_share\": 0.71}}}";

static scenario *scenario_with(const char *people, const char *effect)
{
    char patch[512];
    snprintf(patch, sizeof patch, "{\"therapies\": {\"fft\": {\"effects\": {\"entry\": %s}}}}", effect);
    const char *const patches[] = {people, "{\"therapies\": {\"fft\": {\"effects\": null}}}", patch, NULL};
    return scenario_patched(scenario_small, patches);
}

/** The hazard ratio that the model gives the effect on entry, and whether it gives what was stated. */
static effect_size converted(const char *people, const char *effect)
{
    scenario *self = scenario_with(people, effect);
    career_model *model = calloc(1, sizeof *model);
    assert_non_null(model);
    career_model_set(self, model);
    const therapy_row *therapy = &self->therapies.items[0];
    const therapy_effect_row *row = &therapy->effects.items[0];
    double p[KIND_PARAMETERS_MAX];
    for (size_t i = 0; i < KIND_PARAMETERS_MAX; i++) {
        p[i] = row->effect.parameter[i].value;
    }
    const effect_size found = effect_size_convert(self, model, &model->therapy[0], row, p);
    const int at = effect_ratio_index(row->effect.kind);
    if (model->therapy[0].effect[0].kind != NULL) {
        expect_close(model->therapy[0].effect[0].p[at], found.hazard_ratio, 0);
    }
    free(model);
    scenario_free(self);
    return found;
}

static void a_plain_hazard_ratio_of_completers_stays_as_it_is(void **state)
{
    (void)state;
    expect_close(converted(mixed, "{\"kind\": \"ramp\", \"hazard_ratio\": 0.63}").hazard_ratio, 0.63, 0);
    expect_close(converted(mixed, "{\"kind\": \"ramp\", \"hazard_ratio\": 0.63, \"measure\": \"hr_conditional\", \"population\": \"completers\"}").hazard_ratio, 0.63, 0);
}

typedef struct {
    const char *effect;
    double dropout_part;
} starters_case;

static void a_hazard_ratio_of_all_starters_has_a_closed_form(void **state)
{
    (void)state;
    /* log 0.8 / (0.71 + 0.29 d); drop-outs leave half-way, so a dose gives them half of their share */
    const starters_case cases[] = {
        {"{\"kind\": \"constant\", \"hazard_ratio\": 0.8, \"dropout_share\": 0.35, \"population\": \"starters\"}", 0.35},
        {"{\"kind\": \"ramp\", \"hazard_ratio\": 0.8, \"dropout_share\": 0.2, \"population\": \"starters\"}", 0.2},
        {"{\"kind\": \"waning\", \"hazard_ratio\": 0.8, \"half_life_days\": 300, \"dropout_share\": 0.4, \"population\": \"starters\"}", 0.4},
        {"{\"kind\": \"dose\", \"hazard_ratio\": 0.8, \"dropout_share\": 0.9, \"population\": \"starters\"}", 0.45},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const effect_size found = converted(mixed, cases[i].effect);
        expect_relative(found.hazard_ratio, exp(log(0.8) / (0.71 + 0.29 * cases[i].dropout_part)), 1e-12);
        expect_true(found.reached);
    }
}

static void for_children_who_are_alike_a_ratio_of_shares_has_a_closed_form(void **state)
{
    (void)state;
    /* untreated 1 - exp(-365 / 1009) within 365 days; treated 0.77 of it; the hazard ratio is the ratio of the logs of who stay out */
    const double share = 1 - exp(-365 / 1009.0);
    expect_relative(converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 0.77, \"measure\": \"rr_12m\"}").hazard_ratio,
                    log(1 - 0.77 * share) / log(1 - share), 1e-8);
    /* odds within 548 days */
    const double later = 1 - exp(-548 / 1009.0);
    const double odds = 1.31 * later / (1 - later);
    expect_relative(converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 1.31, \"measure\": \"or_18m\"}").hazard_ratio,
                    log(1 / (1 + odds)) / log(1 - later), 1e-8);
    expect_relative(converted(mixed, "{\"kind\": \"waning\", \"hazard_ratio\": 1, \"half_life_days\": 300, \"measure\": \"or_18m\"}").hazard_ratio, 1.0, 1e-8);
}

static void what_no_hazard_ratio_gives_is_the_nearest_bound(void **state)
{
    (void)state;
    /* the 29 % who drop out gain nothing, so that no hazard ratio takes the share below 0.29 of what it was */
    const effect_size low = converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 0.2, \"dropout_share\": 0, \"measure\": \"rr_12m\", \"population\": \"starters\"}");
    expect_true(!low.reached);
    expect_close(low.hazard_ratio, 0.01, 0);
    const effect_size high = converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 9, \"measure\": \"rr_12m\"}");
    expect_true(!high.reached);
    expect_close(high.hazard_ratio, 10, 0);
    const effect_size strong = converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 0.05, \"dropout_share\": 0.5, \"population\": \"starters\"}");
    expect_true(strong.reached);
    const effect_size stronger = converted(alike, "{\"kind\": \"constant\", \"hazard_ratio\": 0.02, \"dropout_share\": 0, \"population\": \"starters\"}");
    expect_true(!stronger.reached);
    expect_close(stronger.hazard_ratio, 0.01, 0);
}

typedef struct {
    double starters, entered;
} counted;

static counted count_entries(const test_engine *run, const replicate *drawn, career_arm arm, bool completers_only, double days)
{
    counted found = {0};
    const families *people = &drawn->families;
    for (size_t i = 0; i < people->count; i++) {
        if (people->started_at[i] < TIME_NEVER && (people->completed[i] || !completers_only)) {
            const double entry = career_first_entry(run->self, &drawn->arm[arm], i, CLASS_CARE);
            found.starters += 1;
            found.entered += entry <= people->started_at[i] + days;
        }
    }
    return found;
}

typedef struct {
    const char *effect;
    bool odds, completers_only;
    double stated;
} measured_case;

static void simulated_children_show_what_was_stated(void **state)
{
    (void)state;
    const measured_case cases[] = {
        {"{\"kind\": \"constant\", \"hazard_ratio\": 0.71, \"measure\": \"rr_12m\"}", false, true, 0.71},
        {"{\"kind\": \"constant\", \"hazard_ratio\": 0.79, \"dropout_share\": 0.3, \"measure\": \"rr_12m\", \"population\": \"starters\"}", false, false, 0.79},
        {"{\"kind\": \"ramp\", \"hazard_ratio\": 0.74, \"measure\": \"rr_12m\"}", false, true, 0.74},
        {"{\"kind\": \"waning\", \"hazard_ratio\": 0.66, \"half_life_days\": 230, \"measure\": \"or_18m\"}", true, true, 0.66},
        {"{\"kind\": \"constant\", \"hazard_ratio\": 1.27, \"dropout_share\": 0.5, \"measure\": \"or_18m\", \"population\": \"starters\"}", true, false, 1.27},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_engine run;
        test_engine_of(&run, scenario_with(mixed, cases[i].effect));
        const replicate *drawn = test_engine_run(&run, 0, 0);
        const double days = cases[i].odds ? 548 : 365;
        const counted with = count_entries(&run, drawn, ARM_TREATED, cases[i].completers_only, days);
        const counted without = count_entries(&run, drawn, ARM_UNTREATED_INDEPENDENT, cases[i].completers_only, days);
        const double s1 = with.entered / with.starters;
        const double s0 = without.entered / without.starters;
        assert_true(with.starters > 20000);
        const double ratio = s1 / s0 * (cases[i].odds ? (1 - s0) / (1 - s1) : 1);
        /* by the delta method: (1 - s) / (n s) for the log of a share, 1 / (n s (1 - s)) for that of its odds */
        const double variance = cases[i].odds ? 1 / (with.starters * s1 * (1 - s1)) + 1 / (without.starters * s0 * (1 - s0))
                                              : (1 - s1) / (with.starters * s1) + (1 - s0) / (without.starters * s0);
        expect_close(log(ratio), log(cases[i].stated), 3 * sqrt(variance));
        test_engine_free(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_hazard_ratio_of_completers_stays_as_it_is),
        cmocka_unit_test(a_hazard_ratio_of_all_starters_has_a_closed_form),
        cmocka_unit_test(for_children_who_are_alike_a_ratio_of_shares_has_a_closed_form),
        cmocka_unit_test(what_no_hazard_ratio_gives_is_the_nearest_bound),
        cmocka_unit_test(simulated_children_show_what_was_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
