#include "support/expect.h"

#include <stdlib.h>

#include "compare/differences.h"

static void what_differs_is_listed_by_pointer(void **state)
{
    (void)state;
    json_value *a = json_parse("{\"name\": \"a\", \"people\": {\"start_share\": 0.67, \"note\": \"x\", \"wait_days\": 26}, \"ends\": [1, 2], \"title\": \"A\","
                               " \"contracts\": {\"norfolk\": {\"price_gbp\": 57.42}}}");
    json_value *b = json_parse("{\"name\": \"b\", \"contracts\": {\"norfolk\": {\"price_gbp\": 61}, \"suffolk\": {\"title\": \"S\", \"price_gbp\": {\"value\": 3, \"mark\": \"A\"}}},"
                               " \"people\": {\"wait_days\": 26, \"start_share\": {\"dist\": \"beta\", \"a\": 2, \"b\": 1}, \"note\": \"y\"}, \"ends\": [1, 3]}");
    const json_value *const values[] = {a, b};
    difference_list found;
    differences_find(values, 2, &found);
    static const char *const pointers[] = {"/people/start_share", "/ends", "/contracts/norfolk/price_gbp", "/contracts/suffolk"};
    assert_int_equal(found.count, 4);
    for (size_t i = 0; i < 4; i++) {
        expect_text(found.items[i].pointer, pointers[i]);
    }
    expect_close(json_number(found.items[2].values[1]), 61, 0);
    assert_null(found.items[3].values[0]);
    char *shown = json_text(found.items[3].values[1]); /* without its remarks */
    expect_text(shown, "{\"price_gbp\":3}");
    free(shown);
    difference_list_free(&found);
    differences_find((const json_value *const[]){a, a, a}, 3, &found);
    assert_int_equal(found.count, 0);
    difference_list_free(&found);
    json_free(a);
    json_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_differs_is_listed_by_pointer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
