#ifndef EDGECARE_MODELS_INVERSION_H
#define EDGECARE_MODELS_INVERSION_H

#include <stdint.h>

#define INTAKE_COUNT_MAX 65535

/** The smallest count k, at most INTAKE_COUNT_MAX, with P(N <= k) >= u, where N is negative binomial with the given mean and variance
 *  mean + dispersion mean^2 (Poisson at dispersion 0). Never falls when the mean rises. */
uint32_t intake_count_by_inversion(double mean, double dispersion, double u);

#endif
