#ifndef EDGECARE_PAY_BANDS_H
#define EDGECARE_PAY_BANDS_H

#include "records/scenario.h"

/* Bands of success: how much of a term's amount is paid, by the share of children who succeed. */

/** Children who succeeded of those who could; 0 where nobody was assessed. */
double success_rate(double achieved, double assessed);

/** The share paid at a success rate: below the first rate of the term 0; from there the share of the highest rate reached (step), or on the straight line between
 *  neighbouring rates (linear), and beyond the last rate its share. 1 for a term without bands. */
double band_share(const term_row *term, double rate);

/** What bands have been applied to, in exact pence. Zero is its beginning. */
typedef struct {
    double amount; /* before bands, so far */
    double paid;   /* after them */
} band_account;

/** A period's amount after bands: share x amount (over each period alone), or what share x (amounts so far) exceeds all that was paid before, not below 0 (over
 *  all). `rate` is the period's own success rate or the cumulative one. */
double band_amount(band_account *account, const term_row *term, double rate, double amount);

#endif
