#include "intake/inversion.h"

#include "stats/elementary.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* P(N = k + 1) / P(N = k) = mean (1 + dispersion k) / ((1 + dispersion mean) (k + 1)) */
static double next_ratio(double mean, double dispersion, double k)
{
    return mean * (1 + dispersion * k) / ((1 + dispersion * mean) * (k + 1));
}

static double log_none(double mean, double dispersion)
{
    return dispersion > 0 ? -log1p(dispersion * mean) / dispersion : -mean;
}

/* log of the product of next_ratio from 0 to k - 1: the terms 1 + dispersion j make dispersion^k Gamma(k + 1/dispersion) / Gamma(1/dispersion). */
static double log_rise(double mean, double dispersion, double k)
{
    const double plain = k * log(mean / (1 + dispersion * mean)) - gsl_sf_lngamma(k + 1);
    if (!(dispersion > 0)) {
        return plain;
    }
    return plain + k * log(dispersion) + gsl_sf_lngamma(k + 1 / dispersion) - gsl_sf_lngamma(1 / dispersion);
}

/* Where the walk up begins: 0, or ten standard deviations below the mean, below which lies less than 1e-20. */
static double first_count(double mean, double dispersion)
{
    return fmax(0, floor(mean - 10 * sqrt(mean + dispersion * mean * mean)));
}

uint32_t intake_count_by_inversion(double mean, double dispersion, double u)
{
    if (!(mean > 0)) {
        return 0;
    }
    double k = first_count(mean, dispersion);
    double term = elementary_exp(log_none(mean, dispersion) + (k > 0 ? log_rise(mean, dispersion, k) : 0));
    double below = term;
    while (below < u && k < INTAKE_COUNT_MAX && (k < mean || term > 1e-18)) {
        term *= next_ratio(mean, dispersion, k);
        below += term;
        k++;
    }
    return k < INTAKE_COUNT_MAX ? (uint32_t)k : INTAKE_COUNT_MAX;
}
