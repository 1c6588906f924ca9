#include "load/check.h"
#include "load/load_support.h"

#include <string.h>

/* The tiny scenario, whose contract has one term "days" at 57.42 with a window of 1,095 days from 2019-02-05 on. */

static const char *const varied = "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {"
    "\"terms\": {\"days\": {\"verified_share\": {\"dist\": \"uniform\", \"min\": 0.8, \"max\": 0.97}, \"deadweight\": {\"dist\": \"uniform\", \"min\": 0.1, \"max\": 0.2}},"
    "  \"fee\": {\"unit\": {\"kind\": \"bonus\", \"units\": 731}, \"by\": \"days\", \"price_gbp\": 5000}},"
    "\"payers\": {\"norfolk\": {\"terms\": [\"days\"]}, \"fund\": {\"terms\": [\"fee\"]}},"
    "\"variations\": {"
    "  \"second\": {\"from\": \"2022-04-01\", \"in_force\": \"claim\", \"terms\": {\"days\": {\"price_gbp\": 41.3}}, \"limit_gbp\": 733000},"
    "  \"first\": {\"from\": \"2021-07-01\", \"terms\": {\"days\": {\"window\": {\"length_days\": 912}, \"deadweight\": {\"dist\": \"uniform\", \"min\": 0.3, \"max\": 0.4}}}}}}}}";

static scenario *scenario_with(const char *text)
{
    fault_list faults = { 0 };
    document *doc = document_read_text("varied.json", text, strlen(text), &faults);
    scenario *self = doc ? scenario_from_document(doc, &faults) : NULL;
    if (!self) {
        fault_print(&faults, stderr);
    }
    document_free(doc);
    fault_list_free(&faults);
    assert_non_null(self);
    return self;
}

static scenario *varied_scenario(void)
{
    return scenario_with(varied);
}

static const term_row *term_named(const scenario *self, const char *name)
{
    const contract_row *contract = &self->contracts.items[0];
    const directory terms = terms_of(contract);
    const int32_t index = directory_find(&terms, name);
    assert_true(index >= 0);
    return &contract->terms.items[index];
}

static date day_of(int year, int month, int day)
{
    return date_from_parts((date_parts){ year, month, day });
}

/* By hand: "first" splits by start on 2021-07-01; "second", later, splits both by claim on 2022-04-01: 2 x 2 versions. */
static void each_variation_splits_what_is_in_force(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool later_starts, later_days;
    } versions[] = { { "days", false, false },
                     { "days from first", true, false },
                     { "days from second", false, true },
                     { "days from first from second", true, true } };
    scenario *self = varied_scenario();
    assert_int_equal(self->contracts.items[0].terms.count, 5);
    for (size_t i = 0; i < 4; i++) {
        const term_row *term = term_named(self, versions[i].name);
        assert_int_equal(term->started_from, versions[i].later_starts ? day_of(2021, 7, 1) : DATE_NONE);
        assert_int_equal(term->started_until, versions[i].later_starts ? DATE_NONE : day_of(2021, 6, 30));
        assert_int_equal(term->pays_from, versions[i].later_days ? day_of(2022, 4, 1) : DATE_NONE);
        assert_int_equal(term->pays_until, versions[i].later_days ? DATE_NONE : day_of(2022, 3, 31));
        assert_int_equal(term->window_length_days, versions[i].later_starts ? 912 : 1095);
        expect_close(term->price_gbp.value, versions[i].later_days ? 41.3 : 57.42, 0);
        assert_int_equal(term->window_from, FROM_START);
    }
    scenario_free(self);
}

static void a_term_named_means_all_its_versions(void **state)
{
    (void)state;
    scenario *self = varied_scenario();
    const contract_row *contract = &self->contracts.items[0];
    const term_row *fee = term_named(self, "fee");
    assert_int_equal(fee->by_index, 0);
    assert_int_equal(fee->by_mask, 0x1d); /* days is 0, fee 1, versions 2 .. 4 */
    assert_int_equal(contract->early_end.term_mask, 0x1d);
    assert_int_equal(contract->payers.items[0].term_mask, 0x1d);
    assert_int_equal(contract->payers.items[1].term_mask, 0x2);
    assert_int_equal(term_named(self, "days from second")->by_mask, 0x1d); /* a version looks at its term, with all its versions */
    assert_int_equal(fee->origin_back, 0);
    for (uint32_t version = 2; version <= 4; version++) {
        assert_int_equal(contract->terms.items[version].origin_back, version);
    }
    scenario_free(self);
}

static void a_variation_may_change_the_limit(void **state)
{
    (void)state;
    scenario *self = varied_scenario();
    assert_int_equal(self->contracts.items[0].limits_from.count, 1);
    expect_close(self->contracts.items[0].limits_from.items[0].limit_gbp.value, 733000, 0);
    assert_int_equal(self->contracts.items[0].limits_from.items[0].from, day_of(2022, 4, 1));
    scenario_free(self);
}

static const char *stream_of(const scenario *self, quantity number)
{
    assert_true(number.draw >= 0);
    return self->draws[number.draw].pointer;
}

/* What is taken over is the same uncertain number, what is changed another; a version of the version takes over the changed one. */
static void an_uncertain_number_that_is_taken_over_is_drawn_once(void **state)
{
    (void)state;
    scenario *self = varied_scenario();
    const term_row *days = term_named(self, "days"), *first = term_named(self, "days from first"), *last = term_named(self, "days from first from second");
    expect_text(stream_of(self, days->verified_share), "/contracts/main/terms/days/verified_share");
    expect_text(stream_of(self, first->verified_share), "/contracts/main/terms/days/verified_share");
    expect_text(stream_of(self, last->verified_share), "/contracts/main/terms/days/verified_share");
    expect_text(stream_of(self, first->deadweight), "/contracts/main/terms/days from first/deadweight");
    expect_text(stream_of(self, last->deadweight), "/contracts/main/terms/days from first/deadweight");
    scenario_free(self);
}

/* The term's own last day, 2023-06-30, comes after the variation of 2022-04-01 and before that of 2024-01-01. */
static void a_term_with_a_last_day_of_its_own_is_varied_until_then(void **state)
{
    (void)state;
    static const char text[] = "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {"
        "\"terms\": {\"days\": {\"pays_until\": \"2023-06-30\"}}, \"variations\": {"
        "  \"sooner\": {\"from\": \"2022-04-01\", \"in_force\": \"claim\", \"terms\": {\"days\": {\"price_gbp\": 41.3}}},"
        "  \"later\": {\"from\": \"2024-01-01\", \"in_force\": \"claim\", \"terms\": {\"days\": {\"price_gbp\": 17.9}}}}}}}";
    scenario *self = scenario_with(text);
    assert_int_equal(self->contracts.items[0].terms.count, 2);
    assert_int_equal(term_named(self, "days")->pays_until, day_of(2022, 3, 31));
    assert_int_equal(term_named(self, "days from sooner")->pays_from, day_of(2022, 4, 1));
    assert_int_equal(term_named(self, "days from sooner")->pays_until, day_of(2023, 6, 30));
    scenario_free(self);
}

/* A term of the file whose name only looks like a version's is left alone. */
static void a_term_whose_name_is_like_a_versions_is_its_own(void **state)
{
    (void)state;
    static const char text[] = "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {"
        "\"terms\": {\"days from home\": {\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 113}, \"price_gbp\": 17.3}},"
        " \"variations\": {\"cheaper\": {\"from\": \"2022-04-01\", \"terms\": {\"days\": {\"price_gbp\": 41.3}}}}}}}";
    scenario *self = scenario_with(text);
    assert_int_equal(self->contracts.items[0].terms.count, 3);
    assert_int_equal(term_named(self, "days from home")->started_until, DATE_NONE);
    assert_int_equal(term_named(self, "days from home")->origin_back, 0);
    assert_int_equal(term_named(self, "days from cheaper")->origin_back, 2);
    scenario_free(self);
}

static void more_variations_than_are_written_out_are_refused(void **state)
{
    (void)state;
    text_buffer text = { 0 };
    fault_list faults = { 0 };
    text_add(&text, "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {\"variations\": {");
    for (int i = 0; i < 65; i++) {
        text_add(&text, "%s\"v%d\": {\"from\": \"2022-04-01\", \"limit_gbp\": %d}", i ? ", " : "", i, 733000 + i);
    }
    text_add(&text, "}}}}");
    document *doc = document_read_text("varied.json", text.bytes, strlen(text.bytes), &faults);
    assert_non_null(doc);
    assert_null(scenario_from_document(doc, &faults));
    assert_int_equal(fault_errors(&faults), 1);
    document_free(doc);
    fault_list_free(&faults);
    text_free(&text);
}

/* What an extending file brings in a patch takes away, though merging the files had nothing to take away; a mistyped name does not. */
static void null_in_a_patch_takes_a_setting_away(void **state)
{
    (void)state;
    static const char extending[] = "{\"extends\": \"scenarios/invalid/base/tiny.json\", \"contracts\": {\"main\": {\"terms\": {\"days\": {\"deadweight\": 0.17}},"
                                    "\"variations\": {\"first\": {\"from\": \"2021-07-01\", \"terms\": {\"days\": {\"deadweight\": null%s}}}}}}}";
    char text[600];
    snprintf(text, sizeof text, extending, "");
    scenario *self = scenario_with(text);
    assert_true(term_named(self, "days")->deadweight.value == 0.17);
    assert_true(term_named(self, "days from first")->deadweight.value == 0);
    scenario_free(self);
    fault_list faults = { 0 };
    const int length = snprintf(text, sizeof text, extending, ", \"price_gpb\": null");
    document *doc = document_read_text("varied.json", text, (size_t)length, &faults);
    assert_null(scenario_from_document(doc, &faults));
    assert_int_equal(faults.count, 1);
    expect_text(faults.items[0].pointer, "/contracts/main/terms/days from first/price_gpb");
    expect_text(faults.items[0].text, "null takes nothing away: there is no setting \"price_gpb\" here; did you mean \"price_gbp\"?");
    document_free(doc);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_variation_splits_what_is_in_force),
        cmocka_unit_test(a_term_named_means_all_its_versions),
        cmocka_unit_test(a_variation_may_change_the_limit),
        cmocka_unit_test(an_uncertain_number_that_is_taken_over_is_drawn_once),
        cmocka_unit_test(a_term_with_a_last_day_of_its_own_is_varied_until_then),
        cmocka_unit_test(a_term_whose_name_is_like_a_versions_is_its_own),
        cmocka_unit_test(more_variations_than_are_written_out_are_refused),
        cmocka_unit_test(null_in_a_patch_takes_a_setting_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
