#include "cases.h"

/* Provenance: the clause read out by hand: each counted day of the window is a unit on that day. */
static const term_case cases[] = {
    { .says = "nobody at home on any day", .window = { 31, 38 } },
    { .says = "three days, a break of two, two days", .window = { 31, 38 }, .counted = { { 31, 34 }, { 36, 38 } }, .runs = 2,
      .earns = { 31, 32, 33, 36, 37 }, .lots = 5 },
    { .says = "a single day", .window = { 1157, 1158 }, .counted = { { 1157, 1158 } }, .runs = 1, .earns = { 1157 }, .lots = 1 },
    /* day 0 is 2019-09-17; 2020-02-28, -29 and 2020-03-01 are days 164, 165, 166 */
    { .says = "the leap day counts as every other day", .window = { 164, 167 }, .counted = { { 164, 167 } }, .runs = 1, .earns = { 164, 165, 166 }, .lots = 3 },
};

static void every_counted_day_earns_one_unit(void **state)
{
    (void)state;
    EXPECT_CASES("per_day", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_counted_day_earns_one_unit) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
