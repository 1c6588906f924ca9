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
 * kinds of hazards, effects, intakes and distributions, the world draws, the hazard ratios solved for ratios of shares and odds, and the claim
 * calendar; nothing else. Lists that functions return
 * are owned by the caller and freed with the function named. Running out of memory ends the test program. */

/** One replicate: which history of which world, with the world's draws and the transitions' levels. Borrowed. */
typedef struct {
    const scenario *file;
    const double *world;
    const double *levels; /* by transition; 1 where the hazard stands as given */
    const double *effect_ratios; /* index therapy * TRANSITIONS_MAX + transition: the hazard ratio that an effect's number comes to */
    const char *owner;    /* of places of random numbers: "", or "CONTRACT/TERM/" for control children */
    uint32_t world_number;
    uint32_t history;
} reference_case;

/** An entry to care that was put off: the time at which it would have been, and until which the child was not in care for it. */
typedef struct {
    double from, until;
} reference_delayed;

/** One child with what is its family's; the fields are those of records/families.h. */
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
    uint32_t sibling;     /* 0: the index child */
    size_t index_child;   /* row of the family's index child */
    size_t team;          /* number among all sites' teams */
    double entry_ratio;
    bool remote, supervised;
    double fund_at;       /* TIME_NEVER: never */
    double unsafe_days;   /* by which entries were put off, until 18 */
    size_t put_off;       /* entries that were put off */
    reference_delayed *delays; /* those; owned by the replicate, not by views of it */
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

/** The untreated children behind a baseline, with their careers; their start is nominal_wait_days after referral, by which windows are counted. */
typedef struct {
    reference_family_list families;
    reference_career_spells *careers;
    reference_days *days;
} reference_controls;

/** All of a replicate: families, their careers and days, index family * ARM_COUNT + arm; what sites' teams offered and gave; days by year. */
typedef struct {
    reference_case at;
    reference_family_list families;
    reference_career_spells *careers;
    reference_days *days;
    team_use team;
    staff_timeline staff; /* queue.c: by team, therapists before supervisors, and number */
    reference_controls controls[CONTROLS_MAX]; /* by term_row.controls */
    int32_t closes_day[SITES_MAX]; /* families.c: the last day of referrals and first sessions */
    double site_ends[16]; /* by site: see reference_site_ends_set */
    reference_exposure_year *exposure; /* index reference_exposure_at */
} reference_replicate;

/** days.c */
reference_replicate reference_replicate_make(const reference_case *at);
void reference_replicate_free(reference_replicate *self);
/** Borrowed. */
const reference_career_spells *reference_career_of(const reference_replicate *all, size_t family, career_arm arm);

/** families.c: the referred children in order of site, cohort, month, ordinal and sibling, with everything up to the queue; sets closes_day and families. */
void reference_refer(reference_replicate *all);
/** The families planned for a service month of a cohort of a site, without volume against plan, ramp and seasons. */
double reference_planned(const reference_case *at, const site_row *site, const site_cohort_row *row, uint32_t month);
/** The day numbers of the cohort's first and last day of referrals in the site. */
int32_t reference_opens_day(const scenario *file, const site_row *site, const site_cohort_row *row);
int32_t reference_closes_day(const scenario *file, const site_row *site, const site_cohort_row *row);
/** person.c: what is the child's own, given who it is and when it was referred; of the index child also what is the family's, up to the course. `supported`:
 *  the locality that has targeted support then, or SIZE_MAX. */
void reference_person(const reference_case *at, size_t supported, reference_family *child);
/** The locality of a site that has targeted support in a service month; SIZE_MAX: none. */
size_t reference_supported(const reference_case *at, const site_row *site, uint32_t month);
/** select.c: widens the threshold for, and then turns away, families of rows first .. count - 1, which are of one site, cohort and month. */
void reference_select(const reference_case *at, reference_family_list *list, size_t first);
/** queue.c: gives the families of all sites their places and starts. Reads the untreated careers. */
void reference_queue(reference_replicate *all);
/** fund.c: gives families who completed the psychology fund, as far as it goes. */
void reference_fund(reference_replicate *all);
/** delay.c: puts entries to care off in a treated career, and notes them with the child. */
void reference_delay(const reference_case *at, reference_family *child, reference_career_spells *treated);
/** controls.c: the children behind the baselines of all terms. */
void reference_controls_set(reference_replicate *all);
void reference_controls_free(reference_controls *self);

/** career.c: a child's multiplier on a transition, without its level and the entry ratio; whether the transition is an entry to care. */
double reference_multiplier(const reference_case *at, const reference_family *child, size_t transition);
bool reference_is_entry(const scenario *file, size_t transition);
/** The career in one arm. Freed with free(spells). */
reference_career_spells reference_career(const reference_case *at, const reference_family *family, career_arm arm);
/** effect.c: the hazard ratio of those who complete that the number of a therapy's effect on a transition comes to, in the measure in which it is stated. */
double reference_effect_ratio(const reference_case *at, size_t therapy, size_t transition, const therapy_effect_row *row, double stated);
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
/** What a day of a stay at no extreme price costs, in pounds of the price year. */
double reference_usual_day_cost(const reference_case *at, const state_row *state);
/** What a day of the spell costs, in pounds of the price year. */
double reference_day_cost(const reference_case *at, const reference_spell *spell);

/** queue.c: whether a team, whose row stands in site `own`, serves a site: its own, or one that names the same shared team. */
bool reference_team_serves(const scenario *file, const team_row *team, size_t own, size_t site);
/** Whether two rows, by number among all sites' teams, are of one team. */
bool reference_same_team(const scenario *file, size_t a, size_t b);
/** A team's row by its number, and its site. */
const team_row *reference_team_numbered(const scenario *file, size_t number, size_t *site);
/** The day on which a team's service begins: with the first of its sites. */
int32_t reference_team_begins(const scenario *file, const team_row *team, size_t own);

/** draws.c: numbers of the file in a world and of chance. */
double reference_quantity(const reference_case *at, quantity number);
/** What multiplies a transition's hazard in the world: 1, or the level that its share_by asks for; 40 on the logarithm where no level gives it. */
double reference_level(const reference_case *at, size_t transition);
void reference_parameters(const reference_case *at, const kind_use *use, double parameter[KIND_PARAMETERS_MAX]);
double reference_spread(const reference_case *at, const spread *differs, double uniform);
size_t reference_choice(const reference_case *at, const quantity shares[], size_t count, double uniform);
rng_pair reference_draw(const reference_case *at, const char *place, const char *purpose, uint32_t person, uint32_t occasion);
/** Of a child's own numbers (those of its site and cohort), occasion 0; and of its family's. */
rng_pair reference_child_draw(const reference_case *at, const reference_family *child, const char *purpose);
rng_pair reference_family_draw(const reference_case *at, const reference_family *child, const char *purpose);
#define REFERENCE_NAME_ROOM 512
/** The name of the place of a child's numbers. */
void reference_place_name(const reference_case *at, const reference_family *child, char name[REFERENCE_NAME_ROOM]);
const site_row *reference_site(const reference_case *at, const reference_family *child);
const site_cohort_row *reference_intake(const reference_case *at, const reference_family *child);
const cohort_row *reference_cohort(const reference_case *at, const reference_family *child);
const team_row *reference_team(const reference_case *at, const reference_family *child);
const therapy_row *reference_therapy(const reference_case *at, const reference_family *child);
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
bool reference_is_index(const reference_family *child);

/** cash.c: month by month to the end of the account; `paid` NULL: only what delivery takes. Freed with reference_cash_free. */
cash reference_cash(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, const ledger *paid);
void reference_cash_free(cash *self);
/** cost.c: the midnights that end the days on which sites' last courses end or on which they close, whichever is later. */
void reference_site_ends_set(reference_replicate *all);
/** The month, since that of the scenario's start, in which the contract's last course ends or its last site closes. */
int reference_last_delivery_month(const reference_replicate *all, const contract_row *contract);
/** irr.c: what the flows are worth to the investors; fills in the returns of the book and of its tranches. */
void reference_returns(const reference_case *at, const contract_row *contract, cash *book);

/** What became of one contract. Borrowed. */
typedef struct {
    const contract_row *contract;
    const claim_calendar *calendar;
    const ledger *paid;
    const cash *book;
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

/** monthly.c: series over `months` months, those after the report date's of no meaning, which are owned by the caller and freed with reference_monthly_free. */
monthly reference_monthly(const reference_replicate *all, size_t months);
void reference_monthly_free(monthly *self);

#endif
