#include "report/told_run.h"

/* Where the levels of tranches and providers stand in results. Two replicates of a small contract with a loan and equity. */

static const char capital[] =
    "{\"run\": {\"worlds\": 1, \"histories\": 2}, \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 90001, \"intermediary_gbp_per_year\": 12000},"
    " \"capital\": {\"irr_cap_per_year\": 0.05, \"tranches\": {"
    "   \"senior\": {\"earns\": {\"kind\": \"loan\", \"rate_per_year\": 0.04}, \"commitment_gbp\": 70000},"
    "   \"sponsors\": {\"earns\": {\"kind\": \"equity\"}, \"commitment_gbp\": 30000, \"repaid_rank\": 2}}}}}}";

static void json_has_tranches_and_providers_under_their_contract(void **state)
{
    (void)state;
    static const char *const words[] = { "edgecare" };
    told_run small;
    told_make(&small, capital);
    json_value *root = result_json(small.from, &(result_origin){ "9.9.9", words, 1, NULL });
    const json_value *contract = member_at(root, (const char *const[]){ "contracts", "days", NULL });
    assert_int_equal(json_count(json_get(contract, "tranches")), 2);
    const json_value *mean = member_at(contract, (const char *const[]){ "tranches", "sponsors", "metrics", "capital_committed_gbp", "mean", NULL });
    expect_close(json_number(mean), 30000, 1e-9);
    assert_int_equal(json_count(json_get(contract, "providers")), 1);
    member_at(contract, (const char *const[]){ "providers", "provider", "metrics", "provider_net_gbp", "mean", NULL });
    member_at(contract, (const char *const[]){ "metrics", "surplus_gbp", "mean", NULL });
    const json_value *share = member_at(root, (const char *const[]){ "series", "contracts", "days", "capital_at_risk_share", "mean", NULL });
    expect_close(json_number(json_first(share)), 1, 0); /* set-up is paid out of capital in the first month */
    json_free(root);
    told_free(&small);
}

static void tables_and_csv_name_them(void **state)
{
    (void)state;
    told_run small;
    told_make(&small, capital);
    char *tables = written(tables_write, small.from), *csv = written(csv_metrics, small.from), *dictionary = written(csv_dictionary, small.from);
    assert_non_null(strstr(tables, "Tranche senior (contract days)"));
    assert_non_null(strstr(tables, "Paid to the intermediary"));
    assert_non_null(strstr(csv, "\ntranche,,sponsors,days,capital_committed_gbp,GBP,,mean,30000\n"));
    assert_non_null(strstr(csv, "\nprovider,,provider,days,provider_cost_gbp,GBP,,mean,90001\n"));
    assert_non_null(strstr(dictionary, "tranche"));
    free(tables);
    free(csv);
    free(dictionary);
    told_free(&small);
}

/** Whether a line is told where `defined` of the two futures have a rate of return, and those that do not have `reasons`. */
static bool is_told(told_run *small, uint64_t defined, const uint64_t reasons[3], const char *line)
{
    column_result *of = &small->from->of_column[columns_find(&small->from->columns, "investor_irr_per_year", LEVEL_CONTRACT, 0, 0)];
    of->summary.n = defined;
    memcpy(of->statuses, reasons, 3 * sizeof reasons[0]);
    char *text = written(tables_write, small->from);
    const bool found = strstr(text, line) != NULL;
    free(text);
    return found;
}

static void a_rate_of_return_that_futures_lack_is_told_with_the_reason(void **state)
{
    (void)state;
    told_run small;
    told_make(&small, capital);
    assert_true(is_told(&small, 1, (const uint64_t[]){ 0, 0, 1 }, "(undefined in 1 of 2 futures, 50.0 %: several rates)\n"));
    assert_true(is_told(&small, 0, (const uint64_t[]){ 1, 1, 0 }, "(undefined in 2 of 2 futures, 100.0 %: 1 nothing drawn, 1 no rate from -99 % to 1,000 %)\n"));
    assert_true(is_told(&small, 0, (const uint64_t[]){ 0, 0, 2 }, "(undefined in 2 of 2 futures, 100.0 %: several rates)\n"));
    assert_false(is_told(&small, 0, (const uint64_t[]){ 2, 0, 0 }, "(undefined in 2 of 2 futures, 100.0 %: nothing drawn"));
    told_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_tranches_and_providers_under_their_contract),
        cmocka_unit_test(tables_and_csv_name_them),
        cmocka_unit_test(a_rate_of_return_that_futures_lack_is_told_with_the_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
