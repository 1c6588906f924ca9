#include "hazards/gamma_tails.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>
#include <stdbool.h>

#include "stats/normal.h"

#define TERMS_MAX 100000
#define PRECISE 1e-16
#define TINY 1e-300
#define TWO_PI 6.28318530717958647693
#define LARGE_SHAPE 10.0
#define NEWTON_STEPS_MAX 100

/** log(x^a exp(-x) / Gamma(a)). For large a its parts all but cancel, so it is written by x / a - 1 there. */
static double log_density(double a, double x, double log_x)
{
    if (a < LARGE_SHAPE) {
        return a * log_x - x - gsl_sf_lngamma(a);
    }
    const double off = x / a - 1;
    const double exponent = fabs(off) < 0.5 ? a * gsl_sf_log_1plusx_mx(off) : a * (log_x - log(a)) - a * off;
    return exponent + 0.5 * log(a / TWO_PI) - log(gsl_sf_gammastar(a));
}

/** sum over n of x^n / ((a + 1) ... (a + n)) */
static double series_of_p(double a, double x)
{
    double term = 1;
    double sum = 1;
    for (int n = 1; n < TERMS_MAX && term > PRECISE * sum; n++) {
        term *= x / (a + n);
        sum += term;
    }
    return sum;
}

/** Gamma(a, x) exp(x) / x^a by Lentz's method. */
static double fraction_of_q(double a, double x)
{
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < TERMS_MAX; n++) {
        const double above = -n * (n - a);
        b += 2;
        d = above * d + b;
        d = 1 / (fabs(d) < TINY ? TINY : d);
        c = b + above / c;
        c = fabs(c) < TINY ? TINY : c;
        value *= c * d;
        if (fabs(c * d - 1) < PRECISE) {
            break;
        }
    }
    return value;
}

gamma_tails gamma_tails_at(double a, double log_x)
{
    const double x = exp(log_x);
    if (!(x < HUGE_VAL)) {
        return (gamma_tails){.below = HUGE_VAL, .above = 0, .log_density = -HUGE_VAL};
    }
    gamma_tails out = {.log_density = log_density(a, x, log_x)};
    if (x < a + 1) {
        out.above = -(out.log_density - log(a) + log(series_of_p(a, x)));
        out.above = fmax(out.above, 0);
        out.below = -log1p(-exp(-out.above));
    } else {
        out.below = -(out.log_density + log(fraction_of_q(a, x)));
        out.below = fmax(out.below, 0);
        out.above = -log1p(-exp(-out.below));
    }
    return out;
}

/** Wilson and Hilferty's approximation at the standard normal point z, where it is one; else the point at which most of the density lies. */
static double first_guess(double a, double z)
{
    const double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
    return root > 0.05 ? log(a) + 3 * log(root) : log(a);
}

/** The zero of log(tail) - log h over log x. */
static double solve_tail(double a, double h, double guess, bool below)
{
    double low = -HUGE_VAL;
    double high = HUGE_VAL;
    double w = guess;
    for (int step = 0; step < NEWTON_STEPS_MAX; step++) {
        const gamma_tails at = gamma_tails_at(a, w);
        const double value = below ? at.below : at.above;
        const bool beyond = (value > h) == below; /* the zero lies at a smaller w */
        if (beyond) {
            high = w;
        } else {
            low = w;
        }
        const double slope = exp(at.log_density + value) / value;
        const double off = log(value / h);
        double next = slope > 0 && isfinite(off) ? w + (below ? -off / slope : off / slope) : (double)NAN;
        if (!(next > low && next < high)) {
            next = isinf(low) ? high - 2 - fabs(high) : isinf(high) ? low + 2 : 0.5 * (low + high);
        }
        if (fabs(next - w) <= 1e-15 * fmax(1, fabs(w)) || next <= low || next >= high) {
            return next;
        }
        w = next;
    }
    return w;
}

double gamma_below_inverse(double a, double h)
{
    return solve_tail(a, h, first_guess(a, normal_hazard_inverse(h)), true);
}

double gamma_above_inverse(double a, double h)
{
    return solve_tail(a, h, first_guess(a, -normal_hazard_inverse(h)), false);
}
