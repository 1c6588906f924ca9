#ifndef EDGECARE_WORLD_MODEL_H
#define EDGECARE_WORLD_MODEL_H

#include <math.h>

#include "distributions/distribution.h"
#include "effects/effect.h"
#include "hazards/hazard.h"
#include "records/scenario.h"
#include "world/mix.h"

/* What a scenario's inputs come to in one world, as plain numbers that the drawing of careers reads. */

/** A spread with its parameters resolved. */
typedef struct {
    const distribution_kind *kind; /* NULL: `constant` for everyone */
    double p[KIND_PARAMETERS_MAX];
    const number_list *list;
    double constant;
    double minimum, maximum;
} spread_model;

/** The spread with its uncertain numbers as the world has them; `list` is borrowed from the scenario. */
spread_model spread_in_world(const spread *self);

/** The spread's value for a uniform, held within the setting's range. */
static inline double spread_value(const spread_model *self, double u)
{
    return self->kind == NULL ? self->constant : fmin(fmax(self->kind->quantile(self->p, self->list, u), self->minimum), self->maximum);
}

/** Cumulative shares for choosing among `count` of them: states, bands or labels. */
typedef struct {
    size_t count;
    double until[STATES_MAX];
} share_model;

_Static_assert(STATES_MAX >= BANDS_MAX && STATES_MAX >= LABELS_MAX, "there is room for every share");

/** The running sums of the shares in the world, in file order; at most STATES_MAX of them. */
share_model shares_in_world(const share_map *self);

/** The first entry whose cumulative share exceeds `u`; the last takes what rounding leaves. Counts instead of searching: chance foretells no branch. */
static inline size_t share_choose(const share_model *self, double u)
{
    size_t chosen = 0;
    for (size_t i = 0; i + 1 < self->count; i++) {
        chosen += u >= self->until[i];
    }
    return chosen;
}

#define DRIFT_YEARS 30

typedef struct {
    const hazard_kind *kind;
    double p[KIND_PARAMETERS_MAX];
    const number_list *list;
    double level;              /* multiplies H for everybody */
    hazard_clock clock;
    double largest_cumulative; /* H at the longest time that any child can spend on this clock: events need less */
    share_model to;
    const int32_t *to_state;   /* borrowed from the scenario */
    double age_log;            /* log hazard ratio per year of age */
    double prior_care_ratio;
    bool band_acts, frailty_acts, place_acts;
    bool multiplied;           /* some multiplier may differ from 1 */
    bool stepped;              /* shocks or drift act on it: its multiplier changes with the calendar */
    bool drifts;
    double drift[DRIFT_YEARS + 1]; /* hazard ratio in the k-th year after scenario.starts; the last for ever */
} transition_model;

/** Where a transition leads for the children of one cohort. */
typedef struct {
    share_model to;
    const int32_t *to_state;   /* borrowed from the scenario */
} destination_model;

/** A shock in force during [from, until) in days since day 0. */
typedef struct {
    double from, until;
    double ratio;
    uint32_t transition_mask;
} shock_model;

typedef struct {
    const effect_kind *kind;
    double p[KIND_PARAMETERS_MAX];
    double largest_log;        /* the largest log hazard ratio of a completed plain course, at least 0 */
} effect_model;

typedef struct {
    spread_model course_days, adherence;
    double completion_share;
    bool adherence_spreads;
    effect_model effect[TRANSITIONS_MAX]; /* by transition; kind NULL: no effect */
    uint32_t effect_mask;
} therapy_model;

typedef struct career_model {
    size_t states, transitions;
    transition_model transition[TRANSITIONS_MAX];
    size_t groups;                                /* states with the same transitions are drawn together */
    uint8_t group_of[STATES_MAX];
    uint8_t leaving[STATES_MAX][TRANSITIONS_MAX]; /* by group: transitions that leave its states, in file order */
    size_t leaving_count[STATES_MAX];
    state_class class_of[STATES_MAX];
    bool price_marked[STATES_MAX];
    double band_ratio[BANDS_MAX], band_effect[BANDS_MAX];
    shock_model shock[SHOCKS_MAX];
    size_t shocks;
    therapy_model therapy[THERAPIES_MAX];
    uint32_t class_clock_mask; /* transitions on the class clock */
    uint32_t entry_mask;       /* entries: transitions that lead only to states of class care and leave a state of another class */
    bool entries_differ;       /* families.entry_ratio may differ from 1 */
    uint8_t destination_of[COHORTS_MAX][TRANSITIONS_MAX]; /* by cohort: 0, or 1 + the index of its own destinations */
    destination_model destination[DESTINATIONS_MAX];
    starter_mix mix;           /* scratch of levels and effect sizes, as is the next: too much for a stack */
    double treated[MIX_MAX];
} career_model;

/** Resolves the scenario in a world and solves the levels that `share_by` asks for. Cheap enough to be called once per world: tens of microseconds. */
void career_model_set(const scenario *self, career_model *model);

/** Site ratio times locality ratio. */
double place_ratio(const scenario *self, size_t site, size_t locality);

#endif
