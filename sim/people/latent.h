#ifndef EDGECARE_PEOPLE_LATENT_H
#define EDGECARE_PEOPLE_LATENT_H

#include "world/model.h"

#define STEPS_MAX (EFFECT_PIECES_MAX + 2 * SHOCKS_MAX + DRIFT_YEARS + 2)

/** A step function of time: ratio[i] holds on [from[i], from[i + 1]), the last for ever; from[0] is -infinity. */
typedef struct {
    size_t count;
    double from[STEPS_MAX];
    double ratio[STEPS_MAX];
} time_steps;

/** The product of the shocks on a transition, of its drift and of a therapy's effect from `started_at` on (`effect` NULL: none). */
void time_steps_set(const career_model *model, size_t transition, const effect_steps *effect, double started_at, time_steps *steps);

/** The time at which a transition happens that is drawn at `t0` with threshold e = -log u on a clock that showed 0 at `origin`, for a child with
 *  multiplier `m` (level included) under `steps`; INFINITY when never or not before `horizon`. See docs/model.md, section 4. */
double latent_time(const transition_model *transition, double m, double t0, double origin, double e, const time_steps *steps, double horizon);

#endif
