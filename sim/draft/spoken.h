#ifndef EDGECARE_DRAFT_SPOKEN_H
#define EDGECARE_DRAFT_SPOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/* Numbers and dates as people in Britain write them. What could be meant in two ways is refused, with what to write instead, and never guessed at. */

#define SPOKEN_WHY_BYTES 200

typedef enum {
    SPOKEN_COUNT,  /* of families, years ... */
    SPOKEN_AMOUNT, /* of pounds: "£3.5m", "45 GBP" */
    SPOKEN_OF_100  /* "33", "33 %", "1 in 3" */
} spoken_kind;

/** What is asked for. */
typedef struct {
    spoken_kind kind;
    double lowest, highest;
    bool whole;               /* no fractions */
    const char *const *units; /* words that may follow, in lower case, NULL-terminated ("a day", "years"); NULL: none */
} spoken_form;

/** Reads a number: 3500000, 3,500,000, 3 500 000, with "£" or "GBP" and k, m, bn or million where pounds are asked for, with "%" or "in 100" where a number of 100 is.
 *  Refused, with `why` what would be right: a comma that parts no thousands ("57,42"), a point that may part them ("3.500"), a share where a number of 100 is asked for
 *  ("0.24"), numbers in other bases and with exponents, other units, what is outside the limits. */
bool spoken_number(const char *text, const spoken_form *form, double *number, char why[SPOKEN_WHY_BYTES]);

/** Reads a day: "1 April 2027", "April 1st, 2027", "2027-04-01", "13/04/2027". Refused, with `why` what would be right: without a year or a day, with two digits for the
 *  year, numbers of which either could be the month, days that do not exist or are none of DATES_READ. */
bool spoken_date(const char *text, date *day, char why[SPOKEN_WHY_BYTES]);

/** A number with its thousands parted by commas: "3,500,000", "57.42". */
void spoken_plain(double number, char text[48]);

#endif
