#ifndef EDGECARE_BASE_DATE_H
#define EDGECARE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/** A calendar date as days since 1970-01-01 (proleptic Gregorian). Dates from 1900-01-01 to 2199-12-31 are legal in scenarios. */
typedef int32_t date;

typedef struct {
    int year;
    int month; /* 1 .. 12 */
    int day;   /* 1 .. 31 */
} date_parts;

/** Mean length of a calendar year: what is so much a year happens at a 365.25th of that a day. */
#define DAYS_PER_YEAR 365.25

/** The days that are read, in words. */
#define DATES_READ "1900-01-01 to 2199-12-31"

#define DATE_TEXT_SIZE 11 /* "YYYY-MM-DD" and its end */

/** Whether the day exists, in the years 1 .. 9999. */
bool date_is_real(date_parts parts);
/** The date of a day that exists (date_is_real). */
date date_from_parts(date_parts parts);
/** Year, month and day of a date from year 1 on. */
date_parts date_to_parts(date day);

/** Reads "YYYY-MM-DD"; false when the text has another form, the day does not exist (2019-02-29) or is none of DATES_READ. */
bool date_read(const char *text, date *day);

/** Writes "YYYY-MM-DD" into `text`. */
void date_write(date day, char text[DATE_TEXT_SIZE]);

/** The same day `months` later (earlier when negative); the last day of the month where the day does not exist there. */
date date_add_months(date day, int months);

/** The last day of the month of `day`. */
date date_month_end(date day);

/** The year in which the April-March financial year of `day` begins: 2019 for 2020-03-31. */
int date_financial_year(date day);

/** 31 March that ends the financial year of `day`. */
date date_financial_year_end(date day);

/** Whole calendar months from the month of `from` to the month of `to`; negative when `to` is earlier. */
int date_months_between(date from, date to);

#endif
