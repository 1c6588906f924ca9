#include "support/expect.h"

#include <string.h>

#include "draft/spoken.h"

static const char *const per_day[] = { "a day", "per day", NULL };
static const char *const years[] = { "years", NULL };
static const spoken_form amount = { .kind = SPOKEN_AMOUNT, .lowest = 0, .highest = 1e10, .units = per_day };
static const spoken_form count = { .kind = SPOKEN_COUNT, .lowest = 0.25, .highest = 5000, .units = years };
static const spoken_form of_100 = { .kind = SPOKEN_OF_100, .lowest = 0, .highest = 100 };
static const spoken_form whole = { .kind = SPOKEN_COUNT, .lowest = 1, .highest = 1000, .whole = true };

typedef struct {
    const spoken_form *form;
    const char *text;
    double number;
    const char *why; /* a part of it; NULL: the number is read */
} number_case;

static const number_case number_cases[] = {
    { &amount, "3500000", 3500000, NULL },
    { &amount, "3,500,000", 3500000, NULL },
    { &amount, "3 500 000", 3500000, NULL },
    { &amount, "3\xC2\xA0" "500\xE2\x80\xAF" "000", 3500000, NULL },
    { &amount, "3'500'000", 3500000, NULL },
    { &amount, "\xC2\xA3" "3.5m", 3500000, NULL },
    { &amount, "\xC2\xA3 3.5 million", 3500000, NULL },
    { &amount, "GBP 3.5 mn", 3500000, NULL },
    { &amount, "3.5m GBP", 3500000, NULL },
    { &amount, "12.5k", 12500, NULL },
    { &amount, "1,250 pounds", 1250, NULL },
    { &amount, "\xC2\xA3" "1,250.75", 1250.75, NULL },
    { &amount, "57.42 a day", 57.42, NULL },
    { &amount, "\xC2\xA3" "57.42/day", 57.42, NULL },
    { &amount, ".5", 0.5, NULL },
    { &amount, "57,42", 0, "a comma only parts thousands" },
    { &amount, "3.500,00", 0, "a comma only parts thousands" },
    { &amount, "1,2,3", 0, "a comma only parts thousands" },
    { &amount, ",5", 0, "a comma only parts thousands" },
    { &amount, "1,250,00", 0, "a comma only parts thousands" },
    { &amount, "3.500.000", 0, "a number" },
    { &amount, "3.500", 0, "could be 3,500 or 3.5" },
    { &amount, "1,250 500", 0, "a comma only parts thousands" },
    { &amount, "0x1F", 0, "Write the number alone" },
    { &amount, "1e6", 0, "Write the number alone" },
    { &amount, "inf", 0, "a number" },
    { &amount, "nan", 0, "a number" },
    { &amount, "45p", 0, "what is \"p\"" },
    { &amount, "33 %", 0, "what is \"%\"" },
    { &amount, "60-80", 0, "Write the number alone" },
    { &amount, "about 60", 0, "a number" },
    { &amount, "-5", 0, "a number from 0 to 10,000,000,000" },
    { &amount, "\xE2\x88\x92" "5", 0, "a number from 0" },
    { &amount, "20bn", 0, "a number from 0" },
    { &amount, "\xD9\xA3", 0, "a number" }, /* an Arabic digit */
    { &count, "4 years", 4, NULL },
    { &count, "2.5", 2.5, NULL },
    { &count, "1,250", 1250, NULL },
    { &count, "2.500", 0, "could be 2,500" },
    { &count, "9.125", 9.125, "" }, /* 9,125 is out of the limits: it can only be the other */
    { &count, "24 months", 0, "what is \"months\"" },
    { &count, "\xC2\xA3" "4", 0, "a number" },
    { &count, "12,5", 0, "a comma only parts thousands" },
    { &count, "4k", 0, "what is \"k\"" },
    { &of_100, "33", 33, NULL },
    { &of_100, "33 %", 33, NULL },
    { &of_100, "33%", 33, NULL },
    { &of_100, "33 per cent", 33, NULL },
    { &of_100, "24 in 100", 24, NULL },
    { &of_100, "24 out of 100", 24, NULL },
    { &of_100, "24/100", 24, NULL },
    { &of_100, "1 in 4", 25, NULL },
    { &of_100, "0.24 %", 0.24, NULL },
    { &of_100, "0", 0, NULL },
    { &of_100, "1", 1, NULL },
    { &of_100, "12.125", 12.125, NULL },
    { &of_100, "0.24", 0, "write 24, or \"0.24 %\"" },
    { &of_100, "0.33", 0, "write 33" },
    { &of_100, "1.0", 0, "write 100" },
    { &of_100, "120", 0, "a number from 0 to 100" },
    { &of_100, "5 in 4", 0, "a number from 0 to 100" },
    { &of_100, "1 in 0", 0, "a number" },
    { &whole, "4.5", 0, "a whole number from 1 to 1,000" },
    { &whole, "4", 4, NULL },
};

static void numbers_are_read_as_people_write_them_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof number_cases / sizeof number_cases[0]; i++) {
        const number_case *one = &number_cases[i];
        char why[SPOKEN_WHY_BYTES] = "";
        double number = -7;
        const bool read = spoken_number(one->text, one->form, &number, why);
        const bool wanted = !one->why || !one->why[0];
        if (read != wanted || (read && number != one->number) || (!read && (!strstr(why, one->why) || number != -7))) {
            fail_msg("\"%s\": read %d as %g, \"%s\"", one->text, read, number, why);
        }
    }
}

static void days_are_read_as_people_write_them_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day, *why;
    } cases[] = {
        { "2027-04-01", "2027-04-01", NULL },        { "1 April 2027", "2027-04-01", NULL },         { "1st April 2027", "2027-04-01", NULL },
        { "1st of April, 2027", "2027-04-01", NULL }, { "April 1, 2027", "2027-04-01", NULL },        { "23 Sept 2027", "2027-09-23", NULL },
        { "2 feb 2028", "2028-02-02", NULL },        { "13/04/2027", "2027-04-13", NULL },           { "04/13/2027", "2027-04-13", NULL },
        { "4.4.2027", "2027-04-04", NULL },          { "2027/4/1", "2027-04-01", NULL },             { "1-Apr-2027", "2027-04-01", NULL },
        { "01/04/2027", NULL, "either number could be the month; write 1 April 2027" },
        { "1.4.2027", NULL, "either number could be the month" }, { "1/4/27", NULL, "four digits" },  { "1 April 27", NULL, "four digits" },
        { "April 2027", NULL, "a day such as" },     { "2027", NULL, "a day such as" },              { "tomorrow", NULL, "a day such as" },
        { "31 April 2027", NULL, "a day that exists" }, { "29 February 2027", NULL, "a day that exists" }, { "1899-12-31", NULL, "from 1900-01-01" },
        { "1 April 9999", NULL, "to 2199-12-31" },   { "1 Ap 2027", NULL, "a day such as" },         { "1 April 2027 noon", NULL, "a day such as" },
        { "1 2 3", NULL, "four digits" },            { "", NULL, "a day such as" },                  { "2027-13-01", NULL, "a day that exists" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char why[SPOKEN_WHY_BYTES] = "", text[DATE_TEXT_SIZE] = "";
        date day = -99999;
        const bool read = spoken_date(cases[i].text, &day, why);
        if (read) {
            date_write(day, text);
        }
        if (read != (cases[i].day != NULL) || (read && strcmp(text, cases[i].day) != 0) || (!read && !strstr(why, cases[i].why))) {
            fail_msg("\"%s\": read %d as %s, \"%s\"", cases[i].text, read, text, why);
        }
    }
}

static void numbers_are_written_with_commas(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } cases[] = { { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 3500000, "3,500,000" }, { 57.42, "57.42" }, { 1250.5, "1,250.5" }, { -12345, "-12,345" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[48];
        spoken_plain(cases[i].number, text);
        expect_text(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_people_write_them_or_refused),
        cmocka_unit_test(days_are_read_as_people_write_them_or_refused),
        cmocka_unit_test(numbers_are_written_with_commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
