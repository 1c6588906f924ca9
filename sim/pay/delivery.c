#include "pay/delivery.h"

#include <math.h>
#include <string.h>

static bool has_site(const delivery_plan *plan, size_t site)
{
    return plan->contract->site_mask >> site & 1;
}

static const site_row *site_at(const delivery_plan *plan, size_t site)
{
    return MAP_ITEM(const site_row, plan->scenario->sites, site);
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/** Days of from .. until - 1 on or after `since`. */
static double days_since(int32_t since, int32_t from, int32_t until)
{
    return (double)later(0, until - later(since, from));
}

/** Therapist-days of a site in the days from .. until - 1: each joins on its date for good, leavers are counted off from theirs. */
static double therapist_days(const delivery_plan *plan, const site_row *site, int32_t from, int32_t until)
{
    const date zero = plan->scenario->starts;
    double sum = (double)site->therapists * days_since(site->starts - zero, from, until);
    for (size_t h = 0; h < site->hires.count; h++) {
        const hire_row *hire = MAP_ITEM(const hire_row, site->hires, h);
        sum += (double)hire->therapists * days_since(later(hire->from, site->starts) - zero, from, until);
    }
    return sum;
}

static void staff_plan(delivery_plan *plan, size_t site)
{
    const month_table *months = &plan->months;
    for (size_t m = 0; m < months->count; m++) {
        const double days = therapist_days(plan, site_at(plan, site), months->from_day[m], months->from_day[m + 1]);
        plan->staff_planned[site * months->count + m] = days / month_days(months, m);
    }
}

static bool plan_take(delivery_plan *plan, size_t months)
{
    const size_t sites = plan->scenario->sites.count;
    plan->staff_planned = arena_take(&plan->memory, sites * months + 1, sizeof(double));
    plan->starts = arena_take(&plan->memory, 4 * months, sizeof(double));
    return plan->staff_planned && plan->starts && month_table_make(plan->scenario->starts, months, &plan->memory, &plan->months);
}

bool delivery_plan_make(const scenario *self, const contract_row *contract, size_t months, delivery_plan *plan)
{
    *plan = (delivery_plan){ .scenario = self, .contract = contract };
    if (!plan_take(plan, months)) {
        return false;
    }
    plan->completions = plan->starts + months;
    plan->staff = plan->starts + 2 * months;
    plan->fixed = plan->starts + 3 * months;
    plan->first_month = month_at(&plan->months, contract->starts - self->starts);
    for (size_t s = 0; s < self->sites.count; s++) {
        staff_plan(plan, s);
    }
    return true;
}

void delivery_plan_free(delivery_plan *plan)
{
    arena_free(&plan->memory);
    *plan = (delivery_plan){ 0 };
}

/** Times since day 0 are never negative, so that cutting off the fraction is rounding down. */
static int32_t day_of(double time)
{
    return (int32_t)time;
}

static void family_count(delivery_plan *plan, const families *people, size_t family, int32_t as_of_day)
{
    const int32_t start = day_of(people->started_at[family]);
    const int32_t end = day_of(people->started_at[family] + people->received_days[family]);
    const size_t site = people->site[family];
    plan->site_until[site] = later(plan->site_until[site], end + 1);
    plan->starts[month_at(&plan->months, start)] += start <= as_of_day;
    plan->completions[month_at(&plan->months, end)] += people->completed[family] && end <= as_of_day;
}

static void families_count(delivery_plan *plan, const families *people, int32_t as_of_day)
{
    for (size_t i = 0; i < people->count; i++) {
        if (has_site(plan, people->site[i]) && people->started_at[i] < TIME_NEVER) {
            family_count(plan, people, i, as_of_day);
        }
    }
}

static void sites_until_closing(delivery_plan *plan)
{
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        plan->site_until[s] = site_at(plan, s)->closes + 1 - plan->scenario->starts;
    }
}

/** The first day after a period that is not after the as-of day. */
static int32_t until_as_of(int32_t until, int32_t as_of_day)
{
    return as_of_day < until - 1 ? as_of_day + 1 : until;
}

/** Adds a site's therapists from day 0 to `until` - 1: whole months as planned, the last one by its days (those after the account's end too). */
static void site_staff_add(delivery_plan *plan, size_t site, int32_t until)
{
    const month_table *months = &plan->months;
    const double *planned = plan->staff_planned + site * months->count;
    const size_t last = month_at(months, until - 1);
    for (size_t m = 0; m < last; m++) {
        plan->staff[m] += planned[m];
    }
    plan->staff[last] += therapist_days(plan, site_at(plan, site), months->from_day[last], until) / month_days(months, last);
}

/** Marks the months in which a site is open, from its start to `until` - 1, as months of fixed cost; what lies after the account's end is added to its last. */
static void site_fixed_mark(delivery_plan *plan, size_t site, int32_t until)
{
    const month_table *months = &plan->months;
    const int32_t from = site_at(plan, site)->starts - plan->scenario->starts;
    if (until <= from) {
        return;
    }
    const size_t last = month_at(months, until - 1);
    for (size_t m = month_at(months, from); m < last; m++) {
        plan->fixed[m] = 1;
    }
    plan->fixed[last] = fmax(plan->fixed[last], ceil(days_since(from, months->from_day[last], until) / month_days(months, last)));
}

void delivery_count(delivery_plan *plan, const families *people, int32_t as_of_day)
{
    memset(plan->starts, 0, 4 * plan->months.count * sizeof(double));
    sites_until_closing(plan);
    families_count(plan, people, as_of_day);
    plan->until_day = 0;
    for (size_t s = 0; s < plan->scenario->sites.count; s++) {
        if (has_site(plan, s)) {
            plan->until_day = later(plan->until_day, plan->site_until[s]);
            site_staff_add(plan, s, until_as_of(plan->site_until[s], as_of_day));
            site_fixed_mark(plan, s, until_as_of(plan->site_until[s], as_of_day));
        }
    }
}

/** (1 + growth)^(k / 12) for k = 0, 1, 2 ... with a power for each of the first 12 months only. */
typedef struct {
    double month[12]; /* (1 + growth)^(i / 12) */
    double year;      /* 1 + growth */
    double years;     /* (1 + growth)^(whole years) of the month reached */
    size_t phase;     /* months reached beyond those whole years */
} wage_index;

/** The index that is 1 in the month `first`, standing at month 0. */
static wage_index wage_index_of(double growth_per_year, size_t first)
{
    const size_t years_before = (first + 11) / 12;
    wage_index index = { .year = 1 + growth_per_year, .phase = 12 * years_before - first };
    index.years = pow(index.year, -(double)years_before);
    for (int i = 0; i < 12; i++) {
        index.month[i] = pow(index.year, i / 12.0);
    }
    return index;
}

/** The index of the month reached; then goes on to the next one. */
static double wage_index_next(wage_index *index)
{
    const double now = index->years * index->month[index->phase];
    index->phase = (index->phase + 1) % 12;
    index->years *= index->phase == 0 ? index->year : 1;
    return now;
}

/** The prices of one month's work, in pounds. */
typedef struct {
    double fixed, start, completion, therapist_month;
} work_prices;

static work_prices work_prices_of(const delivery_settings *delivery, const double world[])
{
    const double factor = 1 + quantity_at(delivery->overhead_share, world);
    return (work_prices){
        .fixed = factor * quantity_at(delivery->fixed_gbp_per_month, world),
        .start = factor * quantity_at(delivery->per_start_gbp, world),
        .completion = factor * quantity_at(delivery->per_completion_gbp, world),
        .therapist_month = factor * quantity_at(delivery->therapist_gbp_per_year, world) / 12,
    };
}

static double work_pounds(const delivery_plan *plan, const work_prices *price, size_t m)
{
    return price->fixed * plan->fixed[m] + price->start * plan->starts[m] + price->completion * plan->completions[m] + price->therapist_month * plan->staff[m];
}

void delivery_cost(const delivery_plan *plan, const double world[], int32_t as_of_day, pence cost[])
{
    const delivery_settings *delivery = &plan->contract->delivery;
    const work_prices price = work_prices_of(delivery, world);
    const bool begun = plan->contract->starts - plan->scenario->starts <= as_of_day;
    const double set_up = begun ? quantity_at(delivery->set_up_gbp, world) : 0;
    wage_index wages = wage_index_of(quantity_at(delivery->wage_growth_per_year, world), plan->first_month);
    for (size_t m = 0; m < plan->months.count; m++) {
        const double work = work_pounds(plan, &price, m) * wage_index_next(&wages);
        cost[m] = pence_from_pounds(m == plan->first_month ? work + set_up : work);
    }
}
