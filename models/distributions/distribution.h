#ifndef EDGECARE_MODELS_DISTRIBUTION_H
#define EDGECARE_MODELS_DISTRIBUTION_H

#include "records/setting.h"

/** A distribution of one number, for `{"dist": NAME, ...}` (uncertain, once per world) and `{"spread": NAME, ...}` (differs within a world).
 *
 *  Drawn by inversion, so that one uniform gives one number and moves monotonically with it. */
typedef struct distribution_kind {
    kind base;
    /** The value below which a share `u` (0 < u < 1) lies. `p`: parameters in row order; `list`: the row of type SETTING_NUMBERS, or NULL. */
    double (*quantile)(const double p[], const number_list *list, double u);
    /** The mean, for messages, `explain` and as the starting value of solvers; NaN where none is known in closed form. */
    double (*mean)(const double p[], const number_list *list);
    /** The lowest and highest value possible (may be infinite), checked against the range of the setting it stands at. */
    void (*support)(const double p[], const number_list *list, double *lowest, double *highest);
} distribution_kind;

extern const kind_family distribution_family;

#endif
