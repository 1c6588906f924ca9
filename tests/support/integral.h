#ifndef EDGECARE_TESTS_SUPPORT_INTEGRAL_H
#define EDGECARE_TESTS_SUPPORT_INTEGRAL_H

/** Integral of f over low .. high to relative `tolerance`: a rule of GSL, adaptively. */
double integral_between(double (*f)(double x, void *context), void *context, double low, double high, double tolerance);

#endif
