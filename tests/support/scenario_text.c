#include "support/scenario_text.h"

#include <stdlib.h>
#include <string.h>

#include "json/document.h"
#include "json/merge.h"
#include "load/load.h"
#include "support/expect.h"

const char scenario_small[] =
    "{\"schema\": \"edgecare/1\", \"name\": \"small\", \"title\": \"A small programme\", \"starts\": \"2019-02-05\","
    " \"run\": {\"seed\": 7, \"worlds\": 50, \"histories\": 2},"
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
        assert_true(merge_patch(merged, patch, &known));
        json_free(patch);
    }
    places_free(&known);
    char *text = json_text(merged);
    json_free(merged);
    scenario *self = loaded(text);
    free(text);
    return self;
}
