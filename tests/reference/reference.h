#ifndef EDGECARE_TESTS_REFERENCE_H
#define EDGECARE_TESTS_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/calendar.h"
#include "records/careers.h"
#include "records/families.h"
#include "records/ledger.h"
#include "records/replicate.h"
#include "records/scenario.h"
#include "records/tally.h"
#include "stats/rng.h"

/* The model of docs/model.md once more: slow, plain, one child and one day at a time. It shares with the engine the random numbers, the logarithm, the
 * kinds of hazards, effects, intakes and distributions, the levels solved for share_by, and the claim calendar; nothing else. Lists that functions return
 * are owned by the caller and freed with the function named. Running out of memory ends the test program. */

/** One replicate: which history of which world, with the world's draws and the transitions' levels. Borrowed. */
typedef struct {
    const scenario *file;
    const double *world;
    const double *levels; /* by transition; 1 where the hazard stands as given */
    uint32_t world_number;
    uint32_t history;
} reference_case;

/** One family and its index child; the fields are those of records/families.h. */
typedef struct {
    size_t site, cohort, locality, band;
    size_t label[GROUPS_MAX];
    size_t order; /* of the cohort within the site's */
    uint32_t month, ordinal;
    double referred_at, age_years, adult_at;
    bool prior_care;
    double frailty;
    size_t first_state;
    double first_elapsed;
    bool accepted;
    double ready_at;
    double verification;
    bool entered_waiting;
    double started_at; /* TIME_NEVER: never */
    double course_days, received_days;
    bool completed;
    uint32_t therapist;
} reference_family;

typedef struct {
    size_t count;
    reference_family *items;
} reference_family_list;

typedef struct {
    size_t state;
    double from;
    float price_mark;
} reference_spell;

/** A career: spells in order of time, the last until `until`. */
typedef struct {
    size_t count, capacity;
    reference_spell *spells;
    double until;
} reference_career_spells;

/** The state of each day from `first` until before `until`. */
typedef struct {
    int32_t first, until;
    uint8_t *state;
    const reference_career_spells *career; /* borrowed */
} reference_days;

#define REFERENCE_YEARS 40 /* as many as records/tally.h has */

/** Days in a state in a financial year, and what they cost in pounds of the price year. */
typedef struct {
    double days, price_year_gbp;
} reference_exposure_year;

/** All of a replicate: families, their careers and days, index family * ARM_COUNT + arm; what sites' teams offered and gave; days by year. */
typedef struct {
    reference_case at;
    reference_family_list families;
    reference_career_spells *careers;
    reference_days *days;
    team_use team;
    double site_ends[16]; /* by site: see reference_site_ends_set */
    reference_exposure_year *exposure; /* index reference_exposure_at */
} reference_replicate;

/** days.c */
reference_replicate reference_replicate_make(const reference_case *at);
void reference_replicate_free(reference_replicate *self);
/** Borrowed. */
const reference_career_spells *reference_career_of(const reference_replicate *all, size_t family, career_arm arm);

/** families.c: the referred families in order of site, cohort, month and ordinal, with everything up to the queue. */
reference_family_list reference_referrals(const reference_case *at);
/** queue.c: gives the families of all sites their places and starts. Reads the untreated careers. */
void reference_queue(reference_replicate *all);

/** career.c: the career in one arm. Freed with free(spells). */
reference_career_spells reference_career(const reference_case *at, const reference_family *family, career_arm arm);
/** The days of spell i, half open. */
void reference_spell_days(const reference_career_spells *career, size_t i, int32_t *from, int32_t *until);
/** The state at the midnight ending each day. Freed with free(state). */
reference_days reference_days_of(const reference_career_spells *career);
/** The state on `day`; -1 before referral and from the 18th birthday on. */
int reference_state_on(const reference_days *days, int32_t day);

/** exposure.c: the days of children started by the report date, by horizon (0: reporting window, 1: to 18), arm, site, state and financial year since
 *  that of the scenario's start. */
size_t reference_exposure_at(const reference_replicate *all, int horizon, career_arm arm, size_t site, size_t state, int year);
void reference_exposure_set(reference_replicate *all);
/** What a day of the spell costs, in pounds of the price year. */
double reference_day_cost(const reference_case *at, const reference_spell *spell);

/** draws.c: numbers of the file in a world and of chance. */
double reference_quantity(const reference_case *at, quantity number);
void reference_parameters(const reference_case *at, const kind_use *use, double parameter[KIND_PARAMETERS_MAX]);
double reference_spread(const reference_case *at, const spread *differs, double uniform);
size_t reference_choice(const reference_case *at, const quantity shares[], size_t count, double uniform);
rng_pair reference_draw(const reference_case *at, const char *place, const char *purpose, uint32_t person, uint32_t occasion);
size_t reference_state_named(const scenario *file, const char *name);
bool reference_is_named(const name_list *names, const char *name);
void *reference_room(size_t count, size_t size);

/** The day numbers of dates, and the number of the last day that is known (INT32_MAX: no as-of date). */
int32_t reference_day_of(const scenario *file, date when);
int32_t reference_as_of(const scenario *file);
/** The day of the child's 18th birthday, of the start (families that started), and whether the state is of class `which`. */
int32_t reference_birthday(const reference_family *family);
int32_t reference_start_day(const reference_family *family);
int32_t reference_completion_day(const reference_family *family);
bool reference_started(const reference_family *family);
bool reference_is_class(const scenario *file, int state, state_class which);
bool reference_is_home(const scenario *file, int state); /* home or kin */

/** units.c: units achieved and window days of one term on the careers of `arm`, windows from the treated careers; added to achieved[period] and
 *  window_days[period]. */
void reference_units(const reference_replicate *all, const contract_row *contract, const term_row *term, const claim_calendar *calendar, career_arm arm,
                     double achieved[], double window_days[]);

typedef struct {
    size_t terms, payers, periods;
    double *payable;    /* [term][period] */
    pence *entitled;    /* [term][period] */
    pence *amount;      /* [term][period] after the contract's limit */
    pence *by_payer;    /* [payer][period] */
    pence *lost, *unpaid; /* [period] */
    pence entitled_total, accrued_total, claimed_total, certified_total, paid_total, lost_total, unpaid_total;
    pence payer_total[PAYERS_MAX]; /* paid for what is known, whenever */
} reference_ledger;

/** settle.c: what a contract pays for the units of all its terms, index term * periods + period. */
reference_ledger reference_settle(const reference_case *at, const contract_row *contract, const claim_calendar *calendar, const double achieved[],
                                  const double window_days[]);
void reference_ledger_free(reference_ledger *self);

typedef struct {
    size_t months;
    pence *cost, *receipt, *drawn, *distributed, *carried, *balance;
    pence peak_funding;
    bool exhausted;
    irr_status irr;
    double irr_per_year, moic, npv_gbp, payback_months;
} reference_cash_book;

/** cash.c: month by month to the end of the account. */
reference_cash_book reference_cash(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar,
                                   const reference_ledger *paid);
void reference_cash_free(reference_cash_book *self);
/** cost.c: the midnights that end the days on which sites' last courses end or on which they close, whichever is later. */
void reference_site_ends_set(reference_replicate *all);
/** Delivery cost of a month in pence. */
pence reference_delivery_cost(const reference_replicate *all, const contract_row *contract, int month);
/** The month, since that of the scenario's start, in which the contract's last course ends or its last site closes. */
int reference_last_delivery_month(const reference_replicate *all, const contract_row *contract);
/** irr.c: what the flows are worth to the investor; fills the last fields of the book. */
void reference_returns(const reference_case *at, const contract_row *contract, reference_cash_book *book);

/** What became of one contract. Borrowed. */
typedef struct {
    const contract_row *contract;
    const claim_calendar *calendar;
    const reference_ledger *paid;
    const reference_cash_book *book;
} reference_settled;

/** What is appraised: one contract's sites, or all sites against all contracts. */
typedef struct {
    const reference_settled *contracts;
    size_t contracts_count;
    bool is_programme;
    int horizon;
    career_arm untreated;
} reference_appraisal;

/** value.c */
value reference_value(const reference_replicate *all, const reference_appraisal *from);

/** tally.c: the counts of all scopes, into tallies[scope]. */
void reference_tallies(const reference_replicate *all, const scope_list *scopes, tally tallies[]);
/** Whether the family belongs to the scope, by names. */
bool reference_is_in_scope(const reference_replicate *all, const scope *self, const reference_family *family);
/** The days of the reporting window of a family that started, half open. */
void reference_window(const reference_case *at, const reference_family *family, int32_t *from, int32_t *until);

/** When a child of those not in care at the start is no longer at risk of entering it, in days from the start; `is_counted` false: not one of them. */
typedef struct {
    bool is_counted;
    bool enters; /* on that day; else it turns 18 or the report date comes */
    int32_t day;
} reference_exit;

/** survival.c: sets the Kaplan-Meier shares of those counted of a scope who have not entered care by each of reporting.at_days. */
void reference_never_set(const reference_replicate *all, const scope *self, const reference_exit exits[], tally *sum);

/** monthly.c: series over `months` months, which are owned by the caller and freed with reference_monthly_free. */
monthly reference_monthly(const reference_replicate *all, size_t months);
void reference_monthly_free(monthly *self);

#endif
