#ifndef EDGECARE_SUMMARISE_BY_COMPONENT_H
#define EDGECARE_SUMMARISE_BY_COMPONENT_H

#include "summarise/result.h"

/** Which mixture a component belongs to, and which of the mixture's components it is. */
typedef struct {
    const mixture_row *mixture;
    size_t index;
} component_place;

/** The place of component `number`, which is below columns.component_count. */
component_place component_place_of(const result *self, size_t number);

/** What is told of the column that `index` leads over the worlds of one component, by the rule of couplings of result_told. `index` is one of
 *  columns.by_component. Mean, standard error and ratio come from those worlds alone; NaN where there are too few. */
told component_told(const result *self, size_t number, size_t index);

/** The weight of a component at which a decision flips. */
typedef struct {
    double weight; /* NaN: at no weight within 0 .. 1 */
    double se;     /* of the weight, from the standard errors of the components' means */
} flip;

/** Whether a decision looks at the metric: a net gain that should be above 0, or a probability that should be above (or below) one half. */
bool flip_is_told(const metric *of);

/** At which weight w of the component the mean of the column crosses 0 (a probability: 1/2), the other components' weights being scaled in proportion:
 *
 *      w c + (1 - w) o = 0,   w = o / (o - c),   o = sum over others of p_k m_k / (1 - p)
 *
 *  with m_k the components' means (a probability's less 1/2), c = m of this one, p its weight and p_k the others'.  The standard error is that of the delta
 *  method, sqrt(c^2 var o + o^2 var c) / (o - c)^2, worlds of different components being independent. */
flip component_flip(const result *self, size_t number, size_t index);

#endif
