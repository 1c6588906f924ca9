#ifndef EDGECARE_PAY_LIMITS_H
#define EDGECARE_PAY_LIMITS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/money.h"
#include "records/scenario.h"

/** What is used of a limit for each financial year. */
typedef struct {
    pence limit;      /* of a year; PENCE_UNLIMITED */
    pence used;       /* in `year` */
    int year;         /* financial year */
} year_limit;

/** A limit in pounds a year, of which nothing is used; below 0: none. */
year_limit year_limit_of(double limit_gbp_per_year);
/** What it leaves of the financial year of `day`; days come in order of time. */
pence year_limit_room(year_limit *self, date day);

/** What is used of a contract's limits. */
typedef struct {
    pence used;          /* in all */
    year_limit by_year;
} contract_limits;

contract_limits contract_limits_of(const contract_row *contract);

/** What the contract's limits leave to a period: the smaller of what is left of its financial year and in all, at least 0. Periods come in order. */
pence contract_limits_room(contract_limits *self, const contract_row *contract, date period_end);
/** Takes what a period brings off both. */
void contract_limits_use(contract_limits *self, pence amount);

#endif
