#ifndef EDGECARE_STATS_NORMAL_H
#define EDGECARE_STATS_NORMAL_H

#include <stddef.h>

/** The share of a standard normal below z: Phi(z). */
double normal_cdf(double z);

/** The z with Phi(z) = p, 0 < p < 1, to about 1e-15 relative.
 *  Source: Wichura, Algorithm AS 241, Applied Statistics 37 (1988), routine PPND16. */
double normal_quantile(double p);

/** -log(1 - Phi(z)), the cumulative hazard at z: accurate in both tails, 0 at -infinity, infinite at infinity. */
double normal_hazard(double z);

/** The z with normal_hazard(z) = h, h >= 0: minus infinity at 0, infinity at infinity. Algorithm AS 241 in h, so that neither tail loses digits. */
double normal_hazard_inverse(double h);
/** The bits of normal_hazard_inverse, in place over `count` values. */
void normal_hazard_inverse_many(double h[], size_t count);

#endif
