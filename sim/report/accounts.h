#ifndef EDGECARE_REPORT_ACCOUNTS_H
#define EDGECARE_REPORT_ACCOUNTS_H

#include <stdio.h>

#include "report/member.h"
#include "summarise/result.h"

/* No single account of what children would have done without the programme is known to be right. So value is told of every account that a scenario names, on one scale, after what does
 * not depend on them and after the break-even: how many days in care must be averted for what is paid to be worth it. */

/** One account of a programme and what it comes to; the first of a list is the scenario itself. All borrowed. */
typedef struct {
    const char *name;
    const char *title;
    const result *of;
    size_t absurd; /* its inputs that no record supports */
} account_result;

typedef struct account_list {
    const account_result *items;
    size_t count; /* at least 1 */
} account_list;

/** What an account comes to at one place: a contract, or (`contract` COLUMN_NONE) the programme. Money as value is told: real, discounted, in the reporting window. NaN where
 *  undefined: a day averted has no value where none is averted on average (a mean not above two of its standard errors). */
typedef struct {
    double days_per_family;      /* in care, averted per family started; mean by mean */
    double value_of_day_gbp;     /* cost of care avoided by days averted; mean by mean */
    double break_even_days;      /* per family started: (payments + own cost) / value of a day averted */
    double value_gbp, low_gbp, high_gbp; /* value to government: mean, P5, P95 */
} account_numbers;

account_numbers account_numbers_of(const account_result *self, size_t contract);

/** "£1.3m", "-£640k", "£94": two significant digits; "-" where undefined. `text` has room for 32. */
void short_pounds(char text[32], double pounds);

/** The sentences of break-even of a contract. */
void break_even_print(const account_list *all, size_t contract, FILE *out);

/** Value by account on one scale, what was published of it beside, and what one per cent of weight on each other account is worth. */
void accounts_value_print(const account_list *all, FILE *out);

/** The same numbers as members of `root`: "accounts", by name; the scenario's own is "this". */
void accounts_json(members *made, json_value *root, const account_list *all);

#endif
