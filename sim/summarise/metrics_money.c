#include <math.h>

#include "summarise/metrics_functions.h"
#include "world/world.h"

/* Metrics of cash, of the investor and of value. */

/** The part of a monthly array in the source's months, in pounds. */
static double months_sum(const metric_source *from, const pence by_month[])
{
    const int64_t months = (int64_t)from->contract->cash.months;
    const int64_t until = from->month_until < months ? from->month_until : months;
    pence sum = 0;
    for (int64_t month = from->month_from; month < until; month++) {
        sum += by_month[month];
    }
    return pounds_from_pence(sum);
}

#define CASH(name, expression) \
    double name(const metric_source *from, size_t each) \
    { \
        const cash *money = &from->contract->cash; \
        (void)each; \
        return (expression); \
    }

/** A total of the contract, or its part in the source's financial year. */
#define CASH_OVER_TIME(name, total, by_month) \
    CASH(name, from->level == LEVEL_YEAR ? months_sum(from, money->by_month) : pounds_from_pence(money->total))

CASH_OVER_TIME(cash_received, receipt_total, receipt)

/** Delivery cost of the source's contract, in total or in its financial year, or of all contracts of the programme. */
double cash_cost(const metric_source *from, size_t each)
{
    pence sum = 0;
    (void)each;
    if (from->level == LEVEL_YEAR) {
        return months_sum(from, from->contract->cash.cost);
    }
    for (size_t c = 0; !from->contract && c < from->scenario->contracts.count; c++) {
        sum += from->replicate->contracts[c].cash.cost_total;
    }
    return pounds_from_pence(from->contract ? from->contract->cash.cost_total : sum);
}

/** A field that the contract's cash and each of its tranches have. */
#define INVESTOR(from, field) ((from)->level == LEVEL_TRANCHE ? (from)->contract->cash.tranche[(from)->at].field : (from)->contract->cash.field)

CASH(cash_drawn, ((void)money, from->level == LEVEL_YEAR ? months_sum(from, from->contract->cash.drawn) : pounds_from_pence(INVESTOR(from, drawn_total))))
CASH(cash_distributed, ((void)money, from->level == LEVEL_YEAR ? months_sum(from, from->contract->cash.distributed)
                                                               : pounds_from_pence(INVESTOR(from, distributed_total))))
CASH_OVER_TIME(cash_carried, carried_total, carried)

CASH(cash_full_cost, pounds_from_pence(money->fee_total + money->intermediary_total + money->distributed_total - money->drawn_total))
CASH(cash_peak, pounds_from_pence(money->peak_funding))
CASH(cash_intermediary, pounds_from_pence(money->intermediary_total))
CASH(tranche_committed, pounds_from_pence(money->tranche[from->at].commitment))
CASH(tranche_net, pounds_from_pence(money->tranche[from->at].distributed_total - money->tranche[from->at].drawn_total))

/** All months of the source's payer or provider in an array of [party][month], in pounds. */
static double party_sum(const metric_source *from, const pence by_party[])
{
    const size_t months = from->contract->cash.months;
    pence sum = 0;
    for (size_t m = 0; m < months; m++) {
        sum += by_party[from->at * months + m];
    }
    return pounds_from_pence(sum);
}

double surplus_paid(const metric_source *from, size_t each)
{
    const cash *money = &from->contract->cash;
    (void)each;
    if (from->level == LEVEL_PAYER) {
        return party_sum(from, money->surplus_payer);
    }
    return from->level == LEVEL_PROVIDER ? party_sum(from, money->surplus_provider) : pounds_from_pence(money->surplus_total + money->surplus_investors);
}

CASH(provider_cost, party_sum(from, money->provider_cost))
CASH(provider_net, party_sum(from, money->provider_fee) + party_sum(from, money->surplus_provider) - party_sum(from, money->provider_cost) -
                       party_sum(from, money->provider_carried))

double providers_net(const metric_source *from, size_t each)
{
    metric_source one = *from;
    double sum = 0;
    for (one.at = 0; one.at < from->contract->cash.providers; one.at++) {
        sum += provider_net(&one, each);
    }
    return sum;
}

/** What the source's families (or children: what `per` counts) would have cost at the cost per family of its comparator number `each`: at that number, or at the other contract's own cost. */
static double at_comparator(const metric_source *from, size_t each, metric_function *cost, metric_function *per)
{
    const comparator_row *with = &from->replicate->in->known.appraisal.comparator.items[each];
    if (!with->contract) {
        return with->cost_per_family_gbp.value * per(from, 0);
    }
    const metric_source other = metric_beside(from, (size_t)with->contract_index);
    const double count = per(&other, 0);
    return count > 0 ? cost(&other, 0) * (per(from, 0) / count) : 0; /* exactly its cost where the families are the same */
}

#define COMPARED(name, cost, per) \
    double cash_##name##_comparator(const metric_source *from, size_t each) { return at_comparator(from, each, cost, per); } \
    double cash_##name##_below(const metric_source *from, size_t each) { return at_comparator(from, each, cost, per) - cost(from, 0); }

COMPARED(delivery_a_start, cash_cost, people_starts)
COMPARED(delivery_a_completion, cash_cost, people_completions)
COMPARED(delivery_a_child, cash_cost, people_with_family_at_end)
COMPARED(full_a_start, cash_full_cost, people_starts)
COMPARED(full_a_completion, cash_full_cost, people_completions)
COMPARED(full_a_child, cash_full_cost, people_with_family_at_end)
COMPARED(payment_a_start, contract_paid, people_starts)
COMPARED(payment_a_completion, contract_paid, people_completions)
COMPARED(payment_a_child, contract_paid, people_with_family_at_end)

static double irr_told(irr_status status, double per_year)
{
    return status == IRR_FOUND ? per_year : status == IRR_TOTAL_LOSS ? -1 : (double)NAN;
}

CASH(investor_irr, ((void)money, irr_told(INVESTOR(from, irr), INVESTOR(from, irr_per_year))))
CASH(investor_irr_before_cap, irr_told(money->irr_before_cap, money->irr_before_cap_per_year))
CASH(investor_moic_before_cap, money->moic_before_cap)
CASH(flag_return_cap_binds, money->surplus_total > 0)
CASH(investor_moic, ((void)money, INVESTOR(from, moic)))
CASH(investor_moic_on_commitment, ((void)money, INVESTOR(from, moic_on_commitment)))
CASH(investor_npv, ((void)money, INVESTOR(from, npv_gbp)))
CASH(investor_payback, ((void)money, INVESTOR(from, drawn_total) > 0 ? INVESTOR(from, payback_months) : (double)NAN))
CASH(flag_investor_loses, ((void)money, INVESTOR(from, distributed_total) < INVESTOR(from, drawn_total)))
CASH(flag_investor_loses_all, ((void)money, INVESTOR(from, drawn_total) > 0 && INVESTOR(from, distributed_total) == 0))
CASH(flag_funding_exhausted, money->exhausted)

/** Which of words_irr a rate without a number has. */
static double irr_word(irr_status status)
{
    static const int8_t word[IRR_STATUS_COUNT] = {
        [IRR_FOUND] = -1, [IRR_TOTAL_LOSS] = -1, [IRR_NOTHING_DRAWN] = 0, [IRR_NONE] = 1, [IRR_SEVERAL] = 2,
    };
    return word[status];
}

double investor_irr_status(const metric_source *from, size_t each)
{
    (void)each;
    return irr_word(INVESTOR(from, irr));
}

double investor_irr_before_cap_status(const metric_source *from, size_t each)
{
    (void)each;
    return irr_word(from->contract->cash.irr_before_cap);
}

double investor_payback_status(const metric_source *from, size_t each)
{
    (void)each;
    if (INVESTOR(from, drawn_total) == 0) {
        return 0;
    }
    return isnan(INVESTOR(from, payback_months)) ? 1 : -1;
}

enum { IN_WINDOW, TO_18 };

#define VALUE_AT(name, horizon, expression) \
    double name(const metric_source *from, size_t each) \
    { \
        const value *worth = from->contract ? &from->contract->value[horizon][from->how] : &from->replicate->value[horizon][from->how]; \
        (void)each; \
        return (expression); \
    }
#define VALUE(name, expression) \
    VALUE_AT(name, IN_WINDOW, expression) \
    VALUE_AT(name##_to_18, TO_18, expression)

/** What of an amount by year is of the source's financial year; the last has what falls later too, so that years sum to the total. */
static double of_year(const metric_source *from, const double by_year[])
{
    const int64_t index = (int64_t)from->year - from->replicate->exposure.first_year;
    const int64_t until = from->year_is_last ? FINANCIAL_YEARS_MAX : index + 1;
    double sum = 0;
    for (int64_t y = index < 0 ? 0 : index; y < until && y < FINANCIAL_YEARS_MAX; y++) {
        sum += by_year[y];
    }
    return sum;
}

VALUE(value_care_cost_avoided, worth->care_cost_avoided)
VALUE(value_to_government, worth->value_to_government)
VALUE(value_benefit, worth->benefit_discounted)
VALUE(value_cost, worth->cost_discounted)
VALUE(value_cost_society, worth->cost_society_discounted)
VALUE(value_cashable, from->level == LEVEL_YEAR ? of_year(from, worth->released_by_year) : worth->cashable_saving)
VALUE(value_net, from->level == LEVEL_YEAR ? of_year(from, worth->net_by_year) : worth->commissioner_net)
VALUE(value_net_cashable, from->level == LEVEL_YEAR ? of_year(from, worth->net_cashable_by_year) : worth->commissioner_net_cashable)
VALUE_AT(value_avoided, IN_WINDOW, of_year(from, worth->avoided_by_year))
VALUE_AT(value_outlay, IN_WINDOW, of_year(from, worth->outlay_by_year))
VALUE(value_net_pv, worth->commissioner_net_pv)
VALUE(body_net, worth->council_net[from->at])
VALUE_AT(value_home_support, IN_WINDOW, worth->home_support)
VALUE_AT(flag_commissioner_saves, IN_WINDOW, worth->commissioner_net > 0)
