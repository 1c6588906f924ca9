#include "verify/score.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#define REPLICATES_LEAST 50
#define REPLICATES_A_LEVEL 5

/** The levels of one series among a set's quantities. */
typedef struct {
    const judged_set *set;
    size_t item[64];
    size_t count;
} levels;

static levels levels_of(const judged_set *set, const char *series)
{
    levels out = { .set = set };
    for (size_t k = 0; k < set->count && out.count < sizeof out.item / sizeof out.item[0]; k++) {
        const figure_row *figure = set->items[k].figure;
        if (set->items[k].kind == JUDGED_LEVEL && figure->value > 0 && figure->series && strcmp(figure->series, series) == 0) {
            out.item[out.count++] = k;
        }
    }
    return out;
}

/** The logs of one replicate's levels; false where one is not above 0. */
static bool logs_of(const levels *self, size_t replicate, double out[])
{
    bool positive = true;
    for (size_t i = 0; i < self->count; i++) {
        const double amount = self->set->rows[replicate * self->set->count + self->item[i]];
        positive = positive && amount > 0;
        out[i] = positive ? log(amount) : 0;
    }
    return positive;
}

/** Mean and covariance (with the discrepancy on its diagonal) of the logs; how many replicates they are of. */
static size_t moments(const levels *self, gsl_vector *mean, gsl_matrix *covariance)
{
    double logs[64];
    size_t n = 0;
    for (size_t r = 0; r < self->set->replicates; r++) {
        if (!logs_of(self, r, logs)) {
            continue;
        }
        n++;
        for (size_t i = 0; i < self->count; i++) { /* Welford's update, one replicate after the other */
            const double before = logs[i] - gsl_vector_get(mean, i);
            gsl_vector_set(mean, i, gsl_vector_get(mean, i) + before / (double)n);
            for (size_t j = 0; j <= i; j++) {
                const double now = logs[j] - gsl_vector_get(mean, j);
                gsl_matrix_set(covariance, i, j, gsl_matrix_get(covariance, i, j) + before * now);
            }
        }
    }
    for (size_t i = 0; n > 1 && i < self->count; i++) {
        for (size_t j = 0; j <= i; j++) {
            const double together = gsl_matrix_get(covariance, i, j) / (double)(n - 1) + (i == j ? JUDGED_DISCREPANCY * JUDGED_DISCREPANCY : 0);
            gsl_matrix_set(covariance, i, j, together);
            gsl_matrix_set(covariance, j, i, together);
        }
    }
    return n;
}

static double log_density(const levels *self, const gsl_vector *mean, gsl_matrix *covariance, gsl_vector *off)
{
    double sum = -0.5 * (double)self->count * log(2 * M_PI);
    for (size_t i = 0; i < self->count; i++) {
        gsl_vector_set(off, i, log(self->set->items[self->item[i]].figure->value) - gsl_vector_get(mean, i));
    }
    gsl_linalg_cholesky_decomp1(covariance); /* positive: the discrepancy stands on its diagonal */
    for (size_t i = 0; i < self->count; i++) {
        double solved = gsl_vector_get(off, i);
        for (size_t j = 0; j < i; j++) {
            solved -= gsl_matrix_get(covariance, i, j) * gsl_vector_get(off, j);
        }
        solved /= gsl_matrix_get(covariance, i, i);
        gsl_vector_set(off, i, solved);
        sum -= log(gsl_matrix_get(covariance, i, i)) + 0.5 * solved * solved;
    }
    return sum;
}

bool series_score_of(const judged_set *set, const char *series, series_score *out)
{
    const levels here = levels_of(set, series);
    *out = (series_score){ .levels = here.count, .log_density = (double)NAN, .log_error = judged_log_error(set, series, NULL) };
    if (here.count == 0) {
        return true;
    }
    gsl_vector *mean = gsl_vector_calloc(here.count);
    gsl_vector *off = gsl_vector_calloc(here.count);
    gsl_matrix *covariance = gsl_matrix_calloc(here.count, here.count);
    const bool fine = mean && off && covariance;
    const size_t n = fine ? moments(&here, mean, covariance) : 0;
    if (n >= REPLICATES_LEAST && n >= REPLICATES_A_LEVEL * here.count) {
        out->log_density = log_density(&here, mean, covariance, off);
    }
    gsl_vector_free(mean);
    gsl_vector_free(off);
    gsl_matrix_free(covariance);
    return fine;
}

const char *series_first(const scenario *self)
{
    for (size_t f = 0; f < self->published.count; f++) {
        const figure_row *figure = &self->published.items[f];
        if (figure->series) {
            return figure->series;
        }
    }
    return NULL;
}
