#include "stats/solve.h"

#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

/* The caller's function, made safe for GSL, which aborts on values that are not finite. */
typedef struct {
    double (*f)(double x, void *context);
    void *context;
    bool undefined; /* became NaN somewhere */
} guarded;

static double guarded_value(double x, void *context)
{
    guarded *const inner = context;
    const double y = inner->f(x, inner->context);
    inner->undefined = inner->undefined || isnan(y);
    return isnan(y) ? 0 : fmin(fmax(y, -DBL_MAX), DBL_MAX);
}

#define STEPS_MAX 200
#define SOLVER_ROOM 64 /* doubles; Brent's method needs 11 in GSL 2.7 */

static double brent(gsl_root_fsolver *solver, double tolerance)
{
    for (int i = 0; i < STEPS_MAX && gsl_root_fsolver_iterate(solver) == GSL_SUCCESS; i++) {
        if (gsl_root_fsolver_x_upper(solver) - gsl_root_fsolver_x_lower(solver) <= tolerance) {
            break;
        }
    }
    return gsl_root_fsolver_root(solver);
}

bool solve_zero(double (*f)(double x, void *context), void *context, double low, double high, double tolerance, double *zero)
{
    guarded inner = { f, context, false };
    gsl_function function = { guarded_value, &inner };
    const double at_low = guarded_value(low, &inner);
    const double at_high = guarded_value(high, &inner);
    if (inner.undefined || !(low <= high) || (at_low < 0) == (at_high < 0)) {
        *zero = at_low == 0 ? low : high; /* an end may be the zero without a change of sign */
        return !inner.undefined && low <= high && (at_low == 0 || at_high == 0);
    }
    /* What gsl_root_fsolver_alloc would make, on the stack: the loop over replicates allocates nothing. */
    double room[SOLVER_ROOM] = { 0 };
    gsl_root_fsolver solver = { .type = gsl_root_fsolver_brent, .state = room };
    if (solver.type->size > sizeof room) {
        return false;
    }
    gsl_root_fsolver_set(&solver, &function, low, high);
    *zero = brent(&solver, tolerance);
    return !inner.undefined;
}
