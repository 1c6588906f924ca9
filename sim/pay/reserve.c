#include "pay/reserve.h"

/** What all payers pay of a period: its undisputed part, or what is paid when the dispute has ended. */
static pence period_receipt(const ledger *paid, size_t period, bool disputed)
{
    pence sum = 0;
    for (size_t p = 0; p < paid->payers; p++) {
        const size_t at = p * paid->periods + period;
        const pence later = paid->disputed ? paid->disputed[at] : 0;
        sum += disputed ? later : paid->by_payer[at] - later;
    }
    return sum;
}

/** Receipts certified by the last day of the month `now` and paid later, in `month`. Pence. */
static pence receipts_certified(const receipts_due *self, const month_table *months, date starts, size_t now, size_t month)
{
    const date known = starts + month_last_day(months, now);
    pence sum = 0;
    for (size_t k = 0; k < self->calendar->count && self->calendar->items[k].certified <= known; k++) {
        const date paid = self->calendar->items[k].paid, later = paid + (date)self->contract->dispute_days;
        sum += month_at(months, paid - starts) == month ? period_receipt(self->paid, k, false) : 0;
        sum += month_at(months, later - starts) == month ? period_receipt(self->paid, k, true) : 0;
    }
    return sum;
}

pence reserve_at(const outlook *ahead, const receipts_due *due, pence buffer, pence buffer_now, size_t now)
{
    const delivery_plan *plan = ahead->plan;
    const size_t months = (size_t)plan->contract->capital.reserve_months;
    const size_t delivers_until = months > 0 ? outlook_last_delivery(ahead, now) : now;
    pence most = buffer_now, lacking = 0;
    for (size_t m = now; months > 0 && m <= now + months && m + 1 < plan->months.count; m++) {
        lacking += outlook_outgo(ahead, now, m + 1) - (m > now ? receipts_certified(due, &plan->months, plan->scenario->starts, now, m) : 0);
        most = pence_max(most, lacking + (m + 1 < delivers_until ? buffer : 0));
    }
    return most;
}
