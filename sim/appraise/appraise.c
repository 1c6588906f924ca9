#include "appraise/appraise.h"

#include <math.h>
#include <string.h>

#define YEARS FINANCIAL_YEARS_MAX

/** What one appraisal adds up, by financial year, pounds. "Real" is in prices of the price year. */
typedef struct {
    const appraisal *of;
    const scenario *scenario;
    const appraise_prices *prices;
    int64_t today; /* the as-of date */
    double days_averted[YEARS];
    double benefit[YEARS];           /* real, after haircut */
    double cashable[YEARS];          /* nominal, when the day is avoided */
    double home_support[YEARS];      /* real */
    double own[YEARS];               /* real: the councils' own cost */
    double administration[YEARS];    /* real: that of top-up payers */
    double evaluation[YEARS];        /* real */
    double payments[YEARS];          /* nominal, all payers, less surplus they get */
    double council_payments[YEARS];  /* nominal */
    double delivery[YEARS];          /* nominal, and the intermediary */
    double council_net[COUNCILS_MAX]; /* nominal */
} sums;

/** Days of the untreated less those of the treated arm, and the same of extra prices, of one site. */
typedef struct {
    const exposure *days;
    int horizon;
    career_arm untreated;
    size_t site;
} contrast;

/** The years of one state in one arm; `amount` is the exposure's days or extra pounds. */
static const double *years_of(const contrast *c, const double amount[], career_arm arm, size_t state)
{
    return amount + exposure_at(c->days, c->horizon, arm, c->site, state, 0);
}

/** Care avoided in one placement; `gain` is the site's real net by year. */
static void care_add(sums *restrict all, const contrast *c, size_t state, double gain[restrict])
{
    const double *untreated = years_of(c, c->days->days, c->untreated, state);
    const double *treated = years_of(c, c->days->days, ARM_TREATED, state);
    const double *untreated_extra = years_of(c, c->days->extreme_gbp, c->untreated, state);
    const double *treated_extra = years_of(c, c->days->extreme_gbp, ARM_TREATED, state);
    const double *avoided = all->prices->avoided[state];
    const double *cashable = all->prices->cashable[state];
    const double day_cost = all->prices->day_cost[state];
    const size_t years = c->days->years;
    for (size_t y = 0; y < years; y++) {
        const double days = untreated[y] - treated[y];
        const double pounds = days * day_cost + (untreated_extra[y] - treated_extra[y]);
        all->days_averted[y] += days;
        all->benefit[y] += pounds * avoided[y];
        all->cashable[y] += pounds * cashable[y];
        gain[y] += pounds * avoided[y];
    }
}

static void home_add(sums *restrict all, const contrast *c, size_t state, double gain[restrict])
{
    const double *untreated = years_of(c, c->days->days, c->untreated, state);
    const double *treated = years_of(c, c->days->days, ARM_TREATED, state);
    for (size_t y = 0; y < c->days->years; y++) {
        const double support = (treated[y] - untreated[y]) * all->prices->home_support_per_day;
        all->home_support[y] += support;
        gain[y] -= support;
    }
}

static double nominal(const sums *all, const double real[])
{
    double sum = 0;
    for (size_t y = 0; y < YEARS; y++) {
        sum += real[y] * all->prices->inflation[y];
    }
    return sum;
}

static void site_add(sums *all, const contrast *c)
{
    double gain[YEARS] = { 0 };
    for (size_t s = 0; s < all->scenario->states.count; s++) {
        if (mask_has(all->prices->care, s)) {
            care_add(all, c, s, gain);
        } else if (mask_has(all->prices->home, s)) {
            home_add(all, c, s, gain);
        }
    }
    all->council_net[all->scenario->sites.items[c->site].council_index] += nominal(all, gain);
}

static void sites_add(sums *all, uint32_t site_mask)
{
    for (size_t s = 0; s < all->scenario->sites.count; s++) {
        if (mask_has(site_mask, s)) {
            site_add(all, &(contrast){ all->of->days, all->of->horizon, untreated_arm(all->of->how), s });
        }
    }
}

/** Books what a payer pays (nominal pounds; negative: surplus it gets) in a month. */
static void payer_add(sums *all, const contract_row *contract, size_t payer, int month, double pounds)
{
    const int32_t council = contract->payers.items[payer].council_index;
    const size_t year = year_index_of_month(all->prices, month);
    all->payments[year] += pounds;
    if (council != INDEX_NONE) {
        all->council_payments[year] += pounds;
        all->council_net[council] -= pounds;
    }
}

/** Books a payment whose date has come. */
static void payment_add(sums *all, const contract_row *contract, size_t payer, date paid_on, pence amount)
{
    if (amount != 0 && paid_on <= all->today) {
        payer_add(all, contract, payer, date_months_between(all->scenario->starts, paid_on), pounds_from_pence(amount));
    }
}

static void payments_add(sums *all, const settled *one)
{
    const ledger *paid = one->ledger;
    for (size_t p = 0; p < paid->payers; p++) {
        for (size_t k = 0; k < paid->periods; k++) {
            const size_t at = p * paid->periods + k;
            const date paid_on = one->calendar->items[k].paid;
            payment_add(all, one->contract, p, paid_on, paid->by_payer[at] - paid->disputed[at]);
            payment_add(all, one->contract, p, paid_on + (date)one->contract->dispute_days, paid->disputed[at]);
        }
    }
}

/** What of surplus comes back to payers, by its month. */
static void surplus_add(sums *all, const settled *one)
{
    const cash *account = one->cash;
    for (size_t p = 0; account->surplus_total > 0 && p < account->payers; p++) {
        for (size_t m = 0; m < account->months; m++) {
            payer_add(all, one->contract, p, (int)m, -pounds_from_pence(account->surplus_payer[p * account->months + m]));
        }
    }
}

/** What delivery and the intermediary take; a provider's margin moves money between bodies and costs society nothing. */
static void delivery_add(sums *all, const cash *account)
{
    for (size_t m = 0; m < account->months; m++) {
        all->delivery[year_index_of_month(all->prices, (int)m)] += pounds_from_pence(account->cost[m] + account->intermediary[m]);
    }
}

static uint32_t councils_of(const scenario *self, const contract_row *contract)
{
    uint32_t councils = 0;
    for (size_t s = 0; s < self->sites.count; s++) {
        const uint32_t council = UINT32_C(1) << self->sites.items[s].council_index;
        councils |= mask_has(contract->site_mask, s) ? council : 0;
    }
    return councils;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/** The share of a financial year on which a contract runs: from its start to its last claimable day, as far as known. */
static double year_share(const sums *all, const contract_row *contract, size_t year)
{
    const date *year_from = all->prices->year_from;
    const int64_t from = year_from[year] > contract->starts ? year_from[year] : contract->starts;
    const int64_t until = earlier(year_from[year + 1], earlier(contract->last_claimable, all->today) + 1);
    return until > from ? (double)(until - from) / (year_from[year + 1] - year_from[year]) : 0;
}

/** The share of a financial year that is over by the end of the as-of date. */
static double year_known(const sums *all, size_t year)
{
    const date *year_from = all->prices->year_from;
    const int64_t until = earlier(year_from[year + 1], all->today + 1);
    return until > year_from[year] ? (double)(until - year_from[year]) / (year_from[year + 1] - year_from[year]) : 0;
}

/** Whether a contract has a payer that is no council: then the administration of top-up is its own. */
static bool has_top_up_payer(const contract_row *contract)
{
    bool has = false;
    for (size_t p = 0; p < contract->payers.count; p++) {
        has = has || contract->payers.items[p].council_index == INDEX_NONE;
    }
    return has;
}

/** Own cost, in equal parts for the councils of the contract's sites; administration, of its top-up payers or, where it has none, likewise. */
static void own_add(sums *all, const contract_row *contract)
{
    const double administration = contract->top_up_admin_gbp_per_year.value;
    const bool apart = has_top_up_payer(contract);
    const double yearly = contract->own_cost_gbp_per_year.value + (apart ? 0 : administration);
    double cost[YEARS];
    for (size_t y = 0; y < YEARS; y++) {
        cost[y] = yearly * year_share(all, contract, y);
        all->own[y] += cost[y];
        all->administration[y] += apart ? administration * year_share(all, contract, y) : 0;
    }
    const uint32_t councils = councils_of(all->scenario, contract);
    const double each = nominal(all, cost) / __builtin_popcount(councils);
    for (size_t c = 0; c < COUNCILS_MAX; c++) {
        all->council_net[c] -= mask_has(councils, c) ? each : 0;
    }
}

static void contracts_add(sums *all, const settled contracts[], size_t count)
{
    date starts = contracts[0].contract->starts;
    for (size_t i = 0; i < count; i++) {
        payments_add(all, &contracts[i]);
        surplus_add(all, &contracts[i]);
        delivery_add(all, contracts[i].cash);
        own_add(all, contracts[i].contract);
        starts = contracts[i].contract->starts < starts ? contracts[i].contract->starts : starts;
    }
    all->evaluation[year_index(all->prices, date_financial_year(starts))] += starts <= all->today ? all->prices->evaluation : 0;
}

/** Moves yearly savings later by a lag: days avoided evenly over the part of a year that is known become cash evenly over as long a time that begins that much later, as far
 *  as that has come by the as-of date. What falls after the last year stays in it. */
static void savings_release(const sums *all, double released[])
{
    const size_t whole = (size_t)all->prices->release_lag_years;
    const double fraction = all->prices->release_lag_years - (double)whole;
    memset(released, 0, YEARS * sizeof *released);
    for (size_t y = 0; y < YEARS; y++) {
        const size_t first = y + whole < YEARS ? y + whole : YEARS - 1;
        const size_t second = first + 1 < YEARS ? first + 1 : YEARS - 1;
        const double known = year_known(all, y);
        if (known > 0) {
            released[first] += fmax(0, fmin(year_known(all, first) - fraction, fmin(1 - fraction, known))) / known * all->cashable[y];
            released[second] += fmax(0, fmin(year_known(all, second), fraction - (1 - known))) / known * all->cashable[y];
        }
    }
}

/** The councils' nominal outlay of a year: payments by cash date, own cost, home support. */
static double council_outlay(const sums *all, size_t y)
{
    return all->council_payments[y] + (all->own[y] + all->home_support[y]) * all->prices->inflation[y];
}

static void commissioner_value(const sums *all, value *out)
{
    double released[YEARS];
    savings_release(all, released);
    for (size_t y = 0; y < YEARS; y++) {
        const double inflation = all->prices->inflation[y];
        out->days_averted += all->days_averted[y];
        const double outlay = council_outlay(all, y);
        out->avoided_by_year[y] = all->benefit[y] * inflation;
        out->released_by_year[y] = released[y];
        out->outlay_by_year[y] = outlay;
        out->net_by_year[y] = all->benefit[y] * inflation - outlay;
        out->net_cashable_by_year[y] = released[y] - outlay;
        out->commissioner_net += out->net_by_year[y];
        out->commissioner_net_cashable += out->net_cashable_by_year[y];
        out->commissioner_net_pv += out->net_by_year[y] / inflation * all->prices->discount[y];
        out->cashable_saving += released[y];
        out->home_support += all->home_support[y] * inflation;
        out->top_up_admin += all->administration[y] * inflation;
    }
    memcpy(out->council_net, all->council_net, sizeof out->council_net);
}

static void government_value(const sums *all, value *out)
{
    for (size_t y = 0; y < YEARS; y++) {
        const double discount = all->prices->discount[y];
        const double other = all->home_support[y] + all->own[y] + all->administration[y];
        out->benefit_discounted += all->benefit[y] * discount;
        out->cost_discounted += (all->payments[y] / all->prices->inflation[y] + other) * all->prices->uplift * discount;
        out->cost_society_discounted +=
            (all->delivery[y] / all->prices->inflation[y] + all->evaluation[y] + other) * all->prices->uplift * discount;
    }
    out->care_cost_avoided = out->benefit_discounted;
    out->value_to_government = out->benefit_discounted - out->cost_discounted;
}

static void appraise(const appraisal *of, uint32_t site_mask, const settled contracts[], size_t count, value *out)
{
    sums all = { .of = of, .scenario = of->scenario, .prices = of->prices, .today = (int64_t)of->scenario->starts + of->as_of_day };
    sites_add(&all, site_mask);
    if (count > 0) {
        contracts_add(&all, contracts, count);
    }
    *out = (value){ 0 };
    commissioner_value(&all, out);
    government_value(&all, out);
}

void appraise_contract(const appraisal *of, const settled *contract, value *out)
{
    appraise(of, contract->contract->site_mask, contract, 1, out);
}

void appraise_programme(const appraisal *of, const settled contracts[], size_t count, value *out)
{
    appraise(of, UINT32_MAX, contracts, count, out);
}
