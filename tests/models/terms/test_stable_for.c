#include "cases.h"

/* Provenance: the first run that is long enough, found by hand; its last day is from + days - 1. */
static const term_case cases[] = {
    { .says = "31 days reach 29 once", .days = 29, .window = { 101, 230 }, .counted = { { 101, 132 } }, .runs = 1, .earns = { 129 }, .lots = 1 },
    { .says = "28 days do not reach 29", .days = 29, .window = { 101, 230 }, .counted = { { 101, 129 } }, .runs = 1 },
    { .says = "the first run is too short, the second is not, the third does not count again", .days = 29, .window = { 101, 300 },
      .counted = { { 101, 129 }, { 131, 163 }, { 170, 299 } }, .runs = 3, .earns = { 159 }, .lots = 1 },
    { .says = "two short runs do not add up", .days = 29, .window = { 101, 160 }, .counted = { { 101, 117 }, { 118, 140 } }, .runs = 2 },
    { .says = "reached on the last day before the birthday that ends the window", .days = 29, .window = { 101, 130 }, .counted = { { 101, 130 } }, .runs = 1,
      .earns = { 129 }, .lots = 1 },
};

static void the_first_stretch_that_is_long_enough_earns_one_unit(void **state)
{
    (void)state;
    EXPECT_CASES("stable_for", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_first_stretch_that_is_long_enough_earns_one_unit) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
