#include "pay/waterfall.h"

#include <math.h>

#define PENNY_SLACK 1e-6 /* of what is within rounding of a whole penny */

void waterfall_begin(const capital_settings *capital, waterfall *self)
{
    const double cap = capital->irr_cap_per_year.value;
    capital_stack_begin(capital, &self->stack);
    self->surplus = surplus_shares_of(capital);
    self->capped = cap >= 0;
    self->shares_surplus = capital->surplus.count > 0;
    self->has_equity = capital_shares_residual(&self->stack) && !surplus_is_providers(capital);
    self->hurdle = 0;
    self->hurdle_growth = self->capped ? pow(1 + cap, 1.0 / 12) : 1;
}

void waterfall_draw(waterfall *self, size_t month, pence amount, cash *out)
{
    pence part[TRANCHES_MAX];
    capital_draw(&self->stack, amount, part);
    for (size_t t = 0; t < out->tranches; t++) {
        out->tranche[t].drawn[month] += part[t];
    }
    out->drawn[month] += amount;
    self->hurdle += (double)amount;
}

/** What the hurdle account still holds, in whole pence. */
static pence hurdle_room(double hurdle)
{
    return pence_max(0, pence_floor(hurdle + PENNY_SLACK));
}

/** The part of `residual` that goes to equity before there is surplus; tranches' dues are off the hurdle account. */
static pence equity_part(const waterfall *self, pence residual)
{
    if (!self->has_equity) {
        return 0;
    }
    if (self->capped) {
        return pence_min(residual, hurdle_room(self->hurdle));
    }
    return self->shares_surplus ? 0 : residual;
}

static void parts_book(size_t month, const pence part[], cash *out)
{
    for (size_t t = 0; t < out->tranches; t++) {
        out->tranche[t].distributed[month] += part[t];
        out->distributed[month] += part[t];
    }
}

void waterfall_distribute(waterfall *self, size_t month, pence amount, cash *out)
{
    pence part[TRANCHES_MAX];
    const pence residual = capital_repay(&self->stack, amount, part);
    self->hurdle -= (double)(amount - residual);
    const pence to_equity = equity_part(self, residual);
    const pence surplus = residual - to_equity;
    const pence of_investors = surplus > 0 ? surplus_book(&self->surplus, month, surplus, out) : 0;
    capital_residual(&self->stack, to_equity + of_investors, part);
    self->hurdle -= (double)(to_equity + of_investors);
    out->surplus_investors += of_investors;
    parts_book(month, part, out);
}

void waterfall_month_end(waterfall *self, size_t month, cash *out)
{
    out->outstanding[month] = capital_outstanding(&self->stack);
    capital_grow(&self->stack);
    self->hurdle *= self->hurdle_growth;
}
