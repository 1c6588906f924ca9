#include "support/expect.h"

#include "summarise/fixture.h"

static void every_metric_is_fully_described(void **state)
{
    (void)state;
    for (size_t i = 0; i < metric_count; i++) {
        const metric *row = &metric_table[i];
        assert_true(row->levels != 0 && row->value != NULL && row->statuses[0] != NULL);
        assert_true(strlen(row->title) > 3 && strlen(row->doc) > 8 && strlen(row->unit) > 2);
        assert_true((row->nature == NATURE_RATIO) == (row->denominator != NULL));
    }
}

static void no_name_stands_twice_at_a_level(void **state)
{
    (void)state;
    for (size_t i = 0; i < metric_count; i++) {
        assert_ptr_equal(metric_find(metric_table[i].name, metric_table[i].levels), &metric_table[i]);
    }
    assert_null(metric_find("days_averted", LEVEL_PERIOD));
}

static void repeated_metrics_are_found_by_their_full_names(void **state)
{
    (void)state;
    fixture made;
    fixture_make(&made, 1, 1, COUPLING_BOTH);
    size_t each = 99;
    assert_non_null(metric_find_full(&made.scenario, "never_in_care_share_at_days_365", LEVEL_SITE, &each));
    assert_int_equal(each, 0);
    assert_null(metric_find_full(&made.scenario, "never_in_care_share_at_days_366", LEVEL_SITE, &each));
    assert_null(metric_find_full(&made.scenario, "never_in_care_share_at_days", LEVEL_SITE, &each));
    const metric *placed = metric_find_full(&made.scenario, "care_days_by_placement_untreated_foster", LEVEL_PROGRAMME, &each);
    assert_non_null(placed);
    expect_text(placed->name, "care_days_by_placement_untreated");
    assert_int_equal(each, 1);
    assert_null(metric_find_full(&made.scenario, "care_days_by_placement_home", LEVEL_PROGRAMME, &each));
}

static void columns_are_found_where_they_stand(void **state)
{
    (void)state;
    fixture made;
    fixture_make(&made, 1, 1, COUPLING_BOTH);
    columns layout;
    assert_true(columns_make(&made.scenario, &made.extent, &layout));
    const size_t found = columns_find_named(&layout, "days_averted", "tintagel", NULL);
    assert_true(found != COLUMN_NONE && column_leads(&layout.items[found]));
    assert_int_equal(layout.items[found].how, COUPLED_SHARED);
    assert_int_equal(layout.items[layout.items[found].twin].how, COUPLED_INDEPENDENT);
    assert_false(column_leads(&layout.items[layout.items[found].twin]));
    assert_true(column_is_apart(&layout.items[layout.items[found].twin]));
    assert_true(columns_find_named(&layout, "days_averted", "camelot", NULL) == COLUMN_NONE);
    assert_true(columns_find_named(&layout, "investor_moic", NULL, NULL) == COLUMN_NONE);
    columns_free(&layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_metric_is_fully_described),
        cmocka_unit_test(no_name_stands_twice_at_a_level),
        cmocka_unit_test(repeated_metrics_are_found_by_their_full_names),
        cmocka_unit_test(columns_are_found_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
