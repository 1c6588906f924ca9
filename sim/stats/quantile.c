#include "stats/quantile.h"

#include "stats/normal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* Both quantiles are solved for a coordinate y on the whole line (the logarithm, the logit), in which the densities are log-concave: so are their tails,
 * and Newton's method on the logarithm of a tail converges from everywhere. */

/* The share beyond y on the side sought, and its derivative's size. */
typedef struct {
    double share;
    double slope;
} tail_value;

typedef tail_value tail_function(const double p[], double y);

/* What to solve: the y where the tail is `share`; `side` is 1 for lower tails, which rise with y, and -1 for upper ones. */
typedef struct {
    tail_function *tail;
    const double *p;
    double share;
    double side;
    double mode; /* of y's density */
} tail_problem;

/* Newton's step; half of the way to the mode from where the tail has no digits left. */
static double tail_step(const tail_problem *problem, double y)
{
    const tail_value at = problem->tail(problem->p, y);
    const double step = problem->side * log(problem->share / at.share) * at.share / at.slope;
    return isfinite(step) ? step : 0.5 * (problem->mode - y);
}

static double tail_solve(const tail_problem *problem, double y)
{
    for (int i = 0; i < 100; i++) {
        const double step = tail_step(problem, y);
        y += step;
        if (fabs(step) < 1e-9) { /* the next would be its square */
            break;
        }
    }
    return y;
}

enum { SHAPE, LOG_GAMMA };

/* Density of the logarithm: x^shape exp(-x) / Gamma(shape). */
static double gamma_slope(const double p[], double y)
{
    return exp(p[SHAPE] * y - exp(y) - p[LOG_GAMMA]);
}

static tail_value gamma_lower(const double p[], double y)
{
    return (tail_value){ gsl_cdf_gamma_P(exp(y), p[SHAPE], 1), gamma_slope(p, y) };
}

static tail_value gamma_upper(const double p[], double y)
{
    return (tail_value){ gsl_cdf_gamma_Q(exp(y), p[SHAPE], 1), gamma_slope(p, y) };
}

/* Wilson and Hilferty: the cube root is about normal. */
static double gamma_cube_start(double shape, double u)
{
    const double ninth = 1 / (9 * shape);
    const double root = 1 - ninth + normal_quantile(u) * sqrt(ninth);
    return root > 0.1 ? log(shape * root * root * root) : -HUGE_VAL;
}

double gamma_quantile(double shape, double u)
{
    const double p[] = { [SHAPE] = shape, [LOG_GAMMA] = gsl_sf_lngamma(shape) };
    /* Near 0 the share below x is x^shape / Gamma(shape + 1), which is more than the true share elsewhere. */
    const double power_start = (log(u) + p[LOG_GAMMA] + log(shape)) / shape;
    if (power_start < -37) {
        return exp(power_start);
    }
    const double start = fmax(power_start, gamma_cube_start(shape, u));
    const tail_problem lower = { gamma_lower, p, u, 1, log(shape) };
    const tail_problem upper = { gamma_upper, p, 1 - u, -1, log(shape) };
    return exp(tail_solve(u < 0.5 ? &lower : &upper, start));
}

enum { A, B, LOG_BETA };

static double share_of_logit(double y)
{
    return y < 0 ? exp(y) / (1 + exp(y)) : 1 / (1 + exp(-y));
}

/* Density of the logit: x^a (1 - x)^b / Beta(a, b). */
static double beta_slope(const double p[], double y)
{
    const double log_x = y < 0 ? y - log1p(exp(y)) : -log1p(exp(-y));
    return exp(p[A] * log_x + p[B] * (log_x - y) - p[LOG_BETA]);
}

static tail_value beta_lower(const double p[], double y)
{
    const double share = y < 0 ? gsl_cdf_beta_P(share_of_logit(y), p[A], p[B]) : gsl_cdf_beta_Q(share_of_logit(-y), p[B], p[A]);
    return (tail_value){ share, beta_slope(p, y) };
}

/* The y below which a share u <= 1/2 lies. */
static double beta_logit(const double p[], double u)
{
    const double power_start = (log(u) + p[LOG_BETA] + log(p[A])) / p[A];
    if (power_start < -37) {
        return power_start;
    }
    const tail_problem lower = { beta_lower, p, u, 1, log(p[A] / p[B]) };
    return tail_solve(&lower, lower.mode + normal_quantile(u) * sqrt(1 / p[A] + 1 / p[B]));
}

double beta_quantile(double a, double b, double u)
{
    const double log_beta = gsl_sf_lnbeta(a, b);
    if (u <= 0.5) {
        return share_of_logit(beta_logit((const double[]){ a, b, log_beta }, u));
    }
    return share_of_logit(-beta_logit((const double[]){ b, a, log_beta }, 1 - u));
}
