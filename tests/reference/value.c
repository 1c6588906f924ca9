#include "reference/reference.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#define YEARS_MAX 128

/** Days of one arm by state and financial year, and what its care costs in pounds of the price year. Index 0 is the financial year of the scenario's start. */
typedef struct {
    double days[STATES_MAX][YEARS_MAX];
    double price_year_gbp[STATES_MAX][YEARS_MAX];
} arm_days;

/** One appraisal under way. */
typedef struct {
    const reference_replicate *all;
    const contract_row *contract;
    int first_year;
    arm_days *treated;
    arm_days *untreated;
} appraisal;

static bool is_covered(const appraisal *self, const reference_family *family)
{
    return self->contract->sites.count == 0 ||
           reference_is_named(&self->contract->sites, MAP_ITEM(site_row, self->all->at.file->sites, family->site)->name);
}

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
    return MAP_ITEM(state_row, self->all->at.file->states, state);
}

/** What a day of the spell costs, in pounds of the price year. */
static double day_cost(const appraisal *self, const reference_spell *spell)
{
    const state_row *state = state_at(self, spell->state);
    const double share = number(self, state->extreme_share);
    const double mark = (double)spell->price_mark;
    if (!(mark < share)) {
        return number(self, state->day_cost_gbp);
    }
    const double z = gsl_cdf_ugaussian_Pinv(mark / share);
    const double a_week = number(self, state->extreme_median_gbp_per_week) * exp(number(self, state->extreme_sigma) * z);
    return fmin(number(self, state->extreme_limit_gbp_per_week), a_week) / 7;
}

/** The days from `from` until before `until` of one child, one by one. */
static void child_add(const appraisal *self, const reference_career_spells *career, int32_t from, int32_t until, arm_days *sum)
{
    const date starts = self->all->at.file->starts;
    size_t spell = 0;
    double cost = day_cost(self, &career->spells[0]);
    int32_t year_ends = INT32_MIN;
    int year = 0;
    for (int32_t day = from; day < until; day++) {
        while (spell + 1 < career->count && career->spells[spell + 1].from <= day + 1) {
            spell++;
            cost = day_cost(self, &career->spells[spell]);
        }
        if (day > year_ends) {
            year = date_financial_year(starts + day) - self->first_year;
            year_ends = reference_day_of(self->all->at.file, date_financial_year_end(starts + day));
        }
        sum->days[career->spells[spell].state][year] += 1;
        sum->price_year_gbp[career->spells[spell].state][year] += cost;
    }
}

static void arm_add(const appraisal *self, career_arm arm, int horizon, arm_days *sum)
{
    for (size_t i = 0; i < self->all->families.count; i++) {
        const reference_family *family = &self->all->families.items[i];
        if (!reference_started(family) || !is_covered(self, family)) {
            continue;
        }
        int32_t from = 0;
        int32_t until = 0;
        reference_window(&self->all->at, family, &from, &until);
        child_add(self, &self->all->careers[i * ARM_COUNT + (size_t)arm], from, horizon == 0 ? until : reference_birthday(family), sum);
    }
}

/** Untreated less treated cost of a placement in a year, in pounds of the price year. */
static double saved_gbp(const appraisal *self, size_t state, int year)
{
    return self->untreated->price_year_gbp[state][year] - self->treated->price_year_gbp[state][year];
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

/** Savings of a year in real terms: the avoidable or the cashable part. */
static double care_saved(const appraisal *self, int year, bool cashable)
{
    double sum = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        const state_row *state = state_at(self, s);
        if (state->class_of == CLASS_CARE) {
            const double growth = pow(1 + number(self, state->real_growth_per_year), years_since_price_year(self, year));
            sum += saved_gbp(self, s, year) * growth * number(self, cashable ? state->cashable_share : state->avoidable_share);
        }
    }
    return sum;
}

static double days_averted(const appraisal *self)
{
    double sum = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        for (int year = 0; year < YEARS_MAX && state_at(self, s)->class_of == CLASS_CARE; year++) {
            sum += self->untreated->days[s][year] - self->treated->days[s][year];
        }
    }
    return sum;
}

/** Home support for the extra days at home in a year, in price-year pounds. */
static double home_support(const appraisal *self, int year)
{
    double extra = 0;
    for (size_t s = 0; s < self->all->at.file->states.count; s++) {
        if (reference_is_home(self->all->at.file, (int)s)) {
            extra += self->treated->days[s][year] - self->untreated->days[s][year];
        }
    }
    return extra * number(self, settings_of(self)->home_support_gbp_per_week) / 7;
}

/** The share of the financial year in which the contract runs, first to last claimable day. */
static double contract_share(const appraisal *self, int year)
{
    const date begins = date_from_parts((date_parts){ self->first_year + year, 4, 1 });
    const date ends = date_from_parts((date_parts){ self->first_year + year + 1, 4, 1 });
    const date from = self->contract->starts > begins ? self->contract->starts : begins;
    const date until = self->contract->last_claimable + 1 < ends ? self->contract->last_claimable + 1 : ends;
    return until > from ? (double)(until - from) / (ends - begins) : 0;
}

static double own_and_admin(const appraisal *self, int year)
{
    return contract_share(self, year) * (number(self, self->contract->own_cost_gbp_per_year) + number(self, self->contract->top_up_admin_gbp_per_year));
}

/** Nominal payments in a year by cash date: of councils only, or of all payers. */
static double payments(const appraisal *self, const claim_calendar *calendar, const reference_ledger *paid, int year, bool councils_only)
{
    pence sum = 0;
    for (size_t p = 0; p < paid->payers; p++) {
        const payer_row *payer = MAP_ITEM(payer_row, self->contract->payers, p);
        const bool is_council = reference_is_named(&self->all->at.file->councils, payer->name);
        for (size_t period = 0; period < paid->periods && (is_council || !councils_only); period++) {
            if (date_financial_year(calendar->items[period].paid) == self->first_year + year) {
                sum += paid->by_payer[p * paid->periods + period];
            }
        }
    }
    return (double)sum / 100;
}

/** Nominal delivery cost in a year. */
static double delivery(const appraisal *self, const reference_cash_book *book, int year)
{
    pence sum = 0;
    for (size_t m = 0; m < book->months; m++) {
        if (date_financial_year(date_add_months(self->all->at.file->starts, (int)m)) == self->first_year + year) {
            sum += book->cost[m];
        }
    }
    return (double)sum / 100;
}

/** Evaluation falls in the financial year of the contract's start. */
static double evaluation(const appraisal *self, int year)
{
    return date_financial_year(self->contract->starts) == self->first_year + year ? number(self, settings_of(self)->evaluation_gbp) : 0;
}

static void year_add(const appraisal *self, const claim_calendar *calendar, const reference_ledger *paid, const reference_cash_book *book, int year,
                     value *sum)
{
    const double kept = 1 - number(self, settings_of(self)->benefit_haircut);
    const double uplift = 1 + number(self, settings_of(self)->cost_uplift);
    const double prices = deflator(self, year);
    const double benefit = care_saved(self, year, false) * kept;
    const double running = home_support(self, year) + own_and_admin(self, year);
    const double cost = (payments(self, calendar, paid, year, false) / prices + running) * uplift;
    const double society = (delivery(self, book, year) / prices + evaluation(self, year) + running) * uplift;
    const double own_payments = payments(self, calendar, paid, year, true);
    const double net = (benefit - running) * prices - own_payments;
    sum->benefit_discounted += benefit * discount(self, year);
    sum->cost_discounted += cost * discount(self, year);
    sum->cost_society_discounted += society * discount(self, year);
    sum->cashable_saving += care_saved(self, year, true) * prices;
    sum->home_support += home_support(self, year) * prices;
    sum->commissioner_net += net;
    sum->commissioner_net_cashable += (care_saved(self, year, true) - running) * prices - own_payments;
    sum->commissioner_net_pv += net / prices * discount(self, year);
}

value reference_value(const reference_replicate *all, const contract_row *contract, const claim_calendar *calendar, const reference_ledger *paid,
                      const reference_cash_book *book, int horizon, career_arm untreated)
{
    appraisal self = { .all = all, .contract = contract, .first_year = date_financial_year(all->at.file->starts) };
    self.treated = reference_room(1, sizeof *self.treated);
    self.untreated = reference_room(1, sizeof *self.untreated);
    arm_add(&self, ARM_TREATED, horizon, self.treated);
    arm_add(&self, untreated, horizon, self.untreated);
    value sum = { .days_averted = days_averted(&self) };
    for (int year = 0; year < YEARS_MAX; year++) {
        year_add(&self, calendar, paid, book, year, &sum);
    }
    sum.care_cost_avoided = sum.benefit_discounted;
    sum.value_to_government = sum.benefit_discounted - sum.cost_discounted;
    free(self.treated);
    free(self.untreated);
    return sum;
}
