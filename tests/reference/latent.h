#ifndef EDGECARE_TESTS_REFERENCE_LATENT_H
#define EDGECARE_TESTS_REFERENCE_LATENT_H

#include "effects/effect.h"
#include "hazards/hazard.h"
#include "reference/reference.h"

/** One transition of one child, ready to be drawn. Borrowed pointers. */
typedef struct {
    const transition_row *transition;
    const hazard_kind *hazard;
    double parameter[KIND_PARAMETERS_MAX];
    const number_list *list;
    double multiplier;         /* the child's, times the level */
    double clock_from;         /* when the clock stood at 0 */
    const effect_steps *steps; /* NULL: no therapy */
    double steps_from;         /* the first session */
} latent_event;

/** When the transition happens, given that it has not by `from`, by the cumulative hazard summed step by step; TIME_NEVER where not before `limit`. */
double reference_latent_time(const reference_case *at, const latent_event *event, double uniform, double from, double limit);

#endif
