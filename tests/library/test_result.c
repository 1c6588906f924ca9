#include "library/library_support.h"

#include <stdlib.h>
#include <string.h>

#include "library/handles.h"

static void running_twice_gives_the_same_numbers_on_any_threads(void **state)
{
    (void)state;
    double first[21], second[21];
    edgecare_scenario *self = read_few();
    edgecare_result *one = run_few(self, 1), *two = run_few(self, 2);
    assert_int_equal(edgecare_result_replicates(one), 7 * 3);
    assert_int_equal(edgecare_result_values(one, contract, "outcomes_payments_paid_gbp", first), EDGECARE_FINE);
    assert_int_equal(edgecare_result_values(two, contract, "outcomes_payments_paid_gbp", second), EDGECARE_FINE);
    assert_memory_equal(first, second, sizeof first);
    assert_true(first[0] != first[1]);
    edgecare_result_free(one);
    edgecare_result_free(two);
    edgecare_scenario_free(self);
}

static void the_mean_told_is_that_of_the_values(void **state)
{
    (void)state;
    double values[21], sum = 0;
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 0);
    assert_int_equal(edgecare_result_values(ran, county, "starts", values), EDGECARE_FINE);
    for (size_t i = 0; i < 21; i++) {
        sum += values[i];
    }
    const edgecare_statistics starts = told_of(ran, county, "starts");
    expect_relative(starts.mean, sum / 21, 1e-12);
    assert_int_equal(starts.defined, 21);
    assert_false(starts.has_independent);
    assert_true(isnan(starts.independent_mean) && isnan(starts.lower));
    expect_close(told_of(ran, programme, "starts").mean, starts.mean, 0); /* the programme's only site */
    const edgecare_percentiles *at = &starts.percentiles;
    assert_true(at->p5 <= at->p10 && at->p10 <= at->p25 && at->p25 <= at->p50 && at->p50 <= at->p75 && at->p75 <= at->p90 && at->p90 <= at->p95);
    assert_true(at->p5 < at->p95);
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

/** The mean of a metric's values in 21 replicates. */
static double mean_of_values(const edgecare_result *from, edgecare_place where, const char *name)
{
    double values[21], sum = 0;
    assert_int_equal(edgecare_result_values(from, where, name, values), EDGECARE_FINE);
    for (size_t i = 0; i < 21; i++) {
        sum += values[i];
    }
    return sum / 21;
}

static edgecare_scenario *read_with(const char *override)
{
    const char *const all[] = {few[0], few[1], few[2], override};
    edgecare_scenario *self = NULL;
    assert_int_equal(edgecare_scenario_read(TYPICAL, all, 4, NULL, &self), EDGECARE_FINE);
    return self;
}

/* A headline is that of its values; separate luck stands apart, and alone leaves no headline. */
static void a_difference_is_told_by_shared_draws_and_separate_luck_apart(void **state)
{
    (void)state;
    static const struct {
        const char *coupling;
        bool shared, independent;
    } cases[] = {{"/reporting/coupling=\"shared\"", true, false}, {"/reporting/coupling=\"both\"", true, true}, {"/reporting/coupling=\"independent\"", false, true}};
    for (size_t i = 0; i < 3; i++) {
        edgecare_scenario *self = read_with(cases[i].coupling);
        edgecare_result *ran = run_few(self, 0);
        const edgecare_statistics averted = told_of(ran, programme, "days_averted"), saves = told_of(ran, contract, "commissioner_saves");
        double values[21];
        assert_int_equal(averted.has_independent, cases[i].independent);
        assert_int_equal(averted.defined, cases[i].shared ? 21 : 0);
        assert_int_equal(isnan(saves.mean), !cases[i].shared);
        assert_int_equal(isnan(saves.independent_mean), !cases[i].independent);
        if (cases[i].shared) {
            expect_relative(averted.mean, mean_of_values(ran, programme, "days_averted"), 1e-9);
        }
        if (cases[i].independent) {
            expect_relative(averted.independent_mean, mean_of_values(ran, programme, "days_averted.independent"), 1e-9);
            assert_true(averted.independent_sd > 0 && averted.independent_percentiles.p5 < averted.independent_percentiles.p95);
        }
        assert_int_equal(edgecare_result_values(ran, programme, "days_averted", values), cases[i].shared ? EDGECARE_FINE : EDGECARE_NO_METRIC);
        assert_int_equal(edgecare_result_values(ran, programme, "days_averted.independent", values), cases[i].independent ? EDGECARE_FINE : EDGECARE_NO_METRIC);
        assert_int_equal(edgecare_result_values(ran, programme, "starts.independent", values), EDGECARE_NO_METRIC);
        edgecare_result_free(ran);
        edgecare_scenario_free(self);
    }
}

static void a_metric_tells_what_its_nature_has(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 0);
    const edgecare_statistics saves = told_of(ran, contract, "commissioner_saves"); /* probability, compares arms */
    assert_true(saves.mean >= 0 && saves.mean <= 1);
    const edgecare_statistics cost = told_of(ran, contract, "payment_per_family_gbp"); /* ratio of means */
    assert_true(cost.lower < cost.mean && cost.mean < cost.upper && isnan(cost.sd));
    const edgecare_statistics irr = told_of(ran, contract, "investor_irr_per_year"); /* never averaged */
    assert_true(isnan(irr.mean) && isnan(irr.sd) && !isnan(irr.percentiles.p50));
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

static void every_metric_that_is_listed_can_be_asked_for(void **state)
{
    (void)state;
    static const struct {
        edgecare_place where;
        size_t least;
    } cases[] = {{{0}, 30}, {{.site = "county"}, 30}, {{.contract = CONTRACT}, 50}};
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        edgecare_metric one;
        size_t count = 0;
        while (edgecare_result_metric_at(ran, cases[i].where, count, &one) == EDGECARE_FINE) {
            assert_true(one.unit[0] && one.nature[0] && one.title[0] && one.doc[0]);
            told_of(ran, cases[i].where, one.name);
            count++;
        }
        assert_true(count >= cases[i].least);
        assert_int_equal(edgecare_result_metric_at(ran, cases[i].where, count, &one), EDGECARE_NO_METRIC);
        assert_null(one.name);
    }
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

/* What the payers pay, each asked for by name, is what is paid; the worst futures are told of gains alone. */
static void parties_of_a_contract_are_asked_by_name(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 0);
    const double council = told_of(ran, (edgecare_place){.contract = CONTRACT, .payer = "county_council"}, "payments_by_payer_gbp").mean;
    const double fund = told_of(ran, (edgecare_place){.contract = CONTRACT, .payer = "central_government"}, "payments_by_payer_gbp").mean;
    assert_true(council > fund && fund > 0);
    expect_relative(council + fund, told_of(ran, contract, "outcomes_payments_paid_gbp").mean, 1e-9);
    const edgecare_statistics npv = told_of(ran, contract, "investor_npv_gbp");
    expect_close(npv.value_at_risk_5, npv.percentiles.p5, 1e-9);
    assert_true(npv.conditional_value_at_risk_5 <= npv.value_at_risk_5);
    assert_true(isnan(told_of(ran, contract, "capital_drawn_gbp").value_at_risk_5));
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

static void a_place_or_metric_that_is_not_there_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        edgecare_place where;
        const char *metric;
        edgecare_status expected;
    } cases[] = {
        {{.site = "borough"}, "starts", EDGECARE_NO_PLACE},
        {{.contract = "per_night"}, "starts", EDGECARE_NO_PLACE},
        {{.site = CONTRACT}, "starts", EDGECARE_NO_PLACE},
        {{.site = "county", .contract = CONTRACT}, "starts", EDGECARE_BAD_ARGUMENT},
        {{.payer = "county_council"}, "payments_by_payer_gbp", EDGECARE_BAD_ARGUMENT}, /* of which contract? */
        {{.contract = CONTRACT, .payer = "county_council", .tranche = "loan"}, "payments_by_payer_gbp", EDGECARE_BAD_ARGUMENT},
        {{.contract = CONTRACT, .payer = "borough_council"}, "payments_by_payer_gbp", EDGECARE_NO_PLACE},
        {{.contract = CONTRACT, .provider = "nobody"}, "provider_net_gbp", EDGECARE_NO_PLACE},
        {{.contract = CONTRACT, .tranche = "loan"}, "capital_drawn_gbp", EDGECARE_NO_PLACE}, /* it lists none */
        {{.contract = CONTRACT, .payer = "county_council"}, "provider_net_gbp", EDGECARE_NO_METRIC},
        {{0}, "strats", EDGECARE_NO_METRIC},
        {{0}, "", EDGECARE_NO_METRIC},
        {{0}, "funding_exhausted", EDGECARE_NO_METRIC}, /* of contracts alone */
        {{.contract = CONTRACT}, "accepted", EDGECARE_NO_METRIC}, /* not of contracts */
    };
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        edgecare_statistics out = {.mean = 26.3, .defined = 17, .has_independent = true};
        double untouched[21] = {120.5};
        const edgecare_status status = edgecare_result_metric(ran, cases[i].where, cases[i].metric, &out);
        if (status != cases[i].expected) {
            fail_msg("case %zu, \"%s\": %s", i, cases[i].metric, edgecare_status_text(status));
        }
        assert_true(isnan(out.mean) && isnan(out.percentiles.p95) && isnan(out.independent_percentiles.p5) && out.defined == 0 && !out.has_independent);
        assert_int_equal(edgecare_result_values(ran, cases[i].where, cases[i].metric, untouched), cases[i].expected);
        expect_close(untouched[0], 120.5, 0);
    }
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

static void the_json_names_the_command_that_gives_the_same(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 1);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(edgecare_result_write_json(ran, out), EDGECARE_FINE);
    fclose(out);
    assert_non_null(strstr(text, "edgecare-result/2"));
    assert_non_null(strstr(text, "\"" TYPICAL "\""));
    assert_non_null(strstr(text, "\"--set=/run/worlds=7\""));
    assert_non_null(strstr(text, "\"--set=/run/seed=26\""));
    free(text);
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

static void the_schema_is_written(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(edgecare_write_schema(out), EDGECARE_FINE);
    fclose(out);
    assert_non_null(strstr(text, "https://json-schema.org/draft/2020-12/schema"));
    free(text);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 1);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_int_equal(edgecare_write_schema(full), EDGECARE_NOT_WRITTEN);
    assert_int_equal(edgecare_result_write_json(ran, full), EDGECARE_NOT_WRITTEN);
    fclose(full);
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

static void values_that_were_not_kept_are_told(void **state)
{
    (void)state;
    double values[21] = {120.5};
    edgecare_scenario *self = read_few();
    edgecare_result *ran = run_few(self, 1);
    free(ran->inner->rows); /* as after a run of more than ROWS_KEPT_MAX replicates, which would take minutes */
    ran->inner->rows = NULL;
    assert_int_equal(edgecare_result_values(ran, programme, "starts", values), EDGECARE_NOT_KEPT);
    expect_close(values[0], 120.5, 0);
    assert_int_equal(edgecare_result_values(ran, programme, "strats", values), EDGECARE_NO_METRIC);
    edgecare_result_free(ran);
    edgecare_scenario_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(running_twice_gives_the_same_numbers_on_any_threads),
        cmocka_unit_test(the_mean_told_is_that_of_the_values),
        cmocka_unit_test(a_difference_is_told_by_shared_draws_and_separate_luck_apart),
        cmocka_unit_test(a_metric_tells_what_its_nature_has),
        cmocka_unit_test(every_metric_that_is_listed_can_be_asked_for),
        cmocka_unit_test(parties_of_a_contract_are_asked_by_name),
        cmocka_unit_test(a_place_or_metric_that_is_not_there_is_told_apart),
        cmocka_unit_test(the_json_names_the_command_that_gives_the_same),
        cmocka_unit_test(the_schema_is_written),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(values_that_were_not_kept_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
