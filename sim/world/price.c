#include "world/price.h"

#include <math.h>

#include "records/calendar.h"

double price_indexed(double price_gbp, double growth_per_year, int years)
{
    return years > 0 ? price_gbp * pow(1 + growth_per_year, years) : price_gbp;
}

double term_price_on(const contract_row *contract, const term_row *term, date day)
{
    const date from = term->index_from == DATE_NONE ? contract->starts : term->index_from;
    const bool grows = term->index_per_year.value < 0 || term->index_per_year.value > 0;
    return grows ? price_indexed(term->price_gbp.value, term->index_per_year.value, years_since(from, day)) : term->price_gbp.value;
}
