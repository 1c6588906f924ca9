#include "support/expect.h"

#include "report/tables.h"
#include "summarise/fixture.h"

static void numbers_are_written_plainly(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        double number;
        const char *text;
    } cases[] = {
        {"GBP", 1234567.4, "£1,234,567"}, {"GBP", -987.6, "-£988"},   {"GBP", -0.3, "£0"},         {"days", 12345.6, "12,346"},
        {"days", 26.34, "26.3"},          {"share", 0.8312, "83.1 %"}, {"ratio", 1.236, "1.24"},    {"date", 18262, "2020-01-01"},
        {"months", (double)NAN, "-"},     {"GBP", 999.5, "£1,000"},    {"per year", -1, "-100.0 %"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[48];
        plain_number(text, cases[i].unit, cases[i].number);
        expect_text(text, cases[i].text);
    }
}

/** The tables of two replicates alike: so many families started and days waited; 130.5 days in care, 151.5 untreated by shared draws, 170.5 by independent ones. */
static char *tables_of(int choice, double starts, double waiting)
{
    fixture made;
    fixture_make(&made, 2, 1, choice);
    collector *gathered = collector_make(&made.scenario, &made.extent);
    for (uint32_t world = 0; world < 2; world++) {
        fixture_fill(&made, world, 0, starts, waiting, (const double[]){130.5, 151.5, 170.5});
        assert_true(collector_add(gathered, &made.replicate));
    }
    result *from = fixture_finish(gathered);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    tables_write(from, out);
    fclose(out);
    result_free(from);
    return text;
}

static void the_programme_is_told_in_aligned_lines(void **state)
{
    (void)state;
    char *text = tables_of(COUPLING_BOTH, 1717, 62900);
    assert_non_null(strstr(text, "2 simulated futures (2 worlds x 1 histories, seed 7"));
    assert_non_null(strstr(text, "  Families started                                              1,717          1,717          1,717\n"));
    assert_non_null(strstr(text, "  Never in care by day 365                                     90.0 %         90.0 %         90.0 %\n"));
    free(text);
}

/* What the programme changes: 21 days by shared draws, 40 by independent ones, in every replicate. */
static void ranges_of_differences_say_how_luck_is_taken(void **state)
{
    (void)state;
    static const struct {
        int choice;
        const char *line, *foot;
    } cases[] = {
        {COUPLING_SHARED, "  Days in care averted                                           21.0           21.0           21.0 *\n",
         "  * same luck with and without; how far luck would have differed no data can tell\n"},
        {COUPLING_BOTH, "  Days in care averted                                           21.0           21.0           21.0 *  (separate luck: 40.0 to 40.0)\n",
         "  * same luck with and without; how far luck would have differed no data can tell\n"},
        {COUPLING_INDEPENDENT, "  Days in care averted                                              -              -              - *  (separate luck: 40.0 to 40.0)\n",
         "  * separate luck with and without; how far luck would have differed no data can tell\n"},
    };
    for (size_t i = 0; i < 3; i++) {
        char *text = tables_of(cases[i].choice, 17, 629);
        if (!strstr(text, cases[i].line) || !strstr(text, cases[i].foot)) {
            fail_msg("%s%s is not in:\n%s", cases[i].line, cases[i].foot, text);
        }
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_plainly),
        cmocka_unit_test(the_programme_is_told_in_aligned_lines),
        cmocka_unit_test(ranges_of_differences_say_how_luck_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
