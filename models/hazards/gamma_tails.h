#ifndef EDGECARE_MODELS_GAMMA_TAILS_H
#define EDGECARE_MODELS_GAMMA_TAILS_H

/** Both tails of the gamma distribution as cumulative hazards, so that neither ever runs out of digits: with P and Q the regularised incomplete gamma
 *  functions, `below` = -log Q(a, x) is the hazard that ends at x, `above` = -log P(a, x) the one that begins there. */
typedef struct {
    double below;
    double above;
    double log_density; /* of log x: log(x^a exp(-x) / Gamma(a)) */
} gamma_tails;

/** The tails at x = exp(log_x) for a shape a > 0: from the series of P below a + 1 and the continued fraction of Q above (Press et al., Numerical
 *  Recipes, ch. 6.2, as formulas). To about 1e-13 relative for a up to 1e6. */
gamma_tails gamma_tails_at(double a, double log_x);

/** The log x with -log Q(a, x) = h, 0 < h < infinity, by Newton's method in the logarithms, kept within a bracket. */
double gamma_below_inverse(double a, double h);
/** The log x with -log P(a, x) = h likewise. */
double gamma_above_inverse(double a, double h);

#endif
