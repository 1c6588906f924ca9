#ifndef EDGECARE_PAY_RULES_H
#define EDGECARE_PAY_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/money.h"

/* The clauses of an outcomes contract that turn units into money, one function a clause (docs/model.md, Contracts). All are pure and cannot fail. What a
 * baseline saves stands in pay/savings.h, bands of success in pay/bands.h. */

/** No limit: more than any contract pays, with room to add to it. */
#define PENCE_UNLIMITED (INT64_MAX / 4)

/** A limit in pounds as pence; a negative one means that there is none. */
pence limit_pence(double limit_gbp);

/** Units payable when a share `deadweight` of what is achieved is taken as happening anyway: (1 - deadweight) x achieved. */
double deadweight_payable(double achieved, double deadweight);

/** A term's exact amount of a period, in pence: 100 x price x payable units; not rounded. */
double amount_exact(double price_gbp, double units);

/** A term's amount in whole pence: rounded once, halves away from zero; what is within 1e-6 pence of a half is one, as decimals such as 57.42 x 16.75
 *  pounds have no exact double. */
pence amount_entitled(double exact);

/** What claw-back does to a period. */
typedef struct {
    pence taken;   /* taken off what the terms bring */
    pence carried; /* still to be taken back in later periods */
} claw_back;

/** Takes back `owed` from before and what terms of the period are below zero, as far as the others go: in proportion to them, whole pence by largest
 *  remainder. Writes `amount`, none below zero. `owed` >= 0. */
claw_back claw_back_take(pence owed, const pence entitled[], pence amount[], size_t terms);

/** Cuts a period's amounts by term to `room`, what the contract's limits leave: in proportion, whole pence by largest remainder, ties to
 *  the earlier term. Writes `amount` (which may be `entitled` itself) and returns what is lost. `room` >= 0, each entitlement >= 0. */
pence limit_cut(pence room, const pence entitled[], pence amount[], size_t terms);

/** A payer's part of a claim that is disputed. */
typedef struct {
    pence later; /* paid when the dispute has ended */
    pence lost;  /* never paid */
} dispute;

/** A share of a part (>= 0) is disputed, and a share of that is lost; each rounded to whole pence. */
dispute dispute_of(pence part, double disputed_share, double lost_share);

#endif
