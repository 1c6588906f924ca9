#ifndef EDGECARE_MODELS_EFFECT_H
#define EDGECARE_MODELS_EFFECT_H

#include "records/setting.h"

#define EFFECT_PIECES_MAX 64

/** One family's course of therapy, as far as effects depend on it. */
typedef struct {
    double course_days;    /* planned length of the course */
    double received_days;  /* days of it received: course_days when completed */
    int completed;         /* 1 or 0 */
    double log_multiplier; /* 1 plain; scales the log hazard ratio (band, adherence, remote course, supervision) */
    double half_life_ratio; /* 1 plain; scales the half-life of effects that wane (psychology fund) */
} effect_course;

/** The therapy's hazard ratio as a step function of days since the first session: ratio[i] holds on [from[i], from[i + 1]), from[0] = 0,
 *  the last piece for ever. */
typedef struct {
    size_t count;
    double from[EFFECT_PIECES_MAX];
    double ratio[EFFECT_PIECES_MAX];
} effect_steps;

/** How therapy changes a hazard over time. Effects that change smoothly are cut into steps, each with the log hazard ratio of its middle. */
typedef struct effect_kind {
    kind base;
    /** Fills `steps`; `p` are parameters in row order. Pure. */
    void (*steps)(const double p[], const effect_course *course, effect_steps *steps);
} effect_kind;

extern const kind_family effect_family;

#endif
