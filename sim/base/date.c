#include "base/date.h"

#include <stddef.h>

#define DAYS_PER_CYCLE 146097    /* 400 Gregorian years */
#define DAYS_BEFORE_1970 719162  /* from 0001-01-01 to 1970-01-01 */
#define YEAR_READ_MIN 1900
#define YEAR_READ_MAX 2199

static bool year_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/** Days of a common year before month 1 .. 12. */
static int days_before_month(int year, int month)
{
    static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
    return before[month - 1] + (month > 2 && year_is_leap(year));
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && year_is_leap(year));
}

static int floor_divide(int value, int divisor)
{
    return value / divisor - (value % divisor < 0);
}

/** Days from 1970-01-01 to 1 January of `year`. */
static int days_before_year(int year)
{
    const int past = year - 1;
    return 365 * past + floor_divide(past, 4) - floor_divide(past, 100) + floor_divide(past, 400) - DAYS_BEFORE_1970;
}

bool date_is_real(date_parts parts)
{
    return parts.year >= 1 && parts.year <= 9999 && parts.month >= 1 && parts.month <= 12 && parts.day >= 1 &&
           parts.day <= days_in_month(parts.year, parts.month);
}

date date_from_parts(date_parts parts)
{
    return days_before_year(parts.year) + days_before_month(parts.year, parts.month) + parts.day - 1;
}

/** The year of `day`: its mean-length estimate is at most one off. */
static int year_of(date day)
{
    int year = (int)(((int64_t)day + DAYS_BEFORE_1970) * 400 / DAYS_PER_CYCLE) + 1;
    while (day < days_before_year(year)) {
        year--;
    }
    while (day >= days_before_year(year + 1)) {
        year++;
    }
    return year;
}

date_parts date_to_parts(date day)
{
    const int year = year_of(day);
    const int day_of_year = day - days_before_year(year);
    int month = 12;
    while (day_of_year < days_before_month(year, month)) {
        month--;
    }
    return (date_parts){ year, month, day_of_year - days_before_month(year, month) + 1 };
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

/** Whether `text` has the form 0000-00-00 and nothing after it. */
static bool has_date_form(const char *text)
{
    for (size_t i = 0; i < DATE_TEXT_SIZE - 1; i++) {
        const bool fits = i == 4 || i == 7 ? text[i] == '-' : is_digit(text[i]);
        if (!fits) {
            return false;
        }
    }
    return text[DATE_TEXT_SIZE - 1] == '\0';
}

static int digits_at(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

bool date_read(const char *text, date *day)
{
    if (!text || !has_date_form(text)) {
        return false;
    }
    const date_parts parts = { digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2) };
    if (!date_is_real(parts) || parts.year < YEAR_READ_MIN || parts.year > YEAR_READ_MAX) {
        return false;
    }
    *day = date_from_parts(parts);
    return true;
}

static void digits_write(int number, char *text, size_t count)
{
    for (size_t i = count; i-- > 0; number /= 10) {
        text[i] = (char)('0' + number % 10);
    }
}

void date_write(date day, char text[DATE_TEXT_SIZE])
{
    const date_parts parts = date_to_parts(day);
    digits_write(parts.year, text, 4);
    text[4] = '-';
    digits_write(parts.month, text + 5, 2);
    text[7] = '-';
    digits_write(parts.day, text + 8, 2);
    text[DATE_TEXT_SIZE - 1] = '\0';
}

date date_add_months(date day, int months)
{
    const date_parts from = date_to_parts(day);
    const int month = 12 * from.year + from.month - 1 + months;
    date_parts to = { floor_divide(month, 12), month - 12 * floor_divide(month, 12) + 1, from.day };
    const int last = days_in_month(to.year, to.month);
    to.day = to.day < last ? to.day : last;
    return date_from_parts(to);
}

date date_month_end(date day)
{
    date_parts parts = date_to_parts(day);
    parts.day = days_in_month(parts.year, parts.month);
    return date_from_parts(parts);
}

int date_financial_year(date day)
{
    const date_parts parts = date_to_parts(day);
    return parts.month >= 4 ? parts.year : parts.year - 1;
}

date date_financial_year_end(date day)
{
    return date_from_parts((date_parts){ date_financial_year(day) + 1, 3, 31 });
}

int date_months_between(date from, date to)
{
    const date_parts a = date_to_parts(from);
    const date_parts b = date_to_parts(to);
    return 12 * (b.year - a.year) + b.month - a.month;
}
