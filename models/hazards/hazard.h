#ifndef EDGECARE_MODELS_HAZARD_H
#define EDGECARE_MODELS_HAZARD_H

#include "records/setting.h"

/** How soon one kind of event happens: a cumulative hazard H(t), t in days on the transition's clock, H(0) = 0, never falling.
 *
 *  Multipliers m act on the hazard: the event comes at the t that solves m H(t) = -log u, and never where H stays below that.
 *  All functions are pure; `p` are the kind's parameters in row order (times in days), `list` its list or NULL. */
typedef struct hazard_kind {
    kind base;
    /** H(t) for t >= 0; may be infinite. */
    double (*cumulative)(const double p[], const number_list *list, double t);
    /** The smallest t with H(t) >= h, h >= 0; INFINITY where H never reaches h. */
    double (*inverse)(const double p[], const number_list *list, double h);
    /** inverse in place over `count` values of h, with the same bits as `inverse` gives one by one. */
    void (*inverse_many)(const double p[], const number_list *list, double h[], size_t count);
} hazard_kind;

extern const kind_family hazard_family;

/** What inverse_many is for kinds without a vector form. */
void hazard_inverse_each(const hazard_kind *hazard, const double p[], const number_list *list, double h[], size_t count);

#endif
