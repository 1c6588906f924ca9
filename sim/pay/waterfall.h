#ifndef EDGECARE_PAY_WATERFALL_H
#define EDGECARE_PAY_WATERFALL_H

#include "pay/surplus.h"
#include "pay/tranches.h"

/** The order in which capital comes in and goes out: tranches by rank, then equity up to the investors' hurdle, then surplus. */
typedef struct {
    capital_stack stack;
    surplus_shares surplus;
    bool capped;          /* capital.irr_cap_per_year is given */
    bool shares_surplus;  /* capital.surplus is given */
    bool has_equity;      /* a tranche shares in what is left */
    double hurdle;        /* pence: what all tranches have put in less what they got, grown at the cap */
    double hurdle_growth; /* factor of a month */
} waterfall;

/** A contract's waterfall in one world, before its first month. */
void waterfall_begin(const capital_settings *capital, waterfall *self);

/** Draws `amount`, at most capital_left of the stack, and books it. */
void waterfall_draw(waterfall *self, size_t month, pence amount, cash *out);

/** Gives out `amount` and books it: first what tranches are due, by rank. What is left
 *
 *      goes to equity as far as the hurdle account (grown at irr_cap_per_year, after what tranches have been paid) still holds whole pence,
 *          where there is a cap;
 *      is all surplus where there is none but surplus is shared out;
 *      goes to equity otherwise;
 *
 *  and what is then left, or all of it where no tranche is equity, is surplus. */
void waterfall_distribute(waterfall *self, size_t month, pence amount, cash *out);

/** Ends a month: notes the principal outstanding; what is owed and the hurdle account grow. */
void waterfall_month_end(waterfall *self, size_t month, cash *out);

#endif
