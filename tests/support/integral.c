#include "support/integral.h"

#include <float.h>
#include <gsl/gsl_integration.h>
#include <math.h>

#define HALVINGS_MAX 40

/* Integral of one stretch by GSL's 21-point Gauss-Kronrod rule, halved until its error is below `allowed`, half of it for each half. */
static double integral_of(const gsl_function *function, double low, double high, double allowed, int halvings)
{
    double value, error, of_size, of_deviation;
    gsl_integration_qk21(function, low, high, &value, &error, &of_size, &of_deviation);
    if (error <= fmax(allowed, 50 * DBL_EPSILON * of_size) || halvings == HALVINGS_MAX) {
        return value;
    }
    const double middle = 0.5 * (low + high);
    return integral_of(function, low, middle, 0.5 * allowed, halvings + 1) + integral_of(function, middle, high, 0.5 * allowed, halvings + 1);
}

double integral_between(double (*f)(double x, void *context), void *context, double low, double high, double tolerance)
{
    const gsl_function function = { f, context };
    double value, error, of_size, of_deviation;
    gsl_integration_qk21(&function, low, high, &value, &error, &of_size, &of_deviation);
    return integral_of(&function, low, high, tolerance * of_size, 0);
}
