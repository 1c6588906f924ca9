#include "periods.h"

/* Provenance: the definition, at thresholds reached, passed and not reached. */
static const period_case cases[] = {
    { .says = "the period before", .p = 731.5, .view = { .by_units_before = 512.25, .by_units = 731.25 }, .units = 0 },
    { .says = "just reached", .p = 731.5, .view = { .by_units_before = 731.25, .by_units = 731.5 }, .units = 1 },
    { .says = "passed by far", .p = 731.5, .view = { .by_units_before = 3, .by_units = 4007 }, .units = 1 },
    { .says = "passed before", .p = 731.5, .view = { .by_units_before = 731.5, .by_units = 933 }, .units = 0 },
    { .says = "nothing achieved", .p = 0.25, .view = { .by_units_before = 0, .by_units = 0 }, .units = 0 },
};

static void a_threshold_earns_when_it_is_reached(void **state)
{
    (void)state;
    EXPECT_PERIODS("bonus", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_threshold_earns_when_it_is_reached) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
