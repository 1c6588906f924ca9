#include "cases.h"

/* Provenance: blocks counted off by hand on the days of the runs. */
static const term_case cases[] = {
    { .says = "23 days are three weeks and two days over", .days = 7, .window = { 40, 63 }, .counted = { { 40, 63 } }, .runs = 1, .earns = { 46, 53, 60 }, .lots = 3 },
    { .says = "a block that is one day short earns nothing", .days = 7, .window = { 40, 46 }, .counted = { { 40, 46 } }, .runs = 1 },
    { .says = "a block that is complete on the window's last day", .days = 7, .window = { 40, 47 }, .counted = { { 40, 47 } }, .runs = 1, .earns = { 46 }, .lots = 1 },
    { .says = "one night away breaks the second block, and blocks begin anew", .days = 7, .window = { 40, 70 }, .counted = { { 40, 53 }, { 54, 70 } }, .runs = 2,
      .earns = { 46, 60, 67 }, .lots = 3 },
    { .says = "two halves on both sides of a break are no block", .days = 13, .window = { 3, 27 }, .counted = { { 3, 15 }, { 16, 27 } }, .runs = 2 },
    { .says = "blocks of one day are days", .days = 1, .window = { 9, 12 }, .counted = { { 9, 12 } }, .runs = 1, .earns = { 9, 10, 11 }, .lots = 3 },
};

static void every_complete_block_earns_one_unit_on_its_last_day(void **state)
{
    (void)state;
    EXPECT_CASES("per_block", cases);
}

static void a_block_of_part_days_is_refused(void **state)
{
    (void)state;
    const kind *block = kind_named(&term_family, "per_block");
    assert_non_null(block->fault(&(const double){ 6.5 }, NULL));
    assert_null(block->fault(&(const double){ 91.0 }, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_complete_block_earns_one_unit_on_its_last_day),
        cmocka_unit_test(a_block_of_part_days_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
