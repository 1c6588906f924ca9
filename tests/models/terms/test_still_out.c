#include "cases.h"

/* Provenance: the window's last day is until - 1; is it in a run? */
static const term_case cases[] = {
    { .says = "out on day 98 after an event on day 17", .event = 17, .window = { 115, 116 }, .counted = { { 115, 116 } }, .runs = 1, .earns = { 115 }, .lots = 1 },
    { .says = "in care on that day", .event = 17, .window = { 115, 116 } },
    { .says = "out until the day before the last", .window = { 60, 91 }, .counted = { { 60, 90 } }, .runs = 1 },
    { .says = "back for the last day only", .window = { 60, 91 }, .counted = { { 60, 71 }, { 90, 91 } }, .runs = 2, .earns = { 90 }, .lots = 1 },
    { .says = "nothing is left of the window", .event = 88, .window = { 120, 109 } },
};

static void the_last_day_of_the_window_earns_one_unit_if_it_counts(void **state)
{
    (void)state;
    EXPECT_CASES("still_out", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_last_day_of_the_window_earns_one_unit_if_it_counts) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
