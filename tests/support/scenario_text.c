#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>

#include "json/document.h"
#include "json/merge.h"
#include "load/load.h"
#include "support/expect.h"

const char scenario_small[] =
    "{\"schema\": \"edgecare/3\", \"name\": \"small\", \"title\": \"A small programme\", \"starts\": \"2019-02-05\","
    " \"run\": {\"seed\": 7, \"worlds\": 50, \"histories\": 2}, \"reporting\": {\"coupling\": \"both\"},"
    " \"states\": {\"home\": {\"class\": \"home\"}, \"care\": {\"class\": \"care\", \"day_cost_gbp\": 318.5, \"avoidable_share\": 0.8, \"cashable_share\": 0.5}},"
    " \"transitions\": {"
    "   \"entry\": {\"from\": [\"home\"], \"to\": {\"care\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 613}, \"clock\": \"state\"},"
    "   \"return_home\": {\"from\": [\"care\"], \"to\": {\"home\": 1}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 271}, \"clock\": \"state\"}},"
    " \"people\": {\"age_years\": 12, \"start_share\": 1, \"wait_days\": 0},"
    " \"cohorts\": {\"edge\": {\"begins_in\": {\"home\": 1}}},"
    " \"therapies\": {\"fft\": {\"course_days\": 140, \"effects\": {\"entry\": {\"kind\": \"none\"}}}},"
    " \"sites\": {\"here\": {\"therapy\": \"fft\", \"starts\": \"2019-02-05\", \"closes\": \"2020-02-04\","
    "   \"cohorts\": {\"edge\": {\"intake\": {\"kind\": \"schedule\", \"families\": [40]}}}}},"
    " \"contracts\": {\"days\": {\"starts\": \"2019-02-05\", \"last_claimable\": \"2023-02-04\","
    "   \"terms\": {\"day\": {\"unit\": {\"kind\": \"per_day\"}, \"window\": {\"from\": \"start\", \"length_days\": 730}, \"price_gbp\": 57.42}},"
    "   \"payers\": {\"here\": {}}}},"
    " \"appraisal\": {\"price_year\": 2024}}";

const char scenario_busy[] =
    "{\"states\": {\"hostel\": {\"class\": \"care\", \"day_cost_gbp\": 171, \"extreme_price\": {\"share\": 0.2, \"median_gbp_per_week\": 9000, \"sigma\": 0.4, \"limit_gbp_per_week\": 60000}}},"
    " \"transitions\": {\"entry\": {\"clock\": \"referral\", \"to\": {\"care\": 0.7, \"hostel\": 0.3}, \"hazard\": {\"kind\": \"weibull\", \"mean_days\": null, \"shape\": 0.7, \"scale_days\": 800},"
    "   \"multipliers\": {\"band\": true, \"frailty\": true}},"
    "  \"return_home\": {\"from\": [\"care\", \"hostel\"], \"clock\": \"class\", \"hazard\": {\"kind\": \"mixture_cure\", \"mean_days\": null, \"share\": 0.6, \"median_days\": 90, \"sigma\": 1.3}},"
    "  \"moves\": {\"from\": [\"care\", \"hostel\"], \"to\": {\"care\": 0.5, \"hostel\": 0.5}, \"hazard\": {\"kind\": \"exponential\", \"mean_days\": 211}}},"
    " \"people\": {\"age_years\": {\"spread\": \"uniform\", \"between\": \"children\", \"min\": 9, \"max\": 17.8}, \"start_share\": 0.77,"
    "   \"bands\": {\"low\": {\"ratio\": 0.5, \"effect_multiplier\": 0.6}, \"high\": {\"ratio\": 2, \"effect_multiplier\": 1.3}}, \"band_shares\": {\"low\": 0.6, \"high\": 0.4},"
    "   \"frailty\": {\"variance\": 0.7}, \"wait_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 28, \"sigma\": 0.5}},"
    " \"cohorts\": {\"in_care\": {\"begins_in\": {\"care\": 0.6, \"hostel\": 0.4}, \"elapsed_days\": {\"spread\": \"lognormal\", \"between\": \"children\", \"median\": 150, \"sigma\": 1}}},"
    " \"therapies\": {\"fft\": {\"course_days\": {\"spread\": \"lognormal\", \"between\": \"families\", \"median\": 137, \"sigma\": 0.2}, \"completion_share\": 0.7,"
    "   \"adherence\": {\"spread\": \"lognormal\", \"between\": \"therapists\", \"median\": 1, \"sigma\": 0.15}}},"
    " \"sites\": {\"here\": {\"closes\": \"2020-02-04\", \"therapists\": 30, \"caseload\": 9, \"cohorts\": {\"edge\": {\"intake\": {\"families\": [300, 300]}},"
    "   \"in_care\": {\"intake\": {\"kind\": \"schedule\", \"families\": [150, 150]}}}}}}";

static scenario *loaded(const char *text)
{
    fault_list faults = {0};
    document *doc = document_read_text("test.json", text, strlen(text), &faults);
    scenario *self = doc == NULL ? NULL : scenario_from_document(doc, &faults);
    document_free(doc);
    if (self == NULL) {
        fault_print(&faults, stderr);
    }
    fault_list_free(&faults);
    assert_non_null(self);
    return self;
}

scenario *scenario_from_text(const char *json)
{
    return loaded(json);
}

scenario *scenario_patched(const char *json, const char *const patches[])
{
    json_value *merged = json_parse(json);
    places known = {0};
    for (size_t i = 0; patches[i] != NULL; i++) {
        json_value *patch = json_parse(patches[i]);
        assert_non_null(patch);
        assert_true(merge_patch(merged, patch, "", &known));
        json_free(patch);
    }
    places_free(&known);
    char *text = json_text(merged);
    json_free(merged);
    scenario *self = loaded(text);
    free(text);
    return self;
}

scenario *scenario_of_file(const char *path)
{
    char full[4096];
    fault_list faults = {0};
    snprintf(full, sizeof full, "%s/%s", EDGECARE_SOURCE, path);
    scenario *self = scenario_load(full, NULL, 0, &faults);
    if (self == NULL) {
        fault_print(&faults, stderr);
    }
    fault_list_free(&faults);
    assert_non_null(self);
    return self;
}

void test_engine_of(test_engine *out, scenario *self)
{
    *out = (test_engine){.self = self};
    assert_true(replicate_plan_make(out->self, &out->plan));
    out->engine = replicate_engine_make(&out->plan);
    assert_non_null(out->engine);
}

void test_engine_make(test_engine *out, const char *json, const char *const patches[])
{
    test_engine_of(out, scenario_patched(json, patches));
}

void test_engine_free(test_engine *self)
{
    replicate_engine_free(self->engine);
    replicate_plan_free(&self->plan);
    scenario_free(self->self);
    *self = (test_engine){0};
}

const replicate *test_engine_run(test_engine *self, uint32_t world, uint32_t history)
{
    const replicate *done = replicate_engine_run(self->engine, world, history);
    assert_non_null(done);
    return done;
}

size_t state_named(const scenario *self, const char *name)
{
    for (size_t s = 0; s < self->states.count; s++) {
        if (strcmp(self->states.items[s].name, name) == 0) {
            return s;
        }
    }
    fail_msg("no state is called %s", name);
    return 0;
}

size_t career_state_at(const careers *self, size_t child, double time)
{
    uint32_t at = self->first[child];
    while (at + 1 < self->first[child + 1] && self->from[at + 1] <= time) {
        at++;
    }
    return self->state[at];
}

double career_first_entry(const scenario *self, const careers *arm, size_t child, int class_of)
{
    for (uint32_t at = arm->first[child] + 1; at < arm->first[child + 1]; at++) {
        if (self->states.items[arm->state[at]].class_of == class_of) {
            return arm->from[at];
        }
    }
    return TIME_NEVER;
}
