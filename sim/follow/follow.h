#ifndef EDGECARE_FOLLOW_FOLLOW_H
#define EDGECARE_FOLLOW_FOLLOW_H

#include "careers/draw.h"
#include "careers/plan.h"

/** The children of one replicate, as far as all arms share them. */
typedef struct {
    const career_plan *plan;
    const career_model *model;
    const double *world;
    uint32_t world_index, history;
    const size_t *segment; /* first row of each place */
} follow_setting;

/** Draws every family's untreated career from referral, and sets multipliers in `ws`. False when memory runs out. */
bool follow_untreated(const follow_setting *how, const families *people, career_workspace *ws, careers *out);

/** Draws what therapy changes: the careers of starters with the effects of their therapy, by the same random numbers; others keep `untreated`. */
bool follow_treated(const follow_setting *how, const families *people, const careers *untreated, career_workspace *ws, careers *out);

/** Draws starters' untreated careers anew from their first session by independent numbers, conditional on what has happened until then. */
bool follow_independent(const follow_setting *how, const families *people, const careers *untreated, career_workspace *ws, careers *out);

#endif
