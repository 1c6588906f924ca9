#ifndef EDGECARE_STATS_ELEMENTARY_H
#define EDGECARE_STATS_ELEMENTARY_H

#include <stddef.h>

/** Natural logarithm and exponential with the same bits in scalar and vector form at every vector width on CPUs with FMA
 *  (SLEEF's finz functions; on CPUs without FMA its cinz functions, which may differ in the last bit). Engine and reference share them. */
double elementary_log(double x);
double elementary_exp(double x);
/** The bits of elementary_log and elementary_exp, in place over `count` values. */
void elementary_log_many(double x[], size_t count);
void elementary_exp_many(double x[], size_t count);
/** x[i] = x[i]^power for x >= 0, power > 0, as exp(power log x); 0 stays 0 and infinity stays infinite. */
double elementary_pow(double x, double power);
/** The bits of elementary_pow, in place over `count` values. */
void elementary_pow_many(double x[], double power, size_t count);

#endif
