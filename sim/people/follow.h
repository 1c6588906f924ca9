#ifndef EDGECARE_PEOPLE_FOLLOW_H
#define EDGECARE_PEOPLE_FOLLOW_H

#include "people/draw.h"
#include "people/plan.h"

/** The children of one replicate, as far as all arms share them. */
typedef struct {
    const career_plan *plan;
    const career_model *model;
    uint32_t world_index, history;
    const size_t *segment; /* first row of each place */
} follow_setting;

/** Draws untreated careers from referral until the first entry to care (children in care at referral: not at all), as much as the line for therapy must
 *  know, and sets multipliers in `ws`. False when memory runs out. */
bool follow_until_entry(const follow_setting *how, const families *people, career_workspace *ws, careers *out);

/** Draws the untreated careers that follow_until_entry began (the last call with `ws`) to their end. With `starters_too` false only as far as they are needed
 *  when starters are drawn independently: those of families that never start, or whose child was in care before the start. */
bool follow_untreated(const follow_setting *how, const families *people, bool starters_too, career_workspace *ws, careers *out);

/** Draws what therapy changes: the careers of starters with the effects of their team's therapy, by the same random numbers; others keep `untreated`. Where
 *  entries to care are put off (gaming), that is done here and noted in families.unsafe_days. */
bool follow_treated(const follow_setting *how, families *people, const careers *untreated, career_workspace *ws, careers *out);

/** Draws starters' untreated careers anew from their first session by independent numbers, conditional on what has happened until then. */
bool follow_independent(const follow_setting *how, const families *people, const careers *untreated, career_workspace *ws, careers *out);

/** Draws the careers to 18 of children who are never treated, by the first uniforms: those behind a term's baseline, with `how` of their control_plan's plan
 *  and segments. What follow_until_entry left in `ws` is lost. False when memory runs out. */
bool follow_controls(const follow_setting *how, const families *people, career_workspace *ws, careers *out);

#endif
