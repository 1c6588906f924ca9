#include "base/text.h"
#include "load/load_support.h"

#include <string.h>

/* One override of a legal file each, merged as a patch (null takes away); the words must be in what is printed. */
typedef struct {
    const char *pointer, *value, *words;
} refusal;

static const refusal refusals[] = {
    { "/shocks/lockdown/until", "\"2020-03-22\"", "/shocks/lockdown/until: 2020-03-22 comes before \"from\", 2020-03-23" },
    { "/shocks/lockdown/transitions", "[\"care_entry\", \"care_entry\"]", "/shocks/lockdown/transitions/1: \"care_entry\" stands in the list twice" },
    { "/transitions/care_entry/from", "[]", "/transitions/care_entry/from: name at least one state" },
    { "/transitions/care_entry/clock", "calendar", "a share by a day cannot go with \"clock\": \"calendar\"" },
    { "/transitions/care_entry/to", "{\"foster\": null, \"children_home\": null}", "/transitions/care_entry/to: the shares add up to 0; they must add up to 1" },
    { "/therapies/fft/course_days", "0", "/therapies/fft/course_days: a course takes more than 0 days" },
    { "/contracts/norfolk_2019/terms/days_out/sites", "[\"suffolk\"]", "sites/0: the contract does not cover the site \"suffolk\"" },
    { "/contracts/norfolk_2019/terms/days_out/localities", "[\"west\"]", "localities/0: none of the term's sites has a locality \"west\"" },
    { "/contracts/norfolk_2019/terms/days_out/cohorts", "[\"edg\"]", "cohorts/0: there is no cohort \"edg\"; did you mean \"edge\"?" },
    { "/contracts/norfolk_2019/terms/days_out/counts", "[\"hom\"]", "counts/0: there is no state \"hom\"; did you mean \"home\"?" },
    { "/contracts/norfolk_2019/terms/days_out/eligible_if", "{\"started\": false, \"completed\": true}", "who completed has started" },
    { "/contracts/norfolk_2019/terms/saved/deadweight", "0.17", "baseline: the term has a deadweight too; use one of them" },
    { "/contracts/norfolk_2019/capital/distribute/from", "\"2018-07-03\"", "2018-07-03 comes before the contract's start, 2019-02-05" },
    { "/contracts/norfolk_2019/payers/Life Chances Fund/share", "{\"dist\": \"beta\", \"mean\": 0.2, \"sd\": 0.05}", "" },
    { "/contracts/norfolk_2019/payers/Norfolk County Council/share", "{\"dist\": \"beta\", \"mean\": 0.8, \"sd\": 0.05}",
      "a payer of the term \"days_out\" has an uncertain share; another must have none" },
    { "/sites/norfolk/localities/north/share", "{\"dist\": \"beta\", \"a\": 4, \"b\": 6}", "the share of a locality cannot be uncertain" },
    { "/people/groups/sex/labels", "{\"female\": 0.47, \"male\": 0.52}", "/people/groups/sex/labels: the shares add up to 0.99" },
    { "/people/band_shares", "{\"dist\": \"dirichlet\", \"alpha\": {\"low\": 3, \"high\": null}}", "uncertain shares are" },
    { "/people/band_shares", "{\"dist\": \"dirichlet\", \"alpha\": {\"low\": 3, \"high\": -2}}", "/people/band_shares/alpha/high: -2 is outside" },
    { "/people/bands", "{\"low\": null, \"high\": null}", "\"high\" has a share, but there are no bands" },
    { "/people/age_years", "{\"between\": null}", "write \"between\" and whom it differs between: \"children\"" },
    { "/people/age_years", "{\"max\": 18.3}", "its values are 8 .. 18.3; they must all be 0 .. 17.99 years" },
    { "/people/age_years", "{\"sourse\": \"x\"}", "/people/age_years/sourse: there is no setting \"sourse\" here" },
    { "/people/age_years", "{\"note\": 3}", "/people/age_years/note: this is a number; write a text" },
    { "/people/age_reference_years", "{\"dist\": \"uniform\", \"min\": 8, \"max\": 15}", "this number cannot be uncertain; write a number" },
    { "/reporting/as_of", "\"2018-05-03\"", "/reporting/as_of: 2018-05-03 comes before the scenario starts on 2019-02-01" },
    { "/reporting/at_days", "[10, 20, 30, 40, 50, 60, 70, 80, 90]", "there are 9 days; at most 8 are possible" },
    { "/published/first_year_days/readings/net/contract", "\"suffolk_2019\"", "net/contract: there is no contract \"suffolk_2019\"; did you mean \"norfolk_2019\"?" },
    { "/published/first_year_days/as_of_latest", "\"2020-02-03\"", "as_of_latest: 2020-02-03 comes before \"as_of\", 2020-03-01" },
    { "/published/counter/value", "\"not_shown\"", "\"not_shown\" is not known here" },
    { "/states/note", "{\"class\": \"home\"}", "\"note\" is kept for a remark in words and cannot be a name" },
    { "/sites", "{\"norfolk\": null, \"suffolk\": null}", "at least one site is needed" },
    { "/sites/norfolk/cohorts/edge/intake/kind", "\"poison\"", "there is no intake \"poison\"; did you mean \"poisson\"?" },
    { "/sites/norfolk/cohorts/edge/intake", "12", "this is a number; write an object, {\"kind\": ...}" },
    { "/sites/norfolk/cohorts/edge/intake/per_year", "{\"dist\": \"uniform\", \"min\": 61, \"max\": 83}", "" },
    { "/contracts/norfolk_2019/payers/Norfolk County Council", "null", "warning: /contracts/norfolk_2019/payers: no payer is the council" },
};

static void expect_words(const refusal *one)
{
    char *found = faults_of(SMALL, one->pointer, one->value);
    const bool fine = one->words[0] ? strstr(found, one->words) != NULL : found[0] == '\0';
    if (!fine) {
        fail_msg("%s = %s: \"%s\" is not in \"%s\"", one->pointer, one->value, one->words, found);
    }
    free(found);
}

static void each_check_tells_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        expect_words(&refusals[i]);
    }
}

/** {"NAME0": entry, "NAME1": entry ...}; to be freed. */
static char *many(const char *entry, size_t count)
{
    text_buffer text = { 0 };
    for (size_t i = 0; i < count; i++) {
        text_add(&text, "%s\"n%zu\": %s", i ? ", " : "{", i, entry);
    }
    text_add(&text, "}");
    return text.bytes;
}

/** `there`: entries that the file has already. */
static void expect_too_many(const char *at, const char *entry, size_t there, size_t most, const char *nouns)
{
    char words[80];
    snprintf(words, sizeof words, "there are %zu %s; at most %zu are possible", most + 1, nouns, most);
    char *over = many(entry, most + 1 - there), *full = many(entry, most - there);
    char *found = faults_of(TINY, at, over), *fine = faults_of(TINY, at, full);
    assert_non_null(strstr(found, words));
    assert_null(strstr(fine, "are possible"));
    free(over);
    free(full);
    free(found);
    free(fine);
}

static void each_map_has_its_most_entries(void **state)
{
    (void)state;
    static const char term[] = "{\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 9}, \"price_gbp\": 3}";
    expect_too_many("/people/groups", "{\"labels\": {\"one\": 1}}", 0, 8, "groups");
    expect_too_many("/cohorts", "{\"begins_in\": {\"home\": 1}}", 1, 32, "cohorts");
    expect_too_many("/states", "{\"class\": \"home\"}", 2, 32, "states");
    expect_too_many("/contracts/main/terms", term, 1, 32, "terms");
    expect_too_many("/contracts/main/payers", "{\"share\": 0}", 1, 16, "payers");
    expect_too_many("/transitions", "{\"from\": [\"home\"], \"to\": {\"foster\": 1}, \"hazard\": {\"kind\": \"never\"}}", 1, 32, "transitions");
    expect_too_many("/sites", "{\"therapy\": \"fft\", \"starts\": \"2019-03-01\", \"closes\": \"2020-03-01\", \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"poisson\", \"per_year\": 7}}}}", 1, 16,
                    "sites");
    expect_too_many("/therapies", "{\"course_days\": 137}", 1, 16, "therapies");
    expect_too_many("/shocks", "{\"from\": \"2020-03-23\", \"until\": \"2020-06-15\", \"ratio\": 0.7, \"transitions\": [\"care_entry\"]}", 0, 16, "shocks");
    expect_too_many("/people/bands", "{}", 0, 32, "bands");
    expect_too_many("/sites/norfolk/localities", "{\"share\": 0}", 0, 64, "localities");
    expect_too_many("/people/groups/ward/labels", "0", 0, 32, "labels");
}

/** TINY with the changes; the printed faults, to be freed. */
static char *faults_after(const document_override changes[], size_t count)
{
    fault_list faults = { 0 };
    scenario_free(scenario_load(TINY, changes, count, &faults));
    char *text = printed(&faults);
    fault_list_free(&faults);
    return text;
}

/* 9 sites of 29 cohorts are 261 places; 9 of 28 are 252. The limit, 256, is PLACES_MAX. */
static void sites_have_256_cohorts_together(void **state)
{
    (void)state;
    static const size_t cohorts[] = { 29, 28 };
    for (size_t c = 0; c < 2; c++) {
        text_buffer site = { 0 };
        char *groups = many("{\"begins_in\": {\"home\": 1}}", cohorts[c]);
        char *intakes = many("{\"intake\": {\"kind\": \"poisson\", \"per_year\": 7}}", cohorts[c]);
        text_add(&site, "{\"therapy\": \"fft\", \"starts\": \"2019-03-01\", \"closes\": \"2020-03-01\", \"cohorts\": %s}", intakes);
        char *sites = many(site.bytes, 9);
        const document_override changes[] = { { "/cohorts", groups }, { "/sites/norfolk", "null" }, { "/sites", sites } };
        char *found = faults_after(changes, 3);
        assert_int_equal(strstr(found, "/sites: there are 261 cohorts of sites; at most 256 are possible") != NULL, c == 0);
        assert_int_equal(strstr(found, "are possible") != NULL, c == 0);
        text_free(&site);
        free(groups);
        free(intakes);
        free(sites);
        free(found);
    }
}

/** Localities "l0", "l1" ... whose hazard ratios are 1, 1 + step, 1 + 2 step ...; to be freed. */
static char *localities_apart(size_t count, double step)
{
    text_buffer text = { 0 };
    for (size_t i = 0; i < count; i++) {
        text_add(&text, "%s\"l%zu\": {\"share\": %.17g, \"ratio\": %.17g}", i ? ", " : "{", i, 1 / (double)count, 1 + step * (double)i);
    }
    text_add(&text, "}");
    return text.bytes;
}

/* 37 ratios times 7 bands are 259 pairs; equal ratios count once, so that 37 localities alike are 7 pairs. The limit, 256, is STARTER_MIXES_MAX. */
static void a_share_of_starters_has_256_mixes(void **state)
{
    (void)state;
    static const char acting[] = "{\"clock\": \"referral\", \"share_by\": {\"days\": 365, \"share\": 0.17}, \"multipliers\": {\"place\": true, \"band\": true}}";
    static const double steps[] = { 0.013, 0 };
    for (size_t s = 0; s < 2; s++) {
        char *bands = many("{}", 7), *shares = many("0.14285714285714286", 7), *localities = localities_apart(37, steps[s]);
        const document_override changes[] = {
            { "/transitions/care_entry", acting }, { "/people/bands", bands }, { "/people/band_shares", shares }, { "/sites/norfolk/localities", localities }
        };
        char *found = faults_after(changes, 4);
        if (s == 0) {
            assert_non_null(strstr(found, "share_by: its starters differ by 37 ratios of places times 7 bands; at most 256 such pairs are possible"));
        } else {
            expect_text(strstr(found, "error") ? found : "", "");
        }
        free(bands);
        free(shares);
        free(localities);
        free(found);
    }
}

/* The scenario starts on 2019-01-01, in the financial year 2018; the 40th year is 2057, so that children may become 18 until 31 March 2058. */
static void children_become_18_within_40_financial_years(void **state)
{
    (void)state;
    static const document_override late = { "/sites/norfolk/closes", "\"2040-03-01\"" }, in_time = { "/sites/norfolk/closes", "\"2040-02-28\"" };
    char *found = faults_after(&late, 1), *fine = faults_after(&in_time, 1);
    assert_non_null(strstr(found, "/sites/norfolk/closes: from the scenario's start on 2019-01-01 until its last children are 18 are 41 financial years; at most 40"));
    assert_null(strstr(fine, "financial years"));
    free(found);
    free(fine);
}

static void a_warning_leaves_the_scenario_usable(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    const document_override change = { "/sites/norfolk/council", "Norfolk County Council" };
    scenario *self = scenario_load(TINY, &change, 1, &faults);
    assert_non_null(self);
    assert_int_equal(faults.count, 1);
    assert_int_equal(fault_errors(&faults), 0);
    scenario_free(self);
    fault_list_free(&faults);
}

static void all_faults_come_at_once(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    const document_override changes[] = {
        { "/run/worlds", "0" }, { "/sites/norfolk/therapy", "mst" }, { "/people/prior_care_share", "-0.3" }, { "/schema", "edgecare/9" }
    };
    assert_null(scenario_load(TINY, changes, 4, &faults));
    assert_int_equal(fault_errors(&faults), 4);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_check_tells_what_is_wrong),
        cmocka_unit_test(each_map_has_its_most_entries),
        cmocka_unit_test(sites_have_256_cohorts_together),
        cmocka_unit_test(a_share_of_starters_has_256_mixes),
        cmocka_unit_test(children_become_18_within_40_financial_years),
        cmocka_unit_test(a_warning_leaves_the_scenario_usable),
        cmocka_unit_test(all_faults_come_at_once),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
