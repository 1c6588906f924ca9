#ifndef EDGECARE_PAY_BANDS_H
#define EDGECARE_PAY_BANDS_H

#include "records/scenario.h"

/* Bands of success: how much of a term's amount is paid, by the share of children who succeed. */

/** Children who succeeded of those who could; 0 where nobody was assessed. */
double success_rate(double achieved, double assessed);

/** The share paid at a success rate: below the first rate of the term 0; from there the share of the highest rate reached (step), or on the straight line between
 *  neighbouring rates (linear), and beyond the last rate its share. 1 for a term without bands. */
double band_share(const term_row *term, double rate);

/** What bands over all have been applied to, in exact pence, over the versions of a term. Zero is its beginning. */
typedef struct {
    double due;  /* of the period at hand: sum over versions of share x amounts so far */
    double paid; /* so far */
} band_account;

/** Adds a period's amount of a version, whose amounts so far before bands are `so_far` with it. Returns what is paid of it by itself: share x amount (over each period
 *  alone), or nothing (over all: share x so_far becomes due). `rate` is the success rate of the period or the cumulative one. */
double band_amount(band_account *account, const term_row *version, double rate, double amount, double so_far);

/** What is due by bands over all beyond what was paid before, not below 0; it is paid with that. */
double band_settle(band_account *account);

#endif
