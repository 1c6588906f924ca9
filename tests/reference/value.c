#include "reference/reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** One appraisal under way; `from` names contracts, horizon and arm. */
typedef struct {
    const reference_replicate *all;
    reference_appraisal from;
    int first_year;
} appraisal;

static double number(const appraisal *self, quantity of)
{
    return reference_quantity(&self->all->at, of);
}

static const appraisal_settings *settings_of(const appraisal *self)
{
    return &self->all->at.file->appraisal;
}

static const state_row *state_at(const appraisal *self, size_t state)
{
    return &self->all->at.file->states.items[state];
}

static const site_row *site_at(const appraisal *self, size_t site)
{
    return &self->all->at.file->sites.items[site];
}

static bool has_site(const contract_row *contract, const site_row *site)
{
    return contract->sites.count == 0 || reference_is_named(&contract->sites, site->name);
}

/** Whether a site's children are appraised: all of them for the programme. */
static bool is_covered(const appraisal *self, size_t site)
{
    return self->from.is_programme || has_site(self->from.contracts[0].contract, site_at(self, site));
}

/** Untreated less treated days and cost of one site, placement and year. */
static reference_exposure_year saved(const appraisal *self, size_t site, size_t state, int year)
{
    const reference_exposure_year *sums = self->all->exposure;
    const reference_exposure_year *untreated = &sums[reference_exposure_at(self->all, self->from.horizon, self->from.untreated, site, state, year)];
    const reference_exposure_year *treated = &sums[reference_exposure_at(self->all, self->from.horizon, ARM_TREATED, site, state, year)];
    return (reference_exposure_year){ untreated->days - treated->days, untreated->price_year_gbp - treated->price_year_gbp };
}

static int years_since_price_year(const appraisal *self, int year)
{
    return self->first_year + year - (int)settings_of(self)->price_year;
}

static double deflator(const appraisal *self, int year)
{
    return pow(1 + number(self, settings_of(self)->deflator_per_year), years_since_price_year(self, year));
}

static double discount(const appraisal *self, int year)
{
    const int t = self->first_year + year - date_financial_year(settings_of(self)->base_date);
    return pow(1 + number(self, settings_of(self)->discount_rate_per_year), -t);
}

/** Real savings of a site's year: the avoidable or the cashable part. */
static double care_saved(const appraisal *self, size_t site, int year, bool cashable)
{
    double sum = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        const state_row *state = state_at(self, s);
        if (state->class_of == CLASS_CARE) {
            const double growth = pow(1 + number(self, state->real_growth_per_year), years_since_price_year(self, year));
            sum += saved(self, site, s, year).price_year_gbp * growth * number(self, cashable ? state->cashable_share : state->avoidable_share);
        }
    }
    return sum;
}

static double days_averted(const appraisal *self, size_t site, int year)
{
    double sum = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        sum += state_at(self, s)->class_of == CLASS_CARE ? saved(self, site, s, year).days : 0;
    }
    return sum;
}

/** Home support for a site's extra days at home in a year, in price-year pounds. */
static double home_support(const appraisal *self, size_t site, int year)
{
    double extra = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        extra -= reference_is_home(self->all->at.file, (int)s) ? saved(self, site, s, year).days : 0;
    }
    return extra * number(self, settings_of(self)->home_support_gbp_per_week) / 7;
}

/** The report date. */
static int64_t today(const appraisal *self)
{
    return (int64_t)self->all->at.file->starts + reference_as_of(self->all->at.file);
}

/** How much of a financial year is over by the end of the report date. */
static double year_over(const appraisal *self, int year)
{
    const date begins = date_from_parts((date_parts){ self->first_year + year, 4, 1 });
    const date ends = date_from_parts((date_parts){ self->first_year + year + 1, 4, 1 });
    return fmax(0, fmin(1, (double)(today(self) + 1 - begins) / (ends - begins)));
}

/** The share of the financial year in which the contract runs, first to last claimable day, up to the report date. */
static double contract_share(const appraisal *self, const contract_row *contract, int year)
{
    const date begins = date_from_parts((date_parts){ self->first_year + year, 4, 1 });
    const date ends = date_from_parts((date_parts){ self->first_year + year + 1, 4, 1 });
    const date from = contract->starts > begins ? contract->starts : begins;
    date until = contract->last_claimable + 1 < ends ? contract->last_claimable + 1 : ends;
    until = today(self) + 1 < until ? (date)(today(self) + 1) : until;
    return until > from ? (double)(until - from) / (ends - begins) : 0;
}

/** Which of the file's councils a name is; SIZE_MAX: none. */
static size_t council_named(const appraisal *self, const char *name)
{
    const name_list *councils = &self->all->at.file->councils;
    for (size_t c = 0; c < councils->count; c++) {
        if (strcmp(councils->items[c], name) == 0) {
            return c;
        }
    }
    return SIZE_MAX;
}

/** Real administration of top-up in a year: of payers that are no council, or (`councils`) of the councils where there is none. */
static double administration(const appraisal *self, const contract_row *contract, int year, bool councils)
{
    bool others = false;
    for (size_t p = 0; p < contract->payers.count; p++) {
        others = others || council_named(self, contract->payers.items[p].name) == SIZE_MAX;
    }
    return others != councils ? contract_share(self, contract, year) * number(self, contract->top_up_admin_gbp_per_year) : 0;
}

static double own_cost(const appraisal *self, const contract_row *contract, int year)
{
    return contract_share(self, contract, year) * number(self, contract->own_cost_gbp_per_year) + administration(self, contract, year, true);
}

static bool has_council(const appraisal *self, const contract_row *contract, const char *council)
{
    bool has = false;
    for (size_t s = 0; s < self->all->at.file->sites.count; s++) {
        has = has || (has_site(contract, site_at(self, s)) && strcmp(site_at(self, s)->council, council) == 0);
    }
    return has;
}

/** What one year comes to, in pounds: "real" in prices of the price year. */
typedef struct {
    double days, benefit, cashable, support; /* real */
    double own, administration;              /* real: of councils; of top-up payers */
    double evaluation;                       /* real */
    double paid, delivery;                   /* nominal */
    double council_support[16], council_benefit[16], council_own[16], council_paid[16];
} year_sums;

static void sites_add(const appraisal *self, int year, year_sums *sum)
{
    const double kept = 1 - number(self, settings_of(self)->benefit_haircut);
    for (size_t s = 0; s < self->all->at.file->sites.count; s++) {
        if (is_covered(self, s)) {
            const size_t council = council_named(self, site_at(self, s)->council);
            sum->days += days_averted(self, s, year);
            sum->benefit += care_saved(self, s, year, false) * kept;
            sum->cashable += care_saved(self, s, year, true) * kept;
            sum->support += home_support(self, s, year);
            sum->council_benefit[council] += care_saved(self, s, year, false) * kept;
            sum->council_support[council] += home_support(self, s, year);
        }
    }
}

/** Own cost, in equal parts for the councils of the contract's sites. */
static void own_add(const appraisal *self, const contract_row *contract, int year, year_sums *sum)
{
    const name_list *councils = &self->all->at.file->councils;
    double bearers = 0;
    for (size_t c = 0; c < councils->count; c++) {
        bearers += has_council(self, contract, councils->items[c]);
    }
    for (size_t c = 0; c < councils->count; c++) {
        sum->council_own[c] += has_council(self, contract, councils->items[c]) ? own_cost(self, contract, year) / bearers : 0;
    }
    sum->own += own_cost(self, contract, year);
    sum->administration += administration(self, contract, year, false);
}

/** What a payer pays (below 0: surplus it gets) in a year. */
static void payer_add(const appraisal *self, const reference_settled *one, size_t payer, date when, double gbp, int year, year_sums *sum)
{
    const size_t council = council_named(self, one->contract->payers.items[payer].name);
    if (when <= today(self) && date_financial_year(when) == self->first_year + year) {
        sum->paid += gbp;
        sum->council_paid[council < SIZE_MAX ? council : 0] += council < SIZE_MAX ? gbp : 0;
    }
}

/** Nominal payments in a year by cash date, if that has come, disputed parts by their own; less surplus by its month. */
static void payments_add(const appraisal *self, const reference_settled *one, int year, year_sums *sum)
{
    for (size_t p = 0; p < one->paid->payers; p++) {
        for (size_t period = 0; period < one->paid->periods; period++) {
            const size_t at = p * one->paid->periods + period;
            const date when = one->calendar->items[period].paid;
            payer_add(self, one, p, when, (double)(one->paid->by_payer[at] - one->paid->disputed[at]) / 100, year, sum);
            payer_add(self, one, p, when + (date)one->contract->dispute_days, (double)one->paid->disputed[at] / 100, year, sum);
        }
        for (size_t m = 0; m < one->book->months; m++) {
            const double surplus = (double)one->book->surplus_payer[p * one->book->months + m] / 100;
            payer_add(self, one, p, date_add_months(self->all->at.file->starts, (int)m), -surplus, year, sum);
        }
    }
}

/** Nominal delivery cost in a year, with the intermediary. */
static void delivery_add(const appraisal *self, const cash *book, int year, year_sums *sum)
{
    for (size_t m = 0; m < book->months; m++) {
        if (date_financial_year(date_add_months(self->all->at.file->starts, (int)m)) == self->first_year + year) {
            sum->delivery += (double)(book->cost[m] + book->intermediary[m]) / 100;
        }
    }
}

/** Evaluation falls in the financial year of the first contract's start, once that has come. */
static double evaluation(const appraisal *self, int year)
{
    date first = INT32_MAX;
    for (size_t c = 0; c < self->from.contracts_count; c++) {
        const date starts = self->from.contracts[c].contract->starts;
        first = starts < first ? starts : first;
    }
    return self->from.contracts_count > 0 && first <= today(self) && date_financial_year(first) == self->first_year + year ? number(self, settings_of(self)->evaluation_gbp) : 0;
}

static year_sums year_of(const appraisal *self, int year)
{
    year_sums sum = { .evaluation = evaluation(self, year) };
    sites_add(self, year, &sum);
    for (size_t c = 0; c < self->from.contracts_count; c++) {
        const reference_settled *one = &self->from.contracts[c];
        own_add(self, one->contract, year, &sum);
        payments_add(self, one, year, &sum);
        delivery_add(self, one->book, year, &sum);
    }
    return sum;
}

static double sum_of(const double amount[], size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += amount[i];
    }
    return sum;
}

static void year_add(const appraisal *self, int year, const year_sums *now, value *sum)
{
    const double uplift = 1 + number(self, settings_of(self)->cost_uplift);
    const double prices = deflator(self, year);
    const double councils_pay = sum_of(now->council_paid, 16) + (now->own + now->support) * prices;
    sum->days_averted += now->days;
    sum->benefit_discounted += now->benefit * discount(self, year);
    sum->cost_discounted += (now->paid / prices + now->support + now->own + now->administration) * uplift * discount(self, year);
    sum->cost_society_discounted += (now->delivery / prices + now->evaluation + now->support + now->own + now->administration) * uplift * discount(self, year);
    sum->home_support += now->support * prices;
    sum->top_up_admin += now->administration * prices;
    sum->net_by_year[year] = now->benefit * prices - councils_pay;
    sum->net_cashable_by_year[year] -= councils_pay;
    sum->commissioner_net_pv += sum->net_by_year[year] / prices * discount(self, year);
    for (size_t c = 0; c < 16; c++) {
        sum->council_net[c] += (now->council_benefit[c] - now->council_support[c] - now->council_own[c]) * prices - now->council_paid[c];
    }
}

/** Savings that become cash after the lag: those of a year, spread evenly over what of it is over, come at times moved by the lag, as far as these have come. */
static void cash_release(const appraisal *self, int year, double gbp, value *sum)
{
    const double lag = number(self, settings_of(self)->release_lag_days) / 365.25;
    const double lasts = year_over(self, year);
    for (int when = year; lasts > 0 && when <= year + (int)lag + 1; when++) {
        const int told = when < REFERENCE_YEARS - 1 ? when : REFERENCE_YEARS - 1;
        const double from = fmax(lag - (when - year), 0); /* in parts of the year `when` */
        const double until = fmin(lag + lasts - (when - year), year_over(self, told));
        const double part = fmax(0, until - from) / lasts * gbp;
        sum->net_cashable_by_year[told] += part;
        sum->cashable_saving += part;
    }
}

value reference_value(const reference_replicate *all, const reference_appraisal *from)
{
    const appraisal self = { .all = all, .from = *from, .first_year = date_financial_year(all->at.file->starts) };
    value sum = { 0 };
    for (int year = 0; year < REFERENCE_YEARS; year++) {
        const year_sums now = year_of(&self, year);
        year_add(&self, year, &now, &sum);
        cash_release(&self, year, now.cashable * deflator(&self, year), &sum);
    }
    sum.commissioner_net = sum_of(sum.net_by_year, REFERENCE_YEARS);
    sum.commissioner_net_cashable = sum_of(sum.net_cashable_by_year, REFERENCE_YEARS);
    sum.care_cost_avoided = sum.benefit_discounted;
    sum.value_to_government = sum.benefit_discounted - sum.cost_discounted;
    return sum;
}
