#include "support/expect.h"

#include <string.h>

#include "edgecare.h"

static void the_library_runs_a_scenario_by_one_call(void **state)
{
    (void)state;
    static const edgecare_setting few[] = {{"/run/worlds", "3"}, {"/run/seed", "26"}};
    char *json = NULL, *messages = NULL;
    assert_int_equal(edgecare_run(EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json", few, 2, 1, &json, &messages), EDGECARE_FINE);
    assert_non_null(strstr(json, "\"seed\":26"));
    assert_non_null(strstr(json, "\"replicates\":6"));
    edgecare_free(json);
    edgecare_free(messages);
}

static void a_wrong_value_is_told_and_gives_no_result(void **state)
{
    (void)state;
    static const edgecare_setting wrong[] = {{"/run/worlds", "-3"}};
    char *json = NULL, *messages = NULL;
    assert_int_equal(edgecare_run(EDGECARE_SOURCE "/scenarios/typical-edge-of-care.json", wrong, 1, 1, &json, &messages), EDGECARE_BAD_INPUT);
    assert_null(json);
    assert_non_null(strstr(messages, "/run/worlds"));
    edgecare_free(messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_library_runs_a_scenario_by_one_call),
        cmocka_unit_test(a_wrong_value_is_told_and_gives_no_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
