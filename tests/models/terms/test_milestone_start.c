#include "cases.h"

/* Provenance: event <= day of the start < window.until, read out by hand. */
static const term_case cases[] = {
    { .says = "never started", .event = 11, .started = DAY_NONE, .completed = DAY_NONE, .window = { 12, 103 } },
    { .says = "on the day of the event", .event = 53, .started = 53, .window = { 54, 1149 }, .earns = { 53 }, .lots = 1 },
    { .says = "42 days after referral", .event = 11, .started = 53, .window = { 12, 103 }, .earns = { 53 }, .lots = 1 },
    { .says = "on the window's last day", .event = 11, .started = 102, .window = { 12, 103 }, .earns = { 102 }, .lots = 1 },
    { .says = "a day too late", .event = 11, .started = 103, .window = { 12, 103 } },
    { .says = "in the delay before the window", .event = 11, .started = 29, .window = { 110, 139 }, .earns = { 29 }, .lots = 1 },
    { .says = "before a return home", .event = 211, .started = 29, .window = { 212, 230 } },
    { .says = "in care on all days all the same", .event = 53, .started = 53, .completed = 190, .window = { 54, 1149 }, .earns = { 53 }, .lots = 1 },
};

static void a_start_earns_one_unit_on_its_day(void **state)
{
    (void)state;
    EXPECT_CASES("milestone_start", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_start_earns_one_unit_on_its_day) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
