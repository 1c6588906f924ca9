#ifndef EDGECARE_MODELS_BASELINE_NOBODY_H
#define EDGECARE_MODELS_BASELINE_NOBODY_H

/* What baselines that are written down have in common: they look at no children. */

static inline double nobody_children(const double p[])
{
    (void)p;
    return 0;
}

static inline double nobody_entry_ratio(const double p[])
{
    (void)p;
    return 1;
}

#endif
