#include "stats/normal.h"

#include "stats/elementary.h"

#include <math.h>

/* The three rational functions of AS 241, numerator and denominator by rising power: for |p - 1/2| <= 0.425 in 0.425^2 - (p - 1/2)^2, then in
 * r = sqrt(-log of the tail) for r <= 5, in r - 1.6, and beyond, in r - 5. */

typedef struct {
    double numerator[8];
    double denominator[8];
} rational;

static const rational middle = {
    { 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4,
      6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3 },
    { 1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
      2.8729085735721942674e4, 5.2264952788528545610e3 },
};

static const rational tail = {
    { 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0,
      2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4 },
    { 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2,
      5.47593808499534494600e-4, 1.05075007164441684324e-9 },
};

static const rational far_tail = {
    { 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
      1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7 },
    { 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
      1.42151175831644588870e-7, 2.04426310338993978564e-15 },
};

static double polynomial(const double c[8], double x)
{
    return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
}

static double rational_at(const rational *f, double x)
{
    return polynomial(f->numerator, x) / polynomial(f->denominator, x);
}

#define MIDDLE_HALF_WIDTH 0.425

static double quantile_in_middle(double q)
{
    return q * rational_at(&middle, MIDDLE_HALF_WIDTH * MIDDLE_HALF_WIDTH - q * q);
}

/* The positive z with log(1 - Phi(z)) = log_tail, for tails below 0.075 and log_tail above -690. */
static double quantile_in_tail(double log_tail)
{
    const double r = sqrt(-log_tail);
    return r <= 5 ? rational_at(&tail, r - 1.6) : rational_at(&far_tail, r - 5);
}

double normal_cdf(double z)
{
    return 0.5 * erfc(-z * M_SQRT1_2);
}

double normal_quantile(double p)
{
    const double q = p - 0.5;
    if (fabs(q) <= MIDDLE_HALF_WIDTH) {
        return quantile_in_middle(q);
    }
    return q < 0 ? -quantile_in_tail(elementary_log(p)) : quantile_in_tail(elementary_log(1 - p));
}

#define ASYMPTOTIC_Z 37.0  /* the complementary error function underflows soon after */
#define ASYMPTOTIC_H 690.0 /* about normal_hazard(37) */

/* log of z sqrt(2 pi) / (1 - 1/z^2 + 3/z^4 - 15/z^6 + 105/z^8), by which normal_hazard(z) exceeds z^2 / 2; for z >= 37 the next term is below 1e-12. */
static double mills_excess(double z)
{
    const double w = 1 / (z * z);
    return elementary_log(z * sqrt(2 * M_PI)) - log1p(-w * (1 - w * (3 - w * (15 - w * 105))));
}

double normal_hazard(double z)
{
    if (z < 0) {
        return -log1p(-normal_cdf(z));
    }
    return z < ASYMPTOTIC_Z ? -elementary_log(normal_cdf(-z)) : 0.5 * z * z + mills_excess(z);
}

/* Solves z^2 / 2 + mills_excess(z) = h by iteration; each step gains a factor z^2 > 1,000. */
static double asymptotic_inverse(double h)
{
    if (!(h < HUGE_VAL)) {
        return h;
    }
    double z = sqrt(2 * h);
    for (int i = 0; i < 6; i++) {
        z = sqrt(2 * (h - mills_excess(z)));
    }
    return z;
}

#define SMALL_HAZARD 0.078 /* a share of 0.075 below */

/* 1 - exp(-h) for h <= 0.078 by its series: ten terms leave less than 1e-18. */
static double small_share(double h)
{
    double sum = 1;
    for (int n = 10; n >= 2; n--) {
        sum = 1 - h * sum / n;
    }
    return h * sum;
}

static double inverse_of_small(double h, double log_share)
{
    return h > 0 ? -quantile_in_tail(log_share) : -HUGE_VAL;
}

static double inverse_of_large(double h)
{
    return h < ASYMPTOTIC_H ? quantile_in_tail(-h) : asymptotic_inverse(h);
}

double normal_hazard_inverse(double h)
{
    if (h < SMALL_HAZARD) {
        return inverse_of_small(h, elementary_log(small_share(h)));
    }
    const double q = 0.5 - elementary_exp(-h);
    return q <= MIDDLE_HALF_WIDTH ? quantile_in_middle(q) : inverse_of_large(h);
}

#define CHUNK 64

/* The middle's formula for every value, since vectors have no branches; then the tails, each where it holds. */
static void inverse_of_chunk(double h[], size_t count)
{
    double log_share[CHUNK];
    double q[CHUNK];
    double z[CHUNK];
    for (size_t i = 0; i < count; i++) {
        log_share[i] = small_share(h[i] < SMALL_HAZARD ? h[i] : SMALL_HAZARD);
        q[i] = -h[i];
    }
    elementary_log_many(log_share, count);
    elementary_exp_many(q, count);
    for (size_t i = 0; i < count; i++) {
        q[i] = 0.5 - q[i];
        z[i] = quantile_in_middle(q[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (h[i] < SMALL_HAZARD) {
            z[i] = inverse_of_small(h[i], log_share[i]);
        } else if (!(q[i] <= MIDDLE_HALF_WIDTH)) {
            z[i] = inverse_of_large(h[i]);
        }
        h[i] = z[i];
    }
}

void normal_hazard_inverse_many(double h[], size_t count)
{
    for (size_t i = 0; i < count; i += CHUNK) {
        inverse_of_chunk(h + i, count - i < CHUNK ? count - i : CHUNK);
    }
}
