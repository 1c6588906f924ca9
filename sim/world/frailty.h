#ifndef EDGECARE_WORLD_FRAILTY_H
#define EDGECARE_WORLD_FRAILTY_H

#include "records/scenario.h"

#define FRAILTY_POINTS 69

/** How families differ in unobserved risk, in one world: a ratio with mean 1. */
typedef struct {
    double variance;              /* 0: all alike */
    bool log_normal;              /* else gamma */
    double at[FRAILTY_POINTS];    /* log-normal: values ... */
    double weight[FRAILTY_POINTS]; /* ... and their weights, for averages over families */
} frailty_model;

/** The frailty that acts on a transition; `acts` false: none. */
frailty_model frailty_in_world(const scenario *self, bool acts);

/** sum of weight[i] G(level h[i]) and its derivative by the log of the level, G the Laplace transform of frailty: (1 + v x)^(-1/v) for gamma, exp(-x)
 *  without frailty. For log-normal frailty exp(s z - s^2 / 2), s^2 = log(1 + v), it is an average over z by the trapezoidal rule at steps of a quarter,
 *  whose error falls faster than any power of the step: below 1e-12 for v up to 2, 1e-9 up to 20. */
void frailty_survivors(const frailty_model *frailty, const double weight[], const double h[], size_t count, double level, double *sum, double *slope);

#endif
