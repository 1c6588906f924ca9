#include "pay/limits.h"

#include "pay/rules.h"

year_limit year_limit_of(double limit_gbp_per_year)
{
    return (year_limit){ .limit = limit_pence(limit_gbp_per_year), .year = INT32_MIN };
}

pence year_limit_room(year_limit *self, date day)
{
    if (self->limit == PENCE_UNLIMITED) {
        return PENCE_UNLIMITED;
    }
    const int year = date_financial_year(day);
    self->used = year == self->year ? self->used : 0;
    self->year = year;
    return pence_max(0, self->limit - self->used);
}

contract_limits contract_limits_of(const contract_row *contract)
{
    return (contract_limits){ .by_year = year_limit_of(contract->limit_gbp_per_year.value) };
}

pence contract_limits_room(contract_limits *self, const contract_row *contract, date period_end)
{
    const pence in_all = limit_pence(contract_limit_on(contract, period_end).value) - self->used;
    return pence_max(0, pence_min(in_all, year_limit_room(&self->by_year, period_end)));
}

void contract_limits_use(contract_limits *self, pence amount)
{
    self->used += amount;
    self->by_year.used += amount;
}
