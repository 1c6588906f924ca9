#include "pay/cost_plus.h"

#include "pay/rules.h"

/** Delivery cost of the months whose last day is in from .. until. */
static pence cost_of_months(const pay_subject *subject, date from, date until)
{
    const date first = date_month_end(subject->scenario->starts);
    pence sum = 0;
    for (size_t m = 0; m < subject->months; m++) {
        const date last_day = date_month_end(date_add_months(first, (int)m));
        sum += last_day >= from && last_day <= until ? subject->cost[m] : 0;
    }
    return sum;
}

pence cost_plus_entitled(const pay_subject *subject, size_t period)
{
    if (subject->end == NULL || subject->cost == NULL || subject->contract->early_end.payment != END_COST_PLUS) {
        return 0;
    }
    const claim_period *dates = &subject->calendar->items[period];
    const date after = subject->scenario->starts + subject->end->stopped_day + 1;
    const pence cost = cost_of_months(subject, dates->start > after ? dates->start : after, dates->end);
    const double margin = subject->contract->early_end.cost_plus_share.value;
    return amount_entitled((1 + margin) * (double)cost);
}
