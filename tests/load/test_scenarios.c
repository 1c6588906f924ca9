#include "load/load_support.h"

#include <glob.h>

/* Every scenario that stands directly in scenarios/ is legal, without as much as a warning. */
static void every_shipped_scenario_loads_without_a_fault(void **state)
{
    (void)state;
    glob_t found = { 0 };
    assert_int_equal(glob("scenarios/*.json", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        print_message("%s\n", found.gl_pathv[i]);
        scenario_free(loaded(found.gl_pathv[i]));
    }
    globfree(&found);
}

static void the_base_of_the_faulty_ones_is_legal(void **state)
{
    (void)state;
    scenario_free(loaded(TINY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_scenario_loads_without_a_fault),
        cmocka_unit_test(the_base_of_the_faulty_ones_is_legal),
    };
    return cmocka_run_group_tests(tests, in_sources, NULL);
}
