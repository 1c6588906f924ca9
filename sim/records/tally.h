#ifndef EDGECARE_RECORDS_TALLY_H
#define EDGECARE_RECORDS_TALLY_H

#include "records/careers.h"
#include "records/scenario.h"

/** What is counted of one scope (programme, site, label of a group): plain sums over its families, so that scopes add up. "In the window": the reporting
 *  window of children started, days 1 .. window_days after the start, until the 18th birthday and the as-of date. */
typedef struct {
    double referrals, accepted, starts, completions, children_referred, children_started;
    double waiting_days;             /* summed over starts */
    double entered_care_while_waiting;
    double therapy_days;             /* received */
    double edge_started;             /* children started who were not in care at the start */
    double in_care_started;          /* children started who were in care at the start */
    double out_at[AT_DAYS_MAX], observed_at[AT_DAYS_MAX];       /* day N seen (as of, before 18): not in care; seen */
    double stable_at[AT_DAYS_MAX], stable_seen_at[AT_DAYS_MAX]; /* in-care starters: home by day N and not back in care on any day from return to N */
    double never_at[AT_DAYS_MAX];    /* Kaplan-Meier survival at day N over edge starters: not additive, filled per scope; NaN when nobody is at risk */
    double out_as_of, seen_as_of;    /* status on the report date (as-of, else the end of the child's window) */
    double entries_put_off;          /* in the window: entries to care that were put off (gaming) */
    double unsafe_days;              /* in the window: days by which entries were put off */
    double remote_starts, fund_uses, unsupervised_starts; /* families */
    double window_days;              /* available days in the window */
    struct {
        double care_days[STATES_MAX];   /* in the window, by state (care states only are non-zero) */
        double care_days_total;
        double family_days;
        double entered_care;         /* children with a new entry to care in the window */
        double in_care_at_end;       /* in care on the last day of their window */
        double with_family_at_end;   /* with their family on it: at home, with kin, in care but with parents */
        double care_days_to_18;      /* from start to the 18th birthday and the as-of date */
        double family_days_to_18;
    } arm[ARM_COUNT];
} tally;

/** Days by site, arm, state and financial year, from which value is worked out; two horizons: [0] the reporting window, [1] from start to 18.
 *  `extreme_gbp` is the extra price (price-year pounds, above the state's day cost) of spells at an extreme price, by state and year. */
typedef struct {
    int first_year; /* financial year of index 0 */
    size_t years;
    size_t sites;
    /* index ((((horizon * ARM_COUNT + arm) * sites) + site) * STATES_MAX + state) * FINANCIAL_YEARS_MAX + year; owned by a workspace */
    double *days;
    double *extreme_gbp;
} exposure;

static inline size_t exposure_at(const exposure *self, int horizon, career_arm arm, size_t site, size_t state, size_t year)
{
    return ((((size_t)horizon * ARM_COUNT + (size_t)arm) * self->sites + site) * STATES_MAX + state) * FINANCIAL_YEARS_MAX + year;
}

/** Monthly series of one replicate over the whole programme: index month since the month of scenario.starts. Owned by a workspace. */
typedef struct {
    size_t months;
    double *in_care[ARM_COUNT]; /* [state * months + month]: children started, in that placement on the month's last day (or on the as-of day in its month), any time
                                 * after the start; months after that of the as-of day are of no meaning, here and below */
    double *caseload;           /* families in therapy on the month's last day */
    double *waiting;            /* families accepted and waiting on the month's last day */
    double *referrals;
    double *starts;
} monthly;

#endif
