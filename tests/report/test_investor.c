#include "report/draws_columns.h"
#include "report/told_run.h"

/* What is told of an investor: nothing where there is none, and of one who is never paid back, that. */

static const char without_capital[] = "{\"run\": {\"worlds\": 1, \"histories\": 2}, \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 90001}, \"capital\": null}}}";
static const char never_paid_back[] =
    "{\"run\": {\"worlds\": 1, \"histories\": 2}, \"contracts\": {\"days\": {\"delivery\": {\"set_up_gbp\": 90000001},"
    " \"capital\": {\"commitment_gbp\": 200000000}}}}";

static void draws_of(const result *from, FILE *out)
{
    assert_true(draws_write(from, out));
}

static void columns_of(const result *from, FILE *out)
{
    static const char *const words[] = { "edgecare" };
    assert_true(draws_columns_write(from, &(result_origin){ "9.9.9", words, 1, NULL }, "draws.csv", out));
}

static void (*table_named(const char *name))(const result *, FILE *)
{
    for (size_t i = 0; i < csv_table_count; i++) {
        if (strcmp(csv_tables[i].name, name) == 0) {
            return csv_tables[i].write;
        }
    }
    fail_msg("no table is called %s", name);
    return NULL;
}

static void expect_without_investor(const char *text)
{
    static const char *const none[] = { "investor_", "capital_", "distributed_gbp", "payback", "return_cap" };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        print_message("%s\n", none[i]);
        assert_null(strstr(text, none[i]));
    }
}

/** No field of draws holds a comma or a line's end. */
static void expect_as_many_fields_as_headings(const char *text)
{
    size_t headings = 0, lines = 0;
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        size_t fields = 1;
        for (const char *at = line; *at != '\n'; at++) {
            fields += *at == ',';
        }
        headings = lines == 0 ? fields : headings;
        assert_int_equal(fields, headings);
        lines++;
    }
    assert_int_equal(lines, 3);
}

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
    char *months = written(table_named("series.csv"), small.from), *draws = written(draws_of, small.from), *beside = written(columns_of, small.from);
    expect_without_investor(months);
    expect_without_investor(draws);
    expect_without_investor(beside);
    assert_non_null(strstr(months, "provider_carried_gbp"));
    assert_non_null(strstr(draws, "contract.days.provider_carried_gbp"));
    expect_as_many_fields_as_headings(draws);
    json_value *root = result_json(small.from, &(result_origin){ "9.9.9", words, 1, NULL });
    const json_value *metrics = member_at(root, (const char *const[]){ "contracts", "days", "metrics", NULL });
    assert_null(json_get(metrics, "investor_moic"));
    assert_null(json_get(metrics, "payback_months"));
    assert_null(json_get(member_at(root, (const char *const[]){ "histograms", "contracts", "days", NULL }), "investor_moic"));
    assert_null(json_get(member_at(root, (const char *const[]){ "series", "contracts", "days", NULL }), "capital_drawn_gbp"));
    assert_non_null(json_get(metrics, "provider_carried_gbp"));
    assert_null(json_get(member_at(root, (const char *const[]){ "probabilities", "days", NULL }), "investor_loses"));
    json_free(root);
    free(tables);
    free(csv);
    free(years);
    free(months);
    free(draws);
    free(beside);
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
    const json_value *loses = member_at(root, (const char *const[]){ "probabilities", "days", "investor_loses", NULL });
    expect_close(json_number(json_get(loses, "probability")), 1, 0);
    assert_int_equal(json_type_of(json_get(loses, "se")), JSON_NULL);
    expect_close(json_number(json_get(loses, "bound")), 0.05, 1e-12); /* one world alone */
    expect_text(json_string(json_get(loses, "sentence")), "The investor loses money in all of 2 futures (95 % sure: all but at most 95 in 100).");
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
