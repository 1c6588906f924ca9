#ifndef EDGECARE_DRAFT_DRAFT_H
#define EDGECARE_DRAFT_DRAFT_H

#include <stdbool.h>

#include "base/date.h"
#include "json/value.h"

/** What a first scenario is asked for. Shares are 0 .. 1; texts are borrowed. */
typedef struct {
    const char *title;         /* of the programme */
    const char *council;       /* the council that pays, in plain words */
    date starts;               /* first day of referrals */
    double years;              /* for which families are taken on */
    double families_per_year;  /* who start, at full volume */
    double in_care_share;      /* of them already in care */
    double age_from, age_until;
    int therapy;               /* index into draft_therapies */
    double therapists;
    double entry_share;        /* of children at the edge of care who enter it within a year without therapy */
    int paid_by;               /* index into draft_units */
    double price_gbp;
    double window_months;      /* after the start for which days count */
    double not_paid_share;     /* deadweight, or the baseline's share of days in care */
    double limit_gbp;          /* 0: none */
    const char *other_payer;   /* NULL: none */
    double other_share;
    double commitment_gbp;     /* of an investor; 0: the provider is paid as it goes */
} draft_answers;

/** Words for the choices, ended by NULL. */
extern const char *const draft_therapies[];
extern const char *const draft_units[];
/** What a price is paid for, by unit: "a day out of care" ... */
extern const char *const draft_unit_words[];

enum { DRAFT_PAID_DAY, DRAFT_PAID_WEEK, DRAFT_PAID_SAVED, DRAFT_PAID_MILESTONES, DRAFT_PAID_FEE };

/** How many families a therapist sees at a time, and for how many days, by therapy. */
double draft_caseload(int therapy);
#define DRAFT_COURSE_DAYS 137.0
/** How many of the families referred are planned to start. */
#define DRAFT_STARTS_PER_REFERRAL 0.67
/** Room for a name with its NUL. */
#define DRAFT_NAME_BYTES 61

/** What is paid at most when every child started is out of care on every day, by the answers so far. */
double draft_largest_payment(const draft_answers *answers);

/** A name for a file's keys from plain words in UTF-8: "Norfolk County Council" gives "norfolk_county_council". Writes at most `size` bytes with the NUL, whole
 *  characters. */
void draft_name(const char *words, char name[], size_t size);

/** Whether a name can stand among payers: not empty, and no word that is kept for remarks. */
bool draft_name_is_free(const char *name);

/** The last day of referrals, and the last on which somebody's days can count. */
date draft_closing(const draft_answers *answers);
date draft_last_claimable(const draft_answers *answers);

/** The scenario that follows from the answers, on the template of a typical programme, with a note beside what was answered. To be freed with json_free; NULL
 *  when memory runs out. */
json_value *draft_make(const draft_answers *answers);

#endif
