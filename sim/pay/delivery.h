#ifndef EDGECARE_PAY_DELIVERY_H
#define EDGECARE_PAY_DELIVERY_H

#include "pay/months.h"
#include "records/families.h"

/** Whom delivery takes: the families of a replicate and its staff. */
typedef struct {
    const families *people;      /* borrowed */
    const staff_timeline *staff; /* borrowed; NULL: nobody is paid a salary */
    const bool *dropped;         /* borrowed; by row of `people`: families who for this contract never start; NULL: none */
} delivery_subject;

/** The prices of a month's work, in pounds, overhead included. */
typedef struct {
    double fixed, start, completion, therapist_month, supervisor_month, trained, remote_start, licence_month, after_delivery;
} work_prices;

/** The prices in a world; no remote start costs less than nothing. */
work_prices work_prices_of(const delivery_settings *delivery);

/** What delivery under one contract takes, by month: filled anew for each replicate. Counts are [provider][month] of scenario.providers (one where the scenario
 *  names none). */
typedef struct {
    const scenario *scenario;     /* borrowed; must outlive the run */
    const contract_row *contract; /* borrowed; must outlive the run */
    month_table months;
    size_t first_month;           /* of the contract's start */
    size_t paid_until_month;      /* of the last payment, disputed parts too: cost after delivery goes on to it */
    size_t providers;
    bool takes_part[PROVIDERS_MAX]; /* providers of teams in the contract's sites */
    size_t teams;
    const team_row *team[TEAMS_MAX]; /* borrowed */
    uint16_t team_site[TEAMS_MAX], team_provider[TEAMS_MAX];
    bool has_shared;              /* some team serves several sites */
    bool has_licence, has_fund;   /* what costs nothing in any world is not counted */
    size_t counts;                /* numbers in the arrays from `starts` to `fund_uses` */
    double *starts;               /* families */
    double *completions;
    double *staff;                /* therapist-months */
    double *supervisors;          /* supervisor-months */
    double *trained;              /* therapists who joined */
    double *remote_starts;        /* families */
    double *licences;             /* teams at work */
    double *fixed;                /* [month] 1 where one of the contract's sites is open, else 0 */
    double *after;                /* [month] 1 from the month after delivery ends to that of the last payment, else 0 */
    double *wages;                /* [month] wage growth since the contract's first month; set by delivery_cost */
    double *at_work;              /* [team][month] 1 where it has staff or courses, where there may be a licence */
    double *team_starts;          /* [team][month] families of all sites, where a team is shared */
    double *bears;                /* [team][month] the share of a shared team's staff that the contract's sites bear; of its first row, where a team is shared */
    double *fund_uses;            /* [team][month] families, where there is a fund */
    int32_t *days;                /* [2][month + 1] working days of a team's therapists and supervisors; room */
    int32_t site_until[SITES_MAX]; /* first day after the site's last course and its closing */
    int32_t site_closes[SITES_MAX]; /* last day of referrals and first sessions */
    int32_t until_day;            /* the same over the contract's sites, whatever the as-of date */
    arena memory;
} delivery_plan;

/** Where delivery's amounts by month go; borrowed. */
typedef struct {
    pence *cost;          /* [month] */
    pence *provider_cost; /* [provider][month] parts of cost that sum to it; NULL: not wanted */
    pence *intermediary;  /* [month] what the intermediary is paid, not in cost; NULL: not wanted */
} delivery_amounts;

/** Prepares a worker's plan of a contract for so many months; false when memory runs out. Free it with delivery_plan_free either way. */
bool delivery_plan_make(const scenario *self, const contract_row *contract, size_t months, delivery_plan *plan);

/** Frees what delivery_plan_make took; legal on a zeroed plan. */
void delivery_plan_free(delivery_plan *plan);

/** Counts what the families of the contract's sites and their staff take of delivery, up to the end of `as_of_day`.
 *
 *  A start falls in the month of the first session, a completion in that of the last. Fixed cost is due in each month with a day on which a site is open, from its start
 *  until its last course has ended and it is closed (families.closes_day); cost after delivery in each month that begins by the as-of day, later than that in which
 *  delivery ends, up to paid_until_month; staff are paid from the day of joining until the day before leaving, or as long as
 *  their site is open; a shared team's as long as one of its sites is. What comes after the account's last month falls into it. */
void delivery_count(delivery_plan *plan, const delivery_subject *subject, int32_t as_of_day);

/** The share of a team's staff that the contract's sites bear in a month, after delivery_count: of a site's own team all; of a shared team that of its sites by its
 *  cost_shares, else by families started with it by the month's end, equally among its sites before any start. */
double delivery_borne(const delivery_plan *plan, size_t team, size_t month);

/** Delivery cost by month in pence, after delivery_count:
 *
 *      cost_m = set-up (in the contract's first month) + fund uses + (1 + overhead) (1 + wage growth)^((m - first) / 12) x (fixed + starts + completions + salaries
 *               + licences + training + after delivery)
 *
 *  rounded once a month. Each provider bears what its teams take; fixed and set-up cost are divided among the contract's providers by families started by the
 *  month's end (equally before any start), the whole in pence by largest remainder. Source: docs/model.md, Cash. */
void delivery_cost(const delivery_plan *plan, int32_t as_of_day, const delivery_amounts *out);

#endif
