#include "support/expect.h"

#include <float.h>
#include <stdlib.h>

#include "json/value.h"

static void expect_json(const json_value *value, const char *expected)
{
    char *text = json_text(value);
    assert_non_null(text);
    expect_text(text, expected);
    free(text);
}

static void keys_are_matched_exactly(void **state)
{
    (void)state;
    json_value *value = json_parse("{\"Cap\": 1.5, \"cap\": 41, \"\": 3}");
    expect_close(json_number(json_get(value, "cap")), 41, 0);
    expect_close(json_number(json_get(value, "Cap")), 1.5, 0);
    expect_close(json_number(json_get(value, "")), 3, 0);
    assert_null(json_get(value, "CAP"));
    json_free(value);
}

typedef struct {
    const char *pointer;
    const char *json; /* NULL: nothing stands there */
} pointer_case;

/* The document and the first twelve rows: RFC 6901, section 5. */
static const pointer_case pointer_cases[] = {
    { "/foo", "[\"bar\",\"baz\"]" }, { "/foo/0", "\"bar\"" }, { "/", "0" },         { "/a~1b", "1" },     { "/c%d", "2" },   { "/e^f", "3" },
    { "/g|h", "4" },                 { "/i\\j", "5" },        { "/k\"l", "6" },     { "/ ", "7" },        { "/m~0n", "8" },  { "/foo/1", "\"baz\"" },
    { "/foo/2", NULL },              { "/foo/01", NULL },     { "/foo/-", NULL },   { "/foo/x", NULL },   { "/m~2n", NULL }, { "/m~", NULL },
    { "foo", NULL },                 { "/foo/0/x", NULL },    { "/foo/", NULL },    { "/a/b", NULL },     { "/fo", NULL },   { "/foo/18446744073709551616", NULL },
};

static void pointers_are_those_of_rfc_6901(void **state)
{
    (void)state;
    json_value *value = json_parse("{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}");
    assert_ptr_equal(json_at(value, ""), value);
    for (size_t i = 0; i < sizeof pointer_cases / sizeof pointer_cases[0]; i++) {
        const json_value *found = json_at(value, pointer_cases[i].pointer);
        if (pointer_cases[i].json) {
            expect_json(found, pointer_cases[i].json);
        } else {
            assert_null(found);
        }
    }
    json_free(value);
}

static void reading_nothing_gives_nothing(void **state)
{
    (void)state;
    assert_null(json_get(NULL, "a"));
    assert_null(json_at(NULL, ""));
    assert_null(json_first(NULL));
    assert_null(json_next(NULL));
    assert_null(json_key(NULL));
    assert_null(json_string(NULL));
    assert_int_equal(json_count(NULL), 0);
    expect_close(json_number(NULL), 0, 0);
    assert_false(json_boolean(NULL));
    assert_int_equal(json_type_of(NULL), JSON_NULL);
    assert_null(json_add_number(NULL, "a", 1));
    assert_null(json_add_value(NULL, "a", json_new_object()));
    json_free(NULL);
}

static void numbers_read_back_as_the_same_double(void **state)
{
    (void)state;
    const double numbers[] = { 0.1, 1.0 / 3, 0.1 + 0.2, DBL_MIN, DBL_MAX, 4.9406564584124654e-324, -2.5e-7, 9007199254740993.0 * 3, 1 + DBL_EPSILON };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char text[JSON_NUMBER_TEXT_SIZE];
        json_number_text(numbers[i], text);
        expect_true(strtod(text, NULL) == numbers[i]);
    }
}

static void whole_numbers_are_written_plainly(void **state)
{
    (void)state;
    json_value *list = json_new_array();
    json_add_number(list, NULL, 9007199254740992.0);
    json_add_number(list, NULL, -41);
    json_add_number(list, NULL, 1e15);
    json_add_number(list, NULL, 0.1);
    json_add_number(list, NULL, (double)INFINITY);
    expect_json(list, "[9007199254740992,-41,1000000000000000,0.1,null]");
    json_free(list);
}

static void results_are_built_and_written_with_indentation(void **state)
{
    (void)state;
    json_value *root = json_new_object();
    json_value *list = json_add_array(root, "list");
    json_add_string(list, NULL, "a\"\\\n\x01é");
    json_add_boolean(list, NULL, true);
    json_add_null(root, "none");
    json_add_object(root, "empty");
    json_add_string(root, "absent", NULL);
    json_add_value(json_add_object(root, "deep"), "copy", json_copy(list));
    assert_null(json_add_number(list, "key", 3)); /* an array has no keys */
    assert_null(json_add_number(root, NULL, 3));  /* an object has */
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    expect_true(json_write(root, out));
    fclose(out);
    expect_text(text, "{\n  \"list\": [\n    \"a\\\"\\\\\\n\\u0001é\",\n    true\n  ],\n  \"none\": null,\n  \"empty\": {},\n  \"absent\": null,\n"
                      "  \"deep\": {\n    \"copy\": [\n      \"a\\\"\\\\\\n\\u0001é\",\n      true\n    ]\n  }\n}\n");
    free(text);
    json_free(root);
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    json_value *value = json_parse("[1]");
    assert_false(json_write(value, full));
    json_free(value);
    fclose(full);
}

static void text_that_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "", "{", "[1,]", "{} x", "nul", "{\"a\" 1}" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_null(json_parse(bad[i]));
    }
}

static void members_are_put_removed_and_taken(void **state)
{
    (void)state;
    json_value *value = json_parse("{\"a\":null,\"b\":{\"c\":null,\"d\":[null]},\"e\":1}");
    json_value *other = json_parse("{\"e\":2,\"f\":3}");
    expect_true(json_put(value, json_take_first(other)));
    expect_true(json_put(value, json_take_first(other)));
    assert_null(json_take_first(other));
    json_remove(value, "nothing");
    expect_json(value, "{\"a\":null,\"b\":{\"c\":null,\"d\":[null]},\"e\":2,\"f\":3}");
    json_remove(value, "a");
    json_remove(value, "b");
    expect_json(value, "{\"e\":2,\"f\":3}");
    expect_text(json_type_words(json_get(value, "e")), "a number");
    expect_text(json_type_words(value), "an object");
    json_free(other);
    json_free(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_matched_exactly),
        cmocka_unit_test(pointers_are_those_of_rfc_6901),
        cmocka_unit_test(reading_nothing_gives_nothing),
        cmocka_unit_test(numbers_read_back_as_the_same_double),
        cmocka_unit_test(whole_numbers_are_written_plainly),
        cmocka_unit_test(results_are_built_and_written_with_indentation),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(text_that_is_no_json_is_refused),
        cmocka_unit_test(members_are_put_removed_and_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
