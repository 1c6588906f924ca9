#include "summarise/metrics_functions.h"

/* Metrics read from tallies; a contract's are sums over its sites. */

static double people_of_sites(const metric_source *from, size_t offset)
{
    double sum = 0;
    for (size_t site = 0; site < from->scenario->sites.count; site++) {
        if (mask_has(from->row->site_mask, site)) {
            sum += *(const double *)(const void *)((const char *)&from->site_tallies[site] + offset);
        }
    }
    return sum;
}

/** Families started under the contract in the source's financial year. */
static double starts_of_year(const metric_source *from)
{
    const int32_t index = from->year - date_financial_year(from->scenario->starts);
    return index >= 0 && index < FINANCIAL_YEARS_MAX ? (double)from->contract->starts_by_year[index] : 0;
}

#define PEOPLE(name, expression) \
    double name(const metric_source *from, size_t each) \
    { \
        const tally *t = from->tally; \
        const size_t n = each; \
        (void)n; \
        return (expression); \
    }

#define TREATED_ARM t->arm[ARM_TREATED]
#define UNTREATED_ARM t->arm[from->untreated]

PEOPLE(people_referrals, t->referrals)
PEOPLE(people_accepted, t->accepted)
PEOPLE(people_children_referred, t->children_referred)
PEOPLE(people_children_started, t->children_started)
PEOPLE(people_therapy_days, t->therapy_days)
PEOPLE(people_waiting_days, t->waiting_days)
PEOPLE(people_entered_while_waiting, t->entered_care_while_waiting)
PEOPLE(people_never_at, t->never_at[n])
PEOPLE(people_out_at, t->out_at[n])
PEOPLE(people_observed_at, t->observed_at[n])
PEOPLE(people_out_as_of, t->out_as_of)
PEOPLE(people_seen_as_of, t->seen_as_of)
PEOPLE(people_stable_at, t->stable_at[n])
PEOPLE(people_stable_seen_at, t->stable_seen_at[n])
PEOPLE(people_window_days, t->window_days)
PEOPLE(people_family_days, TREATED_ARM.family_days)
PEOPLE(people_family_days_untreated, UNTREATED_ARM.family_days)
PEOPLE(people_edge_started, t->edge_started)
PEOPLE(people_in_care_started, t->in_care_started)
PEOPLE(people_entering, TREATED_ARM.entered_care)
PEOPLE(people_entering_untreated, UNTREATED_ARM.entered_care)
PEOPLE(people_entries_averted, UNTREATED_ARM.entered_care - TREATED_ARM.entered_care)
PEOPLE(people_in_care_at_end, TREATED_ARM.in_care_at_end)
PEOPLE(people_in_care_at_end_untreated, UNTREATED_ARM.in_care_at_end)
PEOPLE(people_with_family_at_end, ((void)t, PEOPLE_SUM(from, arm[ARM_TREATED].with_family_at_end)))
PEOPLE(people_with_family_at_end_untreated, UNTREATED_ARM.with_family_at_end)
PEOPLE(people_care_days, TREATED_ARM.care_days_total)
PEOPLE(people_care_days_untreated, UNTREATED_ARM.care_days_total)
PEOPLE(people_placement_days, TREATED_ARM.care_days[n])
PEOPLE(people_placement_days_untreated, UNTREATED_ARM.care_days[n])
PEOPLE(people_days_out, t->window_days - TREATED_ARM.care_days_total)
PEOPLE(people_weeks_out, (t->window_days - TREATED_ARM.care_days_total) / 7)

PEOPLE(people_put_off, t->entries_put_off)
PEOPLE(people_unsafe_days, t->unsafe_days)
PEOPLE(people_remote_starts, t->remote_starts)
PEOPLE(people_fund_uses, t->fund_uses)
PEOPLE(people_unsupervised_starts, t->unsupervised_starts)
PEOPLE(people_averted_safely, UNTREATED_ARM.care_days_total - TREATED_ARM.care_days_total - t->unsafe_days)

double people_starts(const metric_source *from, size_t each)
{
    (void)each;
    return from->level == LEVEL_YEAR ? starts_of_year(from) : PEOPLE_SUM(from, starts);
}

double people_completions(const metric_source *from, size_t each)
{
    (void)each;
    return PEOPLE_SUM(from, completions);
}

static double days_averted(const metric_source *from, size_t treated, size_t untreated)
{
    return people_of_sites(from, untreated) - people_of_sites(from, treated);
}

#define ARM_OFFSET(which, field) (offsetof(tally, arm) + (size_t)(which) * sizeof(((tally *)0)->arm[0]) + offsetof(tally, arm[0].field) - offsetof(tally, arm))

double people_averted(const metric_source *from, size_t each)
{
    (void)each;
    const tally *t = from->tally;
    return t ? UNTREATED_ARM.care_days_total - TREATED_ARM.care_days_total
             : days_averted(from, ARM_OFFSET(ARM_TREATED, care_days_total), ARM_OFFSET(from->untreated, care_days_total));
}

double people_averted_to_18(const metric_source *from, size_t each)
{
    (void)each;
    const tally *t = from->tally;
    return t ? UNTREATED_ARM.care_days_to_18 - TREATED_ARM.care_days_to_18
             : days_averted(from, ARM_OFFSET(ARM_TREATED, care_days_to_18), ARM_OFFSET(from->untreated, care_days_to_18));
}

static double team_sum(const metric_source *from, const double by_site[])
{
    if (from->site != SIZE_MAX) {
        return by_site[from->site];
    }
    double sum = 0;
    for (size_t site = 0; site < from->scenario->sites.count; site++) {
        sum += by_site[site];
    }
    return sum;
}

double people_places(const metric_source *from, size_t each)
{
    (void)each;
    return team_sum(from, from->replicate->team.places_days);
}

double people_used_places(const metric_source *from, size_t each)
{
    (void)each;
    return team_sum(from, from->replicate->team.used_days);
}
