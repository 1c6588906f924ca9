#ifndef EDGECARE_STATS_SOLVE_H
#define EDGECARE_STATS_SOLVE_H

#include <stdbool.h>

/** A zero of `f` between `low` and `high`, where f changes sign, to `tolerance` in x, by Brent's method (GSL). False when it does not change sign. */
bool solve_zero(double (*f)(double x, void *context), void *context, double low, double high, double tolerance, double *zero);

#endif
