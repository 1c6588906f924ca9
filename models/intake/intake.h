#ifndef EDGECARE_MODELS_INTAKE_H
#define EDGECARE_MODELS_INTAKE_H

#include "records/setting.h"

/** How many families are referred in a month.
 *
 *  Counts come by inversion of one uniform a month, so that a higher mean never takes a family away that a lower one has: family k of a month is there
 *  whenever the count is k or more. */
typedef struct intake_kind {
    kind base;
    /** The count for month `month` (0 the first) whose expected number is `mean` (families; already with ramp-up and volume against plan), by the
     *  uniform `u`. `p` are parameters in row order, `list` the row of numbers or NULL. Pure. */
    uint32_t (*count)(const double p[], const number_list *list, unsigned month, double mean, double u);
    /** The planned number for `month` before ramp-up and volume: what `mean` is made from. */
    double (*planned)(const double p[], const number_list *list, unsigned month);
} intake_kind;

extern const kind_family intake_family;

#endif
