#include "support/expect.h"

#include "report/result_json.h"
#include "summarise/fixture.h"

static const char *const words[] = {"edgecare", "run", "made_up.json"};
static const result_origin origin = {"9.9.9", words, 3, NULL};

static json_value *made_json(fixture *made, double second_starts)
{
    fixture_make(made, 2, 1, COUPLING_BOTH);
    collector *gathered = collector_make(&made->scenario, &made->extent);
    fixture_fill(made, 0, 0, 17, 629, (const double[]){130.5, 151.5, 170.5});
    assert_true(collector_add(gathered, &made->replicate));
    fixture_fill(made, 1, 0, second_starts, 551, (const double[]){131.5, 155.5, 120.5});
    assert_true(collector_add(gathered, &made->replicate));
    result *from = fixture_finish(gathered);
    json_value *root = result_json(from, &origin);
    result_free(from);
    assert_non_null(root);
    return root;
}

static void the_head_says_where_the_result_comes_from(void **state)
{
    (void)state;
    fixture made;
    json_value *root = made_json(&made, 19);
    expect_text(json_string(json_get(root, "edgecare")), "9.9.9");
    expect_text(json_string(json_get(root, "schema")), "edgecare-result/2.1");
    expect_text(json_string(json_get(root, "hash")), "0123456789abcdef");
    expect_close(json_number(json_get(root, "seed")), 7, 0);
    assert_int_equal(json_count(json_get(root, "command")), 3);
    json_free(root);
}

static void the_headline_is_data(void **state)
{
    (void)state;
    fixture made;
    json_value *root = made_json(&made, 19);
    const json_value *says = json_get(root, "headline"), *numbers = json_at(says, "/programme/numbers");
    expect_close(json_number(json_at(says, "/thresholds/sure")), 0.9, 0);
    assert_int_equal(json_count(numbers), 9); /* no investor */
    const json_value *starts = json_at(numbers, "/7");
    expect_text(json_string(json_get(starts, "metric")), "starts");
    expect_text(json_string(json_get(starts, "party")), "research");
    expect_close(json_number(json_get(starts, "value")), json_number(json_at(root, "/programme/metrics/starts/mean")), 0);
    expect_close(json_number(json_get(starts, "p95")), json_number(json_at(root, "/programme/metrics/starts/p95")), 0);
    json_free(root);
}

static void statistics_have_the_keys_that_their_nature_allows(void **state)
{
    (void)state;
    static const struct {
        const char *metric, *key;
        bool there;
    } cases[] = {
        {"starts", "mean", true},         {"starts", "sd", true},        {"starts", "luck_share", true},    {"starts", "independent", false},
        {"waiting_days", "mean", false},  {"waiting_days", "ratio_of_means", true}, {"starts", "ratio_of_means", false},
        {"waiting_days", "lower", true},  {"waiting_days", "sd", false}, {"waiting_days", "p95", true},     {"waiting_days", "luck_share", false},
        {"days_averted", "shared", false}, {"days_averted", "se", true},  {"days_averted", "independent", true}, {"days_averted", "gains_on_average", false},
    };
    fixture made;
    json_value *root = made_json(&made, 19);
    const json_value *metrics = json_at(root, "/programme/metrics");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(json_get(json_get(metrics, cases[i].metric), cases[i].key) != NULL, cases[i].there);
    }
    expect_close(json_number(json_at(metrics, "/days_averted/mean")), 22.5, 1e-12);
    expect_close(json_number(json_at(metrics, "/days_averted/p50")), 22.5, 1e-12);
    expect_close(json_number(json_at(metrics, "/days_averted/independent/p50")), 14.5, 1e-12);
    expect_close(json_number(json_at(metrics, "/days_averted/independent/mean")), 14.5, 1e-12);
    expect_close(json_number(json_at(metrics, "/care_days_untreated/independent/mean")), 145.5, 1e-12);
    assert_non_null(json_at(root, "/sites/tintagel/metrics/starts/p5"));
    json_free(root);
}

static void undefined_is_null_and_counted_by_status(void **state)
{
    (void)state;
    fixture made;
    json_value *root = made_json(&made, 0);
    expect_close(json_number(json_at(root, "/programme/metrics/waiting_days/undefined/no_families")), 1, 0);
    expect_close(json_number(json_at(root, "/programme/metrics/waiting_days/n")), 1, 0);
    assert_int_equal(json_type_of(json_at(root, "/programme/metrics/starts/luck_share")), JSON_NULL);
    assert_int_equal(json_count(json_at(root, "/programme/metrics/starts/undefined")), 0);
    json_free(root);
}

static void series_and_histograms_are_there(void **state)
{
    (void)state;
    fixture made;
    json_value *root = made_json(&made, 19);
    assert_int_equal(json_count(json_at(root, "/series/months")), FIXTURE_MONTHS);
    expect_text(json_string(json_first(json_at(root, "/series/months"))), "2019-03-31"); /* day 17967 is 2019-03-12 */
    assert_int_equal(json_count(json_at(root, "/series/programme/caseload/p95")), FIXTURE_MONTHS);
    assert_int_equal(json_count(json_at(root, "/series/placements/foster/in_care/mean")), FIXTURE_MONTHS);
    assert_int_equal(json_count(json_at(root, "/histograms/programme/days_averted/counts")), BINS);
    json_free(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_says_where_the_result_comes_from),
        cmocka_unit_test(the_headline_is_data),
        cmocka_unit_test(statistics_have_the_keys_that_their_nature_allows),
        cmocka_unit_test(undefined_is_null_and_counted_by_status),
        cmocka_unit_test(series_and_histograms_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
