#include "solve/gaming.h"

#include "solve/written.h"

/* Therapy halves entries; half of the entries are put off by 31 days. */
static void delayed_entries_are_paid_for_and_cost_safe_days(void **state)
{
    (void)state;
    const document_override overrides[] = {
        {"/therapies/fft/effects/entry", "{\"kind\": \"constant\", \"hazard_ratio\": 0.5}"}, {"/run/worlds", "100"}, {"/run/histories", "2"}};
    written small;
    gaming found;
    fault_list faults = {0};
    gaming_measures measures = gaming_usual;
    measures.delay_days = 31;
    written_make(&small, overrides, 3);
    const run_options options = {.threads = 2};
    assert_int_equal(gaming_run(&small.source, small.loaded, &measures, &options, &found, &faults), RUN_DONE);
    assert_int_equal(found.contracts, 1);
    const gaming_line *as_is = &found.lines[GAMING_NONE], *delay = &found.lines[GAMING_DELAY], *widen = &found.lines[GAMING_WIDEN];
    expect_close(as_is->gained_per_family.value, 0, 0);
    expect_close(as_is->lost_safely.value, 0, 0);
    expect_close(as_is->put_off.value + as_is->unsafe_days.value, 0, 0);
    assert_true(delay->put_off.value > 3 && delay->put_off.value < 40);
    assert_true(delay->unsafe_days.value > 31 * delay->put_off.value * 0.5); /* each put off by at most 31 days a time */
    assert_true(delay->gained_per_family.value > 5 * delay->gained_per_family.se);
    expect_close(delay->gained_per_family.value, delay->paid_per_family.value - as_is->paid_per_family.value, 1e-9);
    expect_close(delay->lost_safely.value, as_is->averted_safely.value - delay->averted_safely.value, 1e-6);
    assert_true(widen->gained_per_family.value > 5 * widen->gained_per_family.se); /* children who would hardly enter stay out for pay */
    assert_true(widen->lost_safely.value > 3 * widen->lost_safely.se);
    gaming_free(&found);
    written_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(delayed_entries_are_paid_for_and_cost_safe_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
