#include "cases.h"

/* Provenance: event <= day of completion < window.until, read out by hand. */
static const term_case cases[] = {
    { .says = "started and dropped out", .event = 53, .started = 53, .completed = DAY_NONE, .window = { 54, 419 } },
    { .says = "137 days after the start", .event = 53, .started = 53, .completed = 190, .window = { 54, 419 }, .earns = { 190 }, .lots = 1 },
    { .says = "on the day of the event", .event = 190, .started = 53, .completed = 190, .window = { 191, 556 }, .earns = { 190 }, .lots = 1 },
    { .says = "after the 18th birthday that ends the window", .event = 53, .started = 53, .completed = 190, .window = { 54, 187 } },
};

static void a_completion_earns_one_unit_on_its_day(void **state)
{
    (void)state;
    EXPECT_CASES("milestone_completion", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_completion_earns_one_unit_on_its_day) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
