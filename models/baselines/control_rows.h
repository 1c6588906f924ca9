#ifndef EDGECARE_MODELS_BASELINE_CONTROL_ROWS_H
#define EDGECARE_MODELS_BASELINE_CONTROL_ROWS_H

#include <math.h>

#include "baselines/baseline.h"

/* What baselines made of untreated children have in common: their first two parameters. */

#define CONTROL_CHILDREN_MAX 20000

/** The row that says how many children there are. */
#define CONTROL_CHILDREN_ROW(doc_, usual_) \
    { .key = "children", .type = SETTING_NUMBER, .unit = "children", .minimum = 1, .maximum = CONTROL_CHILDREN_MAX, .doc = doc_, .usual = usual_, \
      .moves = "how far payments are a matter of luck" }

/** The row that says how they differ from those referred. */
#define CONTROL_SELECTION_ROW \
    { .key = "selection_ratio", .type = SETTING_QUANTITY, .unit = "hazard ratio", .minimum = 0.05, .maximum = 20, .fallback = "1", \
      .doc = "Their hazard ratio on entries to care against the children who are referred; below 1: they were at lower risk anyway.", \
      .moves = "payments, not value" }

/** The share is not known beforehand. */
static inline double control_share(const double p[])
{
    (void)p;
    return (double)NAN;
}

/** What is wrong with a number of children that must be whole; NULL when nothing is. The number is the kind's first parameter. */
static inline const char *children_are_whole(const double p[], const number_list *list)
{
    (void)list;
    return p[0] == floor(p[0]) ? NULL : "children must be a whole number";
}

#endif
