#include "support/expect.h"

#include <stdlib.h>

#include "base/fault.h"

/** What fault_print writes; to be freed by the caller. */
static char *printed(const fault_list *faults)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fault_print(faults, out);
    fclose(out);
    return text;
}

static void expect_printed(const fault_list *faults, const char *expected)
{
    char *text = printed(faults);
    expect_text(text, expected);
    free(text);
}

static void faults_are_printed_with_the_parts_they_have(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    fault_add(&faults, FAULT_ERROR, (fault_place){ "norfolk.json", 3, 35, "/cohorts/shape" }, "%d is outside %.2f .. 20", -1, 0.05);
    fault_add(&faults, FAULT_WARNING, (fault_place){ "norfolk.json", 0, 0, "" }, "no sources");
    fault_add(&faults, FAULT_ERROR, (fault_place){ NULL, 7, 2, "/a" }, "x");
    fault_add(&faults, FAULT_ERROR, (fault_place){ "a.json", 9, 0, NULL }, "y\nz\x1b");
    expect_printed(&faults, "norfolk.json:3:35: error: /cohorts/shape: -1 is outside 0.05 .. 20\n"
                            "norfolk.json: warning: no sources\n"
                            "error: /a: x\n"
                            "a.json:9: error: y\\x0az\\x1b\n");
    assert_int_equal(fault_errors(&faults), 3);
    fault_list_free(&faults);
    assert_int_equal(faults.count, 0);
    fault_list_free(&faults);
}

static void sorted_faults_read_from_top_to_bottom_and_stand_once(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    fault_add(&faults, FAULT_ERROR, (fault_place){ "b.json", 2, 9, NULL }, "five");
    fault_add(&faults, FAULT_ERROR, (fault_place){ "b.json", 2, 3, NULL }, "four");
    fault_add(&faults, FAULT_ERROR, (fault_place){ "a.json", 11, 4, NULL }, "three");
    fault_add(&faults, FAULT_ERROR, (fault_place){ "b.json", 2, 3, NULL }, "four");
    fault_add(&faults, FAULT_ERROR, (fault_place){ "a.json", 2, 40, NULL }, "two");
    fault_add(&faults, FAULT_ERROR, (fault_place){ NULL, 0, 0, NULL }, "one");
    assert_int_equal(fault_errors(&faults), 6);
    fault_sort(&faults);
    expect_printed(&faults, "error: one\na.json:2:40: error: two\na.json:11:4: error: three\nb.json:2:3: error: four\nb.json:2:9: error: five\n");
    assert_int_equal(fault_errors(&faults), 5);
    fault_list_free(&faults);
}

static void the_list_keeps_its_own_copies_and_grows(void **state)
{
    (void)state;
    fault_list faults = { 0 };
    char file[] = "first.json";
    for (int i = 0; i < 100; i++) {
        fault_add(&faults, FAULT_ERROR, (fault_place){ file, 100 - i, 1, file }, "%d", i);
        file[0] = 'F';
    }
    expect_text(faults.items[0].file, "first.json");
    expect_text(faults.items[99].pointer, "First.json");
    assert_int_equal(fault_errors(&faults), 100);
    fault_list_free(&faults);
}

static void running_out_of_memory_counts_as_an_error(void **state)
{
    (void)state;
    fault_list faults = { .out_of_memory = 1 };
    assert_int_equal(fault_errors(&faults), 1);
    expect_printed(&faults, "error: memory ran out\n");
    fault_sort(&faults);
    fault_list_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_printed_with_the_parts_they_have),
        cmocka_unit_test(sorted_faults_read_from_top_to_bottom_and_stand_once),
        cmocka_unit_test(the_list_keeps_its_own_copies_and_grows),
        cmocka_unit_test(running_out_of_memory_counts_as_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
