#include "load/load_support.h"
#include "load/rows.h"
#include "load/schema.h"

#include <string.h>

/** The schema as it is written, read back; to be freed. */
static json_value *written(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(schema_write(out));
    fclose(out);
    json_value *schema = json_parse(text);
    free(text);
    assert_non_null(schema);
    return schema;
}

static bool requires(const json_value *schema, const char *key)
{
    for (const json_value *item = json_first(json_get(schema, "required")); item; item = json_next(item)) {
        if (strcmp(json_string(item), key) == 0) {
            return true;
        }
    }
    return false;
}

static void the_schema_names_its_draft_and_every_top_setting(void **state)
{
    (void)state;
    json_value *schema = written();
    const json_value *top = json_at(schema, "/$defs/scenario/properties");
    expect_text(json_string(json_get(schema, "$schema")), "https://json-schema.org/draft/2020-12/schema");
    for (size_t i = 0; i < scenario_rows.count; i++) {
        assert_non_null(json_get(top, scenario_rows.rows[i].key));
        assert_int_equal(requires(json_at(schema, "/$defs/scenario"), scenario_rows.rows[i].key), scenario_rows.rows[i].fallback == NULL);
    }
    json_free(schema);
}

static void ranges_choices_and_kinds_are_in_the_schema(void **state)
{
    (void)state;
    json_value *schema = written();
    const char *people = "/$defs/scenario/properties/people/properties";
    char at[200];
    snprintf(at, sizeof at, "%s/prior_care_share/anyOf/0/maximum", people);
    expect_close(json_number(json_at(schema, at)), 1, 0);
    snprintf(at, sizeof at, "%s/wait_days/anyOf/0/maximum", people);
    expect_close(json_number(json_at(schema, at)), 6574, 0);
    snprintf(at, sizeof at, "%s/wait_days/default", people);
    expect_close(json_number(json_at(schema, at)), 28, 0);
    expect_text(json_string(json_at(schema, "/$defs/scenario/properties/states/additionalProperties/properties/class/anyOf/0/enum/2")), "care");
    expect_text(json_string(json_at(schema, "/$defs/hazard/oneOf/1/properties/kind/const")), "weibull");
    assert_true(requires(json_at(schema, "/$defs/hazard/oneOf/1"), "shape"));
    assert_true(requires(json_at(schema, "/$defs/spread/oneOf/0"), "between"));
    json_free(schema);
}

static void expect_references(const json_value *schema, const json_value *value)
{
    for (const json_value *item = json_first(value); item; item = json_next(item)) {
        const char *key = json_key(item);
        if (key && strcmp(key, "$ref") == 0 && !json_at(schema, json_string(item) + 1)) {
            fail_msg("%s leads nowhere", json_string(item));
        }
        expect_references(schema, item);
    }
}

static void every_reference_leads_somewhere(void **state)
{
    (void)state;
    json_value *schema = written();
    expect_references(schema, schema);
    json_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schema_names_its_draft_and_every_top_setting),
        cmocka_unit_test(ranges_choices_and_kinds_are_in_the_schema),
        cmocka_unit_test(every_reference_leads_somewhere),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
