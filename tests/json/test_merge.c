#include "support/expect.h"

#include <stdlib.h>

#include "json/merge.h"

typedef struct {
    const char *target;
    const char *patch;
    const char *merged;
} merge_case;

/* Source: RFC 7396, appendix A, the rows in which both are objects. */
static const merge_case merge_cases[] = {
    { "{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
    { "{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}" },
    { "{\"a\":\"b\"}", "{\"a\":null}", "{}" },
    { "{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}" },
    { "{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
    { "{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}" },
    { "{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}" },
    { "{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}" },
    { "{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}" },
    { "{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}" },
    { "{}", "{\"b\":{\"c\":null,\"d\":[null]},\"a\":null}", "{\"b\":{\"d\":[null]}}" },
    { "{\"x\":1,\"a\":2,\"y\":3}", "{\"a\":{\"b\":4}}", "{\"x\":1,\"a\":{\"b\":4},\"y\":3}" },
};

static void merging_is_that_of_rfc_7396(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof merge_cases / sizeof merge_cases[0]; i++) {
        places known = { 0 };
        json_value *target = json_parse(merge_cases[i].target);
        json_value *patch = json_parse(merge_cases[i].patch);
        expect_true(merge_patch(target, patch, "", &known));
        assert_int_equal(json_count(patch), 0);
        char *text = json_text(target);
        expect_text(text, merge_cases[i].merged);
        free(text);
        json_free(target);
        json_free(patch);
        places_free(&known);
    }
}

static void nulls_that_take_nothing_away_are_remembered(void **state)
{
    (void)state;
    places known = { 0 };
    json_value *target = json_parse("{\"a\":{\"b\":1,\"c\":{}},\"d\":2}");
    json_value *patch = json_parse("{\"a\":{\"b\":null,\"bb\":null,\"c\":{\"x/y\":null}},\"d\":{\"new\":{\"deep\":null}},\"e\":[null]}");
    expect_true(merge_patch(target, patch, "/at", &known));
    assert_int_equal(known.idle_count, 3);
    expect_text(known.idle[0].pointer, "/at/a/bb");
    expect_text(known.idle[1].pointer, "/at/a/c/x~1y");
    expect_text(known.idle[2].pointer, "/at/d/new/deep");
    json_free(target);
    json_free(patch);
    places_free(&known);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(merging_is_that_of_rfc_7396), cmocka_unit_test(nulls_that_take_nothing_away_are_remembered) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
