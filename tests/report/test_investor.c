#include "report/told_run.h"

/* What is told of an investor: nothing where there is none, and of one who is never paid back, that. */

static const char without_capital[] = "{\"run\": {\"worlds\": 1, \"histories\": 2}, \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 90001}, \"capital\": null}}}";
static const char never_paid_back[] =
    "{\"run\": {\"worlds\": 1, \"histories\": 2}, \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 90000001},"
    " \"capital\": {\"commitment_gbp\": 200000000}}}}";

static void there_is_no_investor_where_there_is_no_capital(void **state)
{
    (void)state;
    static const char *const words[] = { "edgecare" };
    told_run small;
    told_make(&small, without_capital);
    char *tables = written(tables_write, small.from), *csv = written(csv_metrics, small.from), *years = written(csv_financial_years, small.from);
    assert_null(strstr(tables, "nvestor"));
    assert_non_null(strstr(tables, "  Surplus"));
    assert_null(strstr(csv, "investor"));
    assert_null(strstr(csv, "payback"));
    assert_null(strstr(csv, "capital_drawn"));
    assert_null(strstr(years, "distributed_gbp"));
    json_value *root = result_json(small.from, &(result_origin){ "9.9.9", words, 1, NULL });
    const json_value *metrics = member_at(root, (const char *const[]){ "contracts", "days", "metrics", NULL });
    assert_null(json_get(metrics, "investor_moic"));
    assert_null(json_get(metrics, "payback_months"));
    assert_non_null(json_get(metrics, "provider_carried_gbp"));
    assert_null(json_get(member_at(root, (const char *const[]){ "probabilities", "days", NULL }), "investor_loses"));
    json_free(root);
    free(tables);
    free(csv);
    free(years);
    told_free(&small);
}

static void payback_tells_its_never(void **state)
{
    (void)state;
    static const char *const words[] = { "edgecare" };
    told_run small;
    told_make(&small, never_paid_back);
    char *tables = written(tables_write, small.from), *csv = written(csv_metrics, small.from);
    assert_non_null(strstr(tables, "(undefined in 2 of 2 futures, 100.0 %: never paid back)\n"));
    assert_non_null(strstr(tables, "Money multiple on the commitment"));
    assert_non_null(strstr(csv, ",payback_months,months,,never,1\n"));
    assert_non_null(strstr(csv, ",payback_months,months,,nothing_drawn,0\n"));
    json_value *root = result_json(small.from, &(result_origin){ "9.9.9", words, 1, NULL });
    const json_value *never = member_at(root, (const char *const[]){ "contracts", "days", "metrics", "payback_months", "undefined_share", "never", NULL });
    expect_close(json_number(never), 1, 0);
    json_free(root);
    free(tables);
    free(csv);
    told_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_no_investor_where_there_is_no_capital),
        cmocka_unit_test(payback_tells_its_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
