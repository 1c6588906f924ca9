#include "reference/child_term.h"
#include "reference/contract.h"

static bool has_site(const contract_row *contract, const site_row *site)
{
    return contract->sites.count == 0 || reference_is_named(&contract->sites, site->name);
}

static void day_count(const reference_measure *what, int32_t day, double by, double sums[])
{
    const size_t period = day <= what->known ? period_of_day(what->calendar, day) : what->calendar->count;
    if (period < what->calendar->count) {
        sums[period] += by;
    }
}

/** Months whose last day is in a period, and known. */
static void months_count(const reference_measure *what, double months[])
{
    const scenario *file = what->all->at.file;
    for (date end = date_month_end(file->starts); end <= what->contract->last_claimable; end = date_month_end(end + 1)) {
        day_count(what, reference_day_of(file, end), 1, months);
    }
}

static void families_count(const reference_measure *what, quantities *out)
{
    const reference_replicate *all = what->all;
    for (size_t i = 0; i < all->families.count; i++) {
        const reference_family *family = &all->families.items[i];
        if (family->sibling > 0 || !has_site(what->contract, &all->at.file->sites.items[family->site])) {
            continue;
        }
        day_count(what, (int32_t)family->referred_at, 1, out->referrals);
        if (reference_started(family)) {
            day_count(what, reference_start_day(family), 1, out->starts);
        }
    }
}

/** The families planned for a service month, evenly over its days while the cohort is open. */
static void planned_add(const reference_measure *what, const site_row *site, const site_cohort_row *row, int month, double sums[])
{
    const scenario *file = what->all->at.file;
    const date begins = date_add_months(site->starts, month);
    const date ends = date_add_months(site->starts, month + 1);
    const double planned = reference_planned(&what->all->at, site, row, (uint32_t)month);
    for (int32_t day = reference_day_of(file, begins); day < reference_day_of(file, ends); day++) {
        if (reference_opens_day(file, site, row) <= day && day <= reference_closes_day(file, site, row)) {
            day_count(what, day, planned / (ends - begins), sums);
        }
    }
}

static void cohort_plan(const reference_measure *what, const site_row *site, const site_cohort_row *row, double sums[])
{
    for (int month = 0; date_add_months(site->starts, month) <= site->closes; month++) {
        planned_add(what, site, row, month, sums);
    }
}

void reference_periods(const reference_measure *what, quantities *out)
{
    const scenario *file = what->all->at.file;
    months_count(what, out->months);
    families_count(what, out);
    for (size_t s = 0; s < file->sites.count; s++) {
        const site_row *site = &file->sites.items[s];
        for (size_t c = 0; has_site(what->contract, site) && c < site->cohorts.count; c++) {
            cohort_plan(what, site, &site->cohorts.items[c], out->planned_referrals);
        }
    }
    for (size_t k = 0; k < out->periods; k++) {
        out->planned_starts[k] = out->planned_referrals[k] * reference_quantity(&what->all->at, file->people.start_share);
    }
}
