#include "pay/delivery.h"

#include <math.h>

#include "pay/rules.h"

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

work_prices work_prices_of(const delivery_settings *delivery)
{
    const double factor = 1 + delivery->overhead_share.value;
    const double start = factor * delivery->per_start_gbp.value;
    return (work_prices){
        .fixed = factor * delivery->fixed_gbp_per_month.value,
        .start = start,
        .completion = factor * delivery->per_completion_gbp.value,
        .therapist_month = factor * delivery->therapist_gbp_per_year.value / 12,
        .supervisor_month = factor * delivery->supervisor_gbp_per_year.value / 12,
        .trained = factor * delivery->training_gbp_per_therapist.value,
        .remote_start = fmax(-start, factor * delivery->remote_start_gbp.value),
        .licence_month = factor * delivery->licence_gbp_per_year.value / 12,
        .after_delivery = factor * delivery->after_delivery_gbp_per_month.value,
    };
}

/** A provider's work in a month, in pounds, with its share of fixed cost and of that after delivery. */
static double work_pounds(const delivery_plan *plan, const work_prices *price, double share, size_t provider, size_t m)
{
    const size_t at = provider * plan->months.count + m;
    return (price->fixed * plan->fixed[m] + price->after_delivery * plan->after[m]) * share + price->start * plan->starts[at] + price->completion * plan->completions[at] +
           price->therapist_month * plan->staff[at] + price->supervisor_month * plan->supervisors[at] + price->trained * plan->trained[at] +
           price->remote_start * plan->remote_starts[at] + price->licence_month * plan->licences[at];
}

/** What the psychology funds paid for families of a provider's teams in a month, in pounds. */
static double fund_pounds(const delivery_plan *plan, size_t provider, size_t m)
{
    double sum = 0;
    for (size_t t = 0; plan->has_fund && t < plan->teams; t++) {
        const site_row *site = &plan->scenario->sites.items[plan->team_site[t]];
        if (plan->team_provider[t] == provider && site->fund_from != DATE_NONE) {
            sum += plan->fund_uses[t * plan->months.count + m] * site->fund_gbp_per_use.value;
        }
    }
    return sum;
}

/** How fixed and set-up cost are divided: by families started so far, equally before any start. */
typedef struct {
    double started[PROVIDERS_MAX];
    double share[PROVIDERS_MAX];
} provider_shares;

static void shares_move(const delivery_plan *plan, size_t m, provider_shares *shares)
{
    double started = 0, taking_part = 0;
    for (size_t p = 0; p < plan->providers; p++) {
        shares->started[p] += plan->starts[p * plan->months.count + m];
        started += shares->started[p];
        taking_part += plan->takes_part[p];
    }
    for (size_t p = 0; p < plan->providers; p++) {
        shares->share[p] = started > 0 ? shares->started[p] / started : plan->takes_part[p] / taking_part;
    }
}

/** Divides the cost of a month among providers in proportion to what they bear of it. */
static void providers_divide(const delivery_plan *plan, size_t m, const double pounds[], const delivery_amounts *out)
{
    pence part[PROVIDERS_MAX] = { 0 };
    if (out->cost[m] > 0) {
        pence_split(out->cost[m], pounds, NULL, part, plan->providers);
    }
    for (size_t p = 0; p < plan->providers; p++) {
        out->provider_cost[p * plan->months.count + m] = part[p];
    }
}

/** Whole pence, halves as of amounts: a share of a month's days of a twelfth of a salary may well end in half a penny. */
static pence cost_rounded(double pounds)
{
    return amount_entitled(100 * pounds);
}

void delivery_cost(const delivery_plan *plan, int32_t as_of_day, const delivery_amounts *out)
{
    const delivery_settings *delivery = &plan->contract->delivery;
    const work_prices price = work_prices_of(delivery);
    const bool begun = plan->contract->starts - plan->scenario->starts <= as_of_day;
    const double set_up = begun ? delivery->set_up_gbp.value : 0;
    const double intermediary = delivery->intermediary_gbp_per_year.value / 12;
    wage_index wages = wage_index_of(delivery->wage_growth_per_year.value, plan->first_month);
    provider_shares shares = { .started = { 0 } };
    for (size_t m = 0; m < plan->months.count; m++) {
        const double index = wage_index_next(&wages);
        plan->wages[m] = index;
        double pounds[PROVIDERS_MAX], sum = 0;
        shares_move(plan, m, &shares);
        for (size_t p = 0; p < plan->providers; p++) {
            const double share = shares.share[p];
            const double work = work_pounds(plan, &price, share, p, m) * index + fund_pounds(plan, p, m);
            pounds[p] = m == plan->first_month ? work + set_up * share : work;
            sum += pounds[p];
        }
        out->cost[m] = cost_rounded(sum);
        if (out->provider_cost) {
            providers_divide(plan, m, pounds, out);
        }
        if (out->intermediary) {
            out->intermediary[m] = cost_rounded(intermediary * plan->fixed[m] * index);
        }
    }
}
