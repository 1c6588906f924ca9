#ifndef EDGECARE_WORLD_LEVEL_H
#define EDGECARE_WORLD_LEVEL_H

#include "world/model.h"

/** The level at which the share `share_by` of starters, untreated, makes the transition within its days (docs/model.md, section 4).
 *
 *  Solved by Newton's method on the log of the level, safeguarded by a bracket, to 1e-12 relative. Marginal over ages, bands, prior care, localities,
 *  sites by planned volume and frailty; or for a child with all multipliers 1. 0 when the share is 0; the largest level tried (e^40) where the
 *  share can't be reached. The model's scratch is used. */
double level_solve(const scenario *self, career_model *model, size_t transition);

#endif
