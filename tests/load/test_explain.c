#include "load/explain.h"
#include "load/load_support.h"

#include <string.h>

/** What explain writes, and after it the faults; to be freed. */
static char *explained(const char *at, const scenario *self)
{
    char *text = NULL;
    size_t size = 0;
    fault_list faults = { 0 };
    FILE *out = open_memstream(&text, &size);
    const bool found = explain_write(at, self, out, &faults);
    assert_int_equal(found, fault_errors(&faults) == 0);
    fault_print(&faults, out);
    fclose(out);
    fault_list_free(&faults);
    return text;
}

typedef struct {
    const char *at;
    const char *words[4];
} telling;

static void expect_tellings(const telling *tellings, size_t count, const scenario *self)
{
    for (size_t i = 0; i < count; i++) {
        char *text = explained(tellings[i].at, self);
        for (size_t j = 0; j < 4 && tellings[i].words[j]; j++) {
            if (!strstr(text, tellings[i].words[j])) {
                fail_msg("%s: \"%s\" is not in:\n%s", tellings[i].at, tellings[i].words[j], text);
            }
        }
        free(text);
    }
}

/* From the rows in sim/load/rows_*.c. */
static void a_pointer_tells_of_its_setting_without_a_scenario(void **state)
{
    (void)state;
    static const telling tellings[] = {
        { "", { "the whole file", "states", "appraisal" } },
        { "/people/age_years", { "Age at referral.", "years", "0 .. 17.99" } },
        { "/sites/anywhere/cohorts", { "Settings of a cohort of a site:", "first_year_volume" } },
        { "/sites/anywhere", { "Where the programme runs", "caseload" } },
        { "/people/wait_days", { "0 .. 6574", "default  28" } },
        { "/contracts/any/limit_gbp", { "default  no limit", "GBP" } },
        { "/contracts/any/title", { "default  its own name" } },
        { "/states/any/class", { "one of \"home\", \"kin\", \"care\", \"elsewhere\"", "default  none: it must be given" } },
        { "/transitions/any/hazard", { "Kinds of hazard:", "weibull", "scale_days" } },
        { "/transitions/any/hazard/scale_days", { "63.2 %" } },
        { "/transitions/any/multipliers/age_ratio_per_year", { "1.08 for entry to care (HHS trials 2001, New Jersey)" } },
        { "/therapies/any/effects/any", { "Kinds of effect:", "waning" } },
        { "/therapies/any/effects", { "Kinds of effect:" } },
        { "/reporting/at_days/2", { "[365, 548, 730, 1095]" } },
        { "/appraisal/discount_rate_per_year/value", { "The real discount rate." } },
    };
    expect_tellings(tellings, sizeof tellings / sizeof tellings[0], NULL);
}

/* From tests/load/small.json. */
static void with_a_scenario_the_value_is_told(void **state)
{
    (void)state;
    static const telling tellings[] = {
        { "/sites", { "here     norfolk, suffolk" } },
        { "/sites/norfolk/closes", { "here     2024-01-31" } },
        { "/sites/norfolk/council", { "here     Norfolk County Council" } },
        { "/sites/norfolk/cohorts/in_care/intake", { "here     schedule(families 1 0 2)" } },
        { "/people/age_years", { "here     triangular(min 8, mode 13.2, max 17.1) between children" } },
        { "/people/band_shares", { "here     low a part of a Dirichlet, weight 16, high a part of a Dirichlet, weight 4" } },
        { "/people/groups/sex/labels", { "here     female 0.47, male 0.53" } },
        { "/therapies/fft/effects/care_entry", { "ramp(hazard_ratio lognormal(median 0.75, sigma 0.3), dropout_share 0.35)" } },
        { "/contracts/norfolk_2019/terms/days_out/baseline", { "here     no baseline" } },
        { "/contracts/norfolk_2019/terms/days_out/shortens", { "here     custody" } },
        { "/contracts/norfolk_2019/claims/period_ends", { "here     2019-06-30, 2019-09-30" } },
        { "/reporting/coupling", { "here     shared" } },
        { "/reporting/at_days", { "here     182, 547" } },
        { "/states/children_home/extreme_price/sigma", { "here     0.4" } },
        { "/transitions/care_entry/multipliers/band", { "here     true" } },
        { "/run", { "here     3 settings" } },
        { "/run/worlds", { "here     12" } },
        { "/published/counter/value", { "here     nan" } },
        { "/people/age_reference_years", { "here     13" } },
    };
    scenario *self = loaded(SMALL);
    expect_tellings(tellings, sizeof tellings / sizeof tellings[0], self);
    scenario_free(self);
}

static void an_unknown_pointer_gets_a_suggestion(void **state)
{
    (void)state;
    static const telling tellings[] = {
        { "/people/age_yeas", { "error: /people/age_yeas: there is no \"age_yeas\" here; did you mean \"age_years\"?" } },
        { "/persons", { "there is no \"persons\" here; known: schema, name" } },
        { "/transitions/x/hazard/shap", { "did you mean \"shape\"?" } },
        { "people", { "a pointer begins with \"/\"" } },
        { "/run/seed/deeper", { "there is no \"deeper\" here" } },
    };
    expect_tellings(tellings, sizeof tellings / sizeof tellings[0], NULL);
    static const telling names[] = { { "/sites/norflok", { "there is no \"norflok\" here; did you mean \"norfolk\"?" } } };
    scenario *self = loaded(SMALL);
    expect_tellings(names, 1, self);
    scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pointer_tells_of_its_setting_without_a_scenario),
        cmocka_unit_test(with_a_scenario_the_value_is_told),
        cmocka_unit_test(an_unknown_pointer_gets_a_suggestion),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
