#ifndef EDGECARE_WORLD_MIX_H
#define EDGECARE_WORLD_MIX_H

#include <stdint.h>

#include "records/scenario.h"
#include "world/frailty.h"

struct career_model;

#define MIX_AGES 16
#define MIX_MAX (MIX_AGES * STARTER_MIXES_MAX * 2) /* with and without prior care */

/** The starters of a scenario as combinations of all that multiplies one transition: sites and localities by planned volume, bands, prior care and equally
 *  likely ages. Hazards are at level 1. */
typedef struct {
    size_t count;
    double weight[MIX_MAX];
    double multiplier[MIX_MAX];
    double before[MIX_MAX];       /* multiplier x cumulative hazard by the start, after the nominal wait */
    double after[MIX_MAX];        /* the same by the end of the span, or the 18th birthday */
    uint8_t age[MIX_MAX];         /* index below MIX_AGES */
    uint8_t band[MIX_MAX];        /* 0 where they are taken together */
    double age_horizon[MIX_AGES]; /* days from the start to the end of the span, or the 18th birthday */
    frailty_model frailty;
} starter_mix;

/** The mix for a transition over `days` from the start (docs/model.md, section 4); time on its clock counts from referral. `bands_apart`: bands are told
 *  apart even where they do not act. */
void starter_mix_set(const scenario *self, const struct career_model *model, size_t transition, double days, bool bands_apart, starter_mix *out);

#endif
