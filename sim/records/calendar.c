#include "records/calendar.h"

#include <stdlib.h>

/** `months` after the day `anchor`: at a month's end where the anchor is one. Counted from one anchor, ends do not drift through short months. */
static date end_after(date anchor, int months)
{
    const date end = date_add_months(anchor, months);
    return anchor == date_month_end(anchor) ? date_month_end(end) : end;
}

/** The end of period `index` by list and rule, whatever the last claimable day. */
static date end_planned(const contract_row *contract, size_t index)
{
    const size_t listed = contract->period_ends.count;
    if (index < listed) {
        return contract->period_ends.items[index];
    }
    if (contract->period_months < 1) {
        return contract->last_claimable;
    }
    const date anchor = listed > 0 ? contract->period_ends.items[listed - 1] : contract->starts - 1;
    return end_after(anchor, (int)contract->period_months * (int)(index - listed + 1));
}

static size_t periods_count(const contract_row *contract)
{
    if (contract->last_claimable < contract->starts) {
        return 0;
    }
    size_t count = 1;
    while (end_planned(contract, count - 1) < contract->last_claimable) {
        count++;
    }
    return count;
}

static claim_period period_of(const scenario *self, const contract_row *contract, date start, date end)
{
    claim_period period = { .start = start, .end = end, .claimed = end };
    period.certified = period.claimed + (date)contract->certified_after_days;
    period.paid = period.certified + (date)contract->paid_after_days;
    period.from_day = start - self->starts;
    period.until_day = end + 1 - self->starts;
    period.paid_month = date_months_between(self->starts, period.paid);
    return period;
}

static void periods_fill(const scenario *self, const contract_row *contract, claim_calendar *calendar)
{
    date start = contract->starts;
    for (size_t i = 0; i < calendar->count; i++) {
        const date planned = end_planned(contract, i);
        const date end = planned < contract->last_claimable ? planned : contract->last_claimable;
        calendar->items[i] = period_of(self, contract, start, end);
        start = end + 1;
    }
}

bool claim_calendar_make(const scenario *self, const contract_row *contract, claim_calendar *calendar)
{
    const size_t count = periods_count(contract);
    *calendar = (claim_calendar){ 0 };
    if (count == 0) {
        return true;
    }
    calendar->items = calloc(count, sizeof *calendar->items);
    if (!calendar->items) {
        return false;
    }
    calendar->count = count;
    periods_fill(self, contract, calendar);
    return true;
}

int years_since(date from, date day)
{
    const int years = date_to_parts(day).year - date_to_parts(from).year;
    const int whole = date_add_months(from, 12 * years) <= day ? years : years - 1;
    return whole > 0 ? whole : 0;
}

int months_ending(date first, date last)
{
    const int begun = last < first ? 0 : date_months_between(first, last);
    return last < first ? 0 : begun + (date_month_end(last) == last);
}

void claim_calendar_free(claim_calendar *calendar)
{
    free(calendar->items);
    *calendar = (claim_calendar){ 0 };
}
