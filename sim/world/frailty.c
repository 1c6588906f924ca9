#include "world/frailty.h"

#include <math.h>

#include "stats/elementary.h"

#define CHUNK 256
#define Z_STEP 0.25
#define SQRT_TWO_PI 2.50662827463100050242

static void set_points(frailty_model *out)
{
    const double variance_of_log = elementary_log(1 + out->variance);
    const double sigma = sqrt(variance_of_log);
    for (size_t i = 0; i < FRAILTY_POINTS; i++) {
        const double z = ((double)i - (FRAILTY_POINTS - 1) / 2) * Z_STEP;
        out->at[i] = elementary_exp(sigma * z - variance_of_log / 2);
        out->weight[i] = Z_STEP / SQRT_TWO_PI * elementary_exp(-z * z / 2);
    }
}

frailty_model frailty_in_world(const scenario *self, bool acts)
{
    frailty_model out = {.variance = acts ? self->people.frailty_variance.value : 0};
    out.log_normal = out.variance > 0 && self->people.frailty_distribution == FRAILTY_LOG_NORMAL;
    if (out.log_normal) {
        set_points(&out);
    }
    return out;
}

/** G(x[i]) into g and -weight[i] x[i] G'(x[i]) into falling, for gamma frailty or none. */
static void gamma_transform(double v, const double weight[], const double x[], double g[], double falling[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g[i] = v > 0 ? 1 + v * x[i] : -x[i];
    }
    if (v > 0) {
        elementary_log_many(g, n);
        for (size_t i = 0; i < n; i++) {
            g[i] = -g[i] / v;
        }
    }
    elementary_exp_many(g, n);
    for (size_t i = 0; i < n; i++) {
        falling[i] = weight[i] * g[i] * x[i] / (1 + v * x[i]);
    }
}

/** The same for log-normal frailty. */
static void log_normal_transform(const frailty_model *frailty, const double weight[], const double x[], double g[], double falling[], size_t n)
{
    double kept[CHUNK];
    for (size_t i = 0; i < n; i++) {
        g[i] = 0;
        falling[i] = 0;
    }
    for (size_t p = 0; p < FRAILTY_POINTS; p++) {
        for (size_t i = 0; i < n; i++) {
            kept[i] = -x[i] * frailty->at[p];
        }
        elementary_exp_many(kept, n);
        for (size_t i = 0; i < n; i++) {
            g[i] += frailty->weight[p] * kept[i];
            falling[i] += weight[i] * frailty->weight[p] * kept[i] * x[i] * frailty->at[p];
        }
    }
}

void frailty_survivors(const frailty_model *frailty, const double weight[], const double h[], size_t count, double level, double *sum, double *slope)
{
    double x[CHUNK];
    double g[CHUNK];
    double falling[CHUNK];
    *sum = 0;
    *slope = 0;
    for (size_t from = 0; from < count; from += CHUNK) {
        const size_t n = count - from < CHUNK ? count - from : CHUNK;
        for (size_t i = 0; i < n; i++) {
            x[i] = level * h[from + i];
        }
        if (frailty->log_normal) {
            log_normal_transform(frailty, weight + from, x, g, falling, n);
        } else {
            gamma_transform(frailty->variance, weight + from, x, g, falling, n);
        }
        for (size_t i = 0; i < n; i++) {
            *sum += weight[from + i] * g[i];
            *slope -= falling[i];
        }
    }
}
