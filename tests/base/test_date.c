#include "support/expect.h"

#include "base/date.h"

typedef struct {
    const char *text;
    date day;
} day_case;

/* Days since 1970-01-01 from Python 3.11: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days */
static const day_case days[] = {
    { "1970-01-01", 0 },     { "1969-12-31", -1 },    { "1900-01-01", -25567 }, { "1900-03-01", -25508 },
    { "2000-02-29", 11016 }, { "2019-11-17", 18217 }, { "2024-02-29", 19782 },  { "2100-03-01", 47541 },
    { "2199-12-31", 84005 },
};

static void dates_are_days_since_1970(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        date day = 7;
        char text[DATE_TEXT_SIZE];
        expect_true(date_read(days[i].text, &day));
        assert_int_equal(day, days[i].day);
        date_write(day, text);
        expect_text(text, days[i].text);
    }
}

static void every_day_survives_the_way_to_parts_and_back(void **state)
{
    (void)state;
    for (date day = -25567 - 400; day <= 84005 + 400; day++) {
        const date_parts parts = date_to_parts(day);
        expect_true(date_is_real(parts));
        assert_int_equal(date_from_parts(parts), day);
    }
}

static void impossible_dates_and_other_forms_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "2019-02-29", "1900-02-29", "2019-04-31", "2019-13-01", "2019-00-10", "2019-06-00", "2019-6-01", "20190601",
                                       "2019-06-01 ", " 2019-06-01", "2019/06/01", "", "2019-06-0", "0000-01-01", "2019-06-1x", "01-06-2019",
                                       "0206-03-31", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        date day = 41;
        assert_false(date_read(bad[i], &day));
        assert_int_equal(day, 41);
    }
    date day = 41;
    assert_false(date_read(NULL, &day));
}

typedef struct {
    const char *from;
    int months;
    const char *to;
} month_case;

/* By the calendar. */
static const month_case month_cases[] = {
    { "2019-11-17", 5, "2020-04-17" },  { "2020-02-29", 12, "2021-02-28" }, { "2020-02-29", 48, "2024-02-29" },  { "2019-03-31", -1, "2019-02-28" },
    { "2020-01-31", 1, "2020-02-29" },  { "2019-08-31", 13, "2020-09-30" }, { "2020-01-15", -13, "2018-12-15" }, { "2018-12-31", 0, "2018-12-31" },
    { "2020-12-30", -10, "2020-02-29" },
};

static void adding_months_keeps_the_day_or_takes_the_last_of_the_month(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof month_cases / sizeof month_cases[0]; i++) {
        date day = 0;
        char text[DATE_TEXT_SIZE];
        expect_true(date_read(month_cases[i].from, &day));
        const date later = date_add_months(day, month_cases[i].months);
        date_write(later, text);
        expect_text(text, month_cases[i].to);
        assert_int_equal(date_months_between(day, later), month_cases[i].months);
    }
}

typedef struct {
    const char *day;
    int year;
    const char *year_end;
    const char *month_end;
} year_case;

/* A financial year of local government runs from 1 April to 31 March. */
static const year_case year_cases[] = {
    { "2020-03-31", 2019, "2020-03-31", "2020-03-31" },
    { "2020-04-01", 2020, "2021-03-31", "2020-04-30" },
    { "2024-02-03", 2023, "2024-03-31", "2024-02-29" },
    { "2023-12-17", 2023, "2024-03-31", "2023-12-31" },
};

static void financial_years_run_from_april_to_march(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof year_cases / sizeof year_cases[0]; i++) {
        date day = 0;
        char text[DATE_TEXT_SIZE];
        expect_true(date_read(year_cases[i].day, &day));
        assert_int_equal(date_financial_year(day), year_cases[i].year);
        date_write(date_financial_year_end(day), text);
        expect_text(text, year_cases[i].year_end);
        date_write(date_month_end(day), text);
        expect_text(text, year_cases[i].month_end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_days_since_1970),
        cmocka_unit_test(every_day_survives_the_way_to_parts_and_back),
        cmocka_unit_test(impossible_dates_and_other_forms_are_refused),
        cmocka_unit_test(adding_months_keeps_the_day_or_takes_the_last_of_the_month),
        cmocka_unit_test(financial_years_run_from_april_to_march),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
