#ifndef EDGECARE_BASE_MONEY_H
#define EDGECARE_BASE_MONEY_H

#include <stddef.h>
#include <stdint.h>

/** Money that is paid: whole pence. */
typedef int64_t pence;

/** The most that one amount comes to, a hundred billion pounds: sums of half a million of them are whole pence still. What no contract pays is held there. */
#define PENCE_MOST INT64_C(10000000000000)

/** The nearest whole penny, halves away from zero; `amount` in pence. */
pence pence_round(double amount);

/** The whole pence in an amount of pence, rounded down. */
pence pence_floor(double amount);

/** Pounds as pence, rounded as pence_round does. */
pence pence_from_pounds(double pounds);

/** Pence as pounds. */
double pounds_from_pence(pence amount);

/** The lesser of two amounts. */
pence pence_min(pence a, pence b);
/** The greater of two amounts. */
pence pence_max(pence a, pence b);

/** The sum of `count` amounts. */
pence pence_sum(const pence amount[], size_t count);

/** Splits `amount` (>= 0) in proportion to `weight` (each >= 0, sum > 0) by largest remainder; earlier entries win ties.
 *
 *  exact_i = amount weight_i / sum(weight) + carry_i;  part_i >= 0 are whole pence that sum to `amount`;  carry_i becomes
 *  exact_i - part_i, so over many periods each party is within a penny of its share. `carry` may be NULL: nothing is carried. */
void pence_split(pence amount, const double weight[], double carry[], pence part[], size_t count);

#endif
