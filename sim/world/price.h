#ifndef EDGECARE_WORLD_PRICE_H
#define EDGECARE_WORLD_PRICE_H

#include "records/scenario.h"

/** A price after so many anniversaries of growth: price x (1 + growth)^years; below 1 year the price itself. */
double price_indexed(double price_gbp, double growth_per_year, int years);

/** What a term of a world's contract pays for a unit on a day, in nominal pounds: its price, grown on each anniversary of its index_from (the contract's start where the
 *  term has none). */
double term_price_on(const contract_row *contract, const term_row *term, date day);

#endif
