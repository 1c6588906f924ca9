#ifndef EDGECARE_RECORDS_FAMILIES_H
#define EDGECARE_RECORDS_FAMILIES_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/limits.h"

#define TIME_NEVER ((double)INFINITY)

/** An entry to care that was put off, and the days on which the child was not in care for it: half open. */
typedef struct {
    uint32_t child;
    int32_t from, until;
} entry_delay;

/** The children referred in one replicate, one array an attribute. A family's index child is followed by its siblings; without siblings row i is family i
 *  and its one child. Rows are in order of site, cohort, month, ordinal and sibling. What is the family's (place, referral, course, start ...) is the same in
 *  all its rows; but a sibling who is 18 before the start has started_at TIME_NEVER. Times are days since the scenario's first midnight (scenario.starts, 00:00), with fractions. Owned by a workspace. */
typedef struct {
    size_t count;
    size_t capacity;
    size_t index_children;   /* families */
    uint32_t *index_child;   /* row of the family's index child */
    uint16_t *site;          /* indices into the scenario's maps */
    uint16_t *cohort;        /* scenario.cohorts */
    uint16_t *locality;      /* into the site's localities; 0 where it has none */
    uint16_t *band;          /* 0 where there are none */
    uint16_t *label[GROUPS_MAX]; /* by group */
    uint32_t *person;        /* rng_person(month, ordinal, 0): with the site's and cohort's stream, the child's coordinates */
    double *referred_at;
    double *age_years;       /* at referral */
    double *adult_at;        /* noon of the 18th birthday */
    bool *prior_care;
    double *frailty;
    uint16_t *first_state;   /* at referral */
    double *first_elapsed;   /* days already spent in that state and class */
    bool *accepted;
    double *ready_at;        /* referred_at + wait; of all accepted */
    double *verification;    /* mark: uniform; evidence is accepted where it is below a term's verified_share */
    bool *entered_waiting;   /* entered care between referral and start (or instead of it) */
    double *started_at;      /* first session; TIME_NEVER */
    double *course_days;     /* planned */
    double *received_days;   /* until completion or drop-out */
    bool *completed;
    uint16_t *therapist;     /* number within the site; 0 where capacity never binds */
    uint16_t *team;          /* number among all sites' teams (site.team_from + its index) */
    double *entry_ratio;     /* hazard ratio on entries to care besides the transition's own multipliers: cohort, widened threshold, control group; 1 plain */
    bool *remote;            /* the course is by telephone or online */
    bool *supervised;        /* false: begun while supervision was short */
    double *fund_at;         /* time at which the psychology fund was used; TIME_NEVER */
    float *unsafe_days;      /* days at home by which entries to care were put off (gaming), until 18 */
    uint16_t *put_off;       /* how many entries those are */
    entry_delay *delays;     /* those entries, by child */
    size_t delay_count, delay_capacity;
    int32_t closes_day[SITES_MAX]; /* last day of referrals and first sessions, by site: the scenario's or an early closure */
} families;

/** Room for `count` families; what was there is kept. False when memory runs out. */
bool families_reserve(families *self, size_t count);
/** Frees what families_reserve took and leaves no families; legal on a zeroed one. */
void families_free(families *self);

/** Therapists' places and their use, by site: days of one place (a therapist has `caseload` of them) there were, and days taken, until the site's last course
 *  ends; as far as the report date. */
typedef struct {
    double places_days[SITES_MAX];
    double used_days[SITES_MAX];
} team_use;

/** One member of staff of a team, from joining to leaving (TIME_NEVER: stays until delivery ends). */
typedef struct {
    double from, until;
    uint16_t team;
    uint16_t number;         /* within the team */
    bool supervisor;
} staff_member;

/** The staff of a replicate, by team and number. Owned by a workspace. */
typedef struct {
    size_t count, capacity;
    staff_member *items;
} staff_timeline;

#endif
