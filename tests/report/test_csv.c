#include "support/expect.h"

#include "report/csv.h"
#include "report/draws_columns.h"
#include "summarise/fixture.h"

/** What a writer writes; to be freed. */
static char *written(void (*write)(const result *self, FILE *out), const result *from)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    write(from, out);
    fclose(out);
    return text;
}

static void fields_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    static const struct {
        const char *field, *line;
    } cases[] = {{"plain", "plain\n"}, {"a, b", "\"a, b\"\n"}, {"the \"edge\"", "\"the \"\"edge\"\"\"\n"}, {NULL, "\n"}, {"two\nlines", "\"two\nlines\"\n"},
                 /* what a spreadsheet would run, or where it could part the field; OWASP, CSV injection */
                 {"=1+1", "'=1+1\n"}, {"@SUM(A1)", "'@SUM(A1)\n"}, {"-2+3", "'-2+3\n"}, {"+44", "'+44\n"}, {" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0\n"},
                 {"\t=1", "\"'\t=1\"\n"}, {"=a,\"b\"", "\"'=a,\"\"b\"\"\"\n"}, {"a;=1+1", "\"a;=1+1\"\n"}, {"\xEF\xBC\x9D""1", "'\xEF\xBC\x9D""1\n"}, {"a=b-c@d", "a=b-c@d\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        csv_text(out, cases[i].field, true);
        fclose(out);
        expect_text(text, cases[i].line);
        free(text);
    }
}

static void numbers_read_back_as_they_were(void **state)
{
    (void)state;
    static const double cases[] = {26.3, 1.0 / 3, -120.5, 1e300, 0.1 + 0.2};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        csv_number(out, cases[i], false);
        fclose(out);
        expect_close(strtod(text, NULL), cases[i], 0);
        free(text);
    }
}

static void the_dictionary_has_every_metric(void **state)
{
    (void)state;
    static const char words[] = "same luck with and without; how far luck would have differed no data can tell";
    char *text = written(csv_dictionary, NULL);
    size_t lines = 0, differences = 0;
    for (const char *c = text; *c; c++) {
        lines += *c == '\n';
    }
    assert_int_equal(lines, metric_count + 1);
    for (size_t i = 0; i < metric_count; i++) {
        char start[96];
        snprintf(start, sizeof start, "\n%s,", metric_table[i].name);
        assert_non_null(strstr(text, start));
        differences += metric_is_difference(&metric_table[i]);
    }
    /* Ranges of differences say how luck is taken. */
    for (const char *c = text; *c; c++) {
        differences -= strncmp(c, words, sizeof words - 1) == 0;
    }
    assert_int_equal(differences, 0);
    free(text);
}

static result *two_replicates(fixture *made)
{
    fixture_make(made, 2, 1, COUPLING_BOTH);
    collector *gathered = collector_make(&made->scenario, &made->extent);
    fixture_fill(made, 0, 0, 17, 629, (const double[]){130.5, 151.5, 170.5});
    assert_true(collector_add(gathered, &made->replicate));
    fixture_fill(made, 1, 0, 19, 551, (const double[]){131.5, 155.5, 120.5});
    assert_true(collector_add(gathered, &made->replicate));
    return fixture_finish(gathered);
}

static void each_statistic_names_its_coupling(void **state)
{
    (void)state;
    fixture made;
    result *from = two_replicates(&made);
    char *text = written(csv_metrics, from);
    /* Differences: shared 21 and 24, independent 40 and -11. */
    assert_non_null(strstr(text, "programme,,,,days_averted,days,shared,mean,22.5\n"));
    assert_non_null(strstr(text, "programme,,,,days_averted,days,independent,p50,14.5\n"));
    assert_non_null(strstr(text, "programme,,,,days_averted,days,shared,p50,22.5\n"));
    assert_non_null(strstr(text, "programme,,,,days_averted,days,independent,mean,14.5\n"));
    assert_non_null(strstr(text, "site,,tintagel,,starts,families,,mean,18\n"));
    assert_non_null(strstr(text, "programme,,,,waiting_days,days,,lower,"));
    free(text);
    result_free(from);
}

static void draws_hold_one_line_a_replicate(void **state)
{
    (void)state;
    fixture made;
    result *from = two_replicates(&made);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(draws_write(from, out));
    fclose(out);
    assert_memory_equal(text, "world,history,referrals,", 24);
    assert_non_null(strstr(text, ",days_averted,days_averted.independent,"));
    assert_non_null(strstr(text, "\n1,0,"));
    assert_null(strstr(text, "\n2,0,"));
    free(text);
    result_free(from);
}

/* The world and history, then one line a column, in the order of the table; parties by name. */
static void beside_draws_stands_what_each_column_is(void **state)
{
    (void)state;
    fixture made;
    result *from = two_replicates(&made);
    const result_origin origin = {.version = "9.9", .command = (const char *const[]){"edgecare", "run"}, .command_count = 2};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(draws_columns_write(from, &origin, "folder/draws.csv", out));
    fclose(out);
    json_value *root = json_parse(text);
    assert_non_null(root);
    expect_text(json_string(json_get(root, "draws")), "draws.csv");
    expect_text(json_string(json_get(root, "edgecare")), "9.9");
    expect_text(json_string(json_at(root, "/command/1")), "run");
    size_t written_lines = 0;
    const json_value *line = json_next(json_next(json_first(json_get(root, "columns"))));
    for (size_t i = 0; i < from->columns.count; i++) {
        char heading[512];
        if (from->columns.items[i].lacks_investor) {
            continue;
        }
        draws_heading(&from->columns, i, heading, sizeof heading);
        expect_text(json_string(json_get(line, "name")), heading);
        expect_text(json_string(json_get(line, "metric")), from->columns.items[i].name);
        assert_int_equal(json_get(line, "item") != NULL, column_item(&from->columns, &from->columns.items[i])[0] != 0);
        line = json_next(line);
        written_lines++;
    }
    assert_int_equal(json_count(json_get(root, "columns")), written_lines + 2);
    assert_true(written_lines > 100);
    size_t lines = 0;
    for (const char *c = text; *c; c++) {
        lines += *c == '\n';
    }
    assert_int_equal(lines, written_lines + 2 + 4); /* what it is of; the heading of columns; two brackets */
    json_free(root);
    free(text);
    result_free(from);
}

static void parties_periods_and_years_have_names_in_headings(void **state)
{
    (void)state;
    fixture made;
    result *from = two_replicates(&made);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(draws_write(from, out));
    fclose(out);
    text[strcspn(text, "\n")] = '\0';
    for (size_t number = 1; number < 4; number++) {
        static const char *const levels[] = {"payer", "body", "provider", "tranche", "period"};
        for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
            char numbered[40];
            snprintf(numbered, sizeof numbered, ".%s.%zu.", levels[i], number);
            assert_null(strstr(text, numbered));
        }
    }
    free(text);
    result_free(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_where_they_must_be), cmocka_unit_test(numbers_read_back_as_they_were),
        cmocka_unit_test(the_dictionary_has_every_metric),      cmocka_unit_test(each_statistic_names_its_coupling),
        cmocka_unit_test(draws_hold_one_line_a_replicate), cmocka_unit_test(beside_draws_stands_what_each_column_is),
        cmocka_unit_test(parties_periods_and_years_have_names_in_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
