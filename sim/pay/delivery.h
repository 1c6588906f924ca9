#ifndef EDGECARE_PAY_DELIVERY_H
#define EDGECARE_PAY_DELIVERY_H

#include "pay/months.h"
#include "records/families.h"


/** What delivery under one contract takes, by month: filled anew for each replicate. */
typedef struct {
    const scenario *scenario;     /* borrowed; must outlive the run */
    const contract_row *contract; /* borrowed; must outlive the run */
    month_table months;
    double *staff_planned;        /* [site][month] therapist-months while the site delivers; set once */
    size_t first_month;           /* of the contract's start */
    double *starts;               /* by month: families */
    double *completions;
    double *staff;                /* therapist-months */
    double *fixed;                /* 1 where one of the contract's sites is open, else 0 */
    int32_t site_until[SITES_MAX]; /* first day after the site's last course and its closing */
    int32_t until_day;            /* the same over the contract's sites, whatever the as-of date */
    arena memory;
} delivery_plan;

/** Prepares a worker's plan of a contract for so many months; false when memory runs out. Free it with delivery_plan_free either way. */
bool delivery_plan_make(const scenario *self, const contract_row *contract, size_t months, delivery_plan *plan);

/** Frees what delivery_plan_make took; legal on a zeroed plan. */
void delivery_plan_free(delivery_plan *plan);

/** Counts what the families of the contract's sites take of delivery, up to the end of `as_of_day`.
 *
 *  A start falls in the month of the first session, a completion in that of the last. Fixed cost is due in each month with a day on which a site is open, from its start
 *  until its last course has ended and it is closed; a therapist is there from the day of joining until the day before leaving, or as long as the therapist's
 *  site is open. What comes after the account's last month falls into it. */
void delivery_count(delivery_plan *plan, const families *people, int32_t as_of_day);

/** Delivery cost by month in pence, after delivery_count:
 *
 *      cost_m = set-up (in the contract's first month) + (1 + overhead) (1 + wage growth)^((m - first) / 12) x (fixed + starts + completions + salaries)
 *
 *  rounded once a month. Source: docs/model.md, Cash. */
void delivery_cost(const delivery_plan *plan, const double world[], int32_t as_of_day, pence cost[]);

#endif
