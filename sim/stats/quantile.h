#ifndef EDGECARE_STATS_QUANTILE_H
#define EDGECARE_STATS_QUANTILE_H

/** The value below which a share u (0 < u < 1) of a gamma distribution of that shape (0.01 .. 1e6) and scale 1 lies. Gammas of alpha_i by independent
 *  uniforms, divided by their sum, are a Dirichlet draw. About a microsecond: for worlds, not for the loop. */
double gamma_quantile(double shape, double u);

/** The same of a beta distribution, a and b in 0.01 .. 1e5. */
double beta_quantile(double a, double b, double u);

#endif
