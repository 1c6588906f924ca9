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
    { "{\"x\":1,\"a\":2,\"y\":3}", "{\"a\":{\"b\":4}}", "{\"x\":1,\"a\":{\"b\":4},\"y\":3}" },
};

static void merging_is_that_of_rfc_7396(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof merge_cases / sizeof merge_cases[0]; i++) {
        places known = { 0 };
        json_value *target = json_parse(merge_cases[i].target);
        json_value *patch = json_parse(merge_cases[i].patch);
        expect_true(merge_patch(target, patch, &known));
        assert_int_equal(json_count(patch), 0);
        char *text = json_text(target);
        expect_text(text, merge_cases[i].merged);
        free(text);
        json_free(target);
        json_free(patch);
        places_free(&known);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(merging_is_that_of_rfc_7396) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
