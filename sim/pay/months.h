#ifndef EDGECARE_PAY_MONTHS_H
#define EDGECARE_PAY_MONTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "records/ledger.h"
#include "records/scenario.h"

/** Calendar months since the month of scenario.starts, in day numbers. */
typedef struct {
    size_t count;
    int32_t *from_day;    /* first day of each month; negative where the scenario starts within month 0; count + 1 entries; owned by the maker's arena */
    uint16_t *of_day;     /* month of each day from 0 on; owned by the maker's arena */
    int32_t days;         /* length of of_day */
} month_table;

/** Tables of `count` (1 .. 65,535) months from the month of `starts`; false when memory runs out. */
bool month_table_make(date starts, size_t count, arena *memory, month_table *self);

/** The month of a day; days before the first month count as of it, days after the last as of the last. */
static inline size_t month_at(const month_table *self, int32_t day)
{
    if (day < 0) {
        return 0;
    }
    return day < self->days ? self->of_day[day] : self->count - 1;
}

static inline int32_t month_days(const month_table *self, size_t month)
{
    return self->from_day[month + 1] - self->from_day[month];
}

/** The last day of a month. */
static inline int32_t month_last_day(const month_table *self, size_t month)
{
    return self->from_day[month + 1] - 1;
}

/** The month in which a contract's last payment is made, disputed parts too; 0 where there is no period. */
size_t payments_end_month(const scenario *self, const contract_row *contract, const claim_calendar *calendar);

/** How many months a contract's cash account has: all payments are inside, and a year after the last of the contract's sites closes. */
size_t cash_months(const scenario *self, const contract_row *contract, const claim_calendar *calendar);

#endif
