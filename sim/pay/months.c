#include "pay/months.h"

#define COURSE_MONTHS 12 /* after a site closes: longer courses book what comes later in the last month */

bool month_table_make(date starts, size_t count, arena *memory, month_table *self)
{
    const date first = date_add_months(date_month_end(starts), -1);
    const date before = date_month_end(first); /* the day before month 0 */
    *self = (month_table){ .count = count, .from_day = arena_take(memory, count + 1, sizeof *self->from_day) };
    if (!self->from_day) {
        return false;
    }
    for (size_t m = 0; m <= count; m++) {
        self->from_day[m] = date_month_end(date_add_months(before, (int)m)) + 1 - starts;
    }
    self->days = self->from_day[count];
    self->of_day = arena_take(memory, (size_t)self->days, sizeof *self->of_day);
    if (!self->of_day) {
        return false;
    }
    for (size_t m = 0; m < count; m++) {
        for (int32_t day = self->from_day[m] < 0 ? 0 : self->from_day[m]; day < self->from_day[m + 1]; day++) {
            self->of_day[day] = (uint16_t)m;
        }
    }
    return true;
}

static int later(int a, int b)
{
    return a > b ? a : b;
}

/** The month in which all of a period is paid, disputed parts too. */
static int last_paid_month(const scenario *self, const contract_row *contract, const claim_period *period)
{
    const int disputed = contract->dispute_days > 0 ? date_months_between(self->starts, period->paid + (date)contract->dispute_days) : 0;
    return later(period->paid_month, disputed);
}

size_t payments_end_month(const scenario *self, const contract_row *contract, const claim_calendar *calendar)
{
    int last = 0;
    for (size_t k = 0; k < calendar->count; k++) {
        last = later(last, last_paid_month(self, contract, &calendar->items[k]));
    }
    return (size_t)last;
}

size_t cash_months(const scenario *self, const contract_row *contract, const claim_calendar *calendar)
{
    int last = later((int)payments_end_month(self, contract, calendar), date_months_between(self->starts, contract->starts));
    for (size_t s = 0; s < self->sites.count; s++) {
        const site_row *site = &self->sites.items[s];
        const int closes = date_months_between(self->starts, site->closes) + COURSE_MONTHS;
        last = mask_has(contract->site_mask, s) ? later(last, closes) : last;
    }
    return (size_t)last + 1;
}
