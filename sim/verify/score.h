#ifndef EDGECARE_VERIFY_SCORE_H
#define EDGECARE_VERIFY_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "verify/judged.h"

/** How well a run's levels of a series foretell the published ones. */
typedef struct {
    size_t levels;      /* taken in */
    double log_density; /* of all published logs together; NaN where it cannot be worked out */
    double log_error;   /* judged_log_error */
} series_score;

/** Scores the levels of `series`: log N(log d; m, C + s^2 I), m and C the mean and covariance of the simulated logs over the replicates in which all are above 0, s
 *  JUDGED_DISCREPANCY (a synthetic likelihood: Wood, Nature 466, 2010). A difference between two runs of more than 3 tells them apart; fewer than 50 such replicates, or
 *  fewer than five times as many as levels, score NaN. False when memory runs out. */
bool series_score_of(const judged_set *set, const char *series, series_score *out);

/** The first series of the scenario's figures in their order; NULL: there is none. Borrowed. */
const char *series_first(const scenario *self);

#endif
