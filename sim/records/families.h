#ifndef EDGECARE_RECORDS_FAMILIES_H
#define EDGECARE_RECORDS_FAMILIES_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "records/limits.h"

#define TIME_NEVER ((double)INFINITY)

/** The families referred in one replicate, one array an attribute; row i is family i and its one index child. Rows are in order of site, cohort, month
 *  and ordinal. Times are days since the scenario's first midnight (scenario.starts, 00:00), with fractions. Owned by a workspace. */
typedef struct {
    size_t count;
    size_t capacity;
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
} families;

/** Room for `count` families; what was there is kept. False when memory runs out. */
bool families_reserve(families *self, size_t count);
/** Frees what families_reserve took and leaves no families; legal on a zeroed one. */
void families_free(families *self);

/** Therapists' places and their use, by site: days of one place (a therapist has `caseload` of them) there were, and days taken, until the site's last course
 *  ends. */
typedef struct {
    double places_days[SITES_MAX];
    double used_days[SITES_MAX];
} team_use;

#endif
